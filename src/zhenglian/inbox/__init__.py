"""Inbox: conversations with citizens, the matters in them, replies and receipts."""
