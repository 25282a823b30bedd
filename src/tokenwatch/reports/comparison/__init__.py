"""Two versions of one document as a report: the tree, the page and the lines for a terminal.

It uses the tree of `tokenwatch.reports.tree`, so that a comparison looks and reads like any other report.
"""
