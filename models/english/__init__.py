"""Trains the English pipeline that the package ships; run by ``make train-english``, no part of the package itself."""
