"""What the command line says, in the language of whoever reads it.

The source is English and stands in the code: `tr("there is no story {name}.", name=slug)`. Its translations are
gettext catalogues (`message_catalogues`). A process has one language (`speak`); what other programs read stays English
(`in_language`). It knows no other module: all the others say something.
"""

from __future__ import annotations

import string
from collections.abc import Callable
from typing import Any

#: The language of the source, for which there is no catalogue.
SOURCE = "en"

#: Gives the text of a catalogue in its form for so many, its placeholders unfilled; None where it has none.
#: (its English, how many, the language) → text.
LookUp = Callable[[str, int, str], str | None]

#: Values of a message that JSON has.
_PLAIN = (str, int, float, dict)

_speaking = SOURCE


def _nothing(source: str, count: int, lang: str) -> str | None:
    return None


_look_up: LookUp = _nothing


class Message(str):
    """A text in the language of this process, which knows what it was made of. source: in English, with {placeholders},
    in its form for one thing and that for more; values: what fills them."""

    __slots__ = ("source", "values")

    source: tuple[str, str]
    values: dict[str, Any]

    def __new__(cls, source: tuple[str, str], values: dict[str, Any], lang: str | None = None) -> Message:
        made = super().__new__(cls, _filled(source, values, lang or _speaking))
        made.source, made.values = source, values
        return made

    def __getnewargs__(self) -> tuple[tuple[str, str], dict[str, Any]]:  # type: ignore[override]  # str has its own
        return self.source, self.values


def tr(source: str, /, **values: Any) -> Message:
    """`source` in the language of this process, its {placeholders} filled. Values may be messages themselves."""
    return Message((source, ""), values)


def tr_many(one: str, more: str, /, count: int, **values: Any) -> Message:
    """One of two texts, by how many there are: "{count} caption", "{count} captions"."""
    return Message((one, more), {"count": count, **values})


def tr_later(source: str) -> str:
    """Marks a text of a table for the catalogues; `tr` says it when it is shown."""
    return source


def together(*texts: str, between: str = " ") -> Message:
    """Texts one after the other, as one message: sentences, unless `between` says otherwise. Empty ones are passed
    over."""
    values = {f"text{number}": text for number, text in enumerate(texts) if text}
    return Message((between.join(f"{{{name}}}" for name in values), ""), values)


def in_language(text: Any, lang: str) -> Any:
    """A message in another language than that of this process; anything else as it is."""
    return str(Message(text.source, text.values, lang)) if isinstance(text, Message) else text


def as_data(text: str) -> Any:
    """A text as a JSON value, from which it can be made again in any language (`from_data`)."""
    if not isinstance(text, Message):
        return text
    values = {name: as_data(value) if isinstance(value, str) else value for name, value in text.values.items()}
    plain = {name: value if isinstance(value, _PLAIN) else str(value) for name, value in values.items()}
    return {"source": list(text.source), "values": plain}


def from_data(data: Any) -> Any:
    """The text that `as_data` gave. Raises ValueError for anything else."""
    if not isinstance(data, dict):
        return data
    source, values = data.get("source"), data.get("values")
    if not (isinstance(source, list) and len(source) == 2 and isinstance(values, dict)):
        raise ValueError(f"no message: {data}")
    try:
        return Message((str(source[0]), str(source[1])), {name: from_data(value) for name, value in values.items()})
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no message: {data}") from error


def speak(lang: str) -> None:
    """From now on messages are made in `lang`, one of PAGE_LANGUAGES."""
    global _speaking
    _speaking = lang


def look_up_with(look_up: LookUp) -> None:
    """From now on translations come from there."""
    global _look_up
    _look_up = look_up


def spoken() -> str:
    """The language of this process."""
    return _speaking


def translated(source: str, more: str = "", count: int = 1, lang: str = "") -> str:
    """The text of the catalogues, its placeholders unfilled; `source` (or `more`) where they have none."""
    lang = lang or _speaking
    found = None if lang == SOURCE else _look_up(source, count, lang)
    return found or (more if more and count != 1 else source)


class _Filling(string.Formatter):
    """Fills a text as a language writes it: messages in it too, and "," for the point in numbers."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def format_field(self, value: Any, format_spec: str) -> str:
        told: str = super().format_field(in_language(value, self.lang), format_spec)
        return told.replace(".", ",") if isinstance(value, float) and self.lang != SOURCE else told


def _filled(source: tuple[str, str], values: dict[str, Any], lang: str) -> str:
    text = translated(*source, values.get("count", 1), lang)
    return _Filling(lang).vformat(text, (), values) if values else text
