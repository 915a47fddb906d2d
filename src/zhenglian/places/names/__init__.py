"""From words to a county: how names are shortened, what a text says, and what follows from it."""
