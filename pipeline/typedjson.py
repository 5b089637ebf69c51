"""JSON files of the machine's read into plain data, and refused where they are of another shape.

What stands in such a file was written by this program – by this version or an older one, whole or cut off, or changed
by somebody. So nothing is taken from it whose type is not the one that the code relies on.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from pydantic import TypeAdapter

from pipeline import files

T = TypeVar("T")


def read_json(path: Path, kind: type[T]) -> T:
    """The file at `path` as a `kind`: a dataclass, or a type such as `tuple[int, ...]`.

    Raises OSError, and ValueError (pydantic's ValidationError) for whatever is not JSON of that shape.
    """
    return parse_json(files.read_bytes(path), kind)


def parse_json(data: bytes, kind: type[T]) -> T:
    """The bytes of such a file. Raises ValueError, as `read_json`."""
    adapter: TypeAdapter[T] = _adapter(cast("Any", kind))
    return adapter.validate_json(data)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)
