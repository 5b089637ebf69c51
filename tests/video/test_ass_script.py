"""Cues become an ASS script out of which no text can break."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.cues import Cue
from pipeline.project.style import StyleSettings
from pipeline.video.ass_script import boxes_only, to_ass
from pipeline.video.fonts import ALL
from pipeline.video.geometry import WIDEST_TEXT_HEIGHT

times = st.integers(0, 20 * 3_600_000)
texts = st.text(alphabet=st.characters(), max_size=60) | st.text(alphabet="\\{}Nnh \u2060,:;[]'\"&%\n", max_size=20)
cues = st.builds(
    lambda start, length, text, top: Cue(start, start + length, text, top=top), times, times, texts, st.booleans()
)


def script(*given_cues: Cue, width: int = 64_000, height: int = 720) -> str:
    """The script for a picture so wide that no line is broken anew."""
    return to_ass(given_cues, width, height, StyleSettings())


def dialogues(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.startswith("Dialogue:")]


def fields(line: str) -> list[str]:
    return line.removeprefix("Dialogue: ").split(",", 9)


def written(text: str) -> str:
    """The last field of the one dialogue line for `text`."""
    (line,) = dialogues(script(Cue(0, 1000, text)))
    return fields(line)[9]


def milliseconds(time: str) -> int:
    hours, minutes, rest = time.split(":")
    seconds, hundredths = rest.split(".")
    assert len(minutes) == len(seconds) == len(hundredths) == 2
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(hundredths) * 10


#: Override blocks that we write ourselves.
OURS = re.compile(
    r"\{\\an8\}|\{\\fe-1\}|\{\\fs[\d.]+\}|\{\\fn(?:" + "|".join(font.family for font in ALL) + r")(?:\\fs[\d.]+)?\}"
)


@given(st.lists(cues, max_size=6))
@example([Cue(0, 1000, "a\r\nDialogue: 0,0:00:00.00,0:00:09.00,Cue,,0,0,0,,x")])
@example([Cue(0, 1000, "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029x")])
def test_one_line_a_cue_whatever_its_text(some: list[Cue]):
    text = script(*some)
    lines = dialogues(text)
    assert len(lines) == len(some)
    assert text.split("\n").index("[Events]") + 2 + len(some) == len(text.split("\n")) - 1
    assert len(text.encode("utf-8").splitlines()) == len(text.split("\n")) - 1
    for cue, line in zip(some, lines, strict=True):
        parts = fields(line)
        assert abs(milliseconds(parts[1]) - cue.start) <= 5
        assert abs(milliseconds(parts[2]) - cue.end) <= 5
        assert milliseconds(parts[1]) <= milliseconds(parts[2])
        assert parts[3] == "Cue"
        assert parts[9].count(r"{\an8}") == cue.top


@given(texts)
def test_no_brace_of_the_text_opens_a_block(text: str):
    rest = OURS.sub("", written(text))
    assert not re.search(r"(?<!\\)[{}]", rest)


@given(texts)
def test_no_backslash_of_the_text_acts(text: str):
    """What is left after our own line breaks and brace escapes are backslashes with a word joiner behind them."""
    rest = OURS.sub("", written(text))
    for following in re.findall(r"\\(.)", rest.replace(r"\{", "").replace(r"\}", "")):
        assert following in "N\u2060"
    assert rest.count(r"\N") == text.count("\n")


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=40))
def test_no_letter_is_lost(text: str):
    rest = OURS.sub("", written(text)).replace(r"\{", "{").replace(r"\}", "}").replace("\\\u2060", "\\")
    assert rest.replace("’", "'") == text.replace("’", "'")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bon dia", "Bon dia"),
        ("dues\nlínies", r"dues\Nlínies"),
        (r"{\b1}x", "\\{\\\u2060b1\\}x"),
        (r"C:\Nova", "C:\\\u2060Nova"),
        ("a\tb", "a b"),
        ("a\x00\x07b", "ab"),
        ("sense\u00a0tall", "sense\u00a0tall"),
        ("♪ cant", r"{\fnArimo}♪{\fnAtkinson Hyperlegible} cant"),
        ("diu ♪\nfi", r"diu {\fnArimo}♪{\fnAtkinson Hyperlegible}\Nfi"),
        ("e\u200bs\u200dm", "esm"),
        (
            "«مى\u200cا»",
            r"{\fe-1}«{\fnNoto Sans Arabic\fs75.60}" + "مى\u200cا" + r"{\fnAtkinson Hyperlegible\fs50.40}»",
        ),
        ("a, b, c", "a, b, c"),
        ("", ""),
    ],
)
def test_texts(text: str, expected: str):
    assert written(text) == expected


@pytest.mark.parametrize(
    ("ms", "expected"),
    [(0, "0:00:00.00"), (4, "0:00:00.00"), (1_234, "0:00:01.23"), (59_999, "0:01:00.00"), (3_600_000, "1:00:00.00")],
)
def test_times_are_rounded_to_hundredths(ms: int, expected: str):
    assert fields(dialogues(script(Cue(ms, ms + 1000, "x")))[0])[1] == expected


@given(st.lists(times, min_size=2, max_size=8).map(sorted))
def test_neighbours_stay_neighbours(marks: list[int]):
    """Cues that do not overlap do not overlap after rounding."""
    row = [Cue(start, end, "x") for start, end in pairwise(marks)]
    lines = [fields(line) for line in dialogues(script(*row))]
    for before, after in pairwise(lines):
        assert milliseconds(before[2]) <= milliseconds(after[1])


def style(width: int, height: int, settings: StyleSettings | None = None) -> dict[str, str]:
    lines = to_ass([], width, height, settings or StyleSettings()).split("\n")
    names = next(line for line in lines if line.startswith("Format: Name")).removeprefix("Format: ").split(", ")
    values = next(line for line in lines if line.startswith("Style: ")).removeprefix("Style: ").split(",")
    return dict(zip(names, values, strict=True))


sizes = st.tuples(st.integers(160, 4096), st.integers(160, 4096))


@given(sizes, st.floats(3, 12))
def test_captions_fit_into_any_picture(size: tuple[int, int], text_height: float):
    width, height = size
    settings = StyleSettings(text_height=text_height)
    look, found = settings.look(width, height), style(width, height, settings)
    line = float(found["Fontsize"])
    assert line <= look.text_height * height / 100 + 0.01
    assert line <= WIDEST_TEXT_HEIGHT * width / 100 + 0.01
    padding = float(found["Shadow"])
    assert width - 2 * (float(found["MarginL"]) - padding) == pytest.approx(0.9 * width, abs=2.1)
    assert float(found["MarginV"]) == pytest.approx(height * max(0.125, look.bottom / 100), abs=1)
    assert found["MarginL"] == found["MarginR"]


@pytest.mark.parametrize(("alpha", "expected"), [(1, "&H00000000"), (0.75, "&H40000000"), (0.66, "&H57000000")])
def test_the_box_is_as_opaque_as_asked(alpha: float, expected: str):
    assert style(1280, 720, StyleSettings(box_alpha=alpha))["BackColour"] == expected


def test_a_cue_at_the_top_in_a_colour_with_an_emoji():
    cues = [Cue(1200, 3400, "Bon dia 👩‍⚕️!\nSóc aquí ♪", speaker="Laura", top=True)]
    text = to_ass(cues, 720, 1280, StyleSettings.model_validate({"speakers": {"Laura": "yellow"}}), "ca")
    assert text == (
        "[Script Info]\n"
        "ScriptType: v4.00+\n"
        "PlayResX: 720\n"
        "PlayResY: 1280\n"
        "WrapStyle: 0\n"
        "ScaledBorderAndShadow: yes\n"
        "YCbCr Matrix: None\n"
        "\n"
        "[V4+ Styles]\n"
        "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, "
        "Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, "
        "MarginR, MarginV, Encoding\n"
        "Style: Cue,Atkinson Hyperlegible,64.00,&H00FFFFFF,&H00FFFFFF,&H00000000,&H40000000,0,0,0,0,100,100,0,0,4,0,"
        "25.81,2,62,62,256,1\n"
        "\n"
        "[Events]\n"
        "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        r"Dialogue: 0,0:00:01.20,0:00:03.40,Cue,,0,0,160,,{\an8}{\c&H76F1FF&}LAURA: Bon dia "
        "{\\fnNoto Emoji}👩‍⚕️{\\fnAtkinson Hyperlegible}!"
        r"\NSóc aquí {\fnArimo}♪{\fnAtkinson Hyperlegible}"
        "\n"
    )


def test_captions_at_the_top_by_setting():
    settings = StyleSettings(position="top")
    found = style(1280, 720, settings)
    assert (found["Alignment"], found["MarginV"]) == ("8", "90")
    (line,) = dialogues(to_ass([Cue(0, 1000, "x", top=True)], 1280, 720, settings))
    assert fields(line)[9] == "x"


def test_what_lies_behind_is_the_same_script_with_letters_that_are_not_seen():
    text = script(Cue(0, 1000, ",&H00FFFFFF,&H00FFFFFF,"))
    other = boxes_only(text)
    assert [a for a, b in zip(text.split("\n"), other.split("\n"), strict=True) if a != b] == [
        line for line in text.split("\n") if line.startswith("Style:")
    ]


def test_a_sign_beside_captions_that_stand_at_the_top_leaves_them_the_top() -> None:
    cues = [Cue(0, 1000, "RÈTOL", top=True), Cue(0, 1000, "parla")]
    above = StyleSettings(position="top")
    sign, said = to_ass(cues, 1280, 720, above, "ca", beside=[0]).splitlines()[-2:]
    assert r"{\an2}RÈTOL" in sign and said.endswith(",,parla")
    assert r"\an" not in to_ass(cues, 1280, 720, above, "ca").split("[Events]")[1]
    sign, said = to_ass(cues, 1280, 720, StyleSettings(), "ca", beside=[0]).splitlines()[-2:]
    assert r"{\an8}RÈTOL" in sign and said.endswith(",,parla")


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("l'hort d'en Joel", "l’hort d’en Joel"),
        ("don't: 'yes'", "don’t: 'yes'"),
        ("the '90s, 5'10 and '12'", "the ’90s, 5'10 and '12'"),
        ("l’hort", "l’hort"),
    ],
)
def test_apostrophes_are_drawn_as_in_good_print_or_as_typed(typed: str, drawn: str):
    assert written(typed) == drawn
    as_typed = StyleSettings.model_validate({"apostrophes": "typed"})
    (line,) = dialogues(to_ass([Cue(0, 1000, typed)], 1280, 720, as_typed))
    assert line.endswith(typed)
