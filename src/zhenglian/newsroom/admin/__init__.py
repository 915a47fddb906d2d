"""The staff side of the newsroom: `editor/` writes and previews; the desk reviews and releases."""
