"""A finding accepted with a reason: only where it is, for as long as the words stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_series import make_series, make_story, track_file

from pipeline.actions.waive import Place, unwaive, waive
from pipeline.cues import Cue
from pipeline.errors import VeusError
from pipeline.project.layout import Layout
from pipeline.review.track_file import TrackFile
from pipeline.subtitles.srt import write_srt

AT = "2024-07-01T10:00:00+02:00"
FAST = "Vam anar junts al col·legi del barri i a l’hort."


@pytest.fixture
def track(tmp_path: Path) -> TrackFile:
    """The first of two captions is too fast."""
    cues = [Cue(1000, 2000, FAST), Cue(4000, 6000, "Fins aviat.")]
    make_story(make_series(tmp_path), "film", captions=write_srt(cues))
    return track_file(Layout(tmp_path), "film", "ca")


def accepted(track: TrackFile, place: Place, rule: str = "CPS") -> object:
    return waive(track, rule, place, reason=" parla \n de pressa ", by="Marta", at=AT)


@pytest.mark.parametrize("place", [Place(cue=1), Place(text=f" {FAST.replace(' ', '  ')} ")], ids=["number", "text"])
def test_a_caption_is_named_by_its_number_or_its_text(track: TrackFile, place: Place) -> None:
    made = accepted(track, place, "cps")
    assert track.review().waivers == (made,)
    (waiver,) = track.review().waivers
    assert (waiver.rule, waiver.lang, waiver.text) == ("CPS", "ca", FAST)
    assert (waiver.reason, waiver.by, waiver.when) == ("parla de pressa", "Marta", AT)


@pytest.mark.parametrize("place", [Place(cue=2), Place(cue=9), Place(text="Fins aviat."), Place(text="")])
def test_what_breaks_no_rule_cannot_be_waived(track: TrackFile, place: Place) -> None:
    with pytest.raises(VeusError, match=r"does not break CPS.*veus check film --lang ca"):
        accepted(track, place)
    assert track.review().waivers == ()


def test_a_misspelt_rule_is_told_the_likely_one(track: TrackFile) -> None:
    with pytest.raises(VeusError, match=r'no rule "CSP".*CPS'):
        accepted(track, Place(cue=1), "CSP")


def test_without_a_reason_nothing_is_waived(track: TrackFile) -> None:
    with pytest.raises(VeusError, match="reason is empty"):
        waive(track, "CPS", Place(cue=1), reason=" ", by="Marta", at=AT)
    assert track.review().waivers == ()


@pytest.mark.parametrize("place", [Place(cue=1), Place(text=FAST)])
def test_it_can_be_taken_back(track: TrackFile, place: Place) -> None:
    made = accepted(track, Place(cue=1))
    assert unwaive(track, "cps", place, by="Anna", at=AT) == made
    assert track.review().waivers == ()


def test_it_can_be_taken_back_when_the_caption_says_something_else_by_now(track: TrackFile) -> None:
    made = accepted(track, Place(cue=1))
    track.path.write_text(write_srt([Cue(4000, 6000, "Fins aviat.")]), "utf-8")
    assert unwaive(track, "CPS", Place(text=FAST), by="Anna", at=AT) == made


def test_what_nobody_waived_cannot_be_taken_back(track: TrackFile) -> None:
    with pytest.raises(VeusError, match="CPS is not waived there"):
        unwaive(track, "CPS", Place(cue=1), by="Anna", at=AT)
