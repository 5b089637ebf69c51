"""What waits, decided: which items are meant, and what is shown of them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console
from small_series import make_series, make_story, track_file
from veus_job import in_process

from pipeline import messages
from pipeline.actions.settle import settle, show
from pipeline.cues import Cue
from pipeline.errors import VeusError
from pipeline.languages import PAGE_LANGUAGES
from pipeline.project.layout import Layout
from pipeline.review import waiting
from pipeline.review.track_file import TrackFile
from pipeline.review.waiting import OpenItem, Waiting, item
from pipeline.subtitles.srt import write_srt

AT = "2024-07-01T10:00:00+02:00"
ONE, TWO = Cue(1000, 3000, "Em dic Joel."), Cue(4000, 6000, "Fins aviat.")


def proposed(cue: Cue, text: str) -> OpenItem:
    return item("conflict", "ca", (cue,), (Cue(cue.start, cue.end, text),), since=AT)


ITEMS = (
    proposed(ONE, "Em dic Noel."),
    proposed(TWO, "Fins demà."),
    item("gap", "ca", (TWO,), (), since=AT, before="x", now="Fins aviat."),
)


@pytest.fixture
def track(tmp_path: Path) -> TrackFile:
    make_story(make_series(tmp_path), "film", captions=write_srt([ONE, TWO]))
    track = track_file(Layout(tmp_path), "film", "ca")
    waiting.write(track.paths, "ca", Waiting(items=ITEMS))
    return track


def test_one_is_named_by_as_many_digits_as_tell_it_from_the_others(track: TrackFile) -> None:
    done = settle(track, [ITEMS[0].id[:6]], take=True, by="Anna", at=AT)
    assert done.settled == ITEMS[:1] and set(done.left) == set(ITEMS[1:])
    assert [cue.text for cue in track.text().cues] == ["Em dic Noel.", "Fins aviat."]


def test_to_keep_all_answers_every_one_and_to_take_all_leaves_what_proposes_nothing(track: TrackFile) -> None:
    taken = settle(track, [], take=True, by="Anna", at=AT)
    assert [one.kind for one in taken.settled] == ["conflict", "conflict"]
    assert [cue.text for cue in track.text().cues] == ["Em dic Noel.", "Fins demà."]


def test_to_keep_all_changes_no_caption(track: TrackFile) -> None:
    before = track.text().data
    assert settle(track, [], take=False, by="Anna", at=AT).left == () and track.text().data == before


def test_of_two_proposals_about_one_caption_the_first_is_taken_and_the_other_falls_away(track: TrackFile) -> None:
    both = (proposed(ONE, "Em dic Noel."), proposed(ONE, "Em dic Noè."), ITEMS[1])
    waiting.write(track.paths, "ca", Waiting(items=both))
    done = settle(track, [], take=True, by="Anna", at=AT)
    assert (done.settled, done.fell, done.left) == ((both[0], both[2]), (both[1],), ())
    assert [cue.text for cue in track.text().cues] == ["Em dic Noel.", "Fins demà."]


def test_what_fell_away_is_told(track: TrackFile) -> None:
    both = (proposed(ONE, "Em dic Noel."), proposed(ONE, "Em dic Noè."))
    waiting.write(track.paths, "ca", Waiting(items=both))
    done = in_process(track.series.layout.root, "settle", "film", "ca", "--all", "--take", "--by", "Anna")
    assert (done.code, done.err) == (0, "")
    assert "film: 1 settled in ca.srt, 0 left.\n1 more fell away" in done.out
    waiting.write(track.paths, "ca", Waiting(items=ITEMS[1:]))
    again = in_process(track.series.layout.root, "settle", "film", "ca", "--all", "--keep", "--json")
    assert json.loads(again.out) == {"settled": [one.id for one in ITEMS[1:]], "left": [], "fell": []}


@pytest.mark.parametrize("start", ["zz", "", " "])
def test_an_unknown_one_is_said_and_nothing_is_decided(track: TrackFile, start: str) -> None:
    with pytest.raises(VeusError, match=r"no item begins with.*veus settle film ca"):
        settle(track, [ITEMS[0].id, start], take=True, by="Anna", at=AT)
    assert len(track.open_items()) == 3


def test_what_two_begin_with_names_neither(track: TrackFile) -> None:
    twins = [one.model_copy(update={"id": f"ab{n}"}) for n, one in enumerate(ITEMS)]
    waiting.write(track.paths, "ca", Waiting(items=tuple(twins)))
    with pytest.raises(VeusError, match='several items begin with "ab"'):
        settle(track, ["ab"], take=False, by="Anna", at=AT)


def test_a_table_tells_times_where_only_these_differ_and_takes_no_markup() -> None:
    out = io.StringIO()
    retimed = item("conflict", "ca", (ONE,), (Cue(1500, 3500, ONE.text),), since=AT, by="file")
    show([retimed, proposed(TWO, "[red]Fins[/] \x1b[31mdemà.")], Console(file=out, width=300, color_system=None))
    text = out.getvalue()
    assert "Em dic Joel. (00:00:01,500 to 00:00:03,500)" in text and "imported" in text
    assert "[red]Fins[/]" in text and "\x1b" not in text and "Fins aviat. (" not in text


def test_what_an_item_is_stands_in_the_readers_language() -> None:
    items = [item("conflict", "ca", (ONE,), (TWO,), since=AT, by=by) for by in ("machine", "file", "replaced")]
    items += [item(kind, "ca", (ONE,), (TWO,), since=AT, before="a", now="b") for kind in ("stale", "gap")]
    said = {}
    for lang in PAGE_LANGUAGES:
        out = io.StringIO()
        messages.speak(lang)
        try:
            show(items, Console(file=out, width=300, color_system=None))
        finally:
            messages.speak(messages.SOURCE)
        said[lang] = [line.split()[2] for line in out.getvalue().splitlines()[1:]]
    assert said["en"] == ["conflict", "imported", "replaced", "stale", "gap"]
    assert not set(said["ca"]) & set(said["en"]) and len(set(said["ca"])) == 5


def test_where_nothing_waits_that_is_said() -> None:
    out = io.StringIO()
    show([], Console(file=out))
    assert out.getvalue() == "Nothing waits for a look.\n"
