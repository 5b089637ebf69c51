"""Files as other tools write them, one kind a row, imported over a track: what is in it then, and what is told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from small_series import STORY, make_series, make_story, track_file

from pipeline.actions import placing
from pipeline.actions.import_track import import_file
from pipeline.actions.imported import ImportResult
from pipeline.check.misplaced import FilmSpeech
from pipeline.cues import Cue, Word
from pipeline.errors import SubtitleError
from pipeline.project.layout import Layout
from pipeline.subtitles.srt import read_srt, write_srt

PEOPLE = """
[[people]]
name = "Joel"
role = { ca = "Veí", en = "Neighbour" }
[[people]]
name = "Marc"
role = { ca = "Tècnic", en = "Worker" }
"""
UN, DOS = "Em dic Joel i participo en l'hort.", "Quan arribo al matí, miro les plantes."
TRES, QUATRE = "Aquí tenim tomates i patates.", "Hi ha persones que saben molt."
TEXTS = (UN, DOS, TRES, QUATRE)
CUES = tuple(Cue(4000 * k + 3600, 4000 * k + 7000, text) for k, text in enumerate(TEXTS))
HEARD = tuple(
    Word(c.start + 150 * n, c.start + 150 * n + 120, w, "ca") for c in CUES for n, w in enumerate(c.text.split())
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_series(tmp_path)
    make_story(tmp_path, "film", toml=STORY + PEOPLE, captions=write_srt(CUES))
    monkeypatch.setattr(placing, "heard_of", lambda _: FilmSpeech(HEARD, tuple((c.start, c.end) for c in CUES), 52_000))
    return tmp_path


def brought(root: Path, name: str, text: str) -> ImportResult:
    (root / name).write_text(text, "utf-8")
    return import_file(track_file(Layout(root), "film", "ca"), root / name)


def track(root: Path) -> tuple[Cue, ...]:
    return read_srt((root / "stories/film/ca.srt").read_bytes(), names=("Joel", "Marc")).cues


def vtt(*blocks: str, head: str = "") -> str:
    return f"WEBVTT{head}\n\n" + "\n\n".join(blocks) + "\n"


def at(k: int, text: str, more: str = "") -> str:
    """A WebVTT cue in the time of caption k."""
    times = (f"00:00:{ms // 1000:02d}.{ms % 1000:03d}" for ms in (CUES[k].start, CUES[k].end))
    return f"{' --> '.join(times)}{more}\n{text}"


def srt(*texts: str, number: str = "{}") -> str:
    blocks = [f"{number.format(k + 1)}\n{at(k, text).replace('.', ',', 2)}" for k, text in enumerate(texts)]
    return "\n\n".join(blocks) + "\n"


def ttml(*paragraphs: str, head: str = "") -> str:
    spaces = 'xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="ca"'
    return f"<tt {spaces}><head>{head}</head><body><div>{''.join(paragraphs)}</div></body></tt>"


#: kind: (file, what it holds, a part of each remark).
UNCHANGED: dict[str, tuple[str, str, Sequence[str]]] = {
    "notes, styles, regions and the header are no captions": (
        "a.vtt",
        vtt(
            *("STYLE\n::cue { color: red }", "REGION\nid:a\nwidth:40%"),
            *(
                at(0, UN),
                "NOTE\nAquí parla més fluix\nNOTE",
                at(1, DOS),
                "NOTE una\n\nNOTE altra",
                at(2, TRES),
                at(3, QUATRE),
            ),
            head=" - El títol\nKind: captions",
        ),
        ("the header", "STYLE is", "REGION is", "NOTE is"),
    ),
    "a time map in the header is no caption": (
        "a.vtt",
        vtt(*map(at, range(4), TEXTS), head="\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000"),
        ("the header",),
    ),
    "identifiers of any form are no words": (
        "a.vtt",
        vtt(*(f"0e7c6a1b-52d4/{k}-0\n{at(k, text)}" for k, text in enumerate(TEXTS))),
        (),
    ),
    "marks of direction before numbers and times are passed over": (
        "a.srt",
        "\u200e" + srt(*TEXTS).replace("\n00:", "\n\u202a00:"),
        (),
    ),
    "numbers of a list are numbers": ("a.srt", srt(*TEXTS, number="{}."), ()),
    "italics and colours are dropped with one remark": (
        "a.srt",
        srt(*(f'<i>{text[:4]}</i><font color="#ff0">{text[4:]}</font>' for text in TEXTS)),
        ("italics, colours",),
    ),
    "times of SBV have a comma between": (
        "a.sbv",
        "\n\n".join(at(k, t).replace(" --> ", ",") for k, t in enumerate(TEXTS)),
        (),
    ),
    "a voice that is a dash is nobody": ("a.vtt", vtt(*(at(k, f"<v ->{t}</v>") for k, t in enumerate(TEXTS))), ()),
}


@pytest.mark.parametrize("kind", UNCHANGED)
def test_nothing_changes_where(root: Path, kind: str) -> None:
    name, text, told = UNCHANGED[kind]
    done = brought(root, name, text)
    assert (done.changed, done.taken, track(root)) == (False, 0, CUES)
    assert len(done.remarks) == len(told)
    assert all(part in remark for part, remark in zip(told, done.remarks, strict=True))


def test_each_line_of_captions_that_roll_is_taken_once(root: Path) -> None:
    lines = [UN, DOS, TRES, QUATRE]
    blocks = []
    for k, line in enumerate(lines):
        start, end = 4000 * k + 3600, 4000 * k + 7590
        blocks.append(f"{_time(start)} --> {_time(end)}\n{lines[k - 1] if k else ' '}\n{line[:5]}<c>{line[5:]}</c>")
        blocks.append(f"{_time(end)} --> {_time(end + 10)}\n{line}\n ")
    done = brought(root, "a.vtt", vtt(*blocks, head="\nKind: captions"))
    assert [cue.text for cue in track(root)] == lines
    assert any("roll" in remark for remark in done.remarks)


def _time(ms: int) -> str:
    return f"00:00:{ms // 1000:02d}.{ms % 1000:03d}"


@pytest.mark.parametrize(
    "written",
    [
        vtt(at(0, f"<v Joel Riba>{UN}</v>"), at(1, f"<v Marta Sol>{DOS}</v>")),
        srt(f"Joel Riba: {UN}", f"Marta Sol: {DOS}"),
        srt(f"[JOEL] {UN}", f"[MARTA SOL] {DOS}"),
        srt(f">> JOEL: {UN}", f">> MARTA SOL: {DOS}"),
    ],
)
def test_who_speaks_is_named_where_the_story_knows_them_and_else_told(root: Path, written: str) -> None:
    done = brought(root, "a.vtt" if written.startswith("WEBVTT") else "a.srt", written)
    assert (track(root)[0].text, track(root)[0].speaker) == (f"JOEL: {UN}", "Joel")
    assert "MARTA SOL" in track(root)[1].text.upper()
    assert any("nobody called" in remark for remark in done.remarks)


def test_two_voices_have_a_line_each_and_who_speaks_on_is_named_again(root: Path) -> None:
    said = (at(0, f"<v Joel>{UN}</v>"), at(1, "- <v Joel>Sí.</v>\n- <v Marc>No.</v>"), at(2, f"<v Joel>{TRES}</v>"))
    brought(root, "a.vtt", vtt(*said, at(3, f"<v Joel>{QUATRE}</v>")))
    assert [cue.text for cue in track(root)] == [f"JOEL: {UN}", "- Sí.\n- No.", f"JOEL: {TRES}", QUATRE]


@pytest.mark.parametrize("form", ["srt", "ttml"])
def test_an_hour_late_is_one_sentence_and_nothing_changes(root: Path, form: str) -> None:
    frames = [
        f'<p begin="01:00:{c.start // 1000:02d}:14" end="01:00:{c.end // 1000:02d}:00">{c.text}</p>' for c in CUES
    ]
    text = srt(*TEXTS).replace("00:00:", "01:00:") if form == "srt" else ttml(*frames)
    with pytest.raises(SubtitleError, match=r"later than the voice.* --shift -3600000$"):
        brought(root, f"a.{form}", text)
    assert track(root) == CUES


def test_a_sign_at_the_top_and_speech_below_both_stay_whole(root: Path) -> None:
    brought(root, "a.srt", srt(*TEXTS) + "\n5\n00:00:04,000 --> 00:00:14,000\n{\\an8}HORT DEL CLOT\n")
    sign = Cue(4000, 14_000, "HORT DEL CLOT", top=True)
    assert track(root) == tuple(sorted((*CUES, sign), key=lambda cue: cue.start))


def test_a_cut_of_a_captions_time_is_told_with_its_length(root: Path) -> None:
    text = srt(*TEXTS).replace("00:00:07,000", "00:00:08,600")
    done = brought(root, "a.srt", text)
    assert (track(root)[0].end, done.conflicts) == (CUES[1].start, ())
    assert any("cut short by 1 s" in remark for remark in done.remarks)


def test_lines_in_regions_stand_as_on_the_screen_and_a_sign_is_apart(root: Path) -> None:
    places = {"a": "10% 80%", "b": "10% 88%", "top": "10% 5%"}
    head = "".join(f'<region xml:id="{n}" tts:origin="{o}" tts:extent="80% 8%"/>' for n, o in places.items())
    said = [("b", "miro."), ("a", "Arribo i"), ("top", "HORT")]
    lines = [f'<p region="{name}" begin="3.6s" end="7s">{text}</p>' for name, text in said]
    brought(root, "a.ttml", ttml(*lines, head=f"<layout>{head}</layout>"))
    assert {(cue.text, cue.top) for cue in track(root)} == {("Arribo i\nmiro.", False), ("HORT", True)}


@pytest.mark.parametrize("form", ["srt", "ttml"])
def test_times_in_frames_are_of_the_footages_rate_and_told(root: Path, form: str) -> None:
    text = ttml(f'<p begin="00:00:03:15" end="00:00:07:00">{UN}</p>') if form == "ttml" else ""
    done = brought(root, f"a.{form}", text or f"1\n00:00:03:15 --> 00:00:07:00\n{UN}\n")
    assert (track(root)[0].start, track(root)[0].end) == (3600, 7000)
    assert "read at 25 frames a second" in done.remarks[0]
