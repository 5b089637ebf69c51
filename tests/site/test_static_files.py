"""What pages load: under names that hold the hash of the very bytes, and all that templates ask for."""

from __future__ import annotations

import base64
import hashlib
import re

from pipeline.project.layout import Layout
from pipeline.site.static_files import FOLDER, JOINED, static_files, static_paths, write_static


def test_a_name_and_an_integrity_are_those_of_the_bytes() -> None:
    for name, file in static_files().items():
        digest = hashlib.sha384(file.content)
        stem, _, suffix = name.rpartition(".")
        assert file.name == f"{stem}.{digest.hexdigest()[:10]}.{suffix}"
        assert file.integrity == f"sha384-{base64.b64encode(digest.digest()).decode()}"


def test_each_file_is_sent_once_alone_or_within_another() -> None:
    inside = {one for names in JOINED.values() for one in names}
    there = {path.name for path in FOLDER.iterdir()}
    assert inside <= there and set(static_files()) == (there - inside) | set(JOINED)


def test_scripts_and_styles_are_smaller_and_all_else_is_as_it_is() -> None:
    for name, file in static_files().items():
        source = b"".join((FOLDER / one).read_bytes() for one in JOINED.get(name, (name,)))
        assert len(file.content) < len(source) if name.endswith((".css", ".js")) else file.content == source


def test_what_is_written_stands_beside_that_of_earlier_builds(layout: Layout) -> None:
    layout.static.mkdir(parents=True)
    (layout.static / "site.0123456789.css").write_text("old")
    assert write_static(layout) == static_paths(layout)
    assert {path.read_bytes() for path in static_paths(layout)} == {file.content for file in static_files().values()}
    assert len(list(layout.static.iterdir())) == len(static_files()) + 1


def rules(sheet: str) -> list[tuple[list[str], str]]:
    """Selectors and declarations of a sheet's rules, without those around them (`@media`), but not those for paper."""
    away = r"/\*.*?\*/|@media print \{(?:[^{}]*\{[^{}]*\})*\s*\}"
    text = re.sub(away, "", (FOLDER / sheet).read_text("utf-8"), flags=re.DOTALL)
    return [(selectors.split(","), inside) for selectors, inside in re.findall(r"([^{};]+)\{([^{}]*)\}", text)]


def test_a_class_that_hides_all_that_has_it_means_that_in_every_sheet() -> None:
    """`.bare` took the buttons over a sign language away in one sheet, and in another whatever had it: who signs."""
    sheets = {path.name: rules(path.name) for path in FOLDER.glob("*.css")}
    alone = re.compile(r"\s*\.([\w-]+)\s*")
    hidden = {
        (name, found[1])
        for name, all_rules in sheets.items()
        for selectors, inside in all_rules
        if re.search(r"display:\s*none", inside)
        for found in map(alone.fullmatch, selectors)
        if found
    }
    others = {
        (name, one)
        for name, all_rules in sheets.items()
        for selectors, _ in all_rules
        for one in re.findall(r"\.([\w-]+)", ",".join(selectors))
    }
    assert ("veus.css", "bare") in hidden
    assert [(one, name) for sheet, one in hidden for name, found in others if found == one and name != sheet] == []
