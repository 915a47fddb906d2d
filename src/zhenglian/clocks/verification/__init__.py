"""Proof that stored deadlines are what the events say: random histories, and a second way to count."""
