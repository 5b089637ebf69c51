"""The criteria that an episode is held against: criteria.toml, read and checked.

Sources: W3C, Web Content Accessibility Guidelines 2.2 (5 October 2023), levels A and AA; ETSI EN 301 549 V3.2.1
(2021-03), clauses 7 and 9, the standard that Royal Decree 1112/2018 is kept by.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline import files
from pipeline.errors import VeusError
from pipeline.fieldtypes import NonEmpty
from pipeline.messages import tr
from pipeline.project.bilingual import Bilingual

FILE = Path(__file__).parent / "criteria.toml"

#: Who may say "passed": the build alone; people, beside what the build measures; people alone.
Judge = Literal["machine", "both", "person"]

#: What a person's word is about.
About = Literal["footage", "tracks", "descriptions", "page", "story"]

Number = Annotated[str, Field(pattern=r"^\d+(\.\d+)+$")]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Standard(_Data):
    """A standard, in the version that counts; numbers of criteria in others stand beside."""

    short: str
    title: Bilingual
    version: str
    url: str


class Law(_Data):
    """The law that the standards serve."""

    short: Bilingual
    title: Bilingual
    url: str


class Criterion(_Data):
    """One criterion. name: its own, the same in every version. wcag, en301549: its number, by version of the
    standard."""

    name: NonEmpty
    title: Bilingual
    level: Literal["A", "AA"] | None = None
    wcag: dict[str, Number] = {}
    en301549: dict[str, Number] = {}
    judge: Judge
    about: tuple[About, ...]

    @property
    def standard(self) -> Literal["wcag", "en301549"]:
        """The one that it is a criterion of: those of WCAG have numbers in EN 301 549 as well."""
        return "wcag" if self.wcag else "en301549"

    @property
    def number(self) -> str:
        """In its standard, in the version that counts."""
        version = catalogue_of_criteria().standards[self.standard].version
        return (self.wcag or self.en301549)[version]

    @property
    def url(self) -> str:
        """Where the standard has it; a fragment by name (WCAG) or by number (EN 301 549)."""
        address = catalogue_of_criteria().standards[self.standard].url
        return f"{address}#{self.name if self.wcag else self.number}"


class CriteriaFile(_Data):
    """criteria.toml. criteria: by name, in the order of the standards."""

    law: Law
    standards: dict[Literal["wcag", "en301549"], Standard]
    criteria: dict[str, Criterion]


@cache
def catalogue_of_criteria() -> CriteriaFile:
    """All of criteria.toml; read once a process."""
    data = tomllib.loads(files.read_bytes(FILE).decode("utf-8"))
    data["criteria"] = {name: {"name": name} | entry for name, entry in data["criteria"].items()}
    return CriteriaFile.model_validate(data)


def criteria() -> tuple[Criterion, ...]:
    """Every criterion, those of WCAG first, by number."""
    return tuple(catalogue_of_criteria().criteria.values())


def find_criterion(word: str) -> Criterion:
    """The criterion that somebody names by its name, or by its number in the versions that count ("1.2.2", "7.1.1",
    "9.1.2.2"). Raises VeusError for none, and where a number is of two."""
    known = catalogue_of_criteria()
    wanted = word.strip().casefold()
    if wanted in known.criteria:
        return known.criteria[wanted]
    version = known.standards["en301549"].version
    found = [one for one in known.criteria.values() if wanted in (one.number, one.en301549.get(version))]
    if len(found) != 1:
        raise VeusError(
            tr('there is no criterion "{word}".', word=word),
            remedy=tr("`veus attest STORY` lists them, by number and name."),
        )
    return found[0]
