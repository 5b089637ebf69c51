"""What the sheet shows: the captions of a story that are hardest to set, and made-up ones where it has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.captions.speaker_labels import dash, has_two_speakers, label
from pipeline.cues import Cue, Lang
from pipeline.messages import tr
from pipeline.project.style import StyleSettings
from pipeline.video import text_width


@dataclass(frozen=True, slots=True)
class Sample:
    """what: why it is shown. cue: its times mean nothing."""

    what: str
    cue: Cue


#: By language: two lines of 42 characters, two speakers, a sound, a text for the top of the picture.
_TEXTS: dict[Lang, tuple[str, tuple[str, str], str, str]] = {
    "ca": (
        "Cada dissabte al matí ens trobem a l’hort:\nplantem, reguem i després mengem plegats.",
        ("Què feu els dissabtes?", "Anem a l’hort amb els veïns."),
        "(Aplaudiments)",
        "Aquí dalt no tapa el nom\nque surt a baix.",
    ),
    "en": (
        "On Saturday mornings we all meet up there:\nwe plant, we water, and then eat together.",
        ("What do you do on Saturdays?", "We garden with the neighbours."),
        "[applause]",
        "Up here it does not hide the name\nthat is shown below.",
    ),
}

#: All that Catalan needs, the marks of songs, and what people paste.
ACCENTS = "à è é í ï ò ó ú ü ç l·l ŀl «Ç» ¿?\n♪ ♫ 👏 ❤️ 👩‍⚕️ À É Í Ü €"


def samples(cues: Sequence[Cue], lang: Lang, style: StyleSettings) -> list[Sample]:
    """One cue each: the longest lines, two speakers, a sound, accents and signs, one at the top."""
    longest, duet, sound, top = _TEXTS.get(lang, _TEXTS["en"])
    words = [cue for cue in cues if not cue.sound]
    made_up = Cue(0, 1, longest)
    return [
        Sample(tr("longest lines"), max([*words, made_up], key=lambda cue: _width(cue, style))),
        Sample(tr("two speakers"), next(filter(has_two_speakers, words), None) or _two(duet, lang, style)),
        Sample(tr("sound"), next((cue for cue in cues if cue.sound), Cue(0, 1, sound, sound=True))),
        Sample(tr("accents, signs"), Cue(0, 1, ACCENTS)),
        Sample(tr("at the top"), next((cue for cue in words if cue.top), Cue(0, 1, top, top=True))),
    ]


def _width(cue: Cue, style: StyleSettings) -> float:
    return max(text_width.width(line, style.font) for line in cue.lines)


def _two(texts: tuple[str, str], lang: Lang, style: StyleSettings) -> Cue:
    """Two speakers: with names where names have colours."""
    names = [*style.speakers][:2]
    said = (f"{label(name)}{text}" for name, text in zip(names, texts, strict=False))
    return Cue(0, 1, "\n".join([*said, *(f"{dash(lang)}{text}" for text in texts[len(names) :])]))


def placed(sample: Sample, number: int) -> Cue:
    """The cue of a sample in the second `number` of a film that shows one picture a second."""
    return replace(sample.cue, start=number * 1000, end=(number + 1) * 1000)
