"""Measures: one expression on merged figures a module."""
