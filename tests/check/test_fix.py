import re
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from check_helpers import CA, EN, cue, spoken
from hypothesis import given, settings
from hypothesis import strategies as st
from searching import examples

from pipeline.check.context import Context
from pipeline.check.finding import letters
from pipeline.check.fixes.fix import fix
from pipeline.check.rules.table import check
from pipeline.cues import Cue, Word
from pipeline.subtitles.srt import read_srt, write_srt


@pytest.mark.parametrize(
    ("context", "text", "mended"),
    [
        (CA, "¿Anem al col.legi...?", "Anem al col·legi…?"),
        (CA, "a l’ hort de la “Maria”", "a l’hort de la «Maria»"),
        (CA, "-Hola.\n- Bon dia.", "—Hola.\n— Bon dia."),
        (CA, "Com et dius?\n—Carme.", "—Com et dius?\n—Carme."),
        (CA, "[Aplaudiments]", "(Aplaudiments)"),
        (CA, "🎵 Sol solet", "♪ Sol solet"),
        (CA, "Vam parlar amb la\nveïna del tercer pis.", "Vam parlar amb la veïna del tercer pis."),
        (EN, "(laughs) Of course...", "[laughs] Of course…"),
        (EN, "—Hello.\n—Hi.", "-Hello.\n-Hi."),
        (CA, "Quan vaig arribar al barri, no coneixia ningú de l'escala.",
             "Quan vaig arribar al barri,\nno coneixia ningú de l'escala."),
    ],
)  # fmt: skip
def test_mends_the_text(context, text, mended):
    cues, fixed = fix([cue(text, 1000, 6000)], context)
    assert [c.text for c in cues] == [mended]
    assert fixed


def test_joins_what_a_line_break_tore_and_breaks_elsewhere():
    cues, _ = fix([cue("Vam anar tots plegats a veure l'\nhort del barri de Sants", 0, 5000)], CA)
    assert "l'hort" in cues[0].text
    assert not check(cues, CA, ["CPL", "CA-APOS"])


def test_leaves_out_punctuation_alone():
    cues, fixed = fix([cue("Hola, bon dia.", 0, 2000), cue("…", 3000, 4000)], CA)
    assert [c.text for c in cues] == ["Hola, bon dia."]
    assert [finding.rule for finding in fixed if finding.severity == "error"] == ["DUR-MIN", "EMPTY"][1:]


@pytest.mark.parametrize(
    ("times", "mended"),
    [
        ([(0, 2000), (1900, 4000)], [(0, 1820), (1900, 4000)]),  # overlap, and the gap
        ([(0, 2000), (2020, 4000)], [(0, 1940), (2020, 4000)]),  # too small a gap
        ([(0, 2000), (2300, 4000)], [(0, 2220), (2300, 4000)]),  # a gap that flashes
        ([(0, 500), (3000, 4500)], [(0, 1500), (3000, 4500)]),  # too short, with room
        ([(0, 500), (800, 2500)], [(0, 720), (800, 2500)]),  # as long as there is room
        ([(0, 2000), (2500, 4000)], [(0, 2000), (2500, 4000)]),  # nothing to mend
    ],
)
def test_mends_the_times(times, mended):
    cues, _ = fix([cue("Sí.", start, end) for start, end in times], CA)
    assert [(c.start, c.end) for c in cues] == mended


def test_uses_free_time_to_be_read():
    cues, fixed = fix([cue("Aquesta frase té quaranta caràcters justs.", 1000, 2000), cue("Sí.", 8000, 9500)], CA)
    assert cues[0].end == 3471
    assert [finding.rule for finding in fixed] == ["CPS", "DUR-MIN"]


def test_goes_with_the_voice_and_the_cuts():
    text = "Bon dia a tothom."
    heard = replace(CA, words=tuple(spoken(text, 1300, 3000)))
    assert fix([cue(text, 1000, 3400)], heard)[0][0].start == 1300
    cut = replace(CA, cuts=(1200, 4000), words=tuple(spoken(text, 1250, 3000)))
    assert fix([cue(text, 1000, 4200)], cut)[0][0] == cue(text, 1200, 3920)


def test_stays_inside_the_media():
    cues, _ = fix([cue("Bon dia.", 1000, 4200)], replace(CA, duration_ms=4000))
    assert cues[0].end == 4000


def test_makes_two_of_what_is_too_long():
    text = "Vam arribar al barri fa molts anys, quan encara no hi havia res, i ara ja no en marxaríem mai més."
    cues, _ = fix([cue(text, 0, 6900)], CA)
    assert len(cues) == 2
    assert cues[0].end + 80 <= cues[1].start
    assert not [finding for finding in check(cues, CA) if finding.severity == "error"]


def test_makes_no_caption_of_punctuation_alone():
    assert len(fix([cue("Hort ...", 0, 9000)], CA)[0]) == 1


def test_never_moves_a_word_or_a_letter_to_mend_what_only_people_can():
    cues = (cue("Vam parlar amb la", 0, 2000), cue("veïna. SÓC JO", 2080, 4000))
    assert fix(cues, CA)[0] == cues


# Whatever a person writes.

WORDS = re.split(
    " ",
    "l' hort l'hort col.legi coŀlegi de la a i que no Maria Puig 12 km ... … ¿què? ¡hola! \"sí\" “sí” «no» -hi 'ls"
    " [riu] (riu) *riu* — -Hola. —Adeu. 🎵 ♪ LAURA: paraula llarguíssimament amb. Sí. però, the of and garden"
    " —que petit— tornar e\u0301s a\u0300 https://exemple.cat/unaadreçaquenocapenunaliniadecapmanera",
)
TEXTS = st.lists(st.sampled_from([*WORDS, "\n", "\n"]), max_size=14).map(" ".join)


@st.composite
def tracks(draw: st.DrawFn) -> tuple[list[Cue], Context]:
    at, cues = 0, []
    for text in draw(st.lists(TEXTS, max_size=5)):
        start = at + draw(st.integers(-300, 2500))
        end = start + draw(st.sampled_from([0, 200, 900, 1600, 2500, 4000, 9000]))
        cues.append(Cue(max(0, start, cues[-1].start if cues else 0), max(0, end), text.strip()))
        at = max(at, end)
    words: list[Word] = []
    if draw(st.booleans()):
        for c in cues:
            off = draw(st.integers(-900, 900))
            if c.text.split() and c.duration > 0:
                words += spoken(c.text, max(0, c.start + off), max(0, c.end + off), speaker=draw(st.sampled_from("AB")))
    context = Context(
        lang=draw(st.sampled_from(["ca", "en"])),
        kind=draw(st.sampled_from(["captions", "subtitles"])),
        fps=draw(st.sampled_from([Fraction(25), Fraction(24000, 1001), Fraction(60)])),
        duration_ms=draw(st.one_of(st.none(), st.integers(500, at + 3000))),
        words=tuple(sorted(words, key=lambda word: word.start)),
        cuts=tuple(sorted(draw(st.sets(st.integers(0, at + 1000), max_size=4)))),
    )
    return cues, context


def said(cues):
    return letters("".join(cue.text for cue in cues))


def errors(findings):
    return Counter(finding.rule for finding in findings if finding.severity == "error")


@settings(max_examples=examples(120), deadline=None)
@given(tracks())
def test_no_letter_lost_no_error_more_and_nothing_mended_twice(track):
    cues, context = track
    mended, fixed = fix(cues, context)
    assert said(mended) == said(cues)
    before, after = check(cues, context), check(mended, context)
    assert errors(after).total() <= errors(before).total()
    for hard in ("CPL", "LINES", "CPS", "OVERLAP", "EMPTY", "CA-GEM", "VTT"):
        assert errors(after)[hard] <= errors(before)[hard], hard
    assert all(one.start <= two.start for one, two in pairwise(mended))
    assert fix(mended, context)[0] == mended
    assert all(finding in before for finding in fixed)


@settings(max_examples=examples(40), deadline=None)
@given(tracks())
def test_a_mended_file_reads_back_as_it_was_mended(track):
    cues, context = track
    read = read_srt(write_srt(cues).encode()).cues
    mended, _ = fix(read, context)
    again = read_srt(write_srt(mended).encode()).cues
    assert [(c.start, c.end, c.text) for c in again] == [(c.start, c.end, c.text) for c in mended if c.text.strip()]
