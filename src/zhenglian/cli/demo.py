"""The sample office's own environment, remembered so that `zhenglian doctor` finds it by itself."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, MutableMapping
from pathlib import Path

from zhenglian.config import environment as env

DEMO_FOLDER = env.HOME / "var" / "demo"
REMEMBERED = "environment.json"


def remember(folder: Path, environ: Mapping[str, str]) -> None:
    """Writes down the settings under which the sample office runs; none of them is a secret."""
    names = {variable.name for variable in env.VARIABLES} - {env.SECRET_KEY.name, env.FIELD_KEY.name}
    known = {name: environ[name] for name in sorted(names) if name in environ}
    (folder / REMEMBERED).write_text(json.dumps(known, indent=1, ensure_ascii=False))


def adopt_demo(environ: MutableMapping[str, str] | None = None, folder: Path = DEMO_FOLDER) -> bool:
    """Takes over the sample office's settings when there are none of one's own; says whether it did."""
    environ = os.environ if environ is None else environ
    own = (env.SECRET_KEY, env.FIELD_KEY, env.DATA_DIR, env.DATABASE_URL, env.DEMO, env.DEBUG)
    remembered = folder / REMEMBERED
    if any(environ.get(variable.name) for variable in own) or not remembered.exists():
        return False
    environ.update(json.loads(remembered.read_text()))
    return True
