"""What the inbox adds to Wagtail's home page and menu, and the lists that it edits there."""
