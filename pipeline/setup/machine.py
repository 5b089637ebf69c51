"""What a log begins with: which Veus runs, on what, with which versions of what it is built on."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from importlib import metadata

from pipeline import __version__, process
from pipeline.cores import cores
from pipeline.errors import VeusError
from pipeline.media import ffmpeg

#: Seconds for a program to say its version.
LIMIT_S = 10.0

_NAME = re.compile(r"[\w.-]+")


def about() -> Iterator[str]:
    """One line a subject. Never raises for what it can tell."""
    yield f"Veus {__version__}, Python {platform.python_version()} ({platform.python_implementation()})"
    yield f"{platform.platform()}, {platform.machine()}, {cores()} processors"
    yield f"packages: {', '.join(_packages())}"
    yield f"ffmpeg: {_ffmpeg()}"


def _packages() -> Iterator[str]:
    """What Veus asks for in pyproject.toml, and nothing where it runs without being installed."""
    try:
        wanted = metadata.requires("veus") or []
    except metadata.PackageNotFoundError:
        return
    for name in sorted({found[0] for line in wanted if "extra ==" not in line and (found := _NAME.match(line))}):
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield f"{name} –"


def _ffmpeg() -> str:
    """The program, and the first line of what it says of itself."""
    try:
        program = ffmpeg.executable()
        said = process.run([program, "-version"], limit_s=LIMIT_S).output.decode("utf-8", "replace")
    except (VeusError, OSError, process.TimeLimitExceeded) as error:
        return f"{ffmpeg.version()}, which does not run ({error})"
    return f"{ffmpeg.version()}, {program}: {said.partition(chr(10))[0]}"
