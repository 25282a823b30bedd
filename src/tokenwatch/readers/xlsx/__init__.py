"""Excel workbooks: cells, how numbers are shown, and what stands beside."""
