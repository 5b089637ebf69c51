"""Templates that escape all they are given."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment

#: Characters that HTML forbids and that nobody can read: C0 and C1 controls except tab and line ends.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def environment(folder: Path, instead: Path | None = None) -> Environment:
    """Jinja2 for the templates of `folder`: escapes everything, and complains of what is not defined.

    instead: a folder whose templates take the place of those of the same name; they find those as "veus/<name>".
    """
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

    ours = FileSystemLoader(folder, encoding="utf-8")
    theirs = [FileSystemLoader(instead, encoding="utf-8")] if instead else []
    return Environment(
        loader=ChoiceLoader([*theirs, ours, PrefixLoader({"veus": ours})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_clean,
        # Nothing is worked out when a template is compiled: what filters make of it is another in each language.
        optimized=False,
        bytecode_cache=_compiled(),
    )


@cache
def _compiled() -> BytecodeCache:
    """What was compiled in this process, for the environments of all languages."""
    from jinja2 import BytecodeCache
    from jinja2.bccache import Bucket

    class Compiled(BytecodeCache):
        def __init__(self) -> None:
            self.codes: dict[str, tuple[str, CodeType | None]] = {}

        def load_bytecode(self, bucket: Bucket) -> None:
            checksum, code = self.codes.get(bucket.key, ("", None))
            if checksum == bucket.checksum:
                bucket.code = code

        def dump_bytecode(self, bucket: Bucket) -> None:
            self.codes[bucket.key] = (bucket.checksum, bucket.code)

    return Compiled()


def _clean(value: Any) -> Any:
    """Without control characters; text that a template has already escaped is left alone."""
    return CONTROLS.sub("", value) if type(value) is str else value
