"""The page that `tokenwatch serve` shows: a small server for one person, on their own machine.

`server.serve` is the way in. Nothing is written to disk and nothing is sent anywhere; what a document holds is
taken apart in a process of its own (`worker`), never in the server's.
"""
