"""What changes the ledger of quotas."""
