"""The staff side of audit: reading only."""
