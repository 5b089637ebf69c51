"""Notes which code the versions of expensive steps were raised for: `python -m tools.fingerprints`.

To be run after a change of that code: with a version raised where the step makes something else now (then it is made
again everywhere), without where it makes the same.
"""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.build.code_version import EXPENSIVE, fingerprint, version_of

NOTED = Path(__file__).parents[1] / "tests/build/fingerprints.json"


def found() -> dict[str, dict[str, object]]:
    """By step: the numbers of its key, and the fingerprint of the code behind it."""
    return {name: {"versions": version_of(step), "code": fingerprint(step)} for name, step in sorted(EXPENSIVE.items())}


if __name__ == "__main__":
    NOTED.write_text(json.dumps(found(), indent=2) + "\n", "utf-8")
