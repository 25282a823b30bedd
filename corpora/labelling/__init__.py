"""Tools for labelling texts: cut them into units, check label files, measure agreement."""
