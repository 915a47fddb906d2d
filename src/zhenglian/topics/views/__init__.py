"""The pages below /staff/desk/topics/."""
