"""What people read: the texts of a room, by language, and numbers as a language writes them.

A room keeps its texts in gettext catalogues, texts/<language>.po, which translators' tools open. Ids are names
("transcript.heading"), the same in every language. A text that says how many is a plural entry: its forms are in the
order of the file's Plural-Forms, and msgid_plural is the name of the placeholder that counts ("count").
"""

from __future__ import annotations

import gettext
import re
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import ConfigError
from pipeline.messages import tr

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

#: The locales of CLDR in which the page languages write numbers, dates and lists. English pages are British.
LOCALES = {"ca": "ca", "en": "en_GB"}

#: What Babel would read too, but not as it was meant: text outside quotes, quotes that do not end, entries by context.
_LINE = re.compile(r'#.*|(?:(?:msgid|msgid_plural|msgstr(?:\[\d\])?) +)?"(?:[^"\\]|\\.)*"')


@dataclass(frozen=True, slots=True)
class Plural:
    """A text that says how many. counted: the placeholder that counts. rule: the number of the form for a number."""

    counted: str
    forms: tuple[str, ...]
    rule: Callable[[int], int]

    def of(self, values: Mapping[str, Any]) -> str:
        """The form for `values`. A number that is not whole, in two decimals as it is shown, takes the last form."""
        number = round(float(values[self.counted]), 2)
        return self.forms[self.rule(int(number)) if number.is_integer() else -1]

    def format(self, **values: Any) -> str:
        return self.of(values).format(**values)


Text = str | Plural


@dataclass(frozen=True, slots=True)
class MessageEntry:
    """line: from 1, where the entry begins."""

    text: Text
    line: int


@cache
def texts(folder: Path, lang: str) -> dict[str, Any]:
    """Every text of `folder`/<lang>.po, in groups by the dots of their ids. Not to be changed.

    Raises ConfigError for a catalogue that cannot be used.
    """
    return grouped(catalogue(folder / f"{lang}.po"))


def grouped(entries: Mapping[str, MessageEntry]) -> dict[str, Any]:
    """The texts by the parts of their ids: "transcript.heading" is ["transcript"]["heading"]."""
    found: dict[str, Any] = {}
    for key, entry in entries.items():
        *groups, last = key.split(".")
        place = found
        for group in groups:
            place = place.setdefault(group, {})
        place[last] = entry.text
    return found


def catalogue(path: Path) -> dict[str, MessageEntry]:
    """The entries of a catalogue, by id, in the order of the file.

    Raises ConfigError, with the line, for what is no catalogue in UTF-8, and for an entry that is there twice, empty,
    or marked as fuzzy: gettext would leave those out without a word.
    """
    from babel.messages.pofile import PoFileError, read_po

    lines = _lines(path)
    try:
        found = read_po(lines, abort_invalid=True)
        return {_id(one): MessageEntry(_text(one, found, path), one.lineno or 0) for one in found if one.id}
    except PoFileError as error:
        raise _wrong(path, error.lineno + 1, str(error).rpartition(" on ")[0]) from error
    except ValueError as error:  # a date or a plural rule that is none
        raise ConfigError(
            tr("not a gettext catalogue ({error}).", error=error), where=path, remedy=tr("Mend it, or remove it.")
        ) from error


def placeholders(text: Text) -> set[str]:
    """What a text needs to be filled: the names in braces, of all its forms. Raises ValueError for a lone brace."""
    if isinstance(text, Plural):
        return {text.counted}.union(*map(placeholders, text.forms))
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            tr("this catalogue of texts cannot be read ({error}).", error=error),
            where=path,
            remedy=tr("Make it a readable file in UTF-8."),
        ) from error
    known: set[str] = set()
    for number, line in enumerate(map(str.strip, lines), 1):
        if line and not _LINE.fullmatch(line):
            raise _wrong(path, number, f"not a line of a gettext catalogue: {line[:60]}")
        if line.startswith("msgid ") and line in known:
            raise _wrong(path, number, f"there a second time: {line}")
        known.add(line)
    return lines


def _id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _text(message: Message, found: Catalog, path: Path) -> Text:
    forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    if message.fuzzy or not forms or not all(form.strip() for form in forms):
        state = "marked as fuzzy" if message.fuzzy else "empty"
        raise _wrong(path, message.lineno or 0, f'the text "{_id(message)}" is {state}')
    if isinstance(message.id, str):
        return str(forms[0])
    return Plural(message.id[1], forms, gettext.c2py(found.plural_expr))


def _wrong(path: Path, line: int, what: str) -> ConfigError:
    return ConfigError(tr("line {line}: {what}.", line=line, what=what), where=path, remedy=tr("Mend it there."))


def decimal(value: float, lang: str) -> str:
    """A number in at most two decimals, none where there is nothing behind the comma: "21,5", "3"."""
    from babel.numbers import format_decimal

    return format_decimal(value, format="0.##", locale=LOCALES[lang])
