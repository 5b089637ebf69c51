"""What is read from a page's HTML."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evidence.page_facts import page_facts

PAGE = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>En Joel &amp; l’hort</title>
<script type="application/ld+json">{{"autoplay": 1}}</script>{head}
<script src="../static/player.0123456789.js" integrity="sha384-x" defer></script></head>
<body>{first}<main id="content"><h1>En Joel</h1><svg><title>Icona</title></svg><video controls></video>
<input type="search"><input type="checkbox"><select><option>1</option></select><!-- <form> -->{body}
</main></body></html>"""
SKIP = '<a class="skip" href="#content">Salta</a>'


def read(lang: str = "ca", head: str = "", first: str = SKIP, body: str = "") -> Any:
    html = PAGE.format(lang=lang, head=head, first=first, body=body)
    return page_facts(html, "ca", {"player.0123456789.js"})


def test_a_page_as_ours_are() -> None:
    found = read()
    assert (found.declared, found.title, found.skips, found.headings) == ("ca", "En Joel & l’hort", True, 1)
    assert (found.starts, found.inputs, found.forms, found.foreign, found.refreshes) == (0, (), 0, 0, False)


@pytest.mark.parametrize(
    ("more", "name", "value"),
    [
        ({"lang": ""}, "declared", ""),
        ({"first": ""}, "skips", False),
        ({"first": '<a href="/">Inici</a>' + SKIP}, "skips", False),
        ({"first": '<a href="#elsewhere">Salta</a>'}, "skips", False),
        ({"body": "<video autoplay muted></video><audio AUTOPLAY></audio>"}, "starts", 2),
        ({"body": "<input><input type=EMAIL><textarea></textarea>"}, "inputs", ("EMAIL", "text", "textarea")),
        ({"body": "<form></form>"}, "forms", 1),
        ({"body": "<script>alert(1)</script>"}, "foreign", 1),
        ({"head": '<script src="https://example.org/player.0123456789.js"></script>'}, "foreign", 1),
        ({"head": '<script src="../static/other.js"></script>'}, "foreign", 1),
        ({"body": '<p onclick="x()"><iframe src="x"></iframe>'}, "foreign", 2),
        ({"head": '<meta http-equiv="Refresh" content="5">'}, "refreshes", True),
    ],
)
def test_what_a_theme_may_have_changed(more: dict[str, str], name: str, value: object) -> None:
    assert getattr(read(**more), name) == value


@given(st.text(st.sampled_from("<>/=\"' abhmlscript!-&#;"), max_size=200))
def test_any_text_is_read(html: str) -> None:
    found = page_facts(html, "ca", ())
    assert found.lang == "ca" and found.foreign >= 0
