"""After the first time, only what changed is encoded – and what is damaged; the result is that of a first time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from cutting import CUES, room, segments, small_segments
from film_studio import FAST
from footage_clips import AAC, X264, Clips, lavfi, tone
from watching import packets

from pipeline import process
from pipeline.cues import Cue
from pipeline.errors import RenderError
from pipeline.video import drawing
from pipeline.video.ass_script import to_ass
from pipeline.video.pieces import Tell
from pipeline.video.render import render
from pipeline.video.rendition_plan import RenderJob, RenditionPlan

#: The clip's key pictures, and so the borders of its segments: ms.
BORDERS = (0, 480, 960, 1_440)
ENGLISH = (Cue(300, 800, "Good morning, I'm Joel."), Cue(900, 1_400, "I work in the garden."))


@dataclass
class Studio:
    """One story's videos. started: arguments of every program that was started since the last look."""

    job: RenderJob
    started: list[Sequence[str]]

    def make(self, *cues: Cue, en: Sequence[Cue] = (), on_progress: Tell | None = None) -> list[bytes]:
        """Renders Catalan, and English if there is any; the bytes of the videos."""
        self.started.clear()
        folder = self.job.temp_dir.parent
        tracks = {"ca": cues, "en": en}
        renditions = [
            RenditionPlan(f"burned.{lang}", folder / f"{lang}.mp4", tuple(track))
            for lang, track in tracks.items()
            if track
        ]
        render(self.job, renditions, on_progress)
        self.job.store.clean([rendition.name for rendition in renditions])
        return [rendition.target.read_bytes() for rendition in renditions]

    @property
    def encoded(self) -> int:
        """How many segments were made: the inputs of x264, each for one or more outputs."""
        return sum(args.count("libx264") for args in self.started)

    @property
    def beside_joining(self) -> list[Sequence[str]]:
        """Programs that did more than copy finished segments one after the other, and measure what came of it."""
        return [args for args in self.started if "concat" not in args and "framecrc" not in args]


@pytest.fixture(scope="module")
def footage(clips: Clips) -> Path:
    moving = lavfi("testsrc2=size=160x90:rate=25:duration=1.92")
    return clips.make("again.mp4", *moving, *tone(), *X264, "-g", "12", "-sc_threshold", "0", *AAC, "-t", "1.92")


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    started: list[Sequence[str]] = []
    run = process.run

    def counting(args: Sequence[str], **options: Any) -> process.Finished:
        started.append(args)
        return run(args, **options)

    monkeypatch.setattr(process, "run", counting)
    return started


@pytest.fixture
def fresh(
    footage: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, counted: list[Sequence[str]]
) -> Callable[[str], Studio]:
    """Studios that have made nothing yet."""
    small_segments(monkeypatch)
    return lambda name: Studio(room(tmp_path / name, footage), counted)


@pytest.fixture
def studio(fresh: Callable[[str], Studio]) -> Studio:
    return fresh("studio")


def test_nothing_changed_is_only_joined(studio: Studio):
    first = studio.make(*CUES, en=ENGLISH)
    assert studio.encoded == 4 + 3
    assert studio.make(*CUES, en=ENGLISH) == first
    assert studio.beside_joining == []


def test_one_word_changed_makes_the_segments_it_is_seen_in(studio: Studio, fresh: Callable[[str], Studio]):
    before = Cue(1_000, 1_400, "Treballo a l'hort.")
    studio.make(CUES[0], before)
    changed = (CUES[0], replace(before, text="Treballo a l'horta."))
    again = studio.make(*changed)
    assert studio.encoded == 1
    assert again == fresh("another").make(*changed), "the bytes of a first time"
    studio.make(replace(CUES[0], text="Bon dia, em dic Joan."), changed[1])
    assert studio.encoded == 2, "it is seen on both sides of a border"


def test_a_cue_moved_in_time_makes_the_segments_it_leaves_and_enters(studio: Studio):
    cue = Cue(100, 300, "Hola")
    studio.make(cue)
    studio.make(replace(cue, start=1_500, end=1_700))
    assert studio.encoded == 2


def test_cues_elsewhere_or_with_another_number_make_nothing_again(studio: Studio):
    first, last = Cue(100, 300, "Hola"), Cue(1_500, 1_700, "Adeu")
    studio.make(first, last)
    studio.make(first, Cue(600, 900, "Enmig"), last)
    assert studio.encoded == 1
    studio.make(replace(first, start=first.start - 19), last)  # between two pictures: nobody sees a difference
    assert studio.encoded == 1, "the piece that is bare again was cleaned away"
    studio.make(replace(first, start=first.start - 19), last)
    assert studio.beside_joining == []


def test_languages_share_the_segments_without_captions(studio: Studio):
    studio.make(Cue(100, 300, "Hola"), en=[Cue(100, 300, "Hello")])
    assert studio.encoded == 2 + 3
    assert len(segments(studio.job)) == 2 + 3


def test_languages_share_one_decode(studio: Studio):
    studio.make(*CUES, en=ENGLISH)
    encodes = [args for args in studio.started if "libx264" in args]
    assert sorted(args.count("libx264") for args in encodes) == [1, 2, 2, 2]


def test_segments_that_no_rendition_has_any_more_are_removed(studio: Studio):
    studio.make(*CUES)
    studio.make(*CUES, en=ENGLISH)
    everything = {path.name for path in studio.job.store.folder.iterdir()}
    studio.make(*CUES)
    left = {path.name for path in studio.job.store.folder.iterdir()}
    assert left < everything
    assert len(segments(studio.job)) == 4
    assert studio.make(*CUES) and studio.beside_joining == []


@pytest.mark.parametrize(
    ("which", "harm"),
    [
        ("picture", "truncated"),
        ("picture", "changed"),
        ("picture", "gone"),
        ("picture", "unsealed"),
        ("sound", "changed"),
    ],
)
def test_a_damaged_segment_is_made_again(studio: Studio, which: str, harm: str):
    first = studio.make(*CUES)
    with_pictures = segments(studio.job)
    everything = set(studio.job.store.folder.glob("*.mp4"))
    segment = sorted(with_pictures if which == "picture" else everything - with_pictures)[0]
    data = segment.read_bytes()
    if harm == "gone":
        segment.unlink()
    elif harm == "unsealed":
        segment.with_suffix(".sha256").unlink()
    else:
        half = len(data) // 2
        segment.write_bytes(data[:half] if harm == "truncated" else data[:half] + b"?" + data[half + 1 :])
    assert studio.make(*CUES) == first
    assert studio.encoded == (1 if which == "picture" else 0)
    assert segment.read_bytes() == data


def test_a_damaged_note_of_uses_costs_no_result(studio: Studio):
    first = studio.make(*CUES)
    (studio.job.store.folder / "uses.json").write_text("{", "utf-8")
    assert studio.make(*CUES) == first
    assert len(segments(studio.job)) == 4


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_an_interrupt_keeps_finished_segments(
    studio: Studio, fresh: Callable[[str], Studio], error: type[BaseException]
):
    def interrupt(ms: int, _: str) -> None:
        if ms >= 1_000:
            raise error

    one_at_a_time = replace(studio.job, workers=1)
    with pytest.raises(error):
        Studio(one_at_a_time, studio.started).make(*CUES, on_progress=interrupt)
    kept = len(segments(studio.job))
    assert 1 <= kept < 4
    assert list(studio.job.temp_dir.iterdir()) == []
    again = studio.make(*CUES)
    assert studio.encoded == 4 - kept
    assert again == fresh("another").make(*CUES)


def test_segments_in_which_captions_are_not_seen_are_not_taken_next_time(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
):
    """As if the fonts or the filter had done nothing, once."""
    with monkeypatch.context() as patched:
        patched.setattr(drawing, "to_ass", lambda cues, *rest: to_ass(cues, *rest).replace("Dialogue:", "Comment:"))
        for _ in range(2):
            with pytest.raises(RenderError, match="cannot be seen"):
                studio.make(*CUES)
            assert studio.encoded >= 3, "made again each time"
    studio.make(*CUES)
    assert studio.encoded >= 3


def test_segments_of_an_interrupted_time_are_looked_at_too(studio: Studio, monkeypatch: pytest.MonkeyPatch):
    """Captions are looked for in a rendition's segments until it was finished once, whoever made them."""
    with monkeypatch.context() as patched:
        patched.setattr(drawing, "to_ass", lambda cues, *rest: to_ass(cues, *rest).replace("Dialogue:", "Comment:"))
        patched.setattr("pipeline.video.segment_looks.drawn_share", _stopped)
        with pytest.raises(KeyboardInterrupt):
            studio.make(*CUES)
        patched.undo()
        small_segments(patched)
        patched.setattr(drawing, "to_ass", lambda cues, *rest: to_ass(cues, *rest).replace("Dialogue:", "Comment:"))
        with pytest.raises(RenderError, match="cannot be seen"):
            studio.make(*CUES)


def _stopped(*_: Any, **__: Any) -> None:
    raise KeyboardInterrupt


def test_other_settings_and_styles_are_other_segments(studio: Studio):
    studio.make(*CUES)
    bigger = studio.job.style.model_copy(update={"text_height": 8})
    Studio(replace(studio.job, style=bigger), studio.started).make(*CUES)
    assert studio.encoded == 3, "the one without captions stays"
    Studio(replace(studio.job, settings=FAST.model_copy(update={"crf": 30})), studio.started).make(*CUES)
    assert studio.encoded == 4


def test_sound_is_encoded_once_for_all(studio: Studio):
    studio.make(*CUES)
    studio.make(*CUES, en=ENGLISH)
    assert not any("copy" in args or "aac" in args for args in studio.beside_joining)
    first, second = (packets(studio.job.temp_dir.parent / f"{lang}.mp4", "audio") for lang in ("ca", "en"))
    assert first == second


@pytest.fixture(scope="module")
def sparse(clips: Clips) -> Path:
    """Footage that decoding can start in at its beginning alone."""
    moving = lavfi("testsrc2=size=160x90:rate=25:duration=4")
    return clips.make("sparse.mp4", *moving, *X264, "-g", "250", "-sc_threshold", "0")


def test_segments_of_one_decode_have_the_bytes_of_each_alone(
    sparse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, counted: list[Sequence[str]]
):
    """On one core the first burn-in makes several segments at once, a correction one; on many, each is made alone."""
    small_segments(monkeypatch)
    first = (CUES[0], Cue(1_100, 1_400, "Treballo a l'hort."))
    changed = (CUES[0], replace(first[1], text="Treballo a l'horta."))
    few, many = (Studio(replace(room(tmp_path / str(n), sparse), workers=n), counted) for n in (1, 16))
    few.make(*first, en=ENGLISH)
    encodes = [args.count("libx264") for args in few.started if "libx264" in args]
    assert max(encodes) > 2 and len(encodes) < 8
    corrected = few.make(*changed, en=ENGLISH)
    assert few.encoded == 1
    assert corrected == many.make(*changed, en=ENGLISH)
    assert max(args.count("libx264") for args in many.started) == 2
