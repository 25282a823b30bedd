"""What Word, Excel and PowerPoint files have in common."""
