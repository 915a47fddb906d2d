"""The desk's home page panels, side menu and brand. Its own pages are in `views/`."""
