"""Our own measured tasks, each in a process of its own: `python -m benchmarks.child TASK …`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.speech.engines import Options, make_engine


def listen(job: str) -> None:
    """Our transcription, from loading the engine to transcripts on the disk. The model's hash is checked, as always.

    Prints how much memory (MB) it took at most.
    job: JSON – engine, model (folder), lang, sounds (WAV files), options, out (folder).
    """
    from benchmarks.audio import read_wav
    from benchmarks.measure import peak_mb
    from pipeline.speech.transcribe import transcribe, write_transcript
    from pipeline.speech.whisper_models import LocalModel, find, ready

    task = json.loads(job)
    model = LocalModel("base", Path(task["model"]), find("base").sha256)
    engine = make_engine(task["engine"])
    engine.open(ready(model))
    options = Options(**(task["options"] | {"hints": tuple(task["options"]["hints"])}))
    for sound in map(Path, task["sounds"]):
        heard = transcribe(read_wav(sound), (task["lang"],), engine, model, options)
        write_transcript(Path(task["out"]) / f"{sound.stem}.transcript.json", heard)
        files.write_json(Path(task["out"]) / f"{sound.stem}.json", {"text": heard.text})
    engine.close()
    print(json.dumps({"rss_mb": peak_mb()}))


def make_checkpoint(model: str, target: str) -> None:
    """The weights of a CTranslate2 model folder as a checkpoint that openai-whisper's own `load_model` reads."""
    import torch
    import whisper

    from pipeline.speech.weights import read_variables, whisper_state

    dimensions, state = whisper_state(read_variables(Path(model) / "model.bin"))
    positions = whisper.model.sinusoids(dimensions["n_audio_ctx"], dimensions["n_audio_state"])
    state.setdefault("encoder.positional_embedding", positions)
    torch.save({"dims": dimensions, "model_state_dict": state}, target)


def openai_cli(model: str, *args: str) -> None:
    """openai-whisper's own command line, unchanged but for one thing: a model loaded from a path would not know
    which attention heads follow the sound, so it is told, from the model folder, as a model loaded by name is.
    """
    from importlib import import_module

    import whisper

    load = whisper.load_model
    config = json.loads((Path(model) / "config.json").read_text("utf-8"))

    def load_with_heads(*given: Any, **named: Any) -> Any:
        loaded = load(*given, **named)
        loaded.set_alignment_heads(heads_dump(config["alignment_heads"], loaded.dims))
        return loaded

    whisper.load_model = load_with_heads
    sys.argv = ["whisper", *args]
    import_module("whisper.transcribe").cli()


def heads_dump(heads: list[list[int]], dims: Any) -> bytes:
    """(layer, head) pairs in the form openai-whisper takes them: a zipped table of booleans in base 85."""
    import base64
    import gzip

    import numpy as np

    table = np.zeros((dims.n_text_layer, dims.n_text_head), dtype=bool)
    for layer, head in heads:
        table[layer, head] = True
    return base64.b85encode(gzip.compress(table.tobytes()))


def burn(job: str) -> None:
    """Burns captions in, as a build does (burning.render_tracks); prints memory and the number of programs started."""
    from benchmarks.burning import render_tracks

    print(json.dumps(render_tracks(json.loads(job))))


def footage(job: str) -> None:
    """Listens to the footage of stories, as a build does (footage.listen_to)."""
    from benchmarks.footage import listen_to

    listen_to(json.loads(job))


def build(job: str) -> None:
    """Builds stories (pages.build_by_step); prints the report of the build, and its steps with their seconds."""
    from benchmarks.pages import build_by_step

    print(json.dumps(build_by_step(json.loads(job))))


def metered(job: str) -> None:
    """Builds stories with every task weighed (cluster_simulation.metering.build_metered); prints what was found."""
    from benchmarks.cluster_simulation.metering import build_metered

    print(json.dumps(build_metered(json.loads(job))))


def veus(*words: str) -> None:
    """The command line; prints behind all else how much memory (MB) it took at most."""
    import cli
    from benchmarks.measure import peak_mb

    code = cli.guarded(lambda: cli.veus.main(words, prog_name="veus", standalone_mode=False), debug=True)
    print(json.dumps({"rss_mb": peak_mb()}))
    raise SystemExit(code)


TASKS: dict[str, Callable[..., None]] = {
    "listen": listen,
    "checkpoint": make_checkpoint,
    "openai-cli": openai_cli,
    "burn": burn,
    "footage": footage,
    "build": build,
    "metered": metered,
    "veus": veus,
}

if __name__ == "__main__":
    TASKS[sys.argv[1]](*sys.argv[2:])
