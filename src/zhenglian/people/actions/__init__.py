"""Decisions about units, staff, postings and delegations, one module a noun."""
