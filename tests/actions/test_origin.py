"""Which version of a track a file was made from: the one it names, or the one it is nearest to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_series import make_series, make_story, track_file

from pipeline.actions.origin import KnownVersion, known_versions, origin_of
from pipeline.cues import Cue
from pipeline.files import sha256_text
from pipeline.project.layout import Layout
from pipeline.review.history import Reason, Why
from pipeline.review.returning import Origin
from pipeline.review.track_file import TrackFile
from pipeline.subtitles.srt import write_srt

CUES = tuple(Cue(3000 * n, 3000 * n + 2500, f"Frase {n}") for n in range(4))


def version(name: str, *changed: tuple[int, str]) -> KnownVersion:
    cues = list(CUES)
    for number, text in changed:
        cues[number] = replace(cues[number], text=text)
    return KnownVersion(name, sha256_text(name), tuple(cues))


OLD, NEW = version("old"), version("new", (1, "Una altra cosa"), (2, "I una més"))


def test_a_mark_is_believed_however_far_the_file_has_gone() -> None:
    name, origin = origin_of(NEW.cues, OLD.sha256, [NEW, OLD])
    assert (name, origin) == ("old", Origin(OLD.cues, sure=True))


@pytest.mark.parametrize("mark", [None, "0" * 64])
def test_without_a_mark_that_is_known_it_is_the_nearest(mark: str | None) -> None:
    file = [*OLD.cues[:3], replace(OLD.cues[3], text="Corregida per algú")]
    name, origin = origin_of(file, mark, [NEW, OLD])
    assert (name, origin) == ("old, the nearest to it", Origin(OLD.cues, sure=False))


def test_of_several_as_near_the_first_counts_and_the_others_are_rivals() -> None:
    one, two, far = version("1", (0, "Ara")), version("2", (1, "Ara")), version("3", (0, "x"), (1, "y"), (2, "z"))
    assert origin_of(CUES, None, [two, far, one])[1] == Origin(two.cues, False, (one.cues,))


def test_where_no_version_is_known_it_was_made_from_nothing() -> None:
    assert origin_of(CUES, "0" * 64, []) == ("nothing", Origin((), sure=False))


@given(st.lists(st.sampled_from(["Frase 0", "Frase 1", "hola", "x y"]), min_size=4, max_size=4), st.booleans())
def test_an_unchanged_file_was_made_from_what_it_says(texts: list[str], first: bool) -> None:
    same = version("same", *enumerate(texts))
    versions = [same, NEW] if first else [NEW, same]
    assert origin_of(same.cues, None, versions)[1].cues == same.cues


@pytest.fixture
def track(tmp_path: Path) -> TrackFile:
    make_story(make_series(tmp_path), "film")
    return track_file(Layout(tmp_path), "film", "ca")


def test_what_was_handed_out_comes_first_then_the_file_then_what_else_is_kept(track: TrackFile) -> None:
    kinds = {"out": Why.EXPORT, "lost": Why.CONFLICT, "page": Why.PAGE, "later": Why.EXPORT}
    track.offer(write_srt([replace(CUES[0], text="machine")]), None, moved=False, footage_sha256=str)
    for number, (text, why) in enumerate(kinds.items()):
        data = write_srt([replace(CUES[0], text=text)]).encode()
        track.keep(data, Reason(why, "Anna", f"2024-07-0{number + 1}T10:00:00+02:00"))
    track.path.write_text(write_srt([replace(CUES[0], text="now")]), "utf-8")
    found = known_versions(track)
    assert [one.cues[0].text for one in found] == ["later", "out", "now", "page", "machine"]
    assert [one.name for one in found[2::2]] == ["what it says now", "the machine's version"]
    assert found[0].name.startswith("the version of 2024-07-04T10:00:00+02:00 (")
    lost = sha256_text(write_srt([replace(CUES[0], text="lost")]))
    assert lost in [one.sha256 for one in known_versions(track, marked=lost)]
