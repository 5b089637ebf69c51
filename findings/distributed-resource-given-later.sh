#!/usr/bin/env bash
# Surprise: a Dask worker that is given a resource with set_resources() never gets the task that waits for that resource; a new worker does.
#
# The scheduler then says that the worker has it, and still looks again only when a worker comes. A graphics card that is
# plugged in, or free again, helps what is asked for from then on, and nothing that waits. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check distributed==2026.8.0

cat >"$folder/try.py" <<'PYTHON'
import asyncio
import sys

import distributed
from distributed import Client, Scheduler, Worker


def work(number: int) -> int:
    return number * 2


async def state_after(future: distributed.Future, seconds: float) -> str:
    await asyncio.wait([asyncio.ensure_future(future._state.wait())], timeout=seconds)
    return "done" if future.status == "finished" else "waiting"


async def main() -> int:
    print("distributed", distributed.__version__)
    quiet = {"dashboard_address": ":0", "dashboard": False}
    async with Scheduler(port=0, host="127.0.0.1", **quiet) as scheduler:
        async with Worker(scheduler.address, **quiet) as worker, Client(scheduler.address, asynchronous=True) as client:
            asked = client.submit(work, 1, resources={"card": 1})
            await asyncio.sleep(1)
            await worker.set_resources(card=1)
            found = [await state_after(asked, 8)]
            has = dict(scheduler.workers[worker.address].resources)
            print("  8 s after set_resources(card=1) the task that asked for it is", found[0], "- the scheduler knows", has)
            found.append(await state_after(client.submit(work, 2, resources={"card": 1}), 8))
            print("  a task that asks for it now is", found[1])
            async with Worker(scheduler.address, resources={"card": 1}, **quiet):
                found.append(await state_after(asked, 8))
            print("  after another worker has come with it, the first task is", found[2])
            return 0 if found == ["waiting", "done", "done"] and has == {"card": 1} else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
PYTHON
cd "$folder"
DASK_DISTRIBUTED__LOGGING__DISTRIBUTED=critical venv/bin/python try.py 2>&1
