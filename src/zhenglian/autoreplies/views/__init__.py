"""The pages below /staff/desk/auto-replies/."""
