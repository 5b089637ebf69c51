"""A TOML text with other values keeps every comment, and all else as it was written."""

from __future__ import annotations

import copy
import re
import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from searching import examples

from pipeline.project.toml_edit import edited
from pipeline.project.toml_places import toml_lines
from pipeline.project.toml_steps import same_value
from pipeline.project.toml_written import value_written, written_like

STORY = """\
# Joel's story.

spoken = ["ca"]   # who speaks
title.ca = 'En Joel'
title.en = "Joel"  # as he says it

[place]
ca = "Barcelona"
en = "Barcelona"

# He is heard first.
[[people]]
name = "Joel"  # not his surname
role = { ca = "veí", en = "neighbour" }

# She has asked to be called so.
[[people]]
name = "Laura"

[consent]
# On paper.
given_by = "Joel"
date = 2021-07-01
"""


def changed(text: str, **new: Any) -> str:
    return edited(text, {**tomllib.loads(text), **new})


def test_a_value_is_written_where_it_stood_and_as_it_stood() -> None:
    made = changed(
        STORY, title={"ca": "L Joel", "en": 'The "Joel"'}, consent={"given_by": "Ona", "date": date(2021, 7, 1)}
    )
    expected = STORY.replace("'En Joel'", "'L Joel'").replace('en = "Joel"', 'en = "The \\"Joel\\""')
    assert made == expected.replace('given_by = "Joel"', 'given_by = "Ona"')


def test_what_comes_and_what_goes() -> None:
    people = [{"name": "Laura", "publish_name": False}, {"name": "Ona"}]
    made = changed(
        STORY, poster="0:12.5", people=people, consent={"given_by": "Joel", "date": date(2021, 7, 1), "scan": "a.pdf"}
    )
    assert (
        made
        == """\
# Joel's story.

spoken = ["ca"]   # who speaks
title.ca = 'En Joel'
title.en = "Joel"  # as he says it
poster = "0:12.5"

[place]
ca = "Barcelona"
en = "Barcelona"

# He is heard first.
# not his surname

# She has asked to be called so.
[[people]]
name = "Laura"
publish_name = false

[[people]]
name = "Ona"

[consent]
# On paper.
given_by = "Joel"
date = 2021-07-01
scan = "a.pdf"
"""
    )


def test_a_table_that_goes_and_one_that_comes() -> None:
    data = tomllib.loads(STORY)
    del data["consent"]
    made = edited(STORY, data | {"programme": {"url": "https://a.org/", "label": {"ca": "a", "en": "b"}}})
    assert made == STORY[: STORY.index("[consent]")] + (
        '# On paper.\n\n[programme]\nurl = "https://a.org/"\nlabel = { ca = "a", en = "b" }\n'
    )


def test_an_empty_list_becomes_tables_and_tables_an_empty_list() -> None:
    text = 'chapters = []  # none, says Ona\n[place]\nca = "a"\n'
    one = [{"start": "0:00", "title": {"ca": "a", "en": "b"}}]
    made = changed(text, chapters=one)
    assert (
        made == '# none, says Ona\n[place]\nca = "a"\n\n[[chapters]]\nstart = "0:00"\ntitle = { ca = "a", en = "b" }\n'
    )
    assert changed(made, chapters=[]) == '# none, says Ona\nchapters = []\n[place]\nca = "a"\n'


def test_an_array_over_several_lines_and_what_is_said_in_it() -> None:
    text = 'order = [\r\n  "a", # first\r\n  "b",\r\n]\r\n'
    assert changed(text, order=["b", "c"]) == '# first\r\norder = [\r\n  "b",\r\n  "c",\r\n]\r\n'


def test_a_text_over_several_lines() -> None:
    text = 'a = """\r\nOne\r\nTwo"""\r\nb = 1\r\n'
    made = changed(text, a='One\nThree "3"\\')
    assert made == 'a = """\r\nOne\r\nThree \\"3\\"\\\\"""\r\nb = 1\r\n'


def test_numbers_and_words_that_are_equal_in_python_are_not_the_same() -> None:
    assert not same_value(1, True) and not same_value(1, 1.0) and same_value([{"a": 1}], ({"a": 1},))


@pytest.mark.parametrize("text", ["", "# only a comment", "\n\n# a\n[x]\n# b\n", 'a = "# no comment" # one'])
def test_small_files(text: str) -> None:
    made = changed(text, slug="joel")
    assert tomllib.loads(made) == tomllib.loads(text) | {"slug": "joel"}
    assert re.findall(r"# (?:only a comment|a|b|one)", made) == re.findall(r"# (?:only a comment|a|b|one)", text)


# Any change, on any file with comments.

words = st.text(st.sampled_from("aé’\"'\\#\n\t\x7f =[]{},.✎"), max_size=6)
scalars = st.one_of(words, st.integers(-9, 9), st.booleans(), st.dates(), st.floats(0, 9, allow_nan=False))
pairs = st.fixed_dictionaries({"ca": words, "en": words})
rows = st.fixed_dictionaries(
    {"name": words}, optional={"role": pairs, "speaks": st.booleans(), "codes": st.lists(words, max_size=2)}
)
documents = st.fixed_dictionaries(
    {"title": pairs},
    optional={
        "poster": scalars,
        "spoken": st.lists(words, max_size=3),
        "place": pairs,
        "programme": st.fixed_dictionaries({"url": words, "label": pairs}),
        "people": st.lists(rows, max_size=4),
        "chapters": st.lists(rows, max_size=4),
        "a b.c": scalars,
        "consent": st.fixed_dictionaries({"date": st.dates()}, optional={"scan": words}),
    },
)


class Writer:
    """Writes data as people might: each part in one of the ways that TOML has, with comments between and behind."""

    def __init__(self, draw: Any) -> None:
        self.draw, self.count = draw, 0

    def remark(self) -> str:
        if not self.draw(st.booleans()):
            return ""
        self.count += 1
        return f" # c{self.count}."

    def above(self) -> str:
        return "".join(f"{self.remark().strip()}\n" for _ in range(self.draw(st.integers(0, 2))))

    def value(self, value: Any) -> str:
        if isinstance(value, list) and self.draw(st.booleans()):
            return "[\n" + "".join(f"  {self.value(one)},{self.remark()}\n" for one in value) + "]"
        if isinstance(value, str) and self.draw(st.booleans()):
            return written_like(self.draw(st.sampled_from(["'", '"""', '"'])), value, "\n")
        return value_written(value)

    def key(self, name: str) -> str:
        return name if re.fullmatch(r"\w+", name) else f'"{name}"'

    def line(self, name: str, value: Any) -> str:
        return f"{self.above()}{self.key(name)} = {self.value(value)}{self.remark()}\n"

    def entries(self, table: dict[str, Any], at: str) -> str:
        keys, below = "", ""
        for name, value in table.items():
            way = self.draw(st.sampled_from(["line", "dotted", "table"]))
            if isinstance(value, dict) and value and way == "dotted":
                keys += "".join(
                    self.line(name, one).replace(f"{name} =", f"{name} . {key} =", 1) for key, one in value.items()
                )
            elif isinstance(value, dict) and value and way == "table":
                below += f"{self.above()}[{at}{name}]{self.remark()}\n{self.entries(value, f'{at}{name}.')}"
            elif isinstance(value, list) and value and isinstance(value[0], dict) and way == "table":
                for one in value:
                    below += f"{self.above()}[[{at}{name}]]{self.remark()}\n{self.entries(one, f'{at}{name}.')}"
            else:
                keys += self.line(name, value)
        return keys + below


@st.composite
def files(draw: Any) -> tuple[str, int]:
    writer = Writer(draw)
    text = writer.entries(draw(documents), "") + writer.above().rstrip("\n")
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text, writer.count


@given(
    files(),
    documents,
    st.sets(st.sampled_from(["title", "poster", "spoken", "people", "chapters", "consent", "programme", "a b.c"])),
    st.randoms(),
)
@settings(max_examples=examples(150), deadline=None)
def test_every_comment_and_every_other_value_stays(
    written: tuple[str, int], news: dict[str, Any], which: set[str], chance: Any
) -> None:
    text, count = written
    wished = copy.deepcopy(tomllib.loads(text))
    for key in which:
        if key in news and key in ("people", "chapters") and key in wished and chance.random() < 0.7:
            both = wished[key] + news[key]
            wished[key] = chance.sample(both, chance.randint(0, len(both)))
        elif key in news:
            wished[key] = news[key]
        else:
            wished.pop(key, None)
    made = edited(text, wished)
    assert same_value(tomllib.loads(made), wished)
    found = sorted(comment for line in toml_lines(made) for comment in line.comments)
    assert found == sorted(f"# c{number}." for number in range(1, count + 1))
    assert ("\r\n" in text) == ("\r\n" in made) or "\n" not in text or "\n" not in made
    whole = {
        line.path[0]: text[slice(*line.span)].strip()
        for line in toml_lines(text)
        if line.kind == "key" and len(line.path) == 1
    }
    for key, line in whole.items():
        if key not in which:
            assert line in made
