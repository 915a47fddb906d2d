"""Clocks: deadlines by class of matter, always computed from policy and events."""
