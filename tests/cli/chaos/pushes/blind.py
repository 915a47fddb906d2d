"""A run with a journal that answers before it writes, and knows no double: what one does at first."""

from __future__ import annotations

import json
import secrets
import sys

MANY = 100


class HastyStore:
    """Says that rows are kept, and keeps them when there are a hundred; every key is a new one."""

    def __init__(self, store):
        self.store, self.held = store, []
        self.open, self.rest, self.close = store.open, store.rest, store.close

    def write(self, rows):
        self.held += [row._replace(key=secrets.token_hex(8)) for row in rows]
        if len(self.held) >= MANY:
            self.store.write(self.held)
            self.held = []


def main():
    from zhenglian.cli.chaos.pushes.command import run_in_folder

    sys.stdout.write(json.dumps(run_in_folder(messages=600, seed=3, altered=HastyStore)))


if __name__ == "__main__":
    main()
