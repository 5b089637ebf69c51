import pytest

from pipeline.check.meaning.verbs import denies, whens


@pytest.mark.parametrize(
    ("text", "lang", "when"),
    [
        ("M'ho va dir la Laura.", "ca", {"past"}),
        ("Vaig a treballar cada dia.", "ca", set()),
        ("Abans treballaven aquí.", "ca", {"past"}),
        ("Tornaran demà.", "ca", {"future"}),
        ("Ho farem junts.", "ca", {"future"}),
        ("Ho podria fer.", "ca", {"conditional"}),
        ("Me lo dijo mi hermana.", "es", {"past"}),
        ("Vamos a comer.", "es", {"future"}),
        ("Laura told me this.", "en", {"past"}),
        ("I didn't know.", "en", {"past"}),
        ("I'll tell Laura.", "en", {"future"}),
        ("We work here.", "en", set()),
    ],
)
def test_when_something_happens(text: str, lang: str, when: set[str]) -> None:
    assert whens(text, lang) == when


@pytest.mark.parametrize(
    ("text", "lang", "whether"),
    [
        ("No ho sé.", "ca", True),
        ("Nadie vino.", "es", True),
        ("I don't know.", "en", True),
        ("I can’t.", "en", True),
        ("Ho sé.", "ca", False),
        ("Oi que no plou?", "ca", None),
        ("De res.", "ca", None),
        ("Je ne sais pas.", "fr", None),
    ],
)
def test_whether_it_does_not(text: str, lang: str, whether: bool | None) -> None:
    assert denies(text, lang) is whether
