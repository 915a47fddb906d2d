"""Pages of the desk below /staff/desk/: lists, review, release, emergency, comparison."""
