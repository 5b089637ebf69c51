"""Two pronouns behind a verb become one, and words that only look so stay."""

from __future__ import annotations

import pytest

from pipeline.translation.hanging_pronouns import with_one_pronoun


@pytest.mark.parametrize(
    ("lang", "said", "put"),
    [
        ("ca", "Vull explicar-t'ho.", "Vull explicar-te això."),
        ("ca", "Dona-me-la.", "Dona'm això."),
        ("ca", "Digues-m'ho.", "Digues-me això."),
        ("ca", "dir-li-ho", "dir-li això"),
        ("ca", "anar-se'n", "anar-se'n"),
        ("es", "Quiero explicártelo.", "Quiero explicarte esto."),
        ("es", "sin decírselo", "sin decirle esto"),
        ("es", "comérselo", "comerlo"),
        ("es", "Dímelo.", "Dime esto."),
        ("es", "Cuéntamelo.", "Cuéntame esto."),
        ("es", "enseñártela", "enseñarte esto"),
        ("es", "un caramelo, la cápsula, la cárcel", "un caramelo, la cápsula, la cárcel"),
    ],
)
def test_one_pronoun_behind_a_verb(lang: str, said: str, put: str) -> None:
    assert with_one_pronoun(said, lang) == put
