"""E-mails: their parts, and the text of each."""
