"""The catalogues of texts: read strictly, whole in every language, and every text of them in use."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st

import pipeline
from pipeline.errors import ConfigError
from pipeline.i18n import LOCALES, Plural, catalogue, decimal, grouped, placeholders
from pipeline.languages import PAGE_LANGUAGES

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
REPO = Path(pipeline.__file__).parents[1]
ROOMS = sorted(path.parent for path in Path(pipeline.__file__).parent.glob("*/texts/") if path.is_dir())
FILES = [room / "texts" / f"{lang}.po" for room in ROOMS for lang in PAGE_LANGUAGES]

#: Texts that are looked up by a part of their id, and what that part is.
LOOKED_UP = {
    "check": {
        "rule.": "rules, and notes of their hits",
        "fix.": "fixes of remedies",
        "phrase.": "levels, kinds of risk",
    },
    "desk": {
        "refused.": "why the door stays shut",
        "problem.": "kinds of errors",
        "form.wrong.": "what is wrong with a field",
        "form.doubt.": "what may be saved all the same",
    },
    "evidence": {
        "outcome.": "words of EARL",
        "mode.": "words of EARL",
        "figure.": "names of figures",
        "unit.": "units of figures",
        "why.": "what tests found",
    },
    "subtitles": {"column.": "columns", "word.": "words"},
    "site": {"access.": "what is told of a video", "notice.": "codes of notices", "evidence.": "what was checked"},
}
#: Parts that the code puts together, or takes from what was heard.
BUILT = {"far-early", "far-late", "music", "singing"}


@pytest.fixture
def write(tmp_path: Path):
    def written(body: str) -> Path:
        path = tmp_path / "ca.po"
        path.write_text(HEAD + body, encoding="utf-8")
        return path

    return written


def entry(key: str, text: str) -> str:
    return f'msgid "{key}"\nmsgstr "{text}"\n\n'


def test_a_catalogue_is_read_with_its_lines(write) -> None:
    found = catalogue(write("# why\n" + entry("a.b", 'Hola, \\"{name}\\"') + 'msgid "c"\nmsgstr ""\n"Bon "\n"dia"\n'))
    assert {key: (one.text, one.line) for key, one in found.items()} == {
        "a.b": ('Hola, "{name}"', 6),
        "c": ("Bon dia", 9),
    }
    assert grouped(found) == {"a": {"b": 'Hola, "{name}"'}, "c": "Bon dia"}


def test_a_text_that_says_how_many(write) -> None:
    path = write(
        'msgid "found"\nmsgid_plural "count"\nmsgstr[0] "Un paràgraf"\nmsgstr[1] "{count} paràgrafs de {all}"\n'
    )
    text = catalogue(path)["found"].text
    assert isinstance(text, Plural) and placeholders(text) == {"count", "all"}
    said = [text.format(count=count, all=9) for count in (0, 1, 2, 1.001, 0.5)]
    assert said == ["0 paràgrafs de 9", "Un paràgraf", "2 paràgrafs de 9", "Un paràgraf", "0.5 paràgrafs de 9"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (entry("a", "A") + entry("b", ""), 'line 8: the text "b" is empty'),
        ('msgid "a"\nmsgid_plural "n"\nmsgstr[0] "A"\n', 'line 5: the text "a" is empty'),
        ("#, fuzzy\n" + entry("a", "A"), 'line 6: the text "a" is marked as fuzzy'),
        (entry("a", "A") + entry("a", "B"), 'line 8: there a second time: msgid "a"'),
        ("skip = 'x'", "line 5: not a line of a gettext catalogue: skip = 'x'"),
        ('msgid "a"\nmsgstr Hola\n', "line 6: not a line"),
        ('msgid "a"\nmsgstr "Hola\n', "line 6: not a line"),
        ('msgctxt "x"\n' + entry("a", "A"), "line 5: not a line"),
        ('msgid "a"\n', "line 5: missing msgstr"),
        ('msgid ""\nmsgstr "PO-Revision-Date: yesterday\\n"\n', "line 5: there a second time"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(write, body: str, said: str) -> None:
    path = write(body)
    with pytest.raises(ConfigError) as caught:
        catalogue(path)
    assert said in caught.value.what and caught.value.where == path


def test_no_file_and_no_text_file(tmp_path: Path) -> None:
    (tmp_path / "en.po").write_bytes(b'msgid "a"\nmsgstr "\xe9"\n')
    for name in ("ca.po", "en.po"):
        with pytest.raises(ConfigError, match="cannot be read"):
            catalogue(tmp_path / name)


LINES = ['msgid ""', 'msgid "a"', 'msgid_plural "n"', 'msgstr "x"', 'msgstr[0] "y"', 'msgstr[7] "z"', '"c"', "#, fuzzy"]
LINES += ['"PO-Revision-Date: never\\n"', '"Plural-Forms: nplurals=x; plural=y\\n"', '#~ msgid "o"', "#: \u2069"]


@given(
    st.lists(
        st.one_of(
            st.text(max_size=12),
            st.sampled_from(LINES),
        ),
        max_size=12,
    )
)
def test_any_file_is_read_or_refused_in_words(tmp_path_factory, lines: list[str]) -> None:
    path = tmp_path_factory.getbasetemp() / "any.po"
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    try:
        found = catalogue(path)
    except ConfigError:
        return
    assert all(one.text for one in found.values())


PRINTED = st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(' "\\\n\t{}'), min_size=1).filter(
    str.strip
)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,4}(\.[a-z0-9_-]{1,4}){0,2}", fullmatch=True), PRINTED))
def test_what_babel_writes_is_read(tmp_path_factory, said: dict[str, str]) -> None:
    made = Catalog(locale="ca", fuzzy=False)
    for key, text in said.items():
        made.add(key, text)
    path = tmp_path_factory.getbasetemp() / "made.po"
    with path.open("wb") as file:
        write_po(file, made)
    assert {key: one.text for key, one in catalogue(path).items()} == said


@pytest.mark.parametrize(("number", "shown"), [(21.5, "21,5"), (3.0, "3"), (0.126, "0,13"), (12345.6, "12345,6")])
def test_numbers(number: float, shown: str) -> None:
    assert (decimal(number, "ca"), decimal(number, "en")) == (shown, shown.replace(",", "."))


# The catalogues of all rooms


def test_all_rooms_keep_their_texts_in_catalogues() -> None:
    assert [room.name for room in ROOMS] == ["check", "desk", "evidence", "review", "site", "subtitles"]
    assert sorted(path for room in ROOMS for path in (room / "texts").iterdir()) == sorted(FILES)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_language_says_the_same_things(room: Path) -> None:
    first, *others = (catalogue(room / "texts" / f"{lang}.po") for lang in PAGE_LANGUAGES)
    assert not first.keys() & {group for key in first for group in parents(key)}
    for other in others:
        assert list(first) == list(other)  # nothing missing, and in the same order
        for key, one in first.items():
            assert type(one.text) is type(other[key].text), key
            assert placeholders(one.text) == placeholders(other[key].text), key


#: Words that lost their diacritic in the orthography of 2017 (IEC, Ortografia catalana); fifteen others keep theirs.
UNMARKED = re.compile(
    r"\b(vés|véns|vénen|vénc|sóc|dón(a|es|en|o)|bót(a|es)|cócs?|cóm|féu|fóra|jócs?|mór(a|es)|nét(s|a|es)?|ós|óss(os|a|es)"
    r"|sécs?|séu|véu)\b",
    re.IGNORECASE,
)
CATALAN = [*(path for path in FILES if path.stem == "ca"), *REPO.glob("*.ca.md"), *REPO.glob("docs/*.ca.md")]
CATALAN += [*REPO.glob("stories/*/*.ca.srt"), *REPO.glob("stories/*/ca.srt"), *REPO.glob("stories/*/story.toml")]


@pytest.mark.parametrize("path", CATALAN, ids=lambda path: "-".join(path.parts[-3:]))
def test_our_catalan_has_the_diacritics_of_2017(path: Path) -> None:
    assert UNMARKED.search("Vés al contingut")
    assert [found[0] for found in UNMARKED.finditer(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_catalogue_is_as_translators_tools_write_it(path: Path) -> None:
    with path.open("rb") as file:
        found = read_po(file, abort_invalid=True)
    assert (str(found.locale), found.charset, found.fuzzy) == (LOCALES[path.stem], "utf-8", False)
    assert found.plural_forms == Catalog(locale=found.locale).plural_forms
    written = io.BytesIO()
    write_po(written, found, width=0, omit_header=True)
    header, _, entries = path.read_text("utf-8").partition("\n\n")
    assert header.startswith("# ") and written.getvalue().decode().rstrip("\n") == entries.rstrip("\n")


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_text_that_is_asked_for_is_there(room: Path) -> None:
    known = set(catalogue(room / "texts" / "en.po"))
    known |= {group for key in known for group in parents(key)}
    asked = in_templates(room) | in_code(room) | {f"script.{key}" for key in in_scripts(room)}
    assert asked <= known, asked - known


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_text_is_used(room: Path) -> None:
    asked = in_templates(room) | in_code(room)
    readers = [*room.rglob("*.py"), *room.rglob("*.js"), *room.with_name("actions").glob("report_formats.py")]
    sources = "\n".join(path.read_text("utf-8") for path in readers)
    named = set(re.findall(r"""(?<![\w.-])([\w.-]+)["'`:]""", sources))
    built = tuple(f"script.{start}" for start in re.findall(r"`([\w-]+[._])\$\{", sources))
    looked_up = LOOKED_UP.get(room.name, {})
    unused = []
    for key in catalogue(room / "texts" / "en.po"):
        quoted = {key, key.removeprefix("script.")}
        if key.startswith(tuple(looked_up)):
            quoted |= {key.split(".")[-1]} - {"title"} or {key.split(".")[1]}
        if not (asked & {key, *parents(key)} or quoted & named or key.startswith(built) or key.split(".")[-1] in BUILT):
            unused.append(key)
    assert not unused


def parents(key: str) -> set[str]:
    parts = key.split(".")
    return {".".join(parts[:count]) for count in range(1, len(parts))}


def in_templates(room: Path) -> set[str]:
    """Texts and groups of texts that templates name."""
    source = "\n".join(path.read_text("utf-8") for path in room.glob("templates/*.html"))
    found = re.findall(r"(?<![\w.])(?:t|texts)\.([a-z_]+(?:\.[a-z_]+)*)", source)
    return {re.sub(r"\.(format|items)$", "", name) for name in found}


def in_code(room: Path) -> set[str]:
    source = "\n".join(path.read_text("utf-8") for path in room.rglob("*.py"))
    asked = set(re.findall(r'(?:\bsentence|in_page_languages)\(\s*"([\w.]+)"', source))
    asked |= {f"{group}.{key}" for group, key in re.findall(r'known\["(\w+)"\]\["(\w+)"\]', source)}
    return asked | {f"phrase.{key}" for key in re.findall(r'phrase\(lang, "(\w+)"', source)}


def in_scripts(room: Path) -> set[str]:
    source = "\n".join(path.read_text("utf-8") for path in room.glob("static/*.js"))
    return set(re.findall(r'(?<![\w.])text\(\s*"([\w.-]+)"', source)) if room.name == "desk" else set()
