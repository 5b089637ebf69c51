#!/usr/bin/env bash
# Surprise: Dask does jobs called film-0, film-1 … in the order they were given, and film0, film1 … (or bare hashes) from the last to the first.
#
# Jobs whose names are alike up to a "-" are a group, and wait in the scheduler, which knows who came first. A name of its
# own kind goes to a worker at once; all of one tenth of a second have the same priority, and there the newest comes first.
# Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check distributed==2026.8.0

cd "$folder"
venv/bin/python - <<'PYTHON'
import hashlib
import sys
import time

import distributed

NAMES = {
    "film-0": lambda job: f"film-{job}",
    "film0": lambda job: f"film{job}",
    "a hash": lambda job: hashlib.sha256(str(job).encode()).hexdigest(),
    "film-hash": lambda job: "film-" + hashlib.sha256(str(job).encode()).hexdigest(),
}


def work(job):
    time.sleep(0.02)
    return time.monotonic(), job


print("distributed", distributed.__version__, "- one worker that does one job at a time")
found = {}
with distributed.Client(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as client:
    for name, key in NAMES.items():
        ended = client.gather([client.submit(work, job, key=key(job)) for job in range(20)])
        found[name] = [job for _, job in sorted(ended)]
        print(f"{name:>10}:", *found[name])
# On a busy machine more than a tenth of a second passes here and there, and the order begins anew.
back = {name: sum(later < earlier for earlier, later in zip(order, order[1:])) for name, order in found.items()}
print("steps back, of 19:", back)
newest = back["film0"] >= 10 and back["a hash"] >= 10
sys.exit(0 if newest and not back["film-0"] and not back["film-hash"] else 1)
PYTHON
