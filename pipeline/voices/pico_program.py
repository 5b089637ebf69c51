"""A program of its own: the text on standard input spoken in Spanish, as 16-bit samples at 16 kHz on standard output.

Pico keeps some state from one text to the next, so only the first one of a process has always the same bytes; and it
is C of long ago, which nobody wants to have crash, or never end, in the midst of a build.
"""

from __future__ import annotations

import sys


def main() -> None:
    """`pico_program.py PACE < text > samples`."""
    from py_nanotts import NanoTTS

    text = sys.stdin.buffer.read().decode("utf-8")
    sys.stdout.buffer.write(NanoTTS().speak(text, voice="es-ES", speed=float(sys.argv[1])))


if __name__ == "__main__":
    main()
