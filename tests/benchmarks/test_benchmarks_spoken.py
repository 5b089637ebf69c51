"""The spoken sentences: their files, both halves, and what counts as right."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.captions.spoken import COLUMNS, Spoken, judge, sentences, tokens
from benchmarks.captions.spoken_run import SpokenFigures, kinds_table, spoken_table, to_markdown
from benchmarks.results import BenchmarkError


def rule(tmp_path: Path, must: str, must_not: str = "") -> Spoken:
    row = ["past", "M'ho va dir la Laura.", must, must_not]
    (tmp_path / "spoken.ca.tsv").write_text("\t".join(COLUMNS) + "\n" + "\t".join(row) + "\n", "utf-8")
    return sentences("ca", tmp_path)[0]


def test_there_are_enough_in_both_halves() -> None:
    for lang, least in (("ca", 300), ("es", 120)):
        said = sentences(lang)
        assert len(said) >= least and len({one.said for one in said}) == len(said)
        halves = Counter(one.half for one in said)
        assert min(halves.values()) > len(said) / 3
        assert len({one.kind for one in said}) == 15


@pytest.mark.parametrize(
    ("made", "right"),
    [("Laura told me.", True), ("Laura's told me so.", True), ("Let’s say to Laura.", False), ("I was told.", False)],
)
def test_any_way_of_saying_it_is_right(tmp_path: Path, made: str, right: bool) -> None:
    assert judge(rule(tmp_path, "Laura; told me|said to me", "will|going to|let's"), made).right is right


def test_what_changed_that_may_not(tmp_path: Path) -> None:
    one = rule(tmp_path, "Laura; 9:30|half past nine; not; would; house", "will")
    assert judge(one, "She will.").graves == {"name", "number", "negation", "tense"}
    assert judge(one, "Laura wouldn't at 9.30.").graves == set()
    assert str(judge(one, "Laura wouldn't at 9.30.")) == "lacks house"


def test_words_are_compared_in_one_spelling() -> None:
    assert tokens("I can’t pay €1,200 at 9:30 p.m.") == tokens("i can not pay € 1200 at 9.30 pm")
    assert tokens("Twenty-three won't") == ("twenty", "three", "will", "not")


def test_words_between(tmp_path: Path) -> None:
    one = rule(tmp_path, "not … anymore|no longer")
    assert judge(one, "I don't live alone anymore.").right and judge(one, "I no longer do.").right
    assert not judge(one, "I don't.").right


def test_a_part_of_a_word_is_not_the_word(tmp_path: Path) -> None:
    assert not judge(rule(tmp_path, "no"), "Nobody knows.").right


@given(st.text(max_size=40))
def test_any_text_is_judged(text: str) -> None:
    one = sentences("es")[0]
    assert isinstance(judge(one, text).right, bool)


def test_a_row_that_is_not_like_the_others_is_named(tmp_path: Path) -> None:
    (tmp_path / "spoken.ca.tsv").write_text("\t".join(COLUMNS) + "\npast\tHola.\n", "utf-8")
    with pytest.raises(BenchmarkError, match="line 2"):
        sentences("ca", tmp_path)
    (tmp_path / "spoken.ca.tsv").write_text("kind\n", "utf-8")
    with pytest.raises(BenchmarkError, match="columns"):
        sentences("ca", tmp_path)


def test_the_tables_show_both_halves_and_no_sentence() -> None:
    figures = [
        SpokenFigures("ca", "best", True, "open", {"past": 4}, {"past": 3}, {"past": 2}, {"tense": 1}, 31.0),
        SpokenFigures("ca", "best", True, "held out", {"money": 2}, {"money": 2}, {"money": 1}),
    ]
    assert "75 %" in spoken_table(figures) and "held out 2" in spoken_table(figures)
    assert "3 of 4" in kinds_table(figures) and "0 of 0" in kinds_table(figures)
    assert not any(one.said in to_markdown(figures) for one in sentences("ca"))
