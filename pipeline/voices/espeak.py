"""The Spanish of Debian's espeak-ng: a voice made of formulas, plain to understand and plainly a machine's.

The text comes on standard input, where a minus at its beginning is no option; what the program would take for its
markup or phonemes (`<…>`, `[[…]]`) is no more there after `reading`. Its exit code is 0 always.
"""

from __future__ import annotations

import shutil
from functools import lru_cache
from pathlib import Path

from pipeline import process
from pipeline.cues import Lang
from pipeline.messages import tr
from pipeline.voices.riff import samples_of
from pipeline.voices.voices import VoiceError, VoiceSound

_PACKAGE = "sudo apt install espeak-ng"

#: Words a minute at its own pace: its default.
PACE = 175

_START_S, _LETTER_S = 30.0, 0.5


class Espeak:
    """Spanish of Spain, male."""

    name = "espeak-ng"
    lang: Lang = "es"

    def missing(self) -> str:
        return "" if shutil.which("espeak-ng") else _PACKAGE

    def version(self) -> str:
        program = shutil.which("espeak-ng")
        if program is None:
            raise VoiceError(tr("espeak-ng is not installed."), remedy=_PACKAGE)
        return f"{self.name} {_version(program, Path(program).stat().st_mtime_ns)}"

    def say(self, text: str, rate: float) -> VoiceSound:
        command = ["espeak-ng", "-v", "es", "-s", str(round(PACE * rate)), "-b", "1", "--stdin", "--stdout"]
        try:
            done = process.run(command, stdin=text.encode(), limit_s=_START_S + _LETTER_S * len(text))
        except FileNotFoundError as error:
            raise VoiceError(tr("espeak-ng is not installed."), remedy=_PACKAGE) from error
        except process.TimeLimitExceeded as error:
            raise VoiceError(tr("espeak-ng did not finish: {error}.", error=error)) from error
        return samples_of(done.output, "espeak-ng", done.messages, _PACKAGE)


@lru_cache(maxsize=4)
def _version(program: str, changed: int) -> str:
    """What it says of itself, asked once while the program is the same."""
    said = process.run([program, "--version"], limit_s=_START_S).output.decode("utf-8", "replace")
    return said.partition("text-to-speech: ")[2].split("  ")[0].strip() or said.strip()
