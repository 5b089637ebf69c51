"""The pure parts of the caption benchmarks: reading, aligning, counting. Nothing here listens."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.audio import Clip
from benchmarks.captions import suber
from benchmarks.captions.alignment import (
    Match,
    aligned,
    breaks_agree,
    starts_agree,
    sync_errors,
    tokens,
)
from benchmarks.captions.results import Column
from benchmarks.captions.samples import Sample
from benchmarks.captions.score import Score, percentile, score, together
from benchmarks.captions.tracks import plain_srt, read_cues, said, text_of
from benchmarks.results import BenchmarkError, Share
from benchmarks.words import word_errors
from pipeline.cues import Cue
from pipeline.subtitles.srt import read_srt, write_srt

HERE = Path("talk.wav")
WORDS = ["em", "dic", "joel", "i", "participo", "en", "l'hort", "urbà", "del", "meu", "barri", "cada", "dia"]


def sample(text: str = "", human: tuple[Cue, ...] = (), lang: str = "ca") -> Sample:
    return Sample(Clip("talk", HERE, 60.0, text or None), lang, human=human, timed=human)


def srt(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "made.srt"
    path.write_text(text, "utf-8")
    return path


@st.composite
def tracks(draw: st.DrawFn) -> tuple[Cue, ...]:
    """Ordered cues of one to three lines of plain words."""
    lines = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join), min_size=1, max_size=3)
    cues, at = [], 0
    for texts in draw(st.lists(lines, min_size=1, max_size=8)):
        start = at + draw(st.integers(0, 3000))
        at = start + draw(st.integers(1, 5000))
        cues.append(Cue(start, at, "\n".join(texts)))
    return tuple(cues)


# Reading -------------------------------------------------------------------------------------------------------------


@given(tracks())
def test_what_we_write_is_read_as_it_is(cues: tuple[Cue, ...]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = srt(Path(folder), write_srt(cues))
        assert read_cues(path) == cues


def test_overlaps_are_not_mended(tmp_path: Path) -> None:
    text = "1\n00:00:01,000 --> 00:00:04,000\nUn\n\n2\n00:00:02,000 --> 00:00:03,000\nDos\n"
    assert [(cue.start, cue.end) for cue in read_cues(srt(tmp_path, text))] == [(1000, 4000), (2000, 3000)]
    assert read_srt(text.encode()).cues[0].end != 4000  # the product's reader does


def test_tags_go_and_windows_line_ends_too(tmp_path: Path) -> None:
    text = "\ufeff1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}<i>Bon</i> \r\n dia\r\n"
    assert read_cues(srt(tmp_path, text)) == (Cue(1000, 2000, "Bon\ndia"),)


def test_an_empty_file_is_an_empty_track(tmp_path: Path) -> None:
    assert read_cues(srt(tmp_path, "\n")) == ()


def test_what_is_no_srt_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="not SubRip"):
        read_cues(srt(tmp_path, "Bon dia a tothom\n"))
    with pytest.raises(BenchmarkError, match="cannot be read"):
        read_cues(tmp_path / "missing.srt")


def test_sounds_names_and_dashes_are_not_said(tmp_path: Path) -> None:
    text = "\n".join(
        f"{k}\n00:00:0{k},000 --> 00:00:0{k},900\n{words}\n"
        for k, words in enumerate(["(Música)", "NÚRIA: Bon dia.", "—Sí.\n—No.", "♪", "Dit: això"], 1)
    )
    cues = read_cues(srt(tmp_path, text))
    assert [cue.text for cue in said(cues)] == ["Bon dia.", "Sí.\nNo.", "Dit: això"]
    assert text_of(cues) == "Bon dia. Sí. No. Dit: això"
    assert [cue.start for cue in said(cues)] == [2000, 3000, 5000]


def test_plain_srt_is_ordered_with_ends_after_starts() -> None:
    made = plain_srt([Cue(5000, 4000, "Dos"), Cue(1000, 2000, "Un"), Cue(0, 900, "(Música)", sound=True)])
    assert [(cue.start, cue.text) for cue in read_srt(made.encode()).cues] == [(1000, "Un"), (5000, "Dos")]


# Aligning ------------------------------------------------------------------------------------------------------------


@given(tracks())
def test_a_track_agrees_with_itself(cues: tuple[Cue, ...]) -> None:
    own = tokens(cues)
    assert [token.text for token in own] == " ".join(cue.text for cue in cues).split()
    for kind in ("cue", "line"):
        match = breaks_agree(own, own, kind)
        assert match.hits == match.ours == match.theirs
    assert set(sync_errors(own, own)) == {0}
    assert starts_agree(cues, cues) == Match(len(cues), len(cues), len(cues))


@given(tracks(), tracks())
def test_agreement_is_a_share(one: tuple[Cue, ...], two: tuple[Cue, ...]) -> None:
    for match in (breaks_agree(tokens(one), tokens(two), "cue"), starts_agree(one, two)):
        assert 0 <= match.hits <= min(match.ours, match.theirs)
        assert match.f1 is None or 0 <= match.f1 <= 1


@given(st.lists(st.sampled_from(WORDS)), st.lists(st.sampled_from(WORDS)))
def test_aligned_words_keep_their_order(ours: list[str], theirs: list[str]) -> None:
    pairs = aligned(ours, theirs)
    places = [pair[0] for pair in pairs if pair]
    assert len(pairs) == len(ours)
    assert places == sorted(set(places))
    assert all(ours[k] == theirs[pair[0]] for k, pair in enumerate(pairs) if pair and pair[1])


def test_boundaries_are_those_between_the_same_words() -> None:
    theirs = tokens([Cue(0, 1, "Em dic Joel,"), Cue(1, 2, "i participo"), Cue(2, 3, "en l'hort.")])
    ours = tokens([Cue(0, 1, "Em dic Juel"), Cue(1, 2, "i participo en"), Cue(2, 3, "l'hort")])
    assert breaks_agree(ours, theirs, "cue") == Match(1, 2, 2)


def test_a_boundary_at_missing_words_may_stand_anywhere_among_them() -> None:
    theirs = tokens([Cue(0, 1, "un dos tres"), Cue(1, 2, "quatre cinc")])
    ours = tokens([Cue(0, 1, "un dos"), Cue(1, 2, "cinc")])
    assert breaks_agree(ours, theirs, "cue") == Match(1, 1, 1)


def test_line_breaks_and_cue_ends_are_not_the_same() -> None:
    theirs, ours = tokens([Cue(0, 1, "un dos\ntres")]), tokens([Cue(0, 1, "un dos"), Cue(1, 2, "tres")])
    assert breaks_agree(ours, theirs, "line") == Match(0, 0, 1)
    assert breaks_agree(ours, theirs, "cue").f1 == 0


def test_punctuation_alone_is_no_word_and_hyphens_part_words() -> None:
    made = tokens([Cue(0, 1, "— anar-hi\n…"), Cue(5, 6, "…"), Cue(7, 8, "Sí")])
    assert [(token.text, token.start, token.after) for token in made] == [
        ("anar", 0, ""),
        ("hi", None, "cue"),
        ("sí", 7, "cue"),
    ]


def test_starts_are_near_or_not_and_count_once() -> None:
    theirs = [Cue(1000, 2000, "a"), Cue(5000, 6000, "b")]
    ours = [Cue(900, 2000, "a"), Cue(1100, 2100, "a"), Cue(5300, 6000, "b")]
    assert starts_agree(ours, theirs, 200) == Match(1, 3, 2)


def test_sync_knows_late_from_early_and_leaves_misheard_words_out() -> None:
    timed = tokens([Cue(1000, 2000, "Em dic Joel"), Cue(3000, 4000, "i participo"), Cue(6000, 7000, "avui")])
    ours = tokens([Cue(1100, 2000, "Em dic Joel"), Cue(2800, 4000, "i participo"), Cue(6500, 7000, "ahir")])
    assert sync_errors(ours, timed) == [100, -200]


# Scoring -------------------------------------------------------------------------------------------------------------


def test_word_errors_are_counted_without_capitals_and_punctuation() -> None:
    assert word_errors("Em dic Juel", "Em dic, Joel. Sí!") == Share(2, 4)
    assert word_errors("què", None).value is None


def test_rules_are_counted_by_cue_with_the_numbers_of_the_profile() -> None:
    cues = (
        Cue(0, 400, "Hola a tots els veïns"),
        Cue(400, 3000, "del barri."),
        Cue(3300, 6000, "Una línia que té bastants més lletres que cap"),
    )
    found = score(cues, sample("hola a tots els veïns del barri"))
    assert found.rules["DUR-MIN error"] == Share(1, 3)
    assert found.rules["CPS error"] == Share(1, 3)
    assert found.rules["CPL"] == Share(1, 3)
    assert found.rules["GAP-MIN"] == Share(1, 3)
    assert found.rules["GAP-FLASH"] == Share(1, 3)
    assert found.rule("OVERLAP") == 0
    assert found.worst_cps == pytest.approx(52.5)


def test_function_words_at_line_ends() -> None:
    found = score((Cue(0, 5000, "Participo en\nl'hort del"), Cue(6000, 9000, "meu barri.")), sample())
    assert found.function_lines == Share(2, 3)
    assert found.function_cues == Share(1, 2)
    assert found.open_ends == Share(1, 2)


def test_an_empty_track_has_a_score() -> None:
    found = score((), sample("hola", (Cue(0, 1000, "Hola"),)))
    assert found.cues == 0
    assert found.words == Share(1, 1)
    assert found.sync_median is None


@given(st.lists(st.integers(0, 5000), min_size=1), st.floats(0.01, 1))
def test_percentile_is_one_of_the_values_and_enough_lie_below(values: list[int], share: float) -> None:
    found = percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 0.001 * len(values) - 1


def test_ninety_percent_of_ten_is_the_ninth() -> None:
    assert percentile(list(range(1, 11)), 0.9) == 9
    assert percentile([], 0.9) is None


def test_scores_add_up_by_counts() -> None:
    one = Score(words=Share(1, 10), function_cues=Share(0, 4), rules={"CPL": Share(1, 4)}, sync=(10,), worst_cps=20)
    two = Score(words=Share(3, 10), function_cues=Share(0, 6), rules={"CPS error": Share(3, 6)}, sync=(-30,))
    both = together([one, two])
    assert both.words.value == 0.2
    assert both.rules == {"CPL": Share(1, 10), "CPS error": Share(3, 10)}
    assert both.sync_median == 20
    assert both.worst_cps == 20
    assert together([]) == Score()


def test_rounds_of_a_recording_are_added_up() -> None:
    column = Column("x", "X", {"talk": [Score(words=Share(1, 10), suber=5.0), Score(words=Share(2, 10))]})
    found = column.of(sample())
    assert found and found.words == Share(3, 20) and found.suber == 5.0
    assert Column("y", "Y").of(sample()) is None


def test_suber_of_the_same_track_is_nothing() -> None:
    pytest.importorskip("suber")
    cues = (Cue(0, 2000, "Bon dia\na tothom."), Cue(3000, 5000, "Em dic Joel."))
    assert suber.score((*cues, Cue(6000, 7000, "(Música)", sound=True)), cues) == 0
    assert suber.score(cues[:1], cues) > 0
