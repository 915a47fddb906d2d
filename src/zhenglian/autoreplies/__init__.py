"""Autoreplies: what an account answers by itself, and its menu: rules and versions."""
