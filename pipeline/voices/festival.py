"""Ona, the Catalan voice of Debian's festival (package `festvox-ca-ona-hts`: Festcat, UPC, 2007–2012).

The text is a file that festival reads as text; no word of it stands in a command or in Scheme. A voice's own way to speak
faster, `Duration_Stretch`, does nothing for HTS voices: the engine's `-r` does. Festival says 0 whatever happened.
"""

from __future__ import annotations

import io
import os
import shutil
import wave
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline import process
from pipeline.cues import Lang
from pipeline.translation.data_digest import digest
from pipeline.voices.voices import VoiceError, VoiceSound

#: What festival's Catalan reads text in; in UTF-8 it spells the letters with accents as two others.
ENCODING = "iso-8859-15"

#: Seconds allowed to start and for each letter: a hundred times what they take.
_START_S, _LETTER_S = 30.0, 0.5

_PACKAGE = "sudo apt install festival festvox-ca-ona-hts"
_SHARE = Path("/usr/share/festival")
_VOICE = "voices/catalan/upc_ca_ona_hts/hts/upc_ca_ona.htsvoice"


class Ona:
    """The one Catalan voice that is packaged and understood (24.6 % of the words heard again wrong by Whisper base)."""

    name = "ona"
    lang: Lang = "ca"

    def missing(self) -> str:
        return "" if shutil.which("text2wave") and (_SHARE / _VOICE).is_file() else _PACKAGE

    def version(self) -> str:
        try:
            return f"{self.name} {digest(_data())}"
        except OSError as error:
            raise VoiceError(f"festival's data cannot be read ({error}).", remedy=_PACKAGE) from error

    def say(self, text: str, rate: float) -> VoiceSound:
        try:
            given = text.encode(ENCODING)
        except UnicodeEncodeError as error:
            raise VoiceError(
                f'festival knows no letter "{text[error.start]}".', remedy="Write it otherwise."
            ) from error
        with TemporaryDirectory(prefix="veus-voice-") as made:
            folder = Path(made)
            source, result = folder / "text.txt", folder / "spoken.wav"
            source.write_bytes(given)
            # An empty HOME keeps the user's own .festivalrc from changing the voice.
            env = {**os.environ, "HOME": made, "LC_ALL": "C.UTF-8"}
            command = ["text2wave", "-eval", _scheme(rate), "-o", str(result), str(source)]
            try:
                done = process.run(command, env=env, limit_s=_START_S + _LETTER_S * len(text))
            except FileNotFoundError as error:
                raise VoiceError("festival is not installed.", remedy=_PACKAGE) from error
            except process.TimeLimitExceeded as error:
                raise VoiceError(f"festival did not finish: {error}.") from error
            return _sound(result.read_bytes() if result.is_file() else b"", done.messages)


def _scheme(rate: float) -> str:
    speed = f'\'(("-r" {rate:.3f}))'
    return f"(begin (voice_upc_ca_ona_hts) (set! hts_engine_params (append hts_engine_params {speed})))"


def _sound(wav: bytes, messages: str) -> VoiceSound:
    """The samples of a RIFF file; its exit code says nothing of them."""
    import numpy as np

    try:
        with wave.open(io.BytesIO(wav)) as file:
            samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(np.float32) / 32768
            return VoiceSound(samples, file.getframerate())
    except (wave.Error, EOFError) as error:
        said = messages.strip().splitlines()[-1:] or ["no messages"]
        raise VoiceError(f"festival made no sound ({said[0]}).", remedy=f"Is it all installed? {_PACKAGE}") from error


def _data() -> list[Path]:
    """The files that decide how it sounds: program, voice, rules, dictionary."""
    program = shutil.which("festival")
    rules = sorted((_SHARE / "upc_catalan").glob("*.scm"))
    words = sorted((_SHARE / "dicts/upc").glob("upcdict_catalan*central.out"))
    return [*([Path(program)] if program else []), _SHARE / _VOICE, *rules, *words]
