"""A whole run: every system captions every recording, and all of it is scored."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import machine, speech, words
from benchmarks.audio import films
from benchmarks.captions import samples as sounds
from benchmarks.captions import suber
from benchmarks.captions.results import Column, Results
from benchmarks.captions.samples import Sample
from benchmarks.captions.score import score
from benchmarks.captions.systems import SYSTEMS, Captioner, Job, caption
from benchmarks.captions.tracks import read_cues
from benchmarks.measure import REPO
from benchmarks.results import BenchmarkError
from benchmarks.systems import Kit
from pipeline.project.layout import Layout
from pipeline.project.series import Series

#: Packages that make or count captions, besides those of the machine's list.
PACKAGES = (*machine.PACKAGES, "stable-ts", "fxtranslate", "jiwer", "subtitle-edit-rate", "sacrebleu")

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person asked for. only: names of systems, all when empty. speech: folder of recordings. tracks: where
    SRT files are kept, or None. mt: folder of sentences. before: a commit to compare translations with, or ""."""

    only: tuple[str, ...]
    speech: Path | None
    language: str
    repeat: int
    threads: int
    tracks: Path | None
    out: Path

    @property
    def result_name(self) -> str:
        """Only a run of all systems becomes `captions`: a partial one must not be quoted by mistake."""
        return "captions-partial" if self.only else "captions"


def measure(choice: Choice, folder: Path, say: Say) -> Results:
    """Everything asked for. folder: empty, for this run. Raises VeusError when there is nothing to measure."""
    needed = ((suber.MISSING, suber.installed()), (_NO_WORDS, words.can_count()))
    notes = [said for said, there in needed if not there]
    samples, told = _samples(choice, folder, notes)
    kit = speech.make_kit(folder, choice.threads, ())
    home = (choice.tracks or folder / "tracks").resolve()
    columns = _columns(choice, samples, kit, home, notes, say)
    columns_told = _columns(choice, told, kit, home.with_name(f"{home.name}-told"), notes, say)
    hand = Column("hand", "by hand", {s.name: [score(s.human, s)] for s in samples if s.human})
    results = Results(
        datetime.date.today().isoformat(),
        machine.machine() | {"packages": ", ".join(machine.versions(PACKAGES))},
        _settings(choice),
        samples,
        columns,
        hand,
        notes=notes,
        told=columns_told,
    )
    notes += [note for column in columns if (note := _partial(column, samples))]
    notes += [f"{system.label}: {system.does}." for system in SYSTEMS if any(c.name == system.name for c in columns)]
    if not columns:
        raise BenchmarkError("nothing could be measured.", remedy=" ".join(notes))
    return results


_NO_WORDS = "No word errors, agreement and sync: the package that aligns words is not installed (pip install jiwer)."


_KEPT = "Some recordings were heard in an earlier run, whose files were kept with --tracks."


def _samples(choice: Choice, folder: Path, notes: list[str]) -> tuple[list[Sample], list[Sample]]:
    """Every recording, and the stories once more with what is to be expected in them."""
    series = Series.open(Layout(REPO))
    there = series.stories()
    notes += [f"The story {name} was left out: {error.what}" for name, error in there.problems.items()]
    found = films(there.loaded, notes)
    samples = sounds.stories(found, folder)
    given = sounds.given(choice.speech, choice.language, folder) if choice.speech else []
    return samples + given, sounds.told(samples, found, series.settings)


def _settings(choice: Choice) -> dict[str, str]:
    return {
        "model": "the bundled Whisper base, the same weights for all",
        "threads": f"{choice.threads} for every system; no GPU, no network",
        "rounds": f"{choice.repeat}" + (", all added up" if choice.repeat > 1 else ""),
    }


def _columns(
    choice: Choice, samples: Sequence[Sample], kit: Kit, home: Path, notes: list[str], say: Say
) -> list[Column]:
    """A column for each system that works here, then one for each other folder of tracks in `home`."""
    columns: list[Column] = []
    for system in SYSTEMS:
        if choice.only and system.name not in choice.only:
            continue
        if missing := system.missing():
            if missing not in notes:
                notes.append(missing)
                say(missing)
            continue
        column = Column(system.name, system.label)
        try:
            for number in range(1, choice.repeat + 1):
                place = home / system.name if number == 1 else home / f"{system.name}.round-{number}"
                _caption_all(system, samples, kit, place, notes, say)
                _add_scores(column, samples, place)
        except BenchmarkError as error:
            notes.append(f"{system.label} was left out: {error}")
            say(notes[-1])
            continue
        columns.append(column)
    return columns + ([] if choice.only else _others(home, samples))


def _caption_all(
    system: Captioner, samples: Sequence[Sample], kit: Kit, place: Path, notes: list[str], say: Say
) -> None:
    """SRT files of all samples in `place`. Those of others that are there already are kept; ours are cut anew."""
    for lang, hints in dict.fromkeys((sample.lang, sample.hints) for sample in samples):
        group = [sample for sample in samples if (sample.lang, sample.hints) == (lang, hints)]
        missing = [sample for sample in group if not (place / f"{sample.name}.srt").is_file()]
        if len(missing) < len(group) and _KEPT not in notes:
            notes.append(_KEPT)
        todo = group if system is SYSTEMS[0] else missing
        if todo:
            say(f"{system.label}: {', '.join(sample.name for sample in todo)}")
            caption(system, Job(todo, lang, kit, place, hints))


def _add_scores(column: Column, samples: Sequence[Sample], place: Path) -> None:
    for sample in samples:
        path = place / f"{sample.name}.srt"
        if path.is_file():
            column.scores.setdefault(sample.name, []).append(score(read_cues(path), sample))


def _others(home: Path, samples: Sequence[Sample]) -> list[Column]:
    """Folders of SRT files that somebody put beside ours: any system can be compared."""
    known = {system.name for system in SYSTEMS}
    columns = []
    for place in sorted(home.iterdir()) if home.is_dir() else []:
        if not place.is_dir() or place.name.partition(".round-")[0] in known:
            continue
        column = Column(place.name, place.name)
        _add_scores(column, samples, place)
        if column.scores:
            columns.append(column)
    return columns


def _partial(column: Column, samples: Sequence[Sample]) -> str:
    """A sentence where a system has captions of some recordings only; otherwise empty."""
    if len(column.scores) == len(samples):
        return ""
    return (
        f"{column.label} has captions of {len(column.scores)} of {len(samples)} recordings: do not compare its column"
        " in the table of all recordings together."
    )
