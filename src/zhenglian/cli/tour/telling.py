"""Tells a story step by step: what was done, and by what one can see that it holds."""

from __future__ import annotations

from dataclasses import dataclass, field

from rich.console import Console
from rich.markup import escape

from zhenglian.cli.tour.visitor import TourBroken


@dataclass(slots=True)
class Telling:
    """Counts steps that hold and steps that do not. A broken step ends the story."""

    console: Console = field(default_factory=lambda: Console(stderr=True, highlight=False))
    held: int = 0
    broken: list[str] = field(default_factory=list)

    def step(self, what: str, proof: str, *, holds: bool = True) -> None:
        """`proof` is what was seen, not what was hoped for. Raises TourBroken when it does not hold."""
        mark = "[green]✓[/]" if holds else "[red]✗[/]"
        self.console.print(f"{mark} {escape(what)}\n    [dim]{escape(proof)}[/]")
        if not holds:
            self.broken.append(what)
            raise TourBroken(f"{what}: {proof}")
        self.held += 1
