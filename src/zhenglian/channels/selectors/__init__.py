"""Reads of the ledger, the payload store and the website's copies, one module a noun."""
