"""A file or a track that as a whole stands where nobody speaks: one sentence, with the command that puts it right."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_series import make_series, make_story, track_file
from veus_job import in_process as veus

from pipeline.actions import placing
from pipeline.actions import shift as shifting
from pipeline.actions.check_tracks import check
from pipeline.actions.import_track import import_file
from pipeline.build.footage_sound import FootageSound
from pipeline.captions.moves import Move, moved
from pipeline.check.misplaced import FilmSpeech
from pipeline.cues import Cue, Word
from pipeline.errors import SubtitleError
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.subtitles.srt import read_srt, write_srt

LINES = (
    "un dos tres quatre",
    "cinc sis set vuit",
    "nou deu onze dotze",
    "tretze catorze quinze",
    "setze disset divuit",
)
CUES = tuple(Cue(10_000 * k + 1000, 10_000 * k + 3000, line) for k, line in enumerate(LINES))
WORDS = tuple(
    Word(c.start + 200 * n, c.start + 200 * n + 150, w, "ca") for c in CUES for n, w in enumerate(c.text.split())
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_series(tmp_path)
    make_story(tmp_path, "film", captions=write_srt(CUES))
    (tmp_path / "stories/film/en.srt").write_text(write_srt(CUES), "utf-8")
    monkeypatch.setattr(placing, "heard_of", lambda _: FilmSpeech(WORDS, tuple((c.start, c.end) for c in CUES), 60_000))
    return tmp_path


def track(root: Path, lang: str = "ca") -> tuple[Cue, ...]:
    return read_srt((root / f"stories/film/{lang}.srt").read_bytes()).cues


@pytest.mark.parametrize(
    ("move", "command", "back"),
    [
        (Move(3_600_000), "--shift -3600000", Move(-3_600_000)),
        (Move(rate="23.976/25"), "--rate 25/23.976", Move(rate="25/23.976")),
    ],
)
def test_a_file_that_stands_elsewhere_changes_nothing_and_says_what_to_add(
    root: Path, move: Move, command: str, back: Move
) -> None:
    path = root / "late (1).srt"
    path.write_text(write_srt(moved(CUES, move)).replace("divuit", "vint"), "utf-8")
    with pytest.raises(SubtitleError, match=rf"veus import film ca '.*late \(1\).srt' {command}$"):
        import_file(track_file(Layout(root), "film", "ca"), path)
    assert (track(root), track(root, "en")) == (CUES, CUES)
    import_file(track_file(Layout(root), "film", "ca"), path, move=back)
    assert [cue.text for cue in track(root)][-1] == "setze disset vint"
    assert max(abs(one.start - two.start) for one, two in zip(track(root), CUES, strict=True)) <= 1
    assert track(root, "en") == CUES


def test_a_translation_that_stands_elsewhere_is_refused_too(root: Path) -> None:
    english = tuple(
        Cue(cue.start, cue.end, f"{word} sang")
        for word, cue in zip(("a b", "c d", "e f", "g h", "i j"), CUES, strict=True)
    )
    for name in ("en.srt", ".base/en.srt"):
        path = root / "stories/film" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(write_srt(english), "utf-8")
    late = root / "late.srt"
    late.write_text(write_srt(moved(english, Move(5000))), "utf-8")
    with pytest.raises(SubtitleError, match=r"come 5 s later than the voice.*\.srt --by Anna --insist --shift -5000$"):
        import_file(track_file(Layout(root), "film", "en"), late, by="Anna", insist=True)
    assert track(root, "en") == english


def test_a_file_behind_the_end_of_the_film_empties_no_track(root: Path) -> None:
    path = root / "late.srt"
    path.write_text(write_srt(moved(CUES, Move(3_600_000, "24/25"))), "utf-8")
    with pytest.raises(SubtitleError, match="so nothing was imported"):
        import_file(track_file(Layout(root), "film", "ca"), path)
    path.write_text(write_srt([Cue(200_000, 202_000, "Una altra pel·lícula.")]), "utf-8")
    with pytest.raises(SubtitleError, match=r"after the film has ended.*\.srt --insist --shift -MILLISECONDS --rate"):
        import_file(track_file(Layout(root), "film", "ca"), path, insist=True)
    assert track(root) == CUES


def test_a_file_as_late_as_the_track_here_is_taken(root: Path) -> None:
    late = moved(CUES, Move(5000))
    (root / "stories/film/ca.srt").write_text(write_srt(late), "utf-8")
    path = root / "late.srt"
    path.write_text(write_srt(late).replace("divuit", "vint"), "utf-8")
    assert import_file(track_file(Layout(root), "film", "ca"), path).changed


def said(root: Path, lang: str) -> list[str]:
    """The command that `check` says of a track, as it is typed."""
    _, _, after = notes(root)[lang].partition("`veus shift film ")
    return after.partition("`")[0].split()


@pytest.mark.parametrize(
    "late", [Move(5000), Move(-1000), Move(3_600_000), Move(rate="23.976/25"), Move(2500, "24/25")]
)
@pytest.mark.parametrize("langs", [("ca",), ("en",), ("ca", "en")])
def test_the_command_that_is_said_puts_them_right_however_often_it_is_run(
    root: Path, monkeypatch: pytest.MonkeyPatch, late: Move, langs: tuple[str, ...]
) -> None:
    monkeypatch.setattr(shifting, "looked_at", lambda *_: (None, None))
    monkeypatch.setattr(shifting, "sound_of", lambda _, sha256, __: FootageSound(sha256, 60_000, ""))
    (root / "stories/film/film.mp4").write_bytes(b"footage")
    for _ in range(2):  # once more, after somebody has put the late file there again
        for lang in langs:
            cues = [cue for cue in moved(CUES, late) if cue.end > cue.start]
            (root / f"stories/film/{lang}.srt").write_text(write_srt(cues), "utf-8")
        command = said(root, langs[0])
        assert ("--only" in command) == (len(langs) == 1)
        for _ in range(2):
            ran = veus(root, "shift", "film", *command)
            assert ran.code == 0, ran.err
        assert notes(root) == {"ca": "", "en": ""}
        for lang in langs:
            wrong = [abs(a.start - b.start) for a, b in zip(track(root, lang)[::-1], CUES[::-1], strict=False)]
            assert max(wrong) <= 60
        if late.rate:
            break


def test_a_move_that_was_wrong_is_taken_back_by_the_command_that_is_said(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shifting, "looked_at", lambda *_: (None, None))
    monkeypatch.setattr(shifting, "sound_of", lambda _, sha256, __: FootageSound(sha256, 60_000, ""))
    (root / "stories/film/film.mp4").write_bytes(b"footage")
    veus(root, "shift", "film", "--by", "5000")
    assert said(root, "ca") == ["--by", "0"]
    veus(root, "shift", "film", *said(root, "ca"))
    assert (track(root), notes(root)["ca"]) == (CUES, "")


def test_footage_that_was_replaced_and_not_yet_shifted_for_makes_no_other_command(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shifting, "looked_at", lambda *_: (None, None))
    monkeypatch.setattr(shifting, "sound_of", lambda _, sha256, __: FootageSound(sha256, 60_000, ""))
    (root / "stories/film/film.mp4").write_bytes(b"footage")
    veus(root, "shift", "film", "--only", "ca", "--by", "5000")
    (root / "stories/film/film.mp4").write_bytes(b"other footage")
    assert said(root, "ca") == ["--by", "0", "--only", "ca"]
    for _ in range(2):
        veus(root, "shift", "film", "--by", "0", "--only", "ca")
        assert (track(root), notes(root)["ca"]) == (CUES, "")


def notes(root: Path) -> dict[str, str]:
    report = check(Series.open(Layout(root)), ["film"], ["ca", "en"])
    return {one.lang: " ".join(note for note in one.notes if "puts them right" in note) for one in report.tracks}


def test_check_says_one_sentence_and_the_command_for_all_tracks_or_one(root: Path) -> None:
    assert notes(root) == {"ca": "", "en": ""}
    late = write_srt(moved(CUES, Move(5000)))
    (root / "stories/film/ca.srt").write_text(late, "utf-8")
    assert "come 5 s later than the voice: `veus shift film --by -5000 --only ca` puts them right." in notes(root)["ca"]
    (root / "stories/film/en.srt").write_text(late, "utf-8")
    assert "`veus shift film --by -5000` puts them right." in notes(root)["en"]
