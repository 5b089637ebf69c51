"""`veus build --to captions` beside a peer's mere transcript of the same speech."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.audio import Talk, workloads
from benchmarks.listening import PEER, PEER_LABEL
from benchmarks.measure import environment
from benchmarks.project import Project, forget
from benchmarks.results import Measure, Run, Section, in_turn
from benchmarks.speech import Say, hear
from benchmarks.systems import SYSTEMS, Kit, System
from benchmarks.video import veus_build

#: How many talks are captioned.
TALKS = 3


def few(talks: Sequence[Talk]) -> list[Talk]:
    """The shortest recordings given, and where there are too few of them, stories."""
    return sorted(talks, key=lambda talk: (talk.story is not None, talk.clip.seconds))[:TALKS]


def measure_captions(project: Project, talks: Sequence[Talk], kit: Kit, repeat: int, folder: Path, say: Say) -> Section:
    """Rounds of both; one of ours before, which is not timed. Where the peer is missing, ours alone.

    Raises BenchmarkError.
    """
    seconds = sum(talk.clip.seconds for talk in talks)
    names = ", ".join(talk.clip.name for talk in talks)
    peer = next(system for system in SYSTEMS if system.name == PEER)
    ours = Measure("captions-build", "veus build --to captions: both languages, speakers, sounds")
    theirs = Measure(PEER, f"{peer.label}: transcript", note=peer.missing())
    say("getting ready: veus build --to captions")
    _ours(project, talks, kit)
    for number in range(1, repeat + 1):
        ours.runs.append(_ours(project, talks, kit))
        if not theirs.note:
            theirs.runs.append(_theirs(peer, talks, kit, folder))
        say(f"round {number} of {repeat}: {ours.label}: {ours.runs[-1].wall_s:.1f} s")
    title = f"A build up to captions beside a mere transcript ({names}): {seconds:.0f} s of speech"
    return Section(title, seconds, PEER, PEER_LABEL, [ours, theirs])


def _ours(project: Project, talks: Sequence[Talk], kit: Kit) -> Run:
    forget(project.layout)
    slugs = [project.slugs[talk.clip.name] for talk in talks]
    return veus_build(project.layout, slugs, environment(kit.threads, kit.bin_folder), "captions").run


def _theirs(peer: System, talks: Sequence[Talk], kit: Kit, folder: Path) -> Run:
    """One process for each language: its command line takes no more."""
    return in_turn([hear(peer, work, kit, folder)[0] for work in workloads(talks)])
