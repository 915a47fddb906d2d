"""The pages below /staff/desk/routing/: one module a page or two."""
