"""`--log FILE`: where it may be, and what it begins with."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from pipeline import logs
from pipeline.errors import system_words
from pipeline.messages import SOURCE, in_language, tr
from pipeline.project.layout import Layout

_log = logging.getLogger(__name__)

#: What a person may name without saying anything: values of options with these marks are logged. Others that are free
#: text – reasons, names, captions – are left out.
_SHOWN = frozenset({"LANG", "TIME", "TRUE/READ", "DEST"})


def begin(ctx: click.Context, path: Path, layout: Layout, words: Sequence[str]) -> None:
    """Logs to `path` until `ctx` is closed. words: the verb and what follows it. Raises click.BadParameter, before
    anything else is done, where that file cannot be written or others may read it."""
    if path.resolve().is_relative_to(layout.output.resolve()):
        raise click.BadParameter(
            tr("{file} is in output/, which others may read: name a file elsewhere.", file=path), ctx, _log_of(ctx)
        )
    try:
        ctx.with_resource(logs.writing(path))
    except OSError as error:
        raise click.BadParameter(
            tr("{file} cannot be written ({reason}).", file=path, reason=system_words(error)), ctx, _log_of(ctx)
        ) from error
    from pipeline.setup.machine import about

    for line in about():
        _log.info("%s", line)
    _log.info("folder: %s", layout.root)
    _log.info("command: veus %s", " ".join(shown(ctx.command, words)))


def _log_of(ctx: click.Context) -> click.Parameter:
    return next(param for param in ctx.command.params if param.name == "log")


def shown(command: click.Command, words: Sequence[str]) -> Iterator[str]:
    """A command line without free text, and without all that cannot be told from it."""
    rest = iter(words)
    for word in rest:
        logs.hide_in(word)
        name, equals, value = word.partition("=")
        if isinstance(command, click.Group) and word in command.commands:
            command = command.commands[word]
            yield word
        elif not word.startswith("-"):
            yield word
        elif (option := _option(command, name)) is None:
            yield logs.LEFT_OUT
            return
        elif option.is_flag or option.count:
            yield name
        else:
            value = value if equals else next(rest, "")
            logs.hide_in(value)
            yield f"{name} {logs.LEFT_OUT if _is_free(option) else value}"


def _option(command: click.Command, name: str) -> click.Option | None:
    options = (param for param in command.params if isinstance(param, click.Option))
    return next((one for one in options if name in (*one.opts, *one.secondary_opts)), None)


def _is_free(option: click.Option) -> bool:
    return isinstance(option.type, click.types.StringParamType) and in_language(option.metavar, SOURCE) not in _SHOWN
