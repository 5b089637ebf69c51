"""Made-up facts of an episode, and people's words on it."""

from __future__ import annotations

from typing import Any

from pipeline.evidence.assessment import about_now
from pipeline.evidence.criteria import find_criterion
from pipeline.evidence.evidence_facts import Approver, EvidenceFacts, Hashes, PageFacts, TrackFacts
from pipeline.evidence.figures import Figure
from pipeline.review.review_record import Attestation

WHEN = "2024-03-01T09:30:00+01:00"
PRESS = Approver("2024-02-28T10:00:00+01:00", "press office", None)
HASHES = {name: str(k) * 64 for k, name in enumerate(("footage", "page", "story", "track.ca", "track.en"))}


def page_facts_with(lang: str = "ca", **more: Any) -> PageFacts:
    known: dict[str, Any] = {
        "declared": lang, "title": "En Joel", "skips": True, "headings": 1, "starts": 0, "inputs": (), "forms": 0,
        "foreign": 0, "refreshes": False,
    }  # fmt: skip
    return PageFacts(lang=lang, **(known | more))


def track_facts(lang: str = "ca", approver: Approver | None = None, cues: int = 12, **more: Any) -> TrackFacts:
    known: dict[str, Any] = {"kind": "captions" if lang == "ca" else "subtitles"}
    figures = (Figure("captions", cues, "count", lang), Figure("speed_fastest", 16.9, "cps", lang, 17))
    known |= {"status": "approved" if approver else "draft", "figures": figures}
    return TrackFacts(lang=lang, cues=cues, approver=approver, **(known | more))


def evidence_facts(**more: Any) -> EvidenceFacts:
    known: dict[str, Any] = {
        "spoken": ("ca",), "sound": True, "speech": True, "picture": True,
        "tracks": (track_facts("ca"), track_facts("en")), "hashes": HASHES, "when": "2024-03-02",
        "tools": (("Veus", "1.0"), ("faster-whisper", "small")),
        "pages": (page_facts_with("ca"), page_facts_with("en")),
        "burned": (Figure("contrast", 7.4, "ratio", limit=4.5),),
    }  # fmt: skip
    return EvidenceFacts(**(known | more))


def word_on(name: str, outcome: str = "passed", hashes: Hashes = HASHES, **more: Any) -> Attestation:
    about = about_now(find_criterion(name), hashes)
    known: dict[str, Any] = {"criterion": name, "outcome": outcome, "by": "Berta Roca", "role": "accessibility"}
    return Attestation.model_validate(known | {"when": WHEN, "about": about} | more)
