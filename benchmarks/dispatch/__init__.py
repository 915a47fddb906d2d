"""The same messages, the same staff: today's process and ours. `replay` is pure, `__main__` prints."""
