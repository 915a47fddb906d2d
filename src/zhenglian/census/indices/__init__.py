"""Indices as published formulae, each generic in its numbers: floats or columns of a table."""
