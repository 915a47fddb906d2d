"""The front door of clocks: deadlines by class of matter, always computed from policy and events."""

from __future__ import annotations
