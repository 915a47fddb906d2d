"""Filters for pages that show deadlines."""
