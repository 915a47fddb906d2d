"""Decisions about categories, labelled examples and trained models."""
