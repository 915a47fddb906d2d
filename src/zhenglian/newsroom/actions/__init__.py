"""Decisions on articles, one module a decision. Read and called through `api`."""
