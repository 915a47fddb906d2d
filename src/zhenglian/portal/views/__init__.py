"""The public pages, one module a kind. All are open to everybody; what may be kept says so itself."""
