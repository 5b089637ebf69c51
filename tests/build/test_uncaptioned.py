"""Speech without captions, from what a build heard to what it says, `check`, `waive`, `approve` and `status`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from desk_series import make_desk
from footage_clips import Clips
from heard_all import heard_all
from veus_job import in_process

from pipeline.actions.check_tracks import look_at
from pipeline.actions.hear import tick
from pipeline.build.build_context import BuildContext
from pipeline.build.listen import MOST_TOLD, WHY, note_hallucinations, note_unheard
from pipeline.build.status import status
from pipeline.build.status_line import StatusLine
from pipeline.build.story_status import looking
from pipeline.build.uncaptioned import uncaptioned
from pipeline.commands.status_table import status_table
from pipeline.cues import SuspectedHallucination, Transcript
from pipeline.project.layout import Layout, StoryLayout
from pipeline.project.series import Series
from pipeline.review.track_file import TrackFile
from pipeline.speech.transcribe import read_transcript, write_transcript

AT = "2024-07-01T10:00:00+02:00"


@pytest.fixture
def paths(tmp_path: Path, clips: Clips) -> StoryLayout:
    """A story with captions in two languages; nothing is said after the last of them, at 18.5 s."""
    return make_desk(tmp_path, clips)


@pytest.fixture
def context(tmp_path: Path, paths: StoryLayout) -> BuildContext:
    series = Series.open(Layout(tmp_path))
    (story,) = series.stories().loaded
    return looking(series, story)


def unheard(paths: StoryLayout, *spans: tuple[int, int]) -> Transcript:
    heard = replace(read_transcript(paths.transcript), unheard=spans)
    write_transcript(paths.transcript, heard)
    return heard


def without_captions(paths: StoryLayout) -> None:
    paths.srt("ca").write_text("", "utf-8")


def lines(tmp_path: Path) -> dict[str, StatusLine]:
    return {line.language: line for line in status(Series.open(Layout(tmp_path)), ())}


def test_status_counts_it_for_each_language(tmp_path: Path, paths: StoryLayout) -> None:
    unheard(paths, (1000, 3000), (18_000, 20_000))
    assert [line.uncaptioned for line in lines(tmp_path).values()] == [1, 1]
    without_captions(paths)
    assert [line.uncaptioned for line in lines(tmp_path).values()] == [2, 1]
    assert lines(tmp_path)["ca"].as_dict()["uncaptioned"] == 2


def test_status_says_nothing_where_nothing_is_missing(tmp_path: Path, paths: StoryLayout) -> None:
    unheard(paths, (1000, 3000))
    assert [line.uncaptioned for line in lines(tmp_path).values()] == [0, 0]
    paths.transcript.write_text("{}", "utf-8")  # of another version
    assert [line.uncaptioned for line in lines(tmp_path).values()] == [0, 0]


@pytest.mark.parametrize(
    ("waiting", "said"),
    [
        ({}, "–"),
        ({"open": 3, "stale": 1}, "[yellow]3, 1 stale[/]"),
        ({"to_hear": 2}, "[yellow]2 to hear[/]"),
        ({"open": 3, "to_hear": 4, "uncaptioned": 2}, "[yellow]3, 4 to hear, 2 uncaptioned[/]"),
    ],
)
def test_the_table_has_a_word_for_it(waiting: dict[str, int], said: str) -> None:
    table = status_table([StatusLine("joel", "ca", "draft", "no", "no", "no", **waiting)])  # type: ignore[arg-type]
    assert list(table.columns[3].cells) == [said]


def test_status_counts_the_places_that_check_names(tmp_path: Path, paths: StoryLayout) -> None:
    """Also once one of them is waived, and another one ticked off."""

    def places() -> dict[str, int]:
        checked = json.loads(in_process(tmp_path, "check", "--json").out)["tracks"]
        return {one["lang"]: len(one["risks"]) for one in checked}

    def counted() -> dict[str, int]:
        return {lang: line.to_hear for lang, line in lines(tmp_path).items()}

    unheard(paths, (18_000, 20_000))
    first = places()
    assert counted() == first and first["ca"] > 3
    waived = ("waive", "joel", "ca", "SPEECH-COVER", "--text", "0:18.5–0:20.0", "--reason", "x", "--by", "Marta")
    assert in_process(tmp_path, *waived).code == 0
    track = TrackFile.find(Series.open(Layout(tmp_path)), "joel", "ca")
    doubt = next(one for one in look_at(track, track.text()).doubts if one.kind == "words")
    tick(track, track.about_now(), doubt, by="Marta")
    assert counted() == places() == first | {"ca": first["ca"] - 2}
    assert in_process(tmp_path, "status").out.count(f"{first['ca'] - 2} to hear") == 1


def test_check_waive_approve(tmp_path: Path, paths: StoryLayout) -> None:
    def veus(*args: str):
        return in_process(tmp_path, *args)

    unheard(paths, (18_000, 20_000))
    checked = json.loads(veus("check", "--lang", "ca", "--json").out)["tracks"][0]
    (finding,) = [one for one in checked["findings"] if one["rule"] == "SPEECH-COVER"]
    assert (finding["cue"], finding["text"], finding["severity"]) == (None, "0:18.5–0:20.0", "error")
    assert checked["risks"][0]["kind"] == "unheard"

    refused = veus("approve", "joel", "ca", "--by", "Marta", "--at", AT)
    command = 'veus waive joel ca SPEECH-COVER --text "0:18.5–0:20.0" --reason … --by …'
    assert refused.code == 1 and command in refused.err

    other = veus("waive", "joel", "ca", "SPEECH-COVER", "--text", "0:00.0–0:04.0", "--reason", "x", "--by", "Marta")
    assert other.code == 1 and "does not break SPEECH-COVER" in other.err
    done = veus("waive", "joel", "ca", "SPEECH-COVER", "--text", finding["text"], "--reason", "x", "--by", "Marta")
    assert done.code == 0 and "“0:18.5–0:20.0”" in done.out
    assert [line.uncaptioned for line in lines(tmp_path).values()] == [0, 1]  # the translation is approved by itself
    assert "unheard" not in {risk["kind"] for risk in json.loads(veus("check", "--json").out)["tracks"][0]["risks"]}
    heard_all(tmp_path, "joel", "ca")
    assert veus("approve", "joel", "ca", "--by", "Marta", "--at", AT).code == 0

    back = veus("waive", "joel", "ca", "SPEECH-COVER", "--text", finding["text"], "--by", "Marta", "--remove")
    assert back.code == 0 and lines(tmp_path)["ca"].uncaptioned == 1


# What a build says.


def test_a_build_says_where_to_listen(context: BuildContext, paths: StoryLayout) -> None:
    without_captions(paths)
    note_unheard(context, unheard(paths, (2300, 14_500), (15_000, 16_000)))
    assert context.report.notes == [
        "2.3–14.5 s: somebody speaks, and no words were understood; listen there and write them: veus review joel"
    ]


def test_a_build_says_nothing_of_what_people_have_written(context: BuildContext, paths: StoryLayout) -> None:
    note_unheard(context, unheard(paths, (1200, 3200)))
    assert not context.report.notes


def test_a_build_never_builds_a_wall(context: BuildContext, paths: StoryLayout) -> None:
    without_captions(paths)
    heard = unheard(paths, *((k * 2000, k * 2000 + 1600) for k in range(9)))
    note_unheard(context, heard)
    assert len(context.report.notes) == MOST_TOLD + 1
    assert context.report.notes[-1] == "… and 6 more of this kind: veus check joel"

    context.report.notes.clear()
    loops = [SuspectedHallucination(k * 1000, k * 1000 + 900, "i així " * 40, "loop") for k in range(8)]
    note_hallucinations(context, replace(heard, doubts=(*loops, SuspectedHallucination(9000, 9500, "Amara", "music"))))
    assert len(context.report.notes) == MOST_TOLD + 2
    assert context.report.notes[MOST_TOLD] == "… and 5 more of this kind, in output/.work/joel/transcript.json"
    assert max(map(len, context.report.notes)) < 160


def test_each_reason_against_a_doubt_is_told_as_it_is(context: BuildContext, paths: StoryLayout) -> None:
    doubts = [SuspectedHallucination(1000, 2000, "Amara", reason) for reason in sorted([*WHY, "of-a-later-version"])]
    note_hallucinations(context, replace(read_transcript(paths.transcript), doubts=tuple(doubts)))
    assert len(set(context.report.notes)) == len(doubts)
    assert all(
        note.startswith('1.0 s: "Amara" ') and note.endswith("; it is left out.") for note in context.report.notes
    )
    loop = context.report.notes[0]
    assert loop == '1.0 s: "Amara" only repeats what was said before it, as recognisers do; it is left out.'


def test_a_track_that_is_not_there_is_asked_nothing(context: BuildContext, paths: StoryLayout) -> None:
    heard = unheard(paths, (18_000, 20_000))
    paths.srt("ca").unlink()
    assert uncaptioned(context.track("ca"), heard) == []
