"""Ona, the Catalan voice of Debian's festival (package `festvox-ca-ona-hts`: Festcat, UPC, 2007–2012).

The text comes on standard input, as text; no word of it stands in a command or in Scheme. Festival's own way to speak
faster, `Duration_Stretch`, does nothing for HTS voices: their engine's `-r` does. Its exit code is 0 always.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from pipeline import files, process
from pipeline.cues import Lang
from pipeline.errors import disk_full
from pipeline.messages import tr
from pipeline.translation.data_digest import digest
from pipeline.voices.riff import samples_of
from pipeline.voices.voices import VoiceError, VoiceSound

#: What festival's Catalan reads text in; in UTF-8 it spells the letters with accents as two others.
ENCODING = "iso-8859-15"

#: Seconds allowed to start and for each letter: a hundred times what they take.
_START_S, _LETTER_S = 30.0, 0.5

#: Bytes without which no sentence can be written: a minute of it.
_LEAST_FREE = 4_000_000

#: Seconds kept of the pauses at both ends.
_AROUND_S = 0.02

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
            raise VoiceError(tr("festival's data cannot be read ({error}).", error=error), remedy=_PACKAGE) from error

    def say(self, text: str, rate: float) -> VoiceSound:
        try:
            given = text.encode(ENCODING)
        except UnicodeEncodeError as error:
            raise VoiceError(
                tr('Ona knows no letter "{text}".', text=text[error.start]), remedy=tr("Write it otherwise.")
            ) from error
        with files.disk_errors(Path(gettempdir())), TemporaryDirectory(prefix="veus-voice-") as made:
            result = Path(made) / "spoken.wav"
            # An empty HOME keeps the user's own .festivalrc from changing the voice.
            env = {**os.environ, "HOME": made, "LC_ALL": "C.UTF-8"}
            command = ["text2wave", "-eval", _scheme(rate), "-o", str(result), "-"]
            try:
                done = process.run(command, stdin=given, env=env, limit_s=_START_S + _LETTER_S * len(text))
            except FileNotFoundError as error:
                raise VoiceError(tr("festival is not installed."), remedy=_PACKAGE) from error
            except process.TimeLimitExceeded as error:
                raise VoiceError(tr("festival did not finish: {error}.", error=error)) from error
            wav = result.read_bytes() if result.is_file() else b""
            if not wav and shutil.disk_usage(made).free < _LEAST_FREE:
                raise disk_full(result)  # festival says only that it failed
        sound = samples_of(wav, "festival", done.messages, _PACKAGE)
        return _without_pauses(sound, done.output.decode("iso-8859-15"))


def _scheme(rate: float) -> str:
    """What text2wave is told: voice, pace, and to print each sound's name and end in seconds, an empty line after each
    sentence."""
    speed = f'\'(("-r" {rate:.3f}))'
    shown = '(mapcar (lambda (s) (format t "%s %f\\n" (item.name s) (item.feat s \'end)))'
    marks = f'(lambda (utt) {shown} (utt.relation.items utt \'Segment)) (format t "\\n") utt)'
    return (
        f"(begin (voice_upc_ca_ona_hts) (set! hts_engine_params (append hts_engine_params {speed}))"
        f" (set! tts_hooks (list utt.synth {marks} save_record_wave_fp)))"
    )


def _without_pauses(sound: VoiceSound, marks: str) -> VoiceSound:
    """`sound` without the pauses at its ends: half a second of noise, too loud to be found by its level."""
    ends = [(found[1], float(found[2])) for found in re.finditer(r"^(\S+) ([\d.]+)$", marks, re.MULTILINE)]
    if len(ends) < 2:
        raise VoiceError(
            tr("festival made no sound of a text."), remedy=tr("Write it in other words, or record it yourself.")
        )
    before = ends[0][1] if ends[0][0] == "pau" else 0.0
    after = ends[-1][1] - ends[-2][1] if ends[-1][0] == "pau" else 0.0
    begin, end = (max(0, round((pause - _AROUND_S) * sound.hz)) for pause in (before, after))
    return VoiceSound(sound.samples[begin : len(sound.samples) - end], sound.hz)


def _data() -> list[Path]:
    """The files that decide how it sounds: program, voice, rules, dictionary."""
    program = shutil.which("festival")
    rules = sorted((_SHARE / "upc_catalan").glob("*.scm"))
    words = sorted((_SHARE / "dicts/upc").glob("upcdict_catalan*central.out"))
    return [*([Path(program)] if program else []), _SHARE / _VOICE, *rules, *words]
