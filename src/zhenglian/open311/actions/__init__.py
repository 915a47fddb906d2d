"""Decisions: keys are given and taken back, reports and updates of clients are taken in."""
