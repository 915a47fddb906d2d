"""Reads of the newsroom: `drafts`, `releases`, `stages`, `desk`, `versions`. Shown through `api`."""
