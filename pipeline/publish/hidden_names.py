"""Names of people who agreed to be seen, and not to be named: where they stand all the same, nothing is published."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from pipeline.messages import tr
from pipeline.patterns import any_of
from pipeline.project.story_file import StoryFile
from pipeline.publish.placeholders import NO_TEXT, told
from pipeline.subtitles.foreign_text import decoded_text

#: Apostrophes, hyphens and the dot of "l·l", as keyboards have them, for those of print; each is one character, so that
#: what is found stands where it was.
_SIGNS = str.maketrans("’‘ʼ‐–·", "'''--.")


def hidden_names(paths: Iterable[Path], info: StoryFile, root: Path) -> list[str]:
    """A sentence for each line of `paths` with the name of a person of the story who may not be named, as it is written
    in story.toml or in capitals, with any of the signs that look alike. Each names the file, below `root`, and the
    line. Raises OSError."""
    named = {_alike(person.name) for person in info.people if person.publish_name}
    names = {_alike(person.name) for person in info.people if not person.publish_name} - named
    if not names:
        return []
    forms = {form for name in names for form in (name, name.upper())}
    pattern = re.compile(rf"(?<!\w)(?:{any_of(forms)})(?!\w)")
    return [line for path in paths if path.suffix.lower() not in NO_TEXT for line in _in(path, pattern, root)]


def _in(path: Path, pattern: re.Pattern[str], root: Path) -> list[str]:
    text, _ = decoded_text(path.read_bytes())
    found = [
        (number, tr("“{name}” may not be named (publish_name = false in story.toml).", name=line[slice(*match.span())]))
        for number, line in enumerate(unicodedata.normalize("NFKC", text).split("\n"), 1)
        for match in pattern.finditer(_alike(line))
    ]
    return told(path, root, found)


def _alike(text: str) -> str:
    """`text` with one letter for each way to write it (NFKC) and one sign for those that look alike."""
    return unicodedata.normalize("NFKC", text).translate(_SIGNS)
