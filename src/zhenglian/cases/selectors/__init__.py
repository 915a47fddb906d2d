"""Reads of cases. Who may see which one is asked in `scope`."""
