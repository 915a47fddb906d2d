"""From a point to a county: reading outlines, the grid over them, its file, and the look-up."""
