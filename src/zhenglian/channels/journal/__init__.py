"""The journal of pushes: rows are committed in groups by one writer before anybody is answered (ADR 13).

`group_commit` holds the writer, `sqlite` and `postgres` the stores, `mover` carries on from SQLite's file.
"""

from __future__ import annotations
