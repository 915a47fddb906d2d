"""What is decided about sources and topics: one module a noun."""
