"""What a run of pushes is: how many, how often each is delivered, what its text says. Pure; no Django."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

ACCOUNTS = 20
CITIZENS = 400  # of all accounts together, so that most messages belong to a conversation that is there
WORKERS = 2
NUMBER = re.compile(r"第(\d{7})号来信")
FIRST_MSG_ID = 24_000_000_000_000_000

# How many in a hundred messages are delivered so. «together»: at the same moment to two processes.
DELIVERIES = {"once": 55, "twice": 20, "three times": 10, "together": 15}


class Delivery(NamedTuple):
    """`times`: deliveries besides those that follow because nobody answered."""

    times: int
    is_together: bool


@dataclass(frozen=True, slots=True)
class PushPlan:
    """`ports`: one for each web process."""

    messages: int
    seed: int
    folder: Path
    ports: tuple[int, ...]
    workers: int = WORKERS
    database_url: str = ""

    @property
    def kill_log(self) -> Path:
        return self.folder / "kills"

    @property
    def accounts(self) -> Path:
        """What the platform knows of each account, as JSON."""
        return self.folder / "accounts.json"

    @property
    def answered(self) -> Path:
        """What the platform saw: a line for each message, its number and the answers it got."""
        return self.folder / "answered"

    @property
    def most_seconds(self) -> float:
        """After this long the run is given up, and says so."""
        return 300 + self.messages * 0.02


def delivery_of(number: int, seed: int) -> Delivery:
    drawn = random.Random(f"{seed} {number}").randrange(100)
    if drawn < DELIVERIES["once"]:
        return Delivery(1, is_together=False)
    if drawn < DELIVERIES["once"] + DELIVERIES["twice"]:
        return Delivery(2, is_together=False)
    if drawn < DELIVERIES["once"] + DELIVERIES["twice"] + DELIVERIES["three times"]:
        return Delivery(3, is_together=False)
    return Delivery(2, is_together=True)


def text_of(number: int) -> str:
    return f"第{number:07d}号来信：小区门口的路灯不亮，已有{number % 29 + 1}天，请派人看看。"


def number_in(text: str) -> int | None:
    """Of the message that a stored text came from."""
    found = NUMBER.search(text)
    return int(found[1]) if found else None


def citizen_of(number: int) -> str:
    return f"oChaos{number % CITIZENS:022d}"
