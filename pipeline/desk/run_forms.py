"""What the forms of the pages of runs send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from pipeline.desk.security import FORM_TOKEN

#: Fields of a form: more than there are stories.
MOST_FIELDS = 20_000


class NotFilledIn(Exception):
    """Something was not filled in. `why`: an id in [runs.missing]."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class RunForm:
    """What a form sent. do: of the button. slugs: stories; none for all."""

    do: str = ""
    slugs: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, body: bytes) -> RunForm:
        """Raises NotFilledIn where stories are to be chosen and none is."""
        pairs = pairs_of(body)
        given = {name: value for name, value in pairs if name != FORM_TOKEN}
        slugs = tuple(value for name, value in pairs if name == "slug")
        if given.get("which") == "chosen" and not slugs:
            raise NotFilledIn("stories")
        return cls(given.get("do", ""), slugs if given.get("which") != "all" else (), given)

    def text(self, name: str) -> str:
        return " ".join(self.given.get(name, "").split())


def pairs_of(body: bytes) -> list[tuple[str, str]]:
    """The fields of a form; none of one with too many."""
    try:
        return parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return []
