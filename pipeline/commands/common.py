"""What the verbs share: their arguments, their plain data, and where the options of the whole command may stand."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pipeline import messages
from pipeline.commands import ui_language
from pipeline.messages import tr_many

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from pipeline.build.story_filter import StoryFilter
    from pipeline.project.series import Series
    from pipeline.review.track_file import TrackFile


_Command = TypeVar("_Command", bound=Callable[..., Any])

#: Where a context keeps the words of the command line that are not options of the whole command.
WORDS = f"{__name__}.words"


class Anywhere(click.Group):
    """A group whose own options may also stand behind the verb, where people write them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ui_language.speak_as_asked(args)
        ui_language.translate_help(self)
        own, rest = [], []
        words = iter(args)
        for word in words:
            if word == "--":
                rest += [word, *words]
            elif self._is_verbs(word, rest):
                rest.append(word)
            elif word in ("--quiet", "--debug") or word.startswith(("--root=", "--log=", "--ui=")):
                own.append(word)
            elif word in ("--root", "--log", "--ui"):
                if not (value := list(itertools.islice(words, 1))):  # else the verb would be taken for it
                    one, more = "Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."
                    raise click.BadOptionUsage(word, tr_many(one, more, count=1, name=word, nargs=1), ctx)
                own += [word, *value]
            else:
                rest.append(word)
        ctx.meta[WORDS] = rest
        return super().parse_args(ctx, own + rest)

    def _is_verbs(self, word: str, before: Sequence[str]) -> bool:
        """Whether an option is one of the verb's own, such as the `--ui` of `veus export`, which stands behind it."""
        verb = self.commands.get(before[0]) if before else None
        return verb is not None and any(word.partition("=")[0] in param.opts for param in verb.params)


def complete_story(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of stories, for the shell's TAB key."""
    from click.shell_completion import CompletionItem

    names = sorted(slug for slug, _ in _stories(ctx))
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def complete_track(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of the tracks that a story has files of, for the shell's TAB key: "ca", "description.ca". Other files, as
    the copies that a synchronised folder makes, are none."""
    from click.shell_completion import CompletionItem

    from pipeline.languages import LANGUAGES
    from pipeline.project.track_names import language_in

    story = ctx.params.get("story")
    folders = [folder for slug, folder in _stories(ctx) if story in (None, slug)]
    names = {path.stem for folder in folders for path in folder.glob("*.srt") if language_in(path.stem) in LANGUAGES}
    return [CompletionItem(name) for name in sorted(names) if name.startswith(incomplete)]


def _stories(ctx: click.Context) -> list[tuple[str, Path]]:
    """The stories below the root, with their folders, each by the slug that commands are told. No more of their files
    is read than a key that is pressed has time for."""
    root = Path(ctx.find_root().params.get("root") or ".")
    return [(_slug_in(file), file.parent) for file in root.glob("stories/**/story.toml")]


def _slug_in(story_file: Path) -> str:
    """What story.toml has as its slug; the folder's name, where it has none or cannot be read."""
    import tomllib

    try:
        text = story_file.read_text("utf-8-sig")
        slug = tomllib.loads(text).get("slug") if "slug" in text else None
    except (OSError, ValueError):
        slug = None
    return slug if isinstance(slug, str) and slug else story_file.parent.name


def speak_plainly() -> None:
    """What programs read says the same whatever the language of the reader: all that this run says is English."""
    messages.speak(messages.SOURCE)


def _for_programs(_: click.Context, __: click.Parameter, asked: bool) -> bool:
    if asked:
        speak_plainly()
    return asked


story_argument = click.argument("story", metavar="STORY", shell_complete=complete_story)
stories_argument = click.argument("stories", nargs=-1, metavar="[STORIES]...", shell_complete=complete_story)
json_option = click.option(
    "--json", "as_json", is_flag=True, callback=_for_programs, help="Print plain data for programs."
)


def _asked(ctx: click.Context, option: click.Parameter, value: Any) -> None:
    if ctx.obj is not None and option.name:
        ctx.obj.setdefault("filter", {})[option.name] = value


def _filter_option(*names: str, **about: Any) -> Callable[[_Command], _Command]:
    return click.option(*names, expose_value=False, callback=_asked, **about)


_state_option = _filter_option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice(["none", "draft", "edited", "approved"]),
    help="Only stories with captions in this state. Repeat for several.",
)
_since_option = _filter_option(
    "--since",
    "since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="Only stories of whose folder a file was changed on that day (2024-05-31) or later.",
)
_track_option = _filter_option(
    "--lang",
    "tracks",
    multiple=True,
    metavar="LANG",
    help="In this language: ca, en, description.ca. Repeat for several.",
)


def filter_options(verb: _Command) -> _Command:
    """--state, --lang and --since, for verbs that are told which stories (`chosen`)."""
    return _state_option(_track_option(_since_option(verb)))


def filter_options_but_language(verb: _Command) -> _Command:
    """The same for a verb that has a --lang of its own."""
    return _state_option(_since_option(verb))


def asked_for(obj: dict[str, Any]) -> StoryFilter | None:
    """What these options say; None where they were not used."""
    asked = obj.get("filter", {})
    if not any(asked.values()):
        return None
    from pipeline.build.story_filter import StoryFilter

    since = asked["since"].date() if asked.get("since") else None
    return StoryFilter(asked.get("states", ()), asked.get("tracks", ()), since)


def chosen(obj: dict[str, Any], words: Sequence[str]) -> Sequence[str]:
    """The names of stories that the command line means; none: all. Raises StoryError where it means no story."""
    asked = asked_for(obj)
    if asked is None:
        return words
    from pipeline.build.story_filter import slugs_that

    return slugs_that(series_of(obj), words, asked)


def series_of(obj: dict[str, Any]) -> Series:
    """The series that the command line is about. Raises ConfigError."""
    from pipeline.project.series import Series

    return Series.open(obj["layout"])


def track_of(obj: dict[str, Any], story: str, lang: str) -> TrackFile:
    """One of its tracks. Raises ConfigError, StoryError."""
    from pipeline.review.track_file import TrackFile

    return TrackFile.find(series_of(obj), story, lang)


def print_json_each(values: Iterable[Any]) -> None:
    """Prints a list of plain data, each value as soon as it is known: the same text as `print_json` of all."""
    first = True
    for value in values:
        text = json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        click.echo(f"[\n  {text}" if first else f",\n  {text}", nl=False)
        first = False
    click.echo("[]" if first else "\n]")


def print_json(data: Any) -> None:
    """Prints plain data for programs."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
