"""Pages of docs/ that are made in part: what stands between two marks is written by a script, the rest by people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def fenced(text: str, name: str) -> str:
    """The TOML that the page `text` shows under the name of a file. Raises ValueError where there is none."""
    start = text.index("```toml\n", text.index(f"`{name}`:")) + len("```toml\n")
    return text[start : text.index("```", start)]


def replaced(text: str, name: str, made: str) -> str:
    """`text` with all between the two marks of `name` replaced."""
    head, _, rest = text.partition(f"<!-- {name} -->\n")
    _, _, tail = rest.partition(f"<!-- /{name} -->\n")
    return f"{head}<!-- {name} -->\n{made}<!-- /{name} -->\n{tail}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, with an empty line after it."""
    rule = f"|{'---|' * len(heads)}\n"
    return _row(heads) + rule + "".join(map(_row, rows)) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def in_cell(words: str) -> str:
    """`words` as they can stand in a table."""
    return " ".join(words.split()).replace("|", "\\|")
