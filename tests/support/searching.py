"""How many examples a property is tried with: few and always the same in `make test`, so that the same code gets the
same answer; many and new ones in `make search`."""

from __future__ import annotations

import os

PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "veus")
THOROUGH = 20


def examples(count: int) -> int:
    """`count` examples as a rule; so many times as many in a thorough search."""
    return count * THOROUGH if PROFILE == "thorough" else count
