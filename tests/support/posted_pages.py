"""Pages with a form as a browser without a script has them: what it would send, and the answer."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from urllib.parse import urlencode

from desk_series import Answer, Site

FORM = {"content-type": "application/x-www-form-urlencoded"}


class _Form(HTMLParser):
    """The fields of the form with the id "form"."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.inside = self.template = False
        self.name, self.text = "", None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = {name: value or "" for name, value in attrs}
        self.inside = self.inside or one.get("id") == "form"
        self.template = self.template or tag == "template"
        if not self.inside or self.template:
            return
        if tag == "input" and "name" in one and one.get("type") != "radio":
            if one.get("type") != "checkbox" or "checked" in one:
                self.found.append((one["name"], one.get("value", "on")))
        elif tag == "select":
            self.found.append((one["name"], ""))
        elif tag == "option" and "selected" in one:
            self.found[-1] = (self.found[-1][0], one["value"])
        elif tag == "textarea":
            self.name, self.text = one["name"], ""

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.text is not None:
            self.found.append((self.name, self.text))
            self.text = None
        self.inside = self.inside and tag != "form"
        self.template = self.template and tag != "template"


def fields(page: bytes) -> list[tuple[str, str]]:
    """What a browser would send of the main form as it stands, in the order of the page."""
    form = _Form()
    form.feed(page.decode())
    return form.found


def changed(sent: list[tuple[str, str]], **new: str | None) -> list[tuple[str, str]]:
    """`sent` with other values, by names with `__` for dots; None leaves a field out."""
    named = {name.replace("__", "."): value for name, value in new.items()}
    kept = [(name, named.pop(name, value) if name in named else value) for name, value in sent]
    return [(name, value) for name, value in [*kept, *named.items()] if value is not None]


@cache
def session(site: Site) -> dict[str, str]:
    """One browser for a whole test: the token of a form is of its session."""
    return {"cookie": site.own["cookie"]}


def look(site: Site, path: str) -> Answer:
    return site.get(path, **session(site))


def send(site: Site, path: str, pairs: list[tuple[str, str]], **headers: str) -> Answer:
    return site.send(
        "POST", path, urlencode(pairs).encode(), **(session(site) | {"origin": site.origin} | FORM | headers)
    )
