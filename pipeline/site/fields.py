"""The kinds of values that the contract is made of, each with its rule."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo

from pipeline.fieldtypes import NonEmpty, Sha256


def _at_address(url: str, info: ValidationInfo) -> str:
    """`url`, or what it is replaced with (`at_addresses` in models.py)."""
    return str(info.context["address"](url)) if info.context else url


_SEGMENT = r"[A-Za-z0-9][A-Za-z0-9._~!$&'()*+,;=@%-]*"

Version = Annotated[str, Field(pattern=r"^1\.[0-9]+$", description="Within 1 keys are only ever added.")]
Code = Annotated[str, Field(pattern=r"^[a-z]{2,3}$", description="ISO 639-1 language code.")]
Texts = Annotated[dict[Code, NonEmpty], Field(min_length=1, description="One text for each page language.")]
RelativeUrl = Annotated[
    str,
    Field(pattern=rf"^{_SEGMENT}(/{_SEGMENT})*$", description="Relative to manifest.json, percent-encoded."),
    AfterValidator(_at_address),
]
WebUrl = Annotated[str, Field(pattern=r"^https?://")]
FileSha256 = Annotated[Sha256, Field(description="Of the file's bytes, hexadecimal.")]
Positive = Annotated[int, Field(gt=0)]
Milliseconds = Annotated[int, Field(ge=0, description="From the first picture of the video.")]
Bytes = Annotated[int, Field(ge=0, description="Size of the file.")]
IsoDuration = Annotated[str, Field(pattern=r"^PT", description="ISO 8601, for example PT1M5.2S.")]
Pages = dict[Code, RelativeUrl]


class Model(BaseModel):
    """Base of everything in the contract: frozen, and our own misspelt keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
