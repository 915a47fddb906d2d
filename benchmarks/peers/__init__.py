"""Programs of other frameworks, written as their documentation shows; they run in their own environments."""
