"""Decisions about accounts, one module a noun."""
