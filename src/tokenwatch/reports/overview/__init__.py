"""A whole corpus as a report: the page that `tokenwatch report` writes of what `tokenwatch.overview` counted."""
