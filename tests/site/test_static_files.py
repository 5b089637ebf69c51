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


def test_what_is_drawn_before_words_is_drawn_by_every_browser() -> None:
    """Words for those who hear a page (`content: "…" / ""`) came with Firefox 128 and Safari 17.4; older ones pass over
    the whole declaration, and take the one before it."""
    sheets = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.css")}
    found = {name: re.findall(r'content: ("[^"]*") /', text) for name, text in sheets.items()}
    assert found["frame.css"] and found["player.css"] and found["veus.css"]
    for name, drawn in found.items():
        assert [one for one in drawn if f'content: {one}; content: {one} / "";' not in sheets[name]] == []


def test_a_focus_is_seen_where_nothing_else_shows_it() -> None:
    """A sheet takes an outline away only where `:has` draws another one."""
    sheet = (FOLDER / "player.css").read_text("utf-8")
    assert sheet.count("outline: none") == sheet.count(
        "@supports selector(:has(*)) { .stage video { outline: none; } }"
    )
    for name, selector in (("player.css", ".stage video"), ("frame.css", ".framed .stage > video")):
        (inside,) = [
            inside for selectors, inside in rules(name) if selectors[-1].strip() == selector and "height" in inside
        ]
        assert "outline-offset: -3px" in inside, "what is around the picture is cut off"


#: Rows that may not wrap, as each has little in it that does not wrap itself.
ONE_ROW = {
    ".leave": "two links, of a letter each where the frame is narrow",
    ".sign p": "three buttons of a letter",
    ".keys div": "a key and a text, which wraps",
    ".chapters a": "a time and a title, which wraps",
    ".beside": "two films side by side",
}


def test_rows_wrap_where_the_page_is_narrow() -> None:
    """WCAG 2.2, 1.4.10: four languages of a transcript were wider than 320 px."""
    sheets = [rules(path.name) for path in FOLDER.glob("*.css")]
    every = [(selector.strip(), inside) for sheet in sheets for found, inside in sheet for selector in found]
    wrapping = {selector for selector, inside in every if "flex-wrap: wrap" in inside}
    flex = {selector for selector, inside in every if "display: flex" in inside and "column" not in inside}
    assert ".languages ul" in wrapping
    assert flex - wrapping == ONE_ROW.keys()


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
