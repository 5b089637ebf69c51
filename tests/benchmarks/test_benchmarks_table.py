"""The pure parts of the benchmarks: figures, tables, words, names. Nothing here measures anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.audio import language_of
from benchmarks.choice import SPEECH, Choice
from benchmarks.machine import model_name
from benchmarks.measure import last_line
from benchmarks.results import Measure, Report, Run, Section, Spread
from benchmarks.systems import SYSTEMS, System
from benchmarks.table import number, section_markdown, spread, table, to_markdown
from benchmarks.video import changed, problems
from benchmarks.words import normalised
from pipeline.cues import Cue


def measure(name: str, *walls: float, **more: object) -> Measure:
    made = Measure(name, name.capitalize(), [Run(wall, 2 * wall) for wall in walls])
    for field, value in more.items():
        setattr(made, field, value)
    return made


def section(*measures: Measure, media_s: float = 100.0) -> Section:
    return Section("Stories", media_s, "ours", "Ours", list(measures))


def cells(markdown: str, row: int) -> list[str]:
    lines = [line for line in markdown.splitlines() if line.startswith("|")]
    return [cell.strip() for cell in lines[row].strip("|").split("|")]


def test_spread_is_median_least_most() -> None:
    assert Spread.of([3.0, 1.0, 2.0]) == Spread(2.0, 1.0, 3.0)


def test_spread_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError):
        Spread.of([])


@pytest.mark.parametrize(("value", "text"), [(0.306, "0.31"), (4.267, "4.27"), (31.44, "31.4"), (544.6, "545")])
def test_numbers_have_figures_that_mean_something(value: float, text: str) -> None:
    assert number(value) == text


def test_a_spread_without_width_is_one_number() -> None:
    assert spread(Spread(2.0, 2.0, 2.0)) == "2.00"
    assert spread(Spread(2.0, 1.5, 3.0)) == "2.00 (1.50–3.00)"


def test_ratios_are_to_the_baseline() -> None:
    ours, theirs = measure("ours", 10.0, 11.0, 12.0), measure("theirs", 33.0)
    both = section(ours, theirs)
    assert both.ratio(ours) == 1
    assert both.ratio(theirs) == 3
    assert both.ratio(theirs, Measure.cpu) == 3


def test_no_ratio_without_baseline_or_runs() -> None:
    theirs = measure("theirs", 33.0)
    assert section(theirs).ratio(theirs) is None
    assert section(measure("ours"), theirs).ratio(theirs) is None
    assert section(measure("ours", 1.0)).ratio(measure("theirs")) is None


def test_table_shows_seconds_ratio_share_and_processor_time() -> None:
    text = section_markdown(section(measure("ours", 10.0), measure("theirs", 25.0)))
    assert cells(text, 0) == ["system", "seconds", "× Ours", "share of real time", "processor s", "× Ours, processor"]
    assert cells(text, 3) == ["Theirs", "25.0", "2.50", "0.250", "50.0", "2.50"]


def test_columns_appear_with_their_values_only() -> None:
    text = section_markdown(section(measure("ours", 10.0, start=[Run(2.0, 1.0)], wer=[0.1, 0.2, 0.15])))
    assert cells(text, 0)[4] == "of it start-up, s"
    assert cells(text, 2)[4] == "2.00"
    assert cells(text, 0)[-1] == "WER"
    assert cells(text, 2)[-1] == "15.0 %"


def test_a_missing_figure_is_a_dash() -> None:
    text = section_markdown(section(measure("ours", 10.0, wer=[0.1]), measure("theirs", 20.0), measure("none")))
    assert cells(text, 3)[-1] == "–"
    assert cells(text, 4)[1:3] == ["–", "–"]


def test_pipes_do_not_break_a_table() -> None:
    assert "a\\|b" in table(["name"], [["a|b"]])


def test_report_names_machine_settings_and_what_was_left_out() -> None:
    report = Report(
        "2021-07-23", {"processor": "Z80"}, {"threads": "2"}, [section(measure("ours", 1.0))], ["Left out."]
    )
    text = to_markdown(report)
    assert text.startswith("# Benchmarks, 2021-07-23\n\n- processor: Z80\n\n- threads: 2\n\n## Stories\n")
    assert text.endswith("- Left out.\n")


def test_report_as_data_holds_runs_and_summary() -> None:
    report = Report("2021-07-23", {}, {}, [section(measure("ours", 10.0), measure("theirs", 20.0, 40.0))])
    theirs = report.as_dict()["sections"][0]["measures"][1]
    assert theirs["runs"] == [{"wall_s": 20.0, "cpu_s": 40.0}, {"wall_s": 40.0, "cpu_s": 80.0}]
    assert theirs["summary"] == {
        "wall_s": 30.0,
        "cpu_s": 60.0,
        "share_of_real_time": 0.3,
        "ratio_to_ours": 3.0,
        "cpu_ratio_to_ours": 3.0,
        "wer": None,
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’hort, «col·laborar»!", "l'hort col·laborar"),
        ("  Dilluns…  a les 9. ", "dilluns a les 9"),
        ("sud-americà – o 'així'", "sud americà o així"),
        ("\u00bfQu\u00e9? cafe\u0301", "qué café"),
        ("— … !", ""),
    ],
)
def test_words_are_compared_without_case_and_punctuation(text: str, words: str) -> None:
    assert normalised(text) == words


def test_processor_is_named_from_cpuinfo() -> None:
    assert model_name("processor\t: 0\nmodel name\t: ACME  One\n\nmodel name\t: Two\n") == "ACME One"
    assert model_name("") == ""


def test_language_is_read_off_the_name_of_a_recording() -> None:
    assert language_of("es-mercat", "ca") == "es"
    assert language_of("ES-mercat", "ca") == "es"
    assert language_of("mercat-es", "ca") == "ca"


def test_last_line_says_why() -> None:
    assert last_line("Traceback\n  File x\nValueError: no sound\n\n") == "ValueError: no sound"
    assert last_line("") == "it said nothing."


def test_one_caption_word_is_changed_and_nothing_else() -> None:
    cues = tuple(Cue(1000 * n, 1000 * n + 900, "una frase\ncurta") for n in range(3))
    after = changed(cues)
    assert [cue.text for cue in after] == ["una frase\ncurta", "Bé, frase\ncurta", "una frase\ncurta"]
    assert [(cue.start, cue.end) for cue in after] == [(cue.start, cue.end) for cue in cues]


def test_problems_of_a_build_are_told() -> None:
    story = '{"problems": [{"what": "no sound."}]}'
    assert problems('{"problems": [{"what": "no disk."}], "stories": [' + story + "]}") == ["no disk.", "no sound."]
    assert problems('{"problems": [], "stories": []}') == []
    assert problems("Killed") == ["it ended without a report."]


def test_the_command_line_names_the_systems_of_the_table() -> None:
    assert tuple(system.name for system in SYSTEMS) == SPEECH


def test_a_missing_peer_is_named_with_its_remedy() -> None:
    peer = System("peer", "Peer", "", lambda _: [], "no-such-program-anywhere", "peer-package")
    assert peer.missing() == "Peer was left out: it is not installed here (pip install peer-package)."
    assert SYSTEMS[0].missing() == ""


@pytest.mark.parametrize(
    ("only", "quick", "name"), [((), False, "latest"), ((), True, "quick"), (("veus",), False, "partial")]
)
def test_only_a_whole_run_becomes_latest(only: tuple[str, ...], quick: bool, name: str) -> None:
    choice = Choice(only, 3, quick, 2, None, "ca", None, Path("results"))
    assert choice.result_name == name
