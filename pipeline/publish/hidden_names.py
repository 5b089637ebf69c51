"""Names of people who agreed to be seen, and not to be named: where they stand all the same, nothing is published."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pipeline.messages import tr
from pipeline.patterns import any_of
from pipeline.project.story_file import StoryFile
from pipeline.publish.placeholders import NO_TEXT, told
from pipeline.subtitles.foreign_text import decoded_text


def hidden_names(paths: Iterable[Path], info: StoryFile, root: Path) -> list[str]:
    """A sentence for each line of `paths` with the name of a person of the story who may not be named, as it is written
    in story.toml or in capitals. Each names the file, below `root`, and the line. Raises OSError."""
    named = {person.name for person in info.people if person.publish_name}
    names = {person.name for person in info.people if not person.publish_name} - named
    if not names:
        return []
    forms = {form for name in names for form in (name, name.upper())}
    pattern = re.compile(rf"(?<!\w)(?:{any_of(forms)})(?!\w)")
    return [line for path in paths if path.suffix.lower() not in NO_TEXT for line in _in(path, pattern, root)]


def _in(path: Path, pattern: re.Pattern[str], root: Path) -> list[str]:
    text, _ = decoded_text(path.read_bytes())
    found = [
        (number, tr("“{name}” may not be named (publish_name = false in story.toml).", name=match[0]))
        for number, line in enumerate(text.split("\n"), 1)
        for match in pattern.finditer(line)
    ]
    return told(path, root, found)
