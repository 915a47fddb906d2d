"""The checks themselves: pure functions over a text, without a database."""
