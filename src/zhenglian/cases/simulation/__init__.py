"""Random acts on real models in a throw-away database, and a check of every row by other means."""
