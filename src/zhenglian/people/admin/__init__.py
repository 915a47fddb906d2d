"""The staff side of people: one module a noun. What may be done is asked in `rules`."""
