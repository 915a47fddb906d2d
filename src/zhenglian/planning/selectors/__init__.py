"""What the calendar shows: posts of the ledger, promises, weeks and months."""
