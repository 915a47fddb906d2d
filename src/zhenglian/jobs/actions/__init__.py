"""Writes to the queue: `enqueue` (wake), `claims` (take, settle), `reaping`, `schedule`, `heartbeats`."""
