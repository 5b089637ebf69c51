"""BLEU and chrF of every route of translation that is installed, over sentences with references.

Counted by `sacrebleu` with its defaults (13a tokens, one reference); without it these figures are left out.
"""

from __future__ import annotations

import io
import json
import sys
import tarfile
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from benchmarks.captions.results import Translation
from benchmarks.measure import REPO, environment, timed
from benchmarks.results import BenchmarkError
from benchmarks.speech import LEAST_LIMIT_S
from pipeline import process
from pipeline.translation.routes import TABLE, routes_for

MISSING = "No BLEU and chrF: the package that counts them is not installed (pip install sacrebleu)."

#: FLORES' names of languages.
FILES = {"ca": "flores-dev.cat", "en": "flores-dev.eng", "es": "flores-dev.spa"}


def installed() -> bool:
    return find_spec("sacrebleu") is not None


def files_in(folder: Path) -> dict[str, Path]:
    """The files of sentences in `folder`, by language. Raises BenchmarkError with fewer than two, or uneven ones."""
    found = {lang: folder / name for lang, name in FILES.items() if (folder / name).is_file()}
    if len(found) < 2:
        raise BenchmarkError(
            "no sentences to translate here.",
            where=folder,
            remedy=f"Give a folder with two or more of {', '.join(FILES.values())}, a sentence a line.",
        )
    counts = {lang: len(_lines(path)) for lang, path in found.items()}
    if len(set(counts.values())) > 1:
        raise BenchmarkError(f"these files do not have the same number of lines: {counts}.", where=folder)
    return found


def _lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text("utf-8").splitlines()]


def measure(folder: Path, before: str, work: Path, threads: int) -> list[Translation]:
    """Every pair of the table of routes with files in `folder`, every route installed.

    before: a commit to compare with, or "". Raises BenchmarkError.
    """
    texts, code = files_in(folder), _old_code(before, work) if before else None
    found: list[Translation] = []
    for source, target in TABLE:
        if source not in texts or target not in texts:
            continue
        wanted = _lines(texts[target])
        made = _translations(source, target, texts[source], work / f"{source}-{target}", threads, REPO)
        old = (
            _translations(source, target, texts[source], work / f"{source}-{target}-old", threads, code) if code else {}
        )
        chosen = next((route.name for route in routes_for(source, target) if route.available()), "")
        for name, lines in made.items():
            earlier = scores(old[name], wanted) if name in old else None
            bleu, chrf = scores(lines, wanted)
            found.append(Translation(source, target, name, len(wanted), bleu, chrf, earlier, name == chosen))
    return found


def _old_code(commit: str, work: Path) -> Path:
    """The package `pipeline` as it was at `commit`, in a folder of its own."""
    done = process.run(["git", "archive", "--format=tar", commit, "pipeline"], cwd=REPO, limit_s=60)
    if done.code:
        raise BenchmarkError(f'there is no commit "{commit}" here: {done.messages.strip()}', where=REPO)
    target = work / "before"
    with tarfile.open(fileobj=io.BytesIO(done.output)) as archive:
        archive.extractall(target, filter="data")
    return target


def _translations(source: str, target: str, text: Path, out: Path, threads: int, code: Path) -> dict[str, list[str]]:
    """Name of route → its sentences, as the package `pipeline` in the folder `code` translates them."""
    out.mkdir(parents=True)
    job = json.dumps({"source": source, "target": target, "text": str(text.resolve()), "out": str(out)})
    script = str(REPO / "benchmarks" / "captions" / "child.py")
    # -P: the folder of the script holds modules whose names others may have too.
    env = environment(threads, out) | {"PYTHONPATH": str(code)}
    timed([sys.executable, "-P", script, "translate", job], env, LEAST_LIMIT_S)
    made = json.loads((out / "routes.json").read_text("utf-8"))
    return {route["name"]: _lines(out / route["file"]) for route in made}


def scores(made: Sequence[str], wanted: Sequence[str]) -> tuple[float, float]:
    """BLEU and chrF, 0..100. The two lists are of equal length."""
    sacrebleu = import_module("sacrebleu")
    return (
        float(sacrebleu.corpus_bleu(list(made), [list(wanted)]).score),
        float(sacrebleu.corpus_chrf(list(made), [list(wanted)]).score),
    )
