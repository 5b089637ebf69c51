"""Rules about descriptions of what is seen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from check_helpers import cue, found, one

from pipeline.check.context import Context
from pipeline.check.rules.table import check
from pipeline.description.told_lengths import ToldLengths, ToldPassage

#: Somebody speaks from 5 s to 10 s and from 20 s on.
FILM = Context("ca", "descriptions", duration_ms=30_000, speech=((5_000, 10_000), (20_000, 29_000)))
TEN = "Una furgoneta blanca passa de nit per carrers de ciutat."


@pytest.mark.parametrize(
    "text", ["✎ 12 paraules", "✎", "[ampliada] ✎ 3 paraules"], ids=["as it is begun", "alone", "extended"]
)
def test_what_nobody_has_written_blocks_approval_and_is_nothing_else(text: str) -> None:
    findings = check([cue(text, 10_500, 12_000)], FILM)
    assert [(one.rule, one.severity) for one in findings if one.cue] == [("AD-TODO", "error")]


@pytest.mark.parametrize("text", ["[ampliat] Riu.", "Riu. [ampliada]", "[ampliada] [extended] Riu."])
def test_a_mark_that_is_none_is_told_before_a_voice_says_it(text: str) -> None:
    finding = one("AD-MARK", cue(text, 10_000, 12_000), context=FILM)
    assert finding.severity == "warning" and "[ampliada]" in finding.say("ca") and "[ampliada]" in finding.message
    assert found("AD-MARK", cue("[Ampliada]: Riu (fort).", 10_000, 12_000), context=FILM) == []


def test_a_description_that_begins_a_moment_early_is_told_in_its_pause() -> None:
    told = cue("Riu.", 0, 900), cue("Riu.", 9_950, 12_000)
    assert found("AD-COVER", *told, context=FILM) == []


def test_a_description_stands_in_a_pause() -> None:
    assert found("AD-VOICE", cue("Riu.", 10_000, 12_000), context=FILM) == []
    assert one("AD-VOICE", cue("Riu.", 6_000, 9_000), context=FILM).severity == "error"
    torn = one("AD-VOICE", cue("[extended] Riu.", 6_000, 9_000), context=FILM)
    assert (torn.severity, torn.measured) == ("warning", 4.0)
    assert found("AD-VOICE", cue("[Ampliada]: Riu.", 9_950, 10_500), context=FILM) == []


@pytest.mark.parametrize(
    ("start", "room"),
    [(10_000, None), (16_200, None), (17_000, 3.0), (29_000, 1.0), (6_000, None)],
    ids=["fits", "just fits", "until somebody speaks", "until the end", "over a voice: another rule's"],
)
def test_what_is_longer_than_its_pause_is_told_with_the_seconds(start: int, room: float | None) -> None:
    findings = found("AD-FITS", cue(TEN, start, start + 900), context=FILM)
    assert [finding.limit for finding in findings] == ([room] if room else [])
    if room:
        (finding,) = findings
        assert finding.values["over"] == pytest.approx(3.75 - room)
        assert "[ampliada]" in finding.say("ca") and "[ampliada]" in finding.message


def test_the_next_description_ends_the_room_of_one() -> None:
    assert one("AD-FITS", cue(TEN, 10_000, 11_000), cue("Riu.", 12_000, 13_000), context=FILM).limit == 2.0


def test_what_the_film_waits_for_may_be_as_long_as_it_is() -> None:
    assert found("AD-FITS", cue(f"[ampliada] {TEN} {TEN}", 19_000, 19_900), context=FILM) == []


def test_the_voice_that_was_heard_counts_and_not_the_reckoning() -> None:
    slow, quick = (ToldLengths((ToldPassage(16_000, TEN, ms),)) for ms in (4_400, 2_900))
    assert one("AD-FITS", cue(TEN, 16_000, 17_000), context=replace(FILM, told=slow)).measured == 4.4
    assert found("AD-FITS", cue(TEN, 17_000, 18_000), context=replace(FILM, told=quick)) == []


def test_the_same_words_twice_are_each_as_long_as_they_were_heard() -> None:
    """A voice speaks them faster where the pause is shorter; where they were moved, nobody knows yet how fast."""
    told = ToldLengths((ToldPassage(6_000, TEN, 4_400), ToldPassage(16_000, TEN, 2_900)))
    film = replace(FILM, told=told)
    assert found("AD-FITS", cue(TEN, 16_000, 17_000), context=film) == []
    assert one("AD-FITS", cue(TEN, 16_100, 17_100), context=film).measured == 4.4


def test_pauses_in_which_nothing_is_told_are_pointed_out() -> None:
    first, second = found("AD-COVER", cue("Riu.", 9_000, 9_900), context=FILM)
    assert [(one.start, one.end, one.severity) for one in (first, second)] == [
        (0, 5_000, "warning"),
        (10_000, 20_000, "warning"),
    ]
    assert (first.text, "13 words" in first.message) == ("0:00.0–0:05.0", True)
    assert found("AD-COVER", cue("Riu.", 1_000, 1_900), cue("[ampliada] Riu.", 19_000, 19_900), context=FILM) == []
    assert found("AD-COVER", context=FILM) == []  # nobody has begun it


def test_rules_of_captions_are_none_of_descriptions() -> None:
    text = "Una sola línia molt més llarga que qualsevol subtítol que algú hagi llegit mai."
    long = cue(text, 10_000, 10_500)
    assert {finding.rule for finding in check([long], FILM) if finding.cue} == set()
    assert "CPL" in {finding.rule for finding in check([long], replace(FILM, kind="captions", speech=()))}


def test_captions_know_nothing_of_descriptions() -> None:
    assert [f for f in check([cue("✎ 3 paraules")], Context("ca")) if f.rule.startswith("AD-")] == []
