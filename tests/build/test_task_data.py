"""Tasks as JSON: what comes out is what went in, with the files where they are on the other side."""

from __future__ import annotations

import json
from array import array
from dataclasses import asdict, replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import worker_tasks
from footage_clips import Clips
from hypothesis import given
from hypothesis import strategies as st

from pipeline.build import footage, hearing_tasks, listen, rendition_tasks, signing, videos
from pipeline.build.task import OwnHands, SharedAdvance, Task
from pipeline.build.task_data import TaskData, data_of, key_of, result_as_json, result_from_json, step_named, work_of
from pipeline.cues import Cue, Word
from pipeline.media.frames import Frames
from pipeline.media.media_info import MediaInfo
from pipeline.media.probe import Wanted, probe
from pipeline.project.renditions import VideoSettings
from pipeline.speech.engines import Options, Window
from pipeline.speech.pass_plans import Planned
from pipeline.speech.sound_events import Events
from pipeline.speech.transcribe import SpeechFound
from pipeline.video.cards import Card
from pipeline.video.joining import Joining
from pipeline.video.pieces import Piece, PieceRoom, SegmentRun
from pipeline.video.rendition_plan import RenditionSound, ShownCard
from pipeline.video.segment_borders import FrameSpan
from pipeline.video.segment_cache import SegmentCache
from pipeline.video.segment_looks import SegmentLook
from pipeline.video.segments import Segment, SegmentSource
from pipeline.video.shapes import Form
from pipeline.video.sound import Silence
from pipeline.video.visibility import FrameCheck

HERE, THERE = Path("/here"), Path("/there")


@pytest.fixture(scope="module")
def facts(clips: Clips) -> MediaInfo:
    return probe(clips["red"])


def there(path: Path) -> Path:
    return THERE / path.relative_to(HERE)


def sent(task: Task[Any]) -> Any:
    """Its work on another machine, as JSON has brought it there."""
    data = data_of(task)
    data = TaskData(**json.loads(json.dumps(asdict(data))))
    return work_of(data, [*map(there, task.reads)], [*map(there, task.writes)], THERE)


def piece(text: str = "Bon dia") -> Piece:
    """A piece with all that one can have."""
    segment = Segment(FrameSpan(0, 25), f"Dialogue: {text}", Form("9:16"), "cd" * 32)
    look = SegmentLook(segment, FrameCheck(Cue(0, 900, text), 120), 0)
    card = ShownCard(Card("Títol", logo=b"\x89PNG\x00"), Form("9:16"))
    runs = (SegmentRun((segment,), (look,)), SegmentRun((replace(segment, script=None),), card=card))
    return Piece((RenditionSound("ef" * 32, Silence(48_000, 96_000)),), (*runs, SegmentRun((), (look,))))


def test_every_step_of_a_story_survives_the_way(facts: MediaInfo) -> None:
    film, out = HERE / "film.mp4", HERE / "out"
    options = Options(hints=("Joel",))
    for work, reads, writes in [
        (
            partial(footage._write_facts, film, Wanted(1, (1,), ("ca",)), out, HERE / "frames"),
            [film],
            [out, HERE / "frames"],
        ),
        (partial(listen._write_shot_changes, film, facts, out), [film], [out]),
        (partial(listen._write_pauses, film, facts, out), [film], [out]),
        (partial(listen._english, film, facts, [(0, 900)], "ca", options, 0), [film], []),
        (partial(videos._make_poster, film, facts, 1200, out), [film], [out]),
        (partial(videos._make_poster, film, facts, HERE / "own.jpg", out), [film, HERE / "own.jpg"], [out]),
        (partial(signing._in_step, film, 4000, None, VideoSettings(), out), [film], [out]),
    ]:
        came = sent(Task("x", film, work, reads=reads, writes=writes))
        moved = tuple(there(value) if isinstance(value, Path) else value for value in work.args)
        assert came.func is work.func and [*map(_plain, came.args)] == [*map(_plain, moved)]


def test_a_hearing_survives_the_way(facts: MediaInfo) -> None:
    film, sound, out = HERE / "film.mp4", HERE / "speech.npy", HERE / "transcript.json"
    ears = hearing_tasks._Ears(("ca", "es"), Options(hints=("Joel",)), None, 2)
    windows = Planned(Window(100, 900, "ca"), 4, 12_000), Planned(Window(0, 800, "es"), 3, speed=0.95, part=(100, 900))
    found = SpeechFound(((100, 900),), ("ca",), (windows[:1], windows[1:]))
    words = ((Word(100, 300, "l'hort,", "ca", 0.1 + 0.2), Word(300, 400, "\u2028«é»", "ca", None, "1")), ())
    events = Events(((0, 900),), (), ((100, 200),))
    for work, reads, writes in [
        (partial(hearing_tasks._find_speech, film, facts, ears, sound), [film], [sound]),
        (partial(hearing_tasks._hear_part, ears, sound, found, (1, 0), True), [sound], []),
        (partial(hearing_tasks._write_transcript, ears, sound, found, words, events, out), [sound], [out]),
        (partial(hearing_tasks._write_transcript, ears, sound, found, (), None, out), [sound], [out]),
    ]:
        came = sent(Task("x", film, work, reads=reads, writes=writes))
        assert came.func is work.func
        assert came.args == tuple(there(value) if isinstance(value, Path) else value for value in work.args)
    for name, result in {"speech": found, "heard": hearing_tasks.HeardPart(words, events)}.items():
        step = step_named(name)
        assert result_from_json(step, json.loads(json.dumps(result_as_json(step, result)))) == result


def test_pieces_of_renditions_survive_the_way(facts: MediaInfo, tmp_path: Path) -> None:
    film, frames, made = HERE / "film.mp4", HERE / "frames.npz", piece()
    store = SegmentCache(HERE / "pieces")
    source = SegmentSource(film, facts, Frames(Fraction(1, 25), array("q"), array("q"), exact=False), "ab" * 32)
    room = PieceRoom(source, VideoSettings(), store, tmp_path, 3)
    makers = rendition_tasks.StoryMakers(OwnHands(None, tmp_path), "videos", frames, 500)  # type: ignore[arg-type]
    task = makers._piece(room, made)
    came, of = sent(task).args, task.work.args[0]  # type: ignore[attr-defined]
    files = {key: (there(path), there(seal)) for key, (path, seal) in store.some([*made.made]).files.items()}
    assert came == (replace(of, footage=there(film), frames=there(frames), files=files), made)
    joining = Joining(HERE / "ca.mp4", made.sounds[0].key, (("cd" * 32, Fraction(1, 3)),), Fraction(9), Fraction(8))
    (of, came) = sent(makers._joining(room, [joining])).args
    assert came == (replace(joining, target=THERE / "ca.mp4"),)
    assert of.files["cd" * 32][0] == there(store.path("cd" * 32))


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


@given(st.text(), st.integers())
def test_whatever_is_said_comes_as_it_was(text: str, number: int) -> None:
    task = Task("x", HERE, partial(worker_tasks.says, text, number))
    assert sent(task).args == (text, number)


def test_the_key_is_of_what_it_makes_and_not_of_where(facts: MediaInfo) -> None:
    def key(folder: Path, read: str = "aa", text: str = "Bon dia", version: int = 1) -> str:
        task = Task("x", HERE, partial(worker_tasks.copies, folder / "in", folder / "out", text))
        return key_of(data_of(replace(task, reads=[folder / "in"], writes=[folder / "out"])), [read], {"v": version})

    assert key(HERE) == key(THERE) and key(HERE).startswith("stage-")
    assert len({key(HERE), key(HERE, "bb"), key(HERE, text="Adéu"), key(HERE, version=2)}) == 4


def test_results_come_as_they_were() -> None:
    step = step_named("english")
    assert result_from_json(step, json.loads(json.dumps(result_as_json(step, ["Good day"])))) == ["Good day"]


def test_what_is_no_step_is_refused() -> None:
    with pytest.raises(KeyError):
        data_of(Task("x", HERE, partial(print, "x")))
    with pytest.raises(KeyError):
        data_of(Task("x", HERE, lambda bench, advance: None))
    with pytest.raises(KeyError):
        work_of(TaskData("os.system", ["true"], 0, 0), [], [], HERE)
    with pytest.raises(ValueError, match="cuts"):
        work_of(TaskData("cuts", [], 0, 0), [], [], HERE)


def test_a_name_that_came_from_elsewhere_leads_nowhere_else() -> None:
    for name in ("..", "a/..", "/", ""):
        with pytest.raises(ValueError, match="path"):
            work_of(TaskData("test-copies", [{"$": ["folder", name]}, "out", ""], 0, 0), [], [], HERE)
    data = TaskData("test-copies", [{"$": ["folder", "../../in"]}, {"$": ["folder", "/out"]}, ""], 0, 0)
    assert work_of(data, [], [], HERE).args == (HERE / "in", HERE / "out", "")  # type: ignore[attr-defined]


def test_several_tasks_tell_together_how_far_they_are() -> None:
    told: list[Any] = []
    shared = SharedAdvance(lambda done, detail="": told.append((done, detail)), 2)
    shared.of(0)(5)
    shared.of(1)(3, "second")
    shared.of(0)(9)
    assert told == [(5, ""), (8, ""), (12, "")], "what is told of one says nothing of both"
    SharedAdvance(lambda done, detail="": told.append((done, detail)), 1).of(0)(3, "1 of 9 pieces")
    assert told[-1] == (3, "1 of 9 pieces")
    hands = OwnHands(None, HERE)  # type: ignore[arg-type]
    told.clear()
    tasks = [Task("x", HERE, partial(worker_tasks.twice, number)) for number in (1, 2)]
    assert hands.do_all(tasks, lambda *said: told.append(said[0])) == [2, 4]
    assert told == [1, 2, 3, 4]
