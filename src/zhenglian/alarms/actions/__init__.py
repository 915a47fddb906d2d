"""Ringing: `ring` opens and closes alarms and writes notices, `notices` sends them."""
