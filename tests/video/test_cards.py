"""Opening and closing cards: their words are there, they join without a new encode, and nothing falls out of step."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from cutting import CUES, room, small_segments
from film_studio import Studio
from footage_clips import CLICK_S, FLASH_S, Clips
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image
from watching import grey, packets, picture_times

from pipeline.errors import RenderError
from pipeline.letters import printable
from pipeline.media.audio import SPEECH_RATE, floats, speech_audio
from pipeline.media.frames import read_frames
from pipeline.media.probe import probe
from pipeline.project.style import StyleSettings
from pipeline.video import cards, lettering, text_width
from pipeline.video.cards import Card, Cards
from pipeline.video.logo import read_logo
from pipeline.video.render import render
from pipeline.video.rendition_plan import RenderJob, RenditionPlan
from pipeline.video.shapes import Form

WORDS = Cards(Card("L'hort d'en Joel", "Joel Puig · Anna Mas", "Ajuntament de Barcelona"), Card("Ajuntament", "Veus"))


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "LENGTH_S", 1)


def made(job: RenderJob, name: str, words: Cards | None = WORDS, form: Form = Form()) -> Path:  # noqa: B008
    target = job.temp_dir.parent / f"{name}.mp4"
    render(job, [RenditionPlan(name, target, CUES, "ca", form=form, cards=words)])
    assert list(job.temp_dir.iterdir()) == []
    return target


def pictures(path: Path) -> int:
    """How many can be decoded: one less would be a seam."""
    with av.open(str(path)) as container:
        return sum(1 for _ in container.decode(video=0))


@pytest.mark.parametrize("kind", ["plain", "29.97", "59.94 mkv", "variable", "odd mjpeg", "avi h264", "ten bits"])
def test_cards_have_the_clock_of_the_footage(
    studio: Studio, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
):
    """One second in front and one behind, and between them every picture of the footage at its time."""
    small_segments(monkeypatch)
    footage = studio.footage(kind)
    video = made(room(tmp_path, footage), "x")
    facts, own, times = probe(footage), picture_times(footage), picture_times(video)
    rate = read_frames(footage).rate
    each, lead = round(rate), float(round(rate) / rate * 1000)
    assert times[each:-each] == pytest.approx([at + lead for at in own], abs=1.01)
    assert times[:each] == pytest.approx([float(n / rate * 1000) for n in range(each)], abs=1.01)
    assert times[-each] == pytest.approx(lead + facts.duration_ms, abs=1.01)
    assert pictures(video) == len(times)


@pytest.mark.parametrize("codec", ["hevc", "av1"])
def test_cards_in_other_codecs(clips: Clips, tmp_path: Path, codec: str):
    video = made(room(tmp_path, clips["plain"]), "x", form=Form("9:16", codec=codec))  # type: ignore[arg-type]
    assert pictures(video) == 100


@pytest.mark.parametrize("kind", ["together", "late sound", "late picture mkv"])
def test_what_is_seen_is_heard_at_the_same_time(studio: Studio, tmp_path: Path, kind: str):
    footage = studio.footage(kind)
    apart = {"late sound": 700, "late picture mkv": -400}.get(kind, 0)
    video = made(room(tmp_path, footage), "x")
    sound = np.abs(floats(speech_audio(video, probe(video))))
    assert np.flatnonzero(sound > 0.1)[0] / SPEECH_RATE * 1000 == pytest.approx(1000 + CLICK_S * 1000 + apart, abs=5)
    turn = round(1000 + FLASH_S * 1000)
    assert grey(video, turn - 45, (64, 36))[:5].mean() < 40
    assert grey(video, turn, (64, 36))[:5].mean() > 200


def test_the_sound_is_the_same_to_the_sample(clips: Clips, tmp_path: Path):
    """The click with cards against the one without: as much later as the card stands, at 48 kHz."""
    at = []
    for words in (None, WORDS):
        video = made(room(tmp_path / str(bool(words)), clips["mono 48"]), "x", words)
        with av.open(str(video)) as container:
            frames = [f for f in container.decode(audio=0) if f.time is not None and f.time >= 0]
            wave = np.concatenate([f.to_ndarray()[0] for f in frames])
            first = round(frames[0].time * 48_000)
        around = np.flatnonzero(np.abs(wave) > 0.4)
        at.append(first + int(around[0]))
    assert abs(at[1] - at[0] - 48_000) <= 1


def test_segments_are_those_of_a_video_without_cards(clips: Clips, tmp_path: Path):
    """Nothing is encoded again: its pictures stand between those of the cards."""
    job = room(tmp_path, clips["plain"])
    plain, carded = made(job, "plain", None), made(job, "carded")
    own, all_of_them = packets(plain, "video"), packets(carded, "video")
    assert all_of_them[25:-25] == own


def test_cards_are_made_once_and_the_same_each_time(clips: Clips, tmp_path: Path):
    job = room(tmp_path / "a", clips["plain"])
    first = made(job, "x").read_bytes()
    kept = {path: path.stat().st_mtime_ns for path in job.store.folder.glob("*.mp4")}
    other = replace(WORDS, closing=Card("Un altre final"))
    made(job, "x", other)
    again = {path: path.stat().st_mtime_ns for path in job.store.folder.glob("*.mp4")}
    assert {path: again[path] for path in kept} == kept
    assert len(again) == len(kept) + 1
    assert made(room(tmp_path / "b", clips["plain"]), "x").read_bytes() == first


def drawn(card: Card, size: tuple[int, int], clips: Clips) -> np.ndarray:
    """height × width × 3, once the words have appeared."""
    facts = replace(probe(clips["plain"]), width=size[0], height=size[1], fps=Fraction(2))
    return list(cards._pictures(card, facts, 2))[1]


@pytest.mark.parametrize("size", [(640, 360), (360, 640), (360, 360), (160, 90)])
@pytest.mark.parametrize(
    "heading", ["Joel", "Un títol ben llarg que no acaba mai " * 4, "Supercalifragilisticexpialidocious " * 3]
)
def test_words_stay_inside_the_picture(clips: Clips, size: tuple[int, int], heading: str):
    picture = drawn(Card(heading, "Joel Puig", "Ajuntament de Barcelona"), size, clips).astype(int)
    light = picture.max(axis=2) > 128
    assert light.any()
    edge = 2
    assert not light[:edge].any()
    assert not light[-edge:].any()
    assert not light[:, :edge].any()
    assert not light[:, -edge:].any()


@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip), st.integers(6, 60))
def test_rows_are_broken_between_words_and_as_long_as_there_is_room(text: str, px: int):
    text = printable(text, " ")
    if text.strip():
        rows = cards._rows(text, px, 400)
        assert not rows or " ".join(rows).split() == text.split()


def test_empty_words_are_left_out_and_odd_ones_do_no_harm(clips: Clips):
    for card in (Card("Joel"), Card("{\\an8} <b>%s</b>\n\t\x00 ♪ 🎵", "", "  ")):
        assert (drawn(card, (320, 180), clips) > 128).any()
    assert not (drawn(Card(""), (320, 180), clips) > 128).any()


def test_what_joins_letters_stays_and_alone_is_no_word():
    assert Card("می\u200cخواهم").words["heading"] == "می\u200cخواهم"
    assert Card("Joel", line="\u200b \u200d").words == {"heading": "Joel"}


def test_the_words_can_be_read(clips: Clips, tmp_path: Path):
    """White on dark, in three sizes, one under the other."""
    picture = drawn(WORDS.opening, (640, 360), clips).astype(int)
    rows = (picture.max(axis=2) > 160).any(axis=1)
    starts = np.flatnonzero(np.diff(rows.astype(int)) == 1)
    assert len(starts) >= 3
    assert tuple(picture[2, 2]) == pytest.approx(cards.BACKGROUND, abs=1)


@given(st.lists(st.text("abcdefghijklmn", min_size=1, max_size=12), min_size=2, max_size=12), st.integers(200, 900))
@example(["En", "Joel", "i", "l’hort", "del", "barri"], 500)
def test_no_last_word_stands_alone_where_another_fits_beside_it(words: list[str], width: int):
    px = 60
    rows = cards._rows(" ".join(words), px, width)
    if len(rows) > 1 and " " not in rows[-1] and " " in rows[-2]:
        assert lettering.length(" ".join(words[-2:]), px) > width


def logo(folder: Path, colour: tuple[int, int, int, int], size: tuple[int, int] = (400, 200)) -> bytes:
    """A plain square of a colour, with empty edges around it."""
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    picture.paste(colour, (50, 50, size[0] - 50, size[1] - 50))
    picture.save(folder / "logo.png")
    return read_logo(folder / "logo.png")


@pytest.mark.parametrize(
    ("colour", "plate"), [((255, 255, 0, 255), False), ((0, 0, 0, 255), True), ((120, 0, 0, 255), True)]
)
def test_a_logo_is_seen_whatever_its_colour(
    clips: Clips, tmp_path: Path, colour: tuple[int, int, int, int], plate: bool
):
    picture = drawn(Card("Joel", "", "Ajuntament", logo(tmp_path, colour)), (640, 360), clips).astype(int)
    assert (np.abs(picture - np.array(colour[:3])).max(axis=2) < 6).sum() > 500
    plain = drawn(Card("Joel", "", "Ajuntament"), (640, 360), clips).astype(int)
    white = [(np.abs(one - 255).max(axis=2) < 6).sum() for one in (picture, plain)]
    assert (white[0] > white[1] + 500) == plate


@pytest.mark.parametrize("size", [(640, 360), (360, 640), (160, 90)])
def test_a_logo_stands_just_above_the_publisher(clips: Clips, tmp_path: Path, size: tuple[int, int]):
    yellow = logo(tmp_path, (255, 255, 0, 255), (1_600, 300))
    for card in (Card("Títol", "Joel", "Ajuntament", yellow), Card("Ajuntament", "Veus", "", yellow, "heading")):
        picture = drawn(card, size, clips).astype(int)
        light = (picture.max(axis=2) > 160).any(axis=1)
        mark = ((picture[..., 0] > 200) & (picture[..., 2] < 80)).any(axis=1)
        low = int(np.flatnonzero(mark)[-1])
        starts = np.flatnonzero(np.diff(light[low + 2 :].astype(int)) == 1)
        assert light[low + 2 :].any() and len(starts) >= 1
        assert bool(light[: np.flatnonzero(mark)[0] - 1].any()) == (card.over == "foot")


def test_another_logo_is_another_card_and_the_same_one_elsewhere_is_not(tmp_path: Path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, same = (logo(tmp_path / name, (255, 0, 0, 255)) for name in "ab")
    assert Card("Joel", logo=one).key == Card("Joel", logo=same).key
    assert Card("Joel", logo=one).key != Card("Joel", logo=logo(tmp_path, (0, 255, 0, 255))).key


def test_a_logo_that_is_no_picture_is_named(tmp_path: Path):
    (tmp_path / "logo.png").write_text("<svg/>")
    with pytest.raises(RenderError, match="logo cannot be read"):
        read_logo(tmp_path / "logo.png")


def test_no_words_are_smaller_than_captions():
    usual = StyleSettings().look(1920, 1080).text_height / 100 * text_width.em("Atkinson Hyperlegible")
    assert min(cards.SIZES.values()) >= usual
