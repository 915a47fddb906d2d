"""Puts this checkout into the environment it runs in: a .pth line and the `zhenglian` command.

Instead of an editable install: needs no build tool and no network, and is done in a moment.
"""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

SCRIPT = """#!{python}
import sys

from zhenglian.cli.main import main

sys.exit(main())
"""


def link(root: Path) -> None:
    Path(sysconfig.get_path("purelib"), "zhenglian.pth").write_text(f"{root / 'src'}\n")
    script = Path(sysconfig.get_path("scripts"), "zhenglian")
    script.write_text(SCRIPT.format(python=sys.executable))
    script.chmod(0o755)


if __name__ == "__main__":
    link(Path(__file__).resolve().parents[1])
