"""`python -m benchmarks.fuzz`: broken input for every reader; exit code 1 where one is not refused by an error of ours.

Linux only: the limit of memory is told by /proc.
"""

from __future__ import annotations

import argparse
import sys
import time

from benchmarks.fuzz.readers import all_readers
from benchmarks.fuzz.run import LIMIT_MB, LIMIT_S, Tally, run


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=10_000, help="mutants, over all readers (10,000)")
    parser.add_argument("--seed", type=int, default=None, help="of the random numbers; else the time")
    parser.add_argument("--reader", action="append", choices=list(all_readers()), help="only this one; repeatable")
    options = parser.parse_args()
    seed = int(time.time()) if options.seed is None else options.seed
    readers = {name: one for name, one in all_readers().items() if not options.reader or name in options.reader}
    print(f"seed {seed}; limits: {LIMIT_S:g} s and {LIMIT_MB} MB an input", flush=True)
    print(f"{'reader':<12} {'inputs':>7} {'read':>7} {'refused':>8} {'escaped':>8} {'s':>7}")
    escaped = 0
    started = time.monotonic()
    for name, found in run(readers, options.count, seed):
        now = time.monotonic()
        _show(name, found, now - started)
        started, escaped = now, escaped + len(found.escapes)
    print("nothing escaped." if not escaped else f"{escaped} escaped.")
    return 1 if escaped else 0


def _show(name: str, found: Tally, seconds: float) -> None:
    counts = found.counts
    cells = (found.counts.total(), counts["read"], counts["refused"], counts["escaped"])
    print(f"{name:<12} {cells[0]:>7} {cells[1]:>7} {cells[2]:>8} {cells[3]:>8} {seconds:>7.1f}", flush=True)
    for number, said in found.escapes:
        print(f"    number {number}: {said}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
