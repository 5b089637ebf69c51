"""What is known of an episode when it is held against the criteria. Plain data; None: nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.cues import Lang, TrackKind, TrackStatus
from pipeline.evidence.figures import Figure

#: What people's words are bound to: SHA-256 by "footage", "page", "story", "track.ca", "description.ca".
Hashes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Approver:
    """Who approved a track, or signed: when (ISO 8601), in which role. name: None where names are not published. heard:
    whether people had heard all of the film with it."""

    when: str
    role: str | None
    name: str | None
    heard: bool = True


@dataclass(frozen=True, slots=True)
class TrackFacts:
    """One track as it is published. cues: how many. figures: what was measured of it."""

    lang: Lang
    kind: TrackKind
    status: TrackStatus
    cues: int
    approver: Approver | None = None
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class DescriptionFacts:
    """Of audio description: languages that have one, and who approved those that are approved as they are; described:
    pauses that it speaks in, of so many that there are."""

    languages: tuple[Lang, ...]
    approvers: tuple[tuple[Lang, Approver], ...] = ()
    described: int | None = None
    pauses: int | None = None


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What stands in the HTML of an episode's page. lang: that it is to be in; declared: that it says it is in.

    skips: whether its first link leads to its main part. starts: media that start by themselves. inputs: kinds of
    fields that people write into, but for searching. forms: how many are sent. foreign: scripts of others, and any
    inside the page. refreshes: whether it changes by itself.
    """

    lang: Lang
    declared: str
    title: str
    skips: bool
    headings: int
    starts: int
    inputs: tuple[str, ...]
    forms: int
    foreign: int
    refreshes: bool


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """An episode. spoken: languages. sound: whether the film has any; speech: whether anybody was heard speaking;
    picture: whether it is more than sound. hashes: of all that people's words may be about. pages: none before they are
    rendered. tools: what looked, as (name, version). when: the day that it looked (ISO 8601), where that is told."""

    spoken: tuple[Lang, ...]
    sound: bool
    speech: bool | None
    picture: bool
    tracks: tuple[TrackFacts, ...]
    hashes: Hashes
    tools: tuple[tuple[str, str], ...]
    when: str | None = None
    burned: tuple[Figure, ...] = ()
    descriptions: DescriptionFacts | None = None
    pages: tuple[PageFacts, ...] = ()

    @property
    def captions(self) -> tuple[TrackFacts, ...]:
        """The tracks in a language of the speech."""
        return tuple(track for track in self.tracks if track.kind == "captions")

    @property
    def uncaptioned(self) -> tuple[Lang, ...]:
        """Languages that are spoken and have no captions with anything in them."""
        there = {track.lang for track in self.captions if track.cues}
        return tuple(lang for lang in self.spoken if lang not in there)
