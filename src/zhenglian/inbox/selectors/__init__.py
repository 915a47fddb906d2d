"""Reads of the inbox: queues, one conversation, what was searched. Query counts are known and tested."""
