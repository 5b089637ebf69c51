"""Style sheets, scripts and the icon of the pages, each under a name that holds its content's hash.

A page names the very bytes it was made with (and their integrity): a page of an earlier build goes on working beside
later ones, and no cache between here and a viewer ever gives a page another's script.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from pipeline.files import write_bytes
from pipeline.project.layout import Layout

FOLDER = Path(__file__).parent / "static"

#: Files that are sent as one, in a scope of their own.
JOINED = {"player.js": ("shared.js", "player.js", "transcript.js")}


def _small_css(source: bytes) -> bytes:
    """Without remarks and needless space; .75rem for 0.75rem."""
    return re.sub(rb"(?<=[\s:,(+-])0(?=\.\d)", b"", cssmin(source))


def _small_js(source: bytes) -> bytes:
    """Without remarks and needless space; said shorter where it is the same: `x=>1` for `(x)=>1`, `let` for `const`, no
    `;` before `}`. (No script of ours has an empty statement, or text that reads like this.)"""
    small = re.sub(rb"(?<![\w$])\(([A-Za-z]\w*)\)=>", rb"\1=>", jsmin(source))
    return re.sub(rb"\bconst(?=[ {[])", b"let", small).replace(b";}", b"}")


#: Takes out what is said to readers of the source only.
_SMALLER: dict[str, Callable[[bytes], bytes]] = {".css": _small_css, ".js": _small_js}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """name: in output/static. content: as it is sent. integrity: for the attribute of that name (W3C SRI, SHA-384)."""

    name: str
    content: bytes
    integrity: str


@cache
def static_files() -> dict[str, StaticFile]:
    """All of them, by the names that templates use: style sheets and scripts without remarks and needless space."""
    parts = {path.name: path.read_bytes() for path in sorted(FOLDER.iterdir())}
    joined = {name: b"(() => {%b})();" % b"".join(parts[one] for one in names) for name, names in JOINED.items()}
    inside = {one for names in JOINED.values() for one in names}
    whole = {name: content for name, content in parts.items() if name not in inside} | joined
    return {name: _described(Path(name), content) for name, content in whole.items()}


def static_paths(layout: Layout) -> list[Path]:
    """Where they go."""
    return [layout.static / file.name for file in static_files().values()]


def write_static(layout: Layout) -> list[Path]:
    """Copies them to output/static; the paths written. Those of earlier builds stay: pages may still name them."""
    for file in static_files().values():
        write_bytes(layout.static / file.name, file.content, layout.temp)
    return static_paths(layout)


def _described(path: Path, content: bytes) -> StaticFile:
    if smaller := _SMALLER.get(path.suffix):
        content = smaller(content)
    digest = hashlib.sha384(content)
    integrity = f"sha384-{base64.b64encode(digest.digest()).decode()}"
    return StaticFile(f"{path.stem}.{digest.hexdigest()[:10]}{path.suffix}", content, integrity)
