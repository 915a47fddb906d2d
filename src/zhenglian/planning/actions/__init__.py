"""Decisions on plans and promises, and the mail about promises in danger."""
