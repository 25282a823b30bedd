"""Two versions of one document as a report: the tree, and one renderer a file.

It uses the tree of `tokenwatch.reports.tree`, so that a comparison looks and reads like any other report.
"""
