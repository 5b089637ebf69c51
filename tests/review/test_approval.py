"""States of a track, and what stands in the way of its approval."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import files
from pipeline.check.finding import Finding, Severity
from pipeline.errors import ApprovalError
from pipeline.project.layout import StoryLayout
from pipeline.review.approval import (
    CHANGED,
    OTHER_FOOTAGE,
    Editor,
    Obstacle,
    refuse,
    second_person,
    standing_errors,
    state_of,
)
from pipeline.review.review_record import Approval, Edit, set_approval

WHEN = "2024-03-01T09:30:00+01:00"
FILM, OTHER_FILM = "f" * 64, "0" * 64


@pytest.fixture
def paths(tmp_path: Path) -> StoryLayout:
    return StoryLayout(tmp_path, tmp_path / "out", tmp_path / "work")


def machine_wrote(paths: StoryLayout, text: str) -> None:
    files.write_text(paths.srt("ca"), text)
    files.write_text(paths.base_srt("ca"), text)


def approve(paths: StoryLayout, text: str) -> None:
    sha256 = files.sha256_text(text)
    set_approval(paths, "ca", Approval(by="Anna", when=WHEN, sha256=sha256, footage_sha256=FILM))


def state(paths: StoryLayout, film: str = FILM) -> tuple[str | None, str]:
    found = state_of(paths, "ca", lambda: film)
    assert (found.status == "approved") == (found.approval is not None)
    return found.status, found.why


def test_a_life(paths: StoryLayout) -> None:
    assert state(paths) == (None, "")
    machine_wrote(paths, "one")
    assert state(paths) == ("draft", "")
    files.write_text(paths.srt("ca"), "two")
    assert state(paths) == ("edited", "")
    approve(paths, "two")
    assert state(paths) == ("approved", "")
    files.write_text(paths.srt("ca"), "two ")
    assert state(paths) == ("edited", CHANGED)
    files.write_text(paths.srt("ca"), "two")
    assert state(paths) == ("approved", ""), "the same bytes again are the bytes approved"
    assert state(paths, OTHER_FILM) == ("edited", OTHER_FOOTAGE)
    paths.srt("ca").unlink()
    assert state(paths) == (None, "")


def test_words_of_the_machine_can_be_approved_as_they_are(paths: StoryLayout) -> None:
    machine_wrote(paths, "one")
    approve(paths, "one")
    assert state(paths) == ("approved", "")
    assert state(paths, OTHER_FILM) == ("draft", OTHER_FOOTAGE)


def test_footage_is_hashed_only_where_it_matters(paths: StoryLayout) -> None:
    def hashed() -> str:
        raise AssertionError("hashed for nothing")

    machine_wrote(paths, "one")
    assert state_of(paths, "ca", hashed).status == "draft"
    approve(paths, "another")
    assert state_of(paths, "ca", hashed).why == CHANGED


@given(data=st.binary(min_size=1), at=st.integers(0), flip=st.integers(1, 255))
def test_no_byte_can_change_unnoticed(tmp_path_factory, data: bytes, at: int, flip: int) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("story")
    paths = StoryLayout(folder, folder / "out", folder / "work")
    paths.srt("ca").write_bytes(data)
    sha256 = files.sha256_file(paths.srt("ca"))
    set_approval(paths, "ca", Approval(by="Anna", when=WHEN, sha256=sha256, footage_sha256=FILM))
    assert state(paths)[0] == "approved"
    changed = bytearray(data)
    changed[at % len(data)] ^= flip
    paths.srt("ca").write_bytes(changed)
    assert state(paths) == ("edited", CHANGED)


# What stands in the way


def finding(severity: Severity, cue: int | None = 3) -> Finding:
    return Finding("CPS", severity, cue, 61_000, 62_000, "Sí.", 21.5, 17, True)


def test_errors_stand_in_the_way_and_nothing_else() -> None:
    found = standing_errors([finding("warning"), finding("error"), finding("info")], "joel", "ca")
    (one,) = found
    assert one.code == "error" and one.finding == finding("error")
    assert one.what.startswith("cue 3, 00:01:01,000, CPS: ")
    assert "veus waive joel ca CPS --cue 3 --reason" in one.remedy
    assert '--text "Sí."' in standing_errors([finding("error", None)], "joel", "ca")[0].remedy


@pytest.mark.parametrize("text", ['Diu "sí".', "Costa $HOME i `pwd`!", "L'altre\ndiu «no»", "a\\b", ""])
def test_what_accepts_an_error_is_one_command_whatever_the_words(text: str) -> None:
    (one,) = standing_errors([replace(finding("error", None), text=text)], "joel", "ca")
    words = shlex.split(one.remedy.partition(": ")[2])
    assert words[:6] == ["veus", "waive", "joel", "ca", "CPS", "--text"]
    assert words[6:] == [" ".join(text.split()), "--reason", "…", "--by", "…"]


def edit(by: str, sha256: str) -> Edit:
    return Edit(by=by, when=WHEN, sha256=sha256, how="page")


KNOWN = Editor.of(edit("Núria Puig", FILM), FILM)


@pytest.mark.parametrize(
    ("kind", "by", "editor", "reason", "stands"),
    [
        ("subtitles", "Núria Puig", KNOWN, None, True),
        ("subtitles", " nuria  PUIG", KNOWN, None, True),
        ("subtitles", "Núria Puig", KNOWN, "I am alone here", False),
        ("subtitles", "Joan", KNOWN, None, False),
        ("captions", "Núria Puig", KNOWN, None, False),
        ("subtitles", "Núria Puig", Editor.of(None, FILM), None, False),
        ("subtitles", "Núria Puig", Editor.of(edit("Núria Puig", FILM), OTHER_FILM), None, True),
    ],
)
def test_a_translation_asks_for_a_second_person(kind, by, editor, reason, stands) -> None:  # type: ignore[no-untyped-def]
    assert [one.code for one in second_person(kind, by, editor, reason)] == ["same-person"] * stands


def test_who_edited_these_bytes_is_known_or_not() -> None:
    assert (KNOWN.name, KNOWN.earlier) == ("Núria Puig", "Núria Puig")
    later = Editor.of(edit("Núria Puig", FILM), OTHER_FILM)
    assert (later.name, later.earlier) == (None, "Núria Puig")


def test_every_reason_is_listed_by_number() -> None:
    refuse("ca.srt", [])
    reasons = [Obstacle("stale", f"reason {number}.", "Do this.") for number in range(12)]
    with pytest.raises(ApprovalError) as caught:
        refuse("ca.srt", reasons[:2])
    assert str(caught.value) == (
        "ca.srt cannot be approved yet, for 2 reasons:\n  1. reason 0. Do this.\n  2. reason 1. Do this."
    )
    with pytest.raises(ApprovalError, match=r"for 12 reasons:[\s\S]*10\. reason 9[\s\S]*… and 2 more"):
        refuse("ca.srt", reasons)
