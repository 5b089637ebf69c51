"""What is drawn can be read: a machine that reads (Tesseract) finds the captions' words in the picture, and between
them none."""

from __future__ import annotations

import re
import shutil
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from cutting import room
from footage_clips import X264, Clips, lavfi
from PIL import Image
from rapidfuzz import fuzz

from pipeline import process
from pipeline.cues import Cue
from pipeline.media.ffmpeg import grab
from pipeline.video.render import render
from pipeline.video.rendition_plan import RenditionPlan

#: px, at which pictures of 1280 × 720 are read: letters are then as high as Tesseract likes them (about 30 px).
WIDTH, HEIGHT = 960, 540

#: Moving colours, as bright as faces and walls are; white is the captions' alone, so that nothing else is read.
FOOTAGE = (
    "gradients=size=1280x720:rate=25:duration=1.28:speed=0.1:seed=7:n=4:c0=0x102030:c1=0xa08060:c2=0x305020:c3=0x6070a0"
)

#: Grey up to which a pixel is no letter's, and from which it is one's.
DARK, WHITE = 130, 190

#: Least likeness (0..100) of what is read to what was written.
LIKENESS = 90

CATALAN = (
    "L’àvia Núria i l’oncle Lluís\nvan néixer a Sant Andreu.",
    "Això és raïm, pingüí\ni conclusió: fet!",
    "La il·lusió de la gent gran,\namb paraules senzilles.",
    "Què hi ha a la plaça? Maçanes,\nfigues i un cafè ben calent.",
)
ENGLISH = (
    "Every Saturday morning\nwe meet at the garden.",
    "“Have you eaten?” she asked,\nand we both laughed.",
    "It’s 20 minutes by bus,\nor 45 on foot.",
    "A café in the old town\nwhere neighbours meet.",
)
LANGUAGES = {"ca": ("cat", CATALAN), "en": ("eng", ENGLISH)}


@cache
def reads() -> set[str]:
    """The languages that Tesseract reads here."""
    if not shutil.which("tesseract"):
        return set()
    said = process.run(["tesseract", "--list-langs"])
    return set(said.output.decode().split()[1:])


pytestmark = pytest.mark.skipif(
    not {"cat", "eng"} <= reads(), reason="reading needs tesseract-ocr, tesseract-ocr-cat and tesseract-ocr-eng"
)


def cues(texts: tuple[str, ...]) -> tuple[Cue, ...]:
    """One each 320 ms, seen for 200; the third at the upper edge."""
    return tuple(Cue(320 * n + 80, 320 * n + 280, text, top=n == 2) for n, text in enumerate(texts))


@pytest.fixture(scope="module")
def renditions(clips: Clips, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both languages, over moving footage."""
    folder = tmp_path_factory.mktemp("ocr")
    footage = clips.make("moving.mp4", *lavfi(FOOTAGE), *X264)
    targets = {lang: folder / f"{lang}.mp4" for lang in LANGUAGES}
    render(
        room(folder, footage),
        [RenditionPlan(f"burned.{lang}", targets[lang], cues(texts), lang) for lang, (_, texts) in LANGUAGES.items()],
    )
    return targets


@cache
def read(path: Path, at_ms: int, top: bool, language: str) -> str:
    """The words in the upper or lower third of the picture, as black on white."""
    grey = np.frombuffer(grab(path, at_ms, (WIDTH, HEIGHT)), np.uint8).reshape(HEIGHT, WIDTH)
    third = grey[: HEIGHT // 3] if top else grey[-HEIGHT // 3 :]
    if not (third > WHITE).any():
        return ""
    page = 255 - (np.clip(third, DARK, 255).astype(np.uint16) - DARK) * 255 // (255 - DARK)
    image = BytesIO()
    Image.fromarray(page.astype(np.uint8)).save(image, "PNG")
    command = ["tesseract", "stdin", "stdout", "-l", language, "--psm", "6"]
    said = process.run(command, stdin=image.getvalue(), env={"OMP_THREAD_LIMIT": "1"}, limit_s=60)
    assert said.code == 0, said.messages
    return " ".join(said.output.decode().split())


def plain(text: str) -> str:
    """Marks of quotation are read as one or another."""
    return re.sub('[“”"]', '"', text.replace("’", "'").replace("‘", "'")).replace("\n", " ")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_captions_are_read_back_from_the_picture(renditions: dict[str, Path], lang: str):
    language, texts = LANGUAGES[lang]
    for cue in cues(texts):
        found = read(renditions[lang], (cue.start + cue.end) // 2, cue.top, language)
        assert fuzz.ratio(plain(cue.text), plain(found)) >= LIKENESS, found


def test_accents_are_read_back(renditions: dict[str, Path]):
    """All but ï, ü and l·l, which Tesseract's Catalan data take for others at any size."""
    found = " ".join(read(renditions["ca"], (c.start + c.end) // 2, c.top, "cat") for c in cues(CATALAN))
    assert set("àèéíòóúç") <= set(found), found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_between_captions_nothing_is_read(renditions: dict[str, Path], lang: str):
    language, texts = LANGUAGES[lang]
    words = {word.lower() for text in texts for word in re.findall(r"\w{3,}", text)}
    for at in (40, 320, 1_240):
        for top in (True, False):
            assert not words & set(re.findall(r"\w{3,}", read(renditions[lang], at, top, language).lower()))
