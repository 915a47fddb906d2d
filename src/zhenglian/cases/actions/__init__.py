"""Decisions on cases, one function each. What may follow what stands in `states`."""
