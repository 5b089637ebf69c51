"""What is written → what a voice is given."""

from __future__ import annotations

import re

from pipeline.cues import Lang


def as_read(text: str, lang: Lang) -> str:
    """`text` as it is to be read in `lang`."""
    return re.sub(r"\s+", " ", text.translate(str.maketrans("", "", '«»“”"'))).strip()
