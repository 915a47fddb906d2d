"""Inspection as code: rules as records, verdicts with evidence, published totals recomputed."""
