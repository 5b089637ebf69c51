"""Mutants read one after the other, each reader in a process of its own that may be killed."""

from __future__ import annotations

import multiprocessing
import random
import resource
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal

from benchmarks.fuzz.mutations import mutated
from benchmarks.fuzz.readers import Reader, seeds_in

#: Seconds one input may take, and MB it may take besides what the reader takes when it has read what is right.
LIMIT_S = 10.0
LIMIT_MB = 700
#: Seconds that a process may take to start, and to read its first inputs.
_START_S = 120.0

Outcome = Literal["read", "refused", "escaped"]


@dataclass(slots=True)
class Tally:
    """What became of the mutants of one reader. escapes: (number, what happened) of those that were no refusal."""

    counts: Counter[Outcome] = field(default_factory=Counter)
    escapes: list[tuple[int, str]] = field(default_factory=list)

    def add(self, number: int, outcome: Outcome, said: str) -> None:
        self.counts[outcome] += 1
        if outcome == "escaped":
            self.escapes.append((number, said))


def run(
    readers: Mapping[str, Reader], count: int, seed: int, limit_s: float = LIMIT_S, limit_mb: int = LIMIT_MB
) -> Iterator[tuple[str, Tally]]:
    """`count` mutants, shared among `readers`: a reader's name with what became of its own, as it is done."""
    for place, (name, reader) in enumerate(readers.items()):
        share = count // len(readers) + (place < count % len(readers))
        yield name, tally(name, reader, range(share), seed, limit_s, limit_mb)


def tally(
    name: str, reader: Reader, numbers: range, seed: int, limit_s: float = LIMIT_S, limit_mb: int = LIMIT_MB
) -> Tally:
    """What becomes of the mutants with these numbers."""
    found = Tally()
    with tempfile.TemporaryDirectory(prefix="veus-fuzz-") as folder:
        seeds = Path(folder) / "seeds"
        seeds.mkdir()
        reader.seeds(seeds)
        todo = list(numbers)
        while todo:
            done = _in_one_process(name, reader, Path(folder), todo, seed, limit_s, limit_mb, found)
            del todo[:done]
    return found


def _in_one_process(
    name: str,
    reader: Reader,
    folder: Path,
    todo: list[int],
    seed: int,
    limit_s: float,
    limit_mb: int,
    found: Tally,
) -> int:
    """Until all is done, or an input has ended the process; how many were done."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    child = spawn.Process(target=_work, args=(theirs, name, reader, folder, todo, seed, limit_mb), daemon=True)
    child.start()
    theirs.close()
    try:
        if not ours.poll(_START_S):
            raise SystemExit(f"{name}: what is right is not read within {_START_S:g} s.")
        ours.recv()
        for done, number in enumerate(todo, 1):
            if not ours.poll(limit_s):
                found.add(number, "escaped", f"no answer within {limit_s:g} s")
                return done
            try:
                found.add(number, *ours.recv())
            except EOFError:
                child.join()
                found.add(number, "escaped", f"the process ended with code {child.exitcode}")
                return done
        return len(todo)
    except EOFError:
        raise SystemExit(f"{name}: the reader cannot read what is right; see above.") from None
    finally:
        child.kill()
        child.join()


def _work(
    answers: Connection, name: str, reader: Reader, folder: Path, todo: list[int], seed: int, limit_mb: int
) -> None:
    for path in sorted((folder / "seeds").iterdir()):
        reader.read(path)  # what is right is read, and all is imported before memory is counted
    seeds = list(seeds_in(folder / "seeds"))
    limit = _memory() + limit_mb * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    path = folder / "mutant"
    warnings.simplefilter("ignore")  # of numpy and openpyxl, about oddities of what they read
    answers.send("ready")
    for number in todo:
        path.write_bytes(mutated(seeds, random.Random(f"{seed}:{name}:{number}")))
        answers.send(_outcome(reader, path))


def _outcome(reader: Reader, path: Path) -> tuple[Outcome, str]:
    try:
        reader.read(path)
    except reader.refuses as error:
        with suppress(MemoryError):
            str(error).encode()  # what is said can be said
            return "refused", ""
        return "escaped", "MemoryError"
    except BaseException as error:
        return "escaped", f"{type(error).__name__}: {error}"[:300].encode("utf-8", "backslashreplace").decode()
    return "read", ""


def _memory() -> int:
    """Bytes of address space that this process has now."""
    pages = Path("/proc/self/statm").read_text().split()[0]
    return int(pages) * resource.getpagesize()
