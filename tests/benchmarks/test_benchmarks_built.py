"""The pure parts of what is measured as users have it: sums, tables, names. Nothing here listens or builds."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest

from benchmarks import audio, captioned, run
from benchmarks.audio import Clip, Talk
from benchmarks.choice import PARTS, SPEECH, WORDS, Choice
from benchmarks.listening import COMPARED, PEER, heard_by, over_everything
from benchmarks.measure import high_water_mb
from benchmarks.pages import Stopwatch, added_up
from benchmarks.project import slug_of
from benchmarks.results import BenchmarkError, Built, Heard, Measure, Peak, Report, Run, Section, Share
from benchmarks.speech import note_run, words_wrong
from benchmarks.table import built_markdown, heard_markdown, peaks_markdown, to_markdown
from pipeline.media.audio import floats


def chosen(*only: str) -> Choice:
    return Choice(only, 3, False, 2, None, "ca", None, Path("results"))


def talk(name: str, seconds: float = 10.0, lang: str = "ca", path: Path = Path("talk.wav")) -> Talk:
    return Talk(Clip(name, path, seconds, "un dos"), lang, path)


def rows(markdown: str) -> list[list[str]]:
    lines = [line for line in markdown.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if not line.startswith("| --")]


# Words wrong ---------------------------------------------------------------------------------------------------------


def test_words_are_told_by_recording_with_their_sum_and_what_was_unheard() -> None:
    built = Heard("built", "Built", {"fair": Share(1, 10), "market": Share(2, 20)}, {"fair": 0, "market": 640})
    text = heard_markdown([built, Heard("peer", "Peer", {"fair": Share(3, 10), "market": Share(3, 20)})])
    assert rows(text) == [
        ["recording", "words", "Built", "Peer", "speech unheard as built, ms"],
        ["fair", "10", "1 (10.0 %)", "3 (30.0 %)", "0"],
        ["market", "20", "2 (10.0 %)", "3 (15.0 %)", "640"],
        ["all", "30", "3 (10.0 %)", "6 (20.0 %)", "640"],
    ]


def test_what_was_not_heard_has_no_sum() -> None:
    text = heard_markdown([Heard("a", "A", {"fair": Share(1, 10)}), Heard("b", "B", {"market": Share(2, 20)})])
    assert rows(text)[2][2:] == ["–", "2 (10.0 %)"]
    assert rows(text)[3] == ["all", "30", "–", "–"]


def test_words_are_counted_where_somebody_wrote_down_what_is_said() -> None:
    pytest.importorskip("jiwer")
    clips = [Clip("fair", Path("fair.wav"), 1.0, "Un, dos, tres."), Clip("market", Path("market.wav"), 1.0, None)]
    assert words_wrong(clips, ["un dos quatre cinc", "tres"]) == {"fair": Share(2, 3)}


def test_word_error_rate_counts_all_texts_of_a_run_together() -> None:
    pytest.importorskip("jiwer")
    measure = Measure("veus", "Veus")
    texts = ["Un, dos, tres.", "Quatre"]
    work = audio.Workload("", "ca", tuple(Clip(text, Path("a.wav"), 1.0, text) for text in texts))
    note_run(measure, work, Run(1, 1), ["un dos TRES", "cinc"])
    note_run(measure, work, Run(1, 1), ["un dos tres", "quatre"])
    assert measure.wer == [0.25, 0.0]
    assert measure.wrong == {"Un, dos, tres.": Share(0, 3), "Quatre": Share(1, 1)}


# Listening to everything ---------------------------------------------------------------------------------------------


def heard(name: str, *walls: float, **wrong: Share) -> Measure:
    return Measure(name, name, [Run(wall, 2 * wall) for wall in walls], wrong=wrong)


def test_languages_are_added_up_round_by_round() -> None:
    fair, market = {"fair": Share(1, 10)}, {"market": Share(1, 30)}
    catalan = [heard("veus", 10, 12, **fair), heard(PEER, 5, 5, **fair), heard("openai-whisper", 9)]
    spanish = [heard("veus", 2, 4, **market), heard(PEER, 3, 1, **market)]
    sections = [Section("ca", 100, "veus", "Veus", catalan), Section("es", 50, "veus", "Veus", spanish)]
    whole = over_everything(sections)
    assert [measure.name for measure in whole.measures] == ["veus", PEER]
    assert whole.media_s == 150
    assert whole.measures[0].runs == [Run(12, 24), Run(16, 32)]
    assert whole.measures[0].wer == [0.05]
    assert whole.ratio(whole.measures[0]) == 2
    columns = heard_by(sections)
    assert [column.name for column in columns] == ["veus", PEER]
    assert columns[0].wrong == fair | market


def test_who_did_not_hear_every_language_is_not_compared() -> None:
    sections = [
        Section("ca", 100, "veus", "Veus", [heard("veus", 10), heard(PEER, 5)]),
        Section("es", 50, "veus", "Veus", [heard("veus", 2)]),
    ]
    assert [measure.name for measure in over_everything(sections).measures] == ["veus"]


# Builds and memory ---------------------------------------------------------------------------------------------------


def test_steps_are_added_up_over_stories() -> None:
    assert added_up([("listening", 1.0), ("pages", 0.5), ("listening", 2.0)]) == {"listening": 3.0, "pages": 0.5}


def test_a_stopwatch_notes_each_step() -> None:
    watch = Stopwatch()
    with watch.step("listening", None) as advance:
        advance(1)
    assert [name for name, _ in watch.steps] == ["listening"]
    assert watch.steps[0][1] >= 0


def test_steps_of_builds_stand_side_by_side() -> None:
    minute = Built("60 s", 60, Run(20, 30), {"listening": 10.0, "videos": 8.0})
    longer = Built("600 s", 600, Run(100, 150), {"listening": 90.0})
    assert rows(built_markdown([minute, longer])) == [
        ["step", "60 s, s", "share", "600 s, s", "share"],
        ["listening", "10.0", "50.0 %", "90.0", "90.0 %"],
        ["videos", "8.00", "40.0 %", "–", "–"],
        ["between the steps", "2.00", "10.0 %", "10.0", "10.0 %"],
        ["all, from start to end", "20.0", "100.0 %", "100", "100.0 %"],
        ["processor s", "30.0", "", "150", ""],
        ["share of real time", "0.333", "", "0.167", ""],
    ]


def test_of_several_builds_the_middle_one_is_shown_and_how_far_they_are_apart() -> None:
    made = Built("60 s", 60, Run(20, 30), {"listening": 10.0}, (21.0, 20.0, 19.5))
    assert ["least–most", "19.5–21.0", ""] in rows(built_markdown([made]))
    assert rows(peaks_markdown([Peak(600, 512, Run(60, 100), (512, 530, 498))]))[1][1] == "512 (498–530)"


def test_memory_is_read_off_the_note_of_the_system() -> None:
    assert high_water_mb("VmPeak:\t  9216 kB\nVmHWM:\t    2048 kB\nVmRSS:\t 1024 kB\n") == 2
    assert high_water_mb("") == 0


def test_memory_is_told_by_length() -> None:
    text = peaks_markdown([Peak(600, 512.4, Run(60, 100)), Peak(3600, 801.6, Run(400, 700))])
    assert rows(text)[1:] == [["10", "512", "60.0", "100"], ["60", "802", "400", "700"]]


def test_what_was_not_measured_has_no_table() -> None:
    report = Report("2021-07-23", {}, {}, peaks=[Peak(600, 512, Run(60, 100))])
    text = to_markdown(report)
    assert "## Memory" in text and "## Words" not in text and "## From footage" not in text
    assert not report.empty and Report("2021-07-23", {}, {}).empty


# Speech --------------------------------------------------------------------------------------------------------------


def test_speech_is_heard_by_language() -> None:
    works = audio.workloads([talk("fair", 10), talk("mercado", 5, "es"), talk("market", 2.5)])
    assert [(work.lang, work.seconds, len(work.clips)) for work in works] == [("ca", 12.5, 2), ("es", 5, 1)]
    assert works[0].title == "fair, market: 12 s of Catalan"


def test_speech_is_repeated_to_the_length_asked_for(tmp_path: Path) -> None:
    import numpy as np

    ramp = np.arange(audio.SPEECH_RATE, dtype=np.float32) / audio.SPEECH_RATE
    audio.write_wav(tmp_path / "one.wav", ramp)
    audio.write_wav(tmp_path / "two.wav", np.zeros(audio.SPEECH_RATE // 2, dtype=np.float32))
    talks = [talk("one", path=tmp_path / "one.wav"), talk("two", path=tmp_path / "two.wav"), talk("es", lang="es")]
    clip = audio.repeated(talks, 4, tmp_path / "four.wav")
    with wave.open(str(clip.path), "rb") as sound:
        assert (sound.getnframes(), sound.getframerate()) == (4 * audio.SPEECH_RATE, audio.SPEECH_RATE)
    made = floats(audio.read_wav(clip.path))
    assert abs(made[1500 + 24_000] - ramp[1500]) < 0.001  # the first one again, after 1.5 s


def test_two_recordings_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made/joel.wav").touch()  # the sound of a story
    (tmp_path / "joel.mp3").touch()
    with pytest.raises(BenchmarkError, match="name already"):
        audio.recordings(tmp_path, "ca", tmp_path / "made")


def test_the_shortest_recordings_are_captioned_and_stories_where_there_are_too_few() -> None:
    story = Talk(Clip("joel", Path("joel.wav"), 1.0, None), "ca", Path("joel.mp4"), story=object())
    given = [story, talk("long", 90), talk("short", 30)]
    assert [one.clip.name for one in captioned.few(given)] == ["short", "long", "joel"]
    assert [one.clip.name for one in captioned.few([*given, talk("middle", 60)])] == ["short", "middle", "long"]


@pytest.mark.parametrize(
    ("name", "taken", "slug"),
    [
        ("ca-Prova ràpida_2", [], "ca-prova-rapida-2"),
        ("Fira!", ["fira", "fira-2"], "fira-3"),
        ("…", [], "recording"),
        ("static", [], "static-2"),
    ],
)
def test_a_recording_becomes_a_story_with_a_name_of_its_own(name: str, taken: list[str], slug: str) -> None:
    assert slug_of(name, taken) == slug


# The command line ----------------------------------------------------------------------------------------------------


def test_every_part_can_be_chosen() -> None:
    assert {"listening", *run.MEASURED} == set(PARTS)
    assert set(COMPARED) <= set(SPEECH)


def test_a_part_brings_the_systems_it_needs() -> None:
    assert chosen().systems == SPEECH and chosen("words").systems == WORDS
    assert chosen("listening").systems == COMPARED
    assert chosen("openai-whisper", "listening").systems == (*COMPARED, "openai-whisper")
    assert chosen("memory").systems == ()


def test_words_alone_are_heard_once() -> None:
    assert not chosen("words").timed
    assert chosen().timed and chosen("words", "listening").timed and chosen("veus").timed
