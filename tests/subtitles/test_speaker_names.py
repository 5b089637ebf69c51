"""Who speaks, as other tools write it before the words."""

from __future__ import annotations

import pytest

from pipeline.subtitles import formats
from pipeline.subtitles.exchanged import FilmInfo, Incoming


def read(*said: str, names: tuple[str, ...] = ("Núria", "Marc"), form: str = "srt") -> Incoming:
    head = "WEBVTT\n\n" if form == "vtt" else ""
    blocks = [f"00:00:{k * 2:02d}.000 --> 00:00:{k * 2 + 1:02d}.500\n{text}\n" for k, text in enumerate(said)]
    return formats.read_bytes((head + "\n".join(blocks)).encode(), form, FilmInfo(names, "ca"))


@pytest.mark.parametrize(
    "name", ["Núria: ", "Núria:\n", "[NURIA] ", "(Núria): ", ">> NÚRIA: ", ">>> Núria Pons: ", "- >> Núria : "]
)
def test_a_name_the_story_knows_says_who_speaks(name: str) -> None:
    incoming = read(f"{name}Hola", "Ei")
    assert [(cue.speaker, cue.text) for cue in incoming.cues] == [("Núria", "NÚRIA: Hola"), (None, "Ei")]
    assert incoming.remarks == ("caption at 00:00:00.000: the name before the words says who speaks (Núria).",)


@pytest.mark.parametrize(
    "name", ["Marta Sol: ", "Speaker 1: ", "[SPEAKER_00] ", ">> PAU: ", "[PAU] ", "(JORDI PUIG) ", "Marta:\n"]
)
def test_a_name_it_does_not_know_stays_and_is_told(name: str) -> None:
    incoming = read(f"{name}Hola")
    assert incoming.cues[0].text == f"{name}Hola".strip()
    assert "the story knows nobody called" in incoming.remarks[0]


@pytest.mark.parametrize(
    "text",
    [
        "Hora: a les 10:30",
        "10:30 hi ha gent",
        "[Riures] Hola",
        "[MÚSICA] Hola",
        "(APLAUDIMENTS) Gràcies",
        "[BCN]",
        "(Marta) i jo",
        "NÚRIA: Hola",
        "Diu: sí",
        "Recordeu:\nhi ha temps",
    ],
)
def test_other_words_before_a_colon_are_words(text: str) -> None:
    incoming = read(text)
    assert (incoming.cues[0].text, incoming.remarks) == (text, ())


def test_a_name_written_in_two_ways_is_told_once() -> None:
    remarks = read("Pau:\nTreballem", "[JORDI] Una nit", ">> PAU: que sí", "Speaker 1: Ep").remarks
    assert remarks == (
        "the story knows nobody called Pau (00:00:00.000), JORDI (00:00:02.000), Speaker 1 (00:00:06.000): "
        "the name stays before the words.",
    )


def test_the_same_word_before_two_captions_is_a_name() -> None:
    assert "nobody called Marta (00:00:00.000)" in read("Marta: sí", "Marta: no").remarks[0]


def test_names_stand_at_changes_only() -> None:
    said = [cue.text for cue in read("Núria: un", "Núria: dos", "Marc: tres", "Pau Puig: quatre", "Marc: cinc").cues]
    assert said == ["NÚRIA: un", "dos", "MARC: tres", "Pau Puig: quatre", "MARC: cinc"]


def test_with_one_speaker_a_name_is_not_written() -> None:
    incoming = read("Joel: un", "dos", names=("Joel",))
    assert [(cue.speaker, cue.text) for cue in incoming.cues] == [(None, "un"), (None, "dos")]
    assert "says who speaks (Joel)" in incoming.remarks[0]


def test_two_of_one_name_are_not_told_apart() -> None:
    assert read("Marc: un", names=("Marc Vila", "Marc Pons")).cues[0].text == "Marc: un"


def test_several_names_in_one_caption_keep_a_line_each() -> None:
    assert read("Núria: un\nPau Puig: dos").cues[0].text == "NÚRIA: un\nPau Puig: dos"


def test_a_change_without_a_name_is_a_dash() -> None:
    incoming = read(">> Hola")
    assert incoming.cues[0].text == "- Hola"
    assert "a dash says it now" in incoming.remarks[0]


def test_voices_speak_on_named_again_after_two_at_once() -> None:
    said = read("<v Núria>un</v>", "<v Núria>a</v>\n<v Marc>b</v>", "<v Núria>dos", "<v Núria>tres", form="vtt").cues
    assert [cue.text for cue in said] == ["NÚRIA: un", "—a\n—b", "NÚRIA: dos", "tres"]


def test_two_voices_at_once_are_one_caption() -> None:
    body = "WEBVTT\n\n00:30.000 --> 00:31.500\n<v Núria>Quan truquen—\n\n00:30.500 --> 00:32.500\n<v Marc>Sortim!\n"
    incoming = formats.read_bytes(body.encode(), "vtt", FilmInfo(("Núria", "Marc"), "ca"))
    assert [(cue.start, cue.end, cue.text) for cue in incoming.cues] == [(30000, 32500, "—Quan truquen—\n—Sortim!")]


def test_each_change_in_one_caption_is_a_dash() -> None:
    incoming = read("No, gràcies.\n>> De res.", ">> Qui és?\n>> Jo.", ">> NÚRIA: Sóc jo.\n>> Ah.")
    assert [cue.text for cue in incoming.cues] == [
        "- No, gràcies.\n- De res.",
        "- Qui és?\n- Jo.",
        "NÚRIA: Sóc jo.\n- Ah.",
    ]
    assert "a dash says it now" in incoming.remarks[0]
