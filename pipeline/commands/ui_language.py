"""The command line in the reader's language: click's own words, and the help of our verbs.

click takes its words from the gettext of Python's library, whose catalogues are compiled files found by the locale.
Ours are text, and the language may be asked for in the command line itself: so click's modules are given our look-up.
"""

from __future__ import annotations

import gettext
import inspect
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import click

from pipeline import message_catalogues, messages
from pipeline.languages import PAGE_LANGUAGES
from pipeline.messages import Message, tr

#: The option of the whole command that asks for a language.
OPTION = "--ui"

#: Types whose names stand in what click says of a mistake: "'x' is not a valid integer range."
_NAMED_IN_MISTAKES = (click.Path, click.types.IntParamType, click.types.FloatParamType)


def speak_as_asked(words: Sequence[str]) -> None:
    """Chooses the language of this process by the words of its command line, before click reads them: what it says of
    a mistake in them is in that language too."""
    messages.speak(message_catalogues.wanted_language(_asked(words)))
    for name, module in list(sys.modules.items()):
        if name.startswith("click."):
            _give_words(module)


def translate_help(command: click.Command) -> None:
    """Puts the help of a command, its options and its verbs into the language of this process."""
    for holder, name in _help_of(command):
        setattr(holder, name, tr(_source(getattr(holder, name))))


def help_texts(command: click.Command) -> set[str]:
    """The English of all help, as the catalogues have it."""
    return {_source(getattr(holder, name)) for holder, name in _help_of(command)}


def _help_of(command: click.Command) -> Iterator[tuple[Any, str]]:
    """Everything that is shown in help and is said in words: who has it, and the name of the attribute."""
    texts: list[tuple[Any, str]] = [(command, name) for name in ("help", "options_metavar", "subcommand_metavar")]
    texts += [(param, name) for param in command.params for name in ("help", "metavar")]
    texts += [(param.type, "name") for param in command.params if isinstance(param.type, _NAMED_IN_MISTAKES)]
    yield from ((holder, name) for holder, name in texts if getattr(holder, name, None))
    for verb in getattr(command, "commands", {}).values():
        yield from _help_of(verb)


def _source(text: str) -> str:
    return text.source[0] if isinstance(text, Message) else inspect.cleandoc(text)


def _asked(words: Sequence[str]) -> str | None:
    """What stands behind the last `--ui`; click judges it afterwards."""
    asked, behind = None, False
    for word in words:
        if word == "--":
            break
        if behind:
            asked = word
        elif word.startswith(f"{OPTION}="):
            asked = word.partition("=")[2]
        behind = not behind and word == OPTION
    return asked if asked in PAGE_LANGUAGES else None


def _give_words(module: Any) -> None:
    for name, theirs, ours in (("_", gettext.gettext, _said), ("ngettext", gettext.ngettext, _said_of_many)):
        if getattr(module, name, None) is theirs:
            setattr(module, name, ours)


def _said(source: str) -> str:
    return messages.translated(source)


def _said_of_many(one: str, more: str, count: int) -> str:
    return messages.translated(one, more, count)
