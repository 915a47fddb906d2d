"""Files to tables: columns guessed and said, what cannot be read kept with its reason."""
