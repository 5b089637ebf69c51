"""What a build hears: the words of footage, with what the series says is to be expected in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.audio import Talk
from benchmarks.measure import environment, timed
from benchmarks.project import Project
from benchmarks.results import Heard
from benchmarks.speech import LEAST_LIMIT_S, LIMIT_FACTOR, Say, words_wrong
from benchmarks.systems import Kit, child


def measure_footage(project: Project, talks: Sequence[Talk], kit: Kit, folder: Path, say: Say) -> list[Heard]:
    """The words of every talk's footage: as a build hears them, and with nothing told. Raises BenchmarkError."""
    columns = []
    for name, label, told in (("built", "Veus as built", True), ("footage", "Veus, footage", False)):
        say(f"listening to footage: {label}")
        columns.append(_heard(Heard(name, label, {}), project, talks, told, kit, folder / name))
    return columns


def _heard(column: Heard, project: Project, talks: Sequence[Talk], told: bool, kit: Kit, out: Path) -> Heard:
    slugs = [project.slugs[talk.clip.name] for talk in talks]
    task = {"root": str(project.layout.root), "slugs": slugs, "told": told, "out": str(out)}
    limit = max(LEAST_LIMIT_S, LIMIT_FACTOR * sum(talk.clip.seconds for talk in talks))
    timed(child("footage", json.dumps(task)), environment(kit.threads, kit.bin_folder), limit)
    found = [json.loads((out / f"{slug}.json").read_text("utf-8")) for slug in slugs]
    column.wrong = words_wrong([talk.clip for talk in talks], [str(one["text"]) for one in found])
    column.unheard = {talk.clip.name: int(one["unheard_ms"]) for talk, one in zip(talks, found, strict=True)}
    return column


def listen_to(task: dict[str, Any]) -> None:
    """In a process of its own: text and unheard speech (ms) of each story, in files of `out`.

    task: root (of the project), slugs, told (whether the recogniser is told what to expect), out (folder).
    """
    from pipeline import files
    from pipeline.build.recognizer import Recognizer
    from pipeline.media.audio import speech_audio
    from pipeline.media.probe import probe
    from pipeline.project.layout import Layout
    from pipeline.project.series import Series
    from pipeline.project.story import find_footage
    from pipeline.speech.transcribe import transcribe

    series = Series.open(Layout(Path(task["root"])))
    recognizer = Recognizer.of(series)
    for story in series.stories(task["slugs"]).loaded:
        footage, info = find_footage(story), story.info
        options = recognizer.options(info) if task["told"] else replace(recognizer.options(info), hints=())
        sound = speech_audio(footage, probe(footage))
        heard = transcribe(sound, info.spoken, recognizer.open(), recognizer.model, options, speakers=info.speakers)
        unheard = sum(end - start for start, end in heard.unheard)
        files.write_json(Path(task["out"]) / f"{story.slug}.json", {"text": heard.text, "unheard_ms": unheard})
    recognizer.close()
