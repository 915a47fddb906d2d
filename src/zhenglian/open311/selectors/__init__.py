"""Reads: the services, public cases as requests, their steps as updates."""
