"""Decisions: each asks who may, and is recorded."""
