"""The command's own language: Chinese unless ZHENGLIAN_LANGUAGE says otherwise.

Not Django's gettext, because help and progress are printed before (or without) Django being set up.
"""

from __future__ import annotations

import gettext
from pathlib import Path

from zhenglian.config import environment as env

FOLDER = Path(__file__).parent / "locale"


def translator(language: str) -> gettext.NullTranslations:
    """Texts stand in English in the code; without a compiled catalogue they stay so."""
    return gettext.translation("django", FOLDER, ["zh_Hans" if language == "zh" else "en"], fallback=True)


_ = translator(env.LANGUAGE.value()).gettext
