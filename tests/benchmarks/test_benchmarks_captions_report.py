"""The caption benchmarks, what is shown and how they are run: tables, charts, commands. Nothing here listens."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.audio import Clip
from benchmarks.captions import translation
from benchmarks.captions.__main__ import main, rate
from benchmarks.captions.chart import Bar, Panel, to_svg
from benchmarks.captions.child import names_of
from benchmarks.captions.context import Context, split
from benchmarks.captions.report import to_markdown, to_svg_chart
from benchmarks.captions.results import Column, Results
from benchmarks.captions.rows import rows_for
from benchmarks.captions.run import Choice, _partial
from benchmarks.captions.samples import Sample
from benchmarks.captions.score import Score, Share, score
from benchmarks.captions.systems import SYSTEMS, Job
from benchmarks.results import BenchmarkError
from benchmarks.systems import Kit
from pipeline.cues import Cue, Word
from pipeline.subtitles.srt import write_srt

HERE = Path("talk.wav")


def sample(text: str = "") -> Sample:
    return Sample(Clip("talk", HERE, 60.0, text or None), "ca")


# Showing -------------------------------------------------------------------------------------------------------------

labels = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=20)


@given(labels, st.lists(st.tuples(labels, st.none() | st.floats(0, 1)), max_size=4))
def test_charts_are_valid_and_say_everything_in_text(title: str, bars: list[tuple[str, float | None]]) -> None:
    made = to_svg(title, [Panel("figure", [Bar(label, value, f"{value}") for label, value in bars])])
    root = ElementTree.fromstring(made)
    name = "{http://www.w3.org/2000/svg}"
    assert root.attrib["role"] == "img"
    assert (root.findtext(f"{name}title") or "") == title
    described = root.findtext(f"{name}desc") or ""
    assert all(label in described for label, _ in bars)
    widths = [float(bar.attrib["width"]) for bar in root.iter(f"{name}rect")][1:]
    assert len(widths) == len(bars) and all(0 <= width <= 760 for width in widths)


def results(**more: object) -> Results:
    one = score((Cue(0, 2000, "Bon dia a"),), sample("bon dia a tothom"))
    columns = [
        Column("veus", "Veus", {"talk": [one]}),
        Column("x", "Peer", {"talk": [replace(one, words=Share(4, 4))]}),
    ]
    made = Results("2025-01-01", {"memory": "1 GiB"}, {"threads": "2"}, [sample()], columns, Column("hand", "by hand"))
    for field, value in more.items():
        setattr(made, field, value)
    return made


def test_the_report_has_tables_chart_meanings_and_notes() -> None:
    text = to_markdown(results(notes=["A peer was left out."]), "captions.svg")
    assert "](captions.svg)" in text
    assert "| word error rate" in text and "100.0 %" in text
    assert "### talk (ca, 60 s)" in text
    assert "- A peer was left out." in text
    assert "not part of this repository" in text
    assert text.endswith("\n")
    ElementTree.fromstring(to_svg_chart(results()))


def test_translations_show_what_was_before() -> None:
    score = translation.Score
    figures = [
        translation.Figures("ca", "en", "best", True, half, 253, score(34.4, 62.4), score(35.0, 63.0))
        for half in ("first", "second")
    ]
    context = Context("best", 220, 140, score(30, 60), score(29, 59))
    text = translation.to_markdown(translation.Report("2025-01-01", {"memory": "1 GiB"}, figures, [context]))
    assert "| ca → en | **best** | 34.4 / 62.4 | 35.0 / 63.0 |" in " ".join(text.split())
    assert "held-out 253, after" in text and "140 of 220" in text and "1 GiB" in text
    assert text.endswith("\n")


def test_results_are_json() -> None:
    data = json.loads(json.dumps(results().as_dict()))
    assert data["systems"]["veus"]["all"]["wer"] == 0.25
    assert set(data["systems"]) == {"veus", "x"}


def test_rules_nobody_breaks_have_no_line() -> None:
    titles = [row.title for row in rows_for([Score(rules={"CPL": Share(1, 2), "OVERLAP": Share(0, 2)})])]
    assert any(title.startswith("CPL") for title in titles)
    assert not any(title.startswith("OVERLAP") for title in titles)


# Running -------------------------------------------------------------------------------------------------------------


def test_every_system_writes_where_it_is_told() -> None:
    job = Job((sample(),), "ca", Kit(Path("model"), Path("base.pt"), Path("bin"), 2), Path("out"))
    for system in SYSTEMS:
        command = " ".join(system.command(job))
        assert "talk.wav" in command and "out" in command and "model" in command
    assert len({system.name for system in SYSTEMS}) == len(SYSTEMS)


def test_a_column_that_lacks_recordings_says_so() -> None:
    assert _partial(Column("x", "X", {}), [sample()]).startswith("X has captions of 0 of 1")
    assert _partial(Column("x", "X", {"talk": [Score()]}), [sample()]) == ""


def test_a_partial_run_is_called_so() -> None:
    choice = Choice((), None, "ca", 1, 2, None, Path("docs"))
    assert choice.result_name == "captions"
    assert replace(choice, only=("veus",)).result_name == "captions-partial"


def test_voices_get_names_only_when_the_numbers_agree() -> None:
    words = [Word(0, 1, "a", "ca", speaker="1"), Word(1, 2, "b", "ca", speaker="2")]
    assert names_of(words, ["Núria", "Marc"]) == {"1": "Núria", "2": "Marc"}
    assert names_of(words, ["Núria"]) == {}


@pytest.mark.parametrize(("text", "value"), [("25", Fraction(25)), ("30000/1001", Fraction(30000, 1001))])
def test_frame_rates(text: str, value: Fraction) -> None:
    assert rate(text) == value


@pytest.mark.parametrize("text", ["", "fast", "0", "-25", "1/0"])
def test_no_frame_rates(text: str) -> None:
    with pytest.raises(BenchmarkError):
        rate(text)


def test_any_srt_is_scored_by_one_command(tmp_path: Path) -> None:
    path = tmp_path / "made.srt"
    path.write_text(write_srt([Cue(0, 2000, "Bon dia a tothom.")]), "utf-8")
    done = CliRunner().invoke(main, ["score", str(path), "--reference", str(path), "--json"])
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    assert found["wer"] == 0 and found["cues"] == 1 and found["sync_median_ms"] == 0
    assert "word error rate" in CliRunner().invoke(main, ["score", str(path)]).stdout


def test_sentences_need_two_files_of_equal_length(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="no sentences"):
        translation.files_in(tmp_path)
    (tmp_path / "flores-dev.cat").write_text("Hola.\nAdéu.\n", "utf-8")
    (tmp_path / "flores-dev.eng").write_text("Hello.\n", "utf-8")
    with pytest.raises(BenchmarkError, match="same number"):
        translation.files_in(tmp_path)
    (tmp_path / "flores-dev.eng").write_text("Hello.\nBye.\n", "utf-8")
    assert set(translation.files_in(tmp_path)) == {"ca", "en"}


def test_the_reference_itself_scores_full_marks() -> None:
    pytest.importorskip("sacrebleu")
    found = translation.scored(["One two three four five."], ["One two three four five."])
    assert found.bleu == pytest.approx(100) and found.chrf == pytest.approx(100)


def test_texts_are_split_for_the_measure_of_context() -> None:
    assert split("Hola, Dr. Pau. Què fas?", "ca") == ["Hola, Dr. Pau.", "Què fas?"]
