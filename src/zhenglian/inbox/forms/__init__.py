"""What people type in. Nothing is written here: views hand the clean values to one action."""
