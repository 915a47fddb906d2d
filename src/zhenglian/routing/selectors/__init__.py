"""Reads: routes and trials, sheets with their rows, examples, precedents."""
