"""What the machine says by itself: never "passed" where a person must look."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from looked_at import PRESS, evidence_facts, page_facts_with, track_facts

from pipeline.evidence.automatic import look
from pipeline.evidence.criteria import criteria
from pipeline.evidence.evidence_facts import Approver, DescriptionFacts, EvidenceFacts, PageFacts, TrackFacts
from pipeline.evidence.evidence_words import outcome_in_words, why_in_words
from pipeline.languages import PAGE_LANGUAGES

APPROVED = track_facts("ca", PRESS)
#: Approved by somebody who had not heard all of it.
UNHEARD = replace(PRESS, heard=False)

pages = st.builds(
    PageFacts,
    lang=st.sampled_from(["ca", "en"]),
    declared=st.sampled_from(["", "ca", "en", "ca-ES", "es"]),
    title=st.sampled_from(["", "En Joel"]),
    skips=st.booleans(),
    headings=st.integers(0, 2),
    starts=st.integers(0, 2),
    inputs=st.sampled_from([(), ("email",)]),
    forms=st.integers(0, 1),
    foreign=st.integers(0, 1),
    refreshes=st.booleans(),
)


def some_tracks(lang: str) -> st.SearchStrategy[TrackFacts]:
    return st.builds(track_facts, st.just(lang), st.sampled_from([None, PRESS]), st.integers(0, 2))


descriptions = st.none() | st.builds(
    DescriptionFacts,
    languages=st.sampled_from([(), ("ca",), ("ca", "en")]),
    approvers=st.sampled_from([(), (("ca", PRESS),)]),
    described=st.none() | st.integers(0, 3),
    pauses=st.integers(0, 3),
)
facts = st.builds(
    evidence_facts,
    spoken=st.sampled_from([("ca",), ("es",), ("ca", "es")]),
    sound=st.booleans(),
    speech=st.sampled_from([None, False, True]),
    picture=st.booleans(),
    tracks=st.lists(st.sampled_from(["ca", "en", "es"]), unique=True).flatmap(
        lambda langs: st.tuples(*map(some_tracks, langs))
    ),
    descriptions=descriptions,
    pages=st.lists(pages, max_size=2).map(tuple),
)


@given(facts)
def test_the_machine_never_says_passed_where_a_person_must_look(known: EvidenceFacts) -> None:
    for one in criteria():
        result = look(one.name, known)
        if result.outcome == "passed":
            assert one.judge == "machine" or (one.judge == "both" and result.approvers), one.name
        if one.judge == "person":
            assert result.outcome == "untested"
        for lang in PAGE_LANGUAGES:
            assert why_in_words(result.why, lang) and outcome_in_words(result.outcome, lang)


@given(facts)
def test_nothing_is_said_of_pages_that_nobody_has_rendered(known: EvidenceFacts) -> None:
    without = evidence_facts(**{name: getattr(known, name) for name in ("spoken", "sound", "tracks")}, pages=())
    assert look("language-of-page", without).outcome == "untested"
    assert look("error-identification", without).outcome == "untested"


def outcome(name: str, **more: Any) -> tuple[str, str]:
    result = look(name, evidence_facts(**more))
    return result.outcome, result.why


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"sound": False}, ("inapplicable", "no_sound")),
        ({"tracks": ()}, ("failed", "no_captions")),
        ({"tracks": (track_facts("ca", PRESS, cues=0),)}, ("failed", "no_captions")),
        ({"spoken": ("ca", "es"), "tracks": (APPROVED,)}, ("failed", "no_captions")),
        ({"tracks": (track_facts("ca"),)}, ("cantTell", "captions_waiting")),
        ({"tracks": (APPROVED, track_facts("en"))}, ("passed", "captions_approved")),
        ({"tracks": (track_facts("ca", UNHEARD),)}, ("cantTell", "captions_unheard")),
        ({"speech": False, "tracks": ()}, ("cantTell", "sounds_only")),
        ({"speech": None, "tracks": (APPROVED,)}, ("cantTell", "sounds_only")),
    ],
)
def test_captions(more: dict[str, Any], said: tuple[str, str]) -> None:
    assert outcome("captions-prerecorded", **more) == said


def test_captions_in_each_spoken_language_are_to_be_approved() -> None:
    both = {"spoken": ("ca", "es")}
    spanish = track_facts("es", kind="captions")
    assert outcome("captions-prerecorded", **both, tracks=(APPROVED, spanish))[0] == "cantTell"
    approved = track_facts("es", PRESS, kind="captions")
    result = look("captions-prerecorded", evidence_facts(**both, tracks=(APPROVED, approved)))
    assert result.outcome == "passed" and [lang for lang, _ in result.approvers] == ["ca", "es"]


@pytest.mark.parametrize(
    "name", ["audio-description-prerecorded", "audio-description-or-media-alternative-prerecorded"]
)
@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "untested"),
        ({"sound": False}, "inapplicable"),
        ({"picture": False}, "inapplicable"),
        ({"descriptions": DescriptionFacts(())}, "cantTell"),
        ({"descriptions": DescriptionFacts(("ca",))}, "cantTell"),
        ({"descriptions": DescriptionFacts(("ca", "en"), (("ca", PRESS),))}, "cantTell"),
        ({"descriptions": DescriptionFacts(("ca",), (("ca", PRESS),), 3, 4)}, "passed"),
        ({"descriptions": DescriptionFacts(("ca",), (("ca", UNHEARD),), 3, 4)}, "cantTell"),
    ],
)
def test_audio_description(name: str, more: dict[str, Any], said: str) -> None:
    assert outcome(name, **more)[0] == said


@pytest.mark.parametrize("approver", [PRESS, UNHEARD])
def test_what_was_approved_is_told(approver: Approver) -> None:
    known = evidence_facts(
        tracks=(track_facts("ca", approver),), descriptions=DescriptionFacts(("ca",), (("ca", approver),), 3, 4)
    )
    assert {one.name: found.approved for one in criteria() if (found := look(one.name, known)).approvers} == {
        "captions-prerecorded": "track",
        "captioning-synchronization": "track",
        "audio-description-prerecorded": "description",
        "audio-description-or-media-alternative-prerecorded": "description",
    }


def test_pauses_that_are_described_are_counted() -> None:
    known = DescriptionFacts(("ca",), (), 3, 4)
    for name in ("audio-description-prerecorded", "audio-description-playback"):
        (figure,) = look(name, evidence_facts(descriptions=known)).figures
        assert (figure.value, figure.limit, figure.whole) == (3, None, 4)


@pytest.mark.parametrize(
    ("name", "page", "said"),
    [
        ("audio-control", {}, "passed"),
        ("audio-control", {"starts": 1}, "cantTell"),
        ("audio-control", {"foreign": 1}, "cantTell"),
        ("language-of-page", {}, "passed"),
        ("language-of-page", {"declared": "ca-ES"}, "passed"),
        ("language-of-page", {"declared": "en"}, "failed"),
        ("language-of-page", {"declared": ""}, "failed"),
        ("bypass-blocks", {}, "passed"),
        ("bypass-blocks", {"skips": False}, "cantTell"),
        ("page-titled", {}, "cantTell"),
        ("page-titled", {"title": ""}, "failed"),
        ("error-identification", {}, "inapplicable"),
        ("error-identification", {"inputs": ("email",)}, "untested"),
        ("redundant-entry", {"forms": 1}, "untested"),
        ("accessible-authentication-minimum", {"foreign": 1}, "untested"),
        ("timing-adjustable", {}, "inapplicable"),
        ("timing-adjustable", {"refreshes": True}, "untested"),
        ("motion-actuation", {"foreign": 2}, "untested"),
    ],
)
def test_what_stands_in_the_page(name: str, page: dict[str, Any], said: str) -> None:
    """The worst of the pages counts."""
    seen = (page_facts_with("ca", **page), page_facts_with("en", **({} if "declared" in page else page)))
    assert outcome(name, pages=seen)[0] == said
    assert outcome(name, pages=seen[::-1])[0] == said


def test_sound_alone_needs_a_transcript() -> None:
    alone = {"picture": False}
    assert outcome("audio-only-and-video-only-prerecorded") == ("inapplicable", "sound_and_picture")
    assert outcome("audio-only-and-video-only-prerecorded", **alone, tracks=())[0] == "failed"
    assert outcome("audio-only-and-video-only-prerecorded", **alone)[0] == "cantTell"
    assert outcome("audio-only-and-video-only-prerecorded", **alone, tracks=(APPROVED,))[0] == "passed"
    assert outcome("audio-only-and-video-only-prerecorded", sound=False)[0] == "cantTell"


def test_figures_of_a_criterion_are_of_the_tracks_it_is_about() -> None:
    """1.2.2 asks for captions in the language of the speech; 7.1.1 for whatever is there to be played."""
    of = {
        name: {figure.lang for figure in look(name, evidence_facts()).figures}
        for name in ("captions-prerecorded", "captioning-playback")
    }
    assert of == {"captions-prerecorded": {"ca"}, "captioning-playback": {"ca", "en"}}
