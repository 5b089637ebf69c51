"""What is only said, as it is written; and words that are also others, left alone."""

from __future__ import annotations

import pytest

from pipeline.translation.everyday import in_plain_words


@pytest.mark.parametrize(
    ("lang", "said", "put"),
    [
        ("ca", "Ara en té vuitanta.", "Ara té vuitanta anys."),
        ("ca", "En tinc tres.", "En tinc tres."),
        ("ca", "Paro el cotxe.", "Paro el cotxe."),
        ("ca", "Un momentet.", "Un moment."),
        ("ca", "Feia de mal dir.", "Feia de mal dir."),
        ("es", "Había más gente.", "xhavia más gente."),
        ("es", "Había trabajado.", "Había trabajado."),
        ("es", "Un ratito.", "Un rato."),
        ("es", "Se sienta aquí.", "Se sienta aquí."),
    ],
)
def test_plain_words(lang: str, said: str, put: str) -> None:
    assert in_plain_words(said, lang) == put
