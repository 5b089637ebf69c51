"""What entries of review.json are made of."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def _with_offset(text: str) -> str:
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError("a time without an offset")
    return text


Moment = Annotated[str, AfterValidator(_with_offset)]
Ms = Annotated[int, Field(ge=0)]


class ReviewEntry(BaseModel):
    """Keys that people add are passed over here; in the file they stay."""

    model_config = ConfigDict(frozen=True)
