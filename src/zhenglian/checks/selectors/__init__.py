"""Reading: the lexicon as it counts now, and what it finds."""
