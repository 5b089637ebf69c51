"""The process of a run of a whole morning: an engine that hears one word wrongly and is not sure of another, and a
route that knows the few sentences that are said."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from fakes import ForGood, use_fakes

from pipeline.cues import Word
from pipeline.desk import run_process
from pipeline.speech import engines
from pipeline.speech.engines import RecognitionTask
from pipeline.speech.fake_engines import ScriptedEngine
from pipeline.translation import routes
from pipeline.translation.fake_routes import FakeRoute
from pipeline.translation.sentences import Sentence

#: How it is started: see `scripted_run`.
PROGRAM = (
    sys.executable,
    "-c",
    f"import sys; sys.path[:0] = {[str(Path(__file__).parent), str(Path(__file__).resolve().parents[2])]}; "
    "import morning_run; morning_run.main()",
)

SAID = "Bon dia, em dic Joel. Treballo a l'ort del barri. Plantem tomates amb els veïns."
#: How surely some words are heard; the others without doubt.
DOUBTFUL = {"l'ort": 0.2, "tomates": 0.3}
ENGLISH = {
    "Bon dia, em dic Joel.": "Good morning, my name is Joel.",
    "Treballo a l'ort del barri.": "I work in the local yard.",
    "Treballo a l'hort del barri.": "I work in the local garden.",
    "Plantem tomates amb els veïns.": "We plant tomatoes with the neighbours.",
}


class DoubtfulEngine(ScriptedEngine):
    """Hears SAID, with doubts."""

    def __init__(self) -> None:
        super().__init__({"ca": SAID, "en": " ".join(ENGLISH.values())})

    def hear_one(self, take: RecognitionTask) -> list[Word]:
        return [replace(word, probability=DOUBTFUL.get(word.text, 0.97)) for word in super().hear_one(take)]


class PhraseBook(FakeRoute):
    """Knows ENGLISH."""

    def _translate(self, sentences: Sequence[Sentence]) -> list[str]:
        return [ENGLISH[sentence.text.replace("’", "'")] for sentence in sentences]


def main() -> None:
    """A run, as `pipeline.desk.run_process` does it."""
    use_fakes(ForGood())
    engines.ENGINES["scripted"] = "morning_run:DoubtfulEngine"
    routes.TABLE["ca", "en"] = (routes.RouteEntry(lambda _: PhraseBook("ca", "en")),)
    run_process.main()
