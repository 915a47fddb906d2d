"""Decisions on reviews: `rounds`, `decisions`, `seals`, `reminders`, `level_rules`. Read by `api`."""
