"""Lines of people's texts in which somebody of a withdrawn story is still named."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_series import SERIES, STORY, make_series

from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.publish.mentions import find_mentions
from pipeline.review.withdrawal import add_target


def mentions(root: Path, *, slug: str = "film", other: str = "", srt: bytes = b"", series: str = "") -> list[str]:
    make_series(root, series)
    layout = Layout(root)
    for name, people in (("film", 'people = [{ name = "Núria d\'Amat i Puig-Rovira" }]\n'), ("other", other)):
        folder = layout.stories / name
        folder.mkdir(exist_ok=True)
        (folder / "story.toml").write_text(f'slug = "{slug if name == "film" else name}"\n{STORY}{people}', "utf-8")
    (layout.stories / "other/ca.srt").write_bytes(srt)
    series = Series.open(layout)
    story = series.story(slug)
    return [f"{one.file}:{one.line}" for one in find_mentions(series, story)]


SRT = "1\n00:00:01,000 --> 00:00:02,000\n"


@pytest.mark.parametrize(
    "text",
    [
        "La Núria hi va.",
        "Va amb la Nuria.",
        "NÚRIA: hola.",
        "l’Amat hi és",
        "— Puig!",
        "Rovira's house",
        "Nu\u0301ria",
        "va venir\u00a0Núria",
    ],
)
def test_a_name_is_found_in_any_of_its_parts_and_spellings(tmp_path: Path, text: str) -> None:
    assert mentions(tmp_path, srt=(SRT + text).encode()) == ["stories/other/ca.srt:3"]


@pytest.mark.parametrize("text", ["una puig", "Puigdomènech", "Amaters", "d'i", "film", "El film és bo"])
def test_other_words_are_no_names(tmp_path: Path, text: str) -> None:
    assert mentions(tmp_path, slug="tall", srt=(SRT + text).encode()) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_name_is_found_in_files_of_other_editors(tmp_path: Path, encoding: str) -> None:
    assert mentions(tmp_path, srt=(SRT + "Núria, què?").encode(encoding)) == ["stories/other/ca.srt:3"]


def test_a_slug_is_found_in_lists_and_addresses_and_counts_as_a_name(tmp_path: Path) -> None:
    more = '[[related]]\nurl = "https://veus.cat/joana/x"\nlabel = { ca = "joana", en = "La Joana" }\n'
    lines = SERIES.count("\n")
    assert mentions(tmp_path, slug="joana", series=more) == [
        f"stories/series.toml:{lines + number}" for number in range(2, 4)
    ]


def test_a_name_is_found_as_the_glossary_writes_it_in_other_languages(tmp_path: Path) -> None:
    term = '[[glossary]]\nca = "Núria"\nen = "Noori"\n'
    srt = (SRT + "Noori was here.").encode()
    found = mentions(tmp_path, series=term, srt=srt)
    assert "stories/other/ca.srt:3" in found and len(found) == 3


def test_the_theme_and_other_stories_are_looked_through_and_not_the_persons_own(tmp_path: Path) -> None:
    theme = tmp_path / "stories/theme/texts"
    theme.mkdir(parents=True)
    (theme / "ca.po").write_text('msgstr "Amb la Núria"\n', "utf-8")
    (theme / "photo.png").write_bytes(b"Puig")
    found = mentions(tmp_path, other='people = [{ name = "Marta Puig" }]\n')
    assert found == ["stories/theme/texts/ca.po:1", f"stories/other/story.toml:{STORY.count(chr(10)) + 2}"]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "ca.srt":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert mentions(tmp_path, srt=b"x") == ["stories/other/ca.srt:1"]


def test_a_slug_under_which_it_was_published_before_is_found_too(tmp_path: Path) -> None:
    more = '[[related]]\nurl = "https://veus.cat/tall/x"\nlabel = { ca = "Un tall", en = "A cut" }\n'
    assert mentions(tmp_path, slug="nou", series=more) == []
    layout = Layout(tmp_path)
    add_target(layout.story(layout.stories / "film", "tall"), "/srv/web")
    assert mentions(tmp_path, slug="nou", series=more) == [f"stories/series.toml:{SERIES.count(chr(10)) + 2}"]
