"""Short, exact names for the contents of data files, worked out once in the life of the program."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from pipeline.files import sha256_known


def digest(paths: Iterable[Path]) -> str:
    """12 hex digits that stand for the names and contents of `paths`. Raises OSError.

    Free after the first time while size and date of a file stand (`files.sha256_known`).
    """
    total = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.name):
        total.update(f"{path.name} {sha256_known(path)}\n".encode())
    return total.hexdigest()[:12]
