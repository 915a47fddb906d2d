"""The staff side of accounts. What may be done is asked in `rules`."""
