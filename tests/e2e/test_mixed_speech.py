"""A film in which two languages are spoken: each stretch heard in its own, each track with its own words."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import jiwer
import pytest
import webvtt
from footage_clips import Clips
from small_series import STORY, make_series, make_story
from veus_job import REPO, bare_words, in_process

from pipeline.subtitles.srt import read_srt, write_srt

pytestmark = pytest.mark.engines

#: (story, start, end in s, its language, what is said): as noted by the tool that made the stand-ins.
PIECES = (
    (
        "joel",
        44.6,
        51.2,
        "ca",
        "Si necessites ajuda, no tinguis por de parlar. Sempre hi ha algú que t'escolta.",
    ),
    (
        "cynthia",
        3.0,
        14.3,
        "es",
        "Hola, me llamo Cynthia y os voy a contar mi camino. Al principio no tenía claro cómo buscar trabajo. En el"
        " programa Làbora me escucharon con calma.",
    ),
    (
        "joel",
        7.8,
        16.0,
        "ca",
        "Quan arribo al matí, primer miro totes les plantes. Aquí tenim tomates, patates i enciams.",
    ),
)
MIXED = STORY.replace('spoken = ["ca"]', 'spoken = ["ca", "es"]')
#: ms: where one piece of the film ends and the next begins.
EDGES = [round(s * 1000) for s in accumulate((end - start for _, start, end, *_ in PIECES), initial=0.0)]
WORST_WER = 0.3


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_series(tmp_path_factory.mktemp("mixed"))
    clips = Clips(tmp_path_factory.mktemp("clips"))
    film = clips.joined("mixed.mp4", *((REPO / f"stories/{s}/{s}.mp4", a, b) for s, a, b, *_ in PIECES))
    make_story(root, "mixed", film, toml=MIXED)
    ran = in_process(root, "build", "--to", "captions", "--json")
    assert ran.code == 0, ran
    return root


def heard(root: Path) -> list[dict[str, Any]]:
    words: list[dict[str, Any]] = json.loads((root / "output/.work/mixed/transcript.json").read_text("utf-8"))["words"]
    return words


def under(root: Path, lang: str) -> list[str]:
    """The captions of each piece, on one line: those whose middle lies in it."""
    cues = read_srt((root / f"stories/mixed/{lang}.srt").read_bytes()).cues
    return [
        " ".join(" ".join(cue.lines) for cue in cues if low <= (cue.start + cue.end) // 2 < high and not cue.sound)
        for low, high in pairwise(EDGES)
    ]


def wer(said: str, text: str) -> float:
    return float(jiwer.wer(bare_words(said), bare_words(text)))


def test_each_stretch_is_heard_in_its_own_language(root: Path) -> None:
    for (*_, lang, said), (low, high) in zip(PIECES, pairwise(EDGES), strict=True):
        words = [word for word in heard(root) if low <= (word["start"] + word["end"]) / 2 < high]
        assert {word["lang"] for word in words} == {lang}
        assert wer(said, " ".join(word["text"] for word in words)) <= WORST_WER


def test_the_catalan_track_has_catalan_word_for_word_and_spanish_translated(root: Path) -> None:
    before, spanish, after = under(root, "ca")
    assert wer(PIECES[0][-1], before) <= WORST_WER
    assert wer(PIECES[2][-1], after) <= WORST_WER
    assert not re.search(r"\b(me llamo|voy|cómo|trabajo|escucharon)\b", spanish, re.IGNORECASE)
    assert re.search(r"\b(em dic|vaig|com|treball|feina|amb)\b", spanish, re.IGNORECASE)


def test_the_english_track_translates_both(root: Path) -> None:
    for text in under(root, "en"):
        assert re.search(r"\b(the|my|and|in|of|to)\b", text)
        assert not re.search(r"\b(que|el|els|una|con|per)\b", text)


def test_tracks_are_clean(root: Path) -> None:
    report = json.loads(in_process(root, "check", "--json").out)
    rules = {(found["rule"], found["severity"]) for track in report["tracks"] for found in track["findings"]}
    assert not rules & {(rule, "error") for rule in ("CPL", "LINES", "OVERLAP", "DUR-MIN", "VTT", "EMPTY")}
    assert not [rule for rule, _ in rules if rule in ("SYNC-IN", "BREAK-FUNC", "GAP-FLASH", "GAP-MIN")]


def test_words_that_a_person_keeps_in_spanish_are_marked(root: Path) -> None:
    """After the others: it writes into the track."""
    path = root / "stories/mixed/ca.srt"
    cues = read_srt(path.read_bytes()).cues
    k = next(k for k, cue in enumerate(cues) if EDGES[1] <= (cue.start + cue.end) // 2 < EDGES[2])
    said = [word["text"] for word in heard(root) if cues[k].start <= (word["start"] + word["end"]) / 2 < cues[k].end]
    kept = " ".join(said)
    path.write_text(write_srt([*cues[:k], replace(cues[k], text=kept), *cues[k + 1 :]]), "utf-8")
    assert in_process(root, "build", "--json").code == 0
    shown = webvtt.read(str(root / "output/mixed/captions.ca.vtt"))
    assert [caption.raw_text for caption in shown if "<lang es>" in caption.raw_text] == [f"<lang es>{kept}</lang>"]
    assert f'<span lang="es">{kept}</span>' in (root / "output/mixed/transcript.ca.html").read_text("utf-8")


def test_what_is_corrected_in_either_language_is_translated_anew_into_the_others(root: Path) -> None:
    """After the others: it writes into two tracks."""
    for lang, piece, text in (("ca", 0, "Necessito cinquanta pomes."), ("es", 1, "Tengo quince rosas.")):
        path = root / f"stories/mixed/{lang}.srt"
        cues = read_srt(path.read_bytes()).cues
        k = max(k for k, cue in enumerate(cues) if EDGES[piece] <= (cue.start + cue.end) // 2 < EDGES[piece + 1])
        path.write_text(write_srt([*cues[:k], replace(cues[k], text=text), *cues[k + 1 :]]), "utf-8")
    before = under(root, "en")
    assert in_process(root, "build", "--to", "captions", "--json").code == 0
    (first, second, last), catalan = under(root, "en"), under(root, "ca")
    assert re.search(r"(50|fifty) apples", first) and re.search(r"(15|fifteen) roses", second) and last == before[2]
    assert re.search(r"(15|quinze) roses", catalan[1]) and "Necessito cinquanta pomes." in catalan[0]
    assert "manzanas" in under(root, "es")[0]
