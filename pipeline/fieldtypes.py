"""Kinds of values that the models of several files have, each with its rule."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

NonEmpty = Annotated[str, Field(min_length=1)]

#: Of bytes, hexadecimal.
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

#: A name in file names and addresses: lower-case letters and digits, in parts with a hyphen between.
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]

SeriesId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]

#: Of a file in a folder that is known.
FileName = Annotated[str, Field(pattern=r"^[^/\\]+$")]
