"""Decisions about payloads and deliveries, one module a step of their life."""
