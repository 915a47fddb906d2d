"""What the pages of topics and sources show."""
