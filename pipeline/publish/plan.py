"""What has to happen so that a destination holds an edition: pure, from what is wanted and what is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import VeusError
from pipeline.fieldtypes import Sha256
from pipeline.file_stores import PART
from pipeline.files import to_json
from pipeline.messages import tr, tr_later

#: The list of files at a destination that this tool put there. The only files it ever removes or writes over.
INDEX = ".veus.json"
MANIFEST = "manifest.json"

#: The folder at a destination that all pages share: style sheets, scripts, each with its hash in its name.
SHARED = "static"

#: Hexadecimal digits of a file's SHA-256 in its name: 48 bits, far more than a story's files can clash in.
ADDRESS_DIGITS = 12

#: Days for which replaced files stay: longer than pages lie in caches, and entries of feeds in readers.
GRACE_DAYS = 30


class Stage(IntEnum):
    """The order of sending: what names others comes after them. MEDIA: whatever has its hash in its name. PAGE: of one
    story. SERIES: what leads to the stories."""

    MEDIA = 0
    PAGE = 1
    SERIES = 2
    MANIFEST = 3


@dataclass(frozen=True, slots=True)
class Item:
    """A file to be at a destination. name: its path there, with `/`. source: where it lies here."""

    name: str
    source: Path
    bytes: int
    sha256: str
    stage: Stage


class Entry(BaseModel):
    """A file at a destination. sha256: of its bytes; None while it is being sent: it may hold anything. replaced: the
    day on which the manifest ceased to name it; cached pages and feeds still ask for it for a while."""

    model_config = ConfigDict(frozen=True)

    bytes: Annotated[int, Field(ge=0)]
    sha256: Sha256 | None
    replaced: date | None = None


def _safe(name: str) -> str:
    parts = name.split("/")
    if any(part in ("", ".", "..") for part in parts) or re.search(r"[\\:\x00-\x1f]", name):
        raise ValueError("not a path below the destination")
    return name


FileName = Annotated[str, AfterValidator(_safe)]


class Index(BaseModel):
    """Everything that this tool put at a destination, by name. project: the mark of the series whose place it is."""

    model_config = ConfigDict(frozen=True)

    version: Annotated[int, Field(ge=1, le=1)] = 1
    files: dict[FileName, Entry] = {}
    project: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")] | None = None

    def with_files(self, changed: Mapping[str, Entry]) -> Index:
        return self.model_copy(update={"files": dict(sorted({**self.files, **changed}.items()))})

    def without(self, names: Collection[str]) -> Index:
        left = {name: entry for name, entry in self.files.items() if name not in names}
        return self.model_copy(update={"files": left})

    def of(self, project: str) -> Index:
        """The same, as the place of another series."""
        return self.model_copy(update={"project": project})

    def to_bytes(self) -> bytes:
        """`replaced` and `project` are left out where they say nothing."""
        data = self.model_dump(mode="json")
        if data["project"] is None:
            del data["project"]
        for entry in data["files"].values():
            if entry["replaced"] is None:
                del entry["replaced"]
        return to_json(data).encode()


def read_index(data: bytes | None, where: str) -> Index:
    """The index of a destination; an empty one where there is none. Raises VeusError for a damaged one."""
    if data is None:
        return Index()
    try:
        return Index.model_validate_json(data)
    except ValidationError as error:
        raise VeusError(
            tr("the list of published files there ({index}) cannot be read.", index=INDEX),
            where=where,
            remedy=tr("Restore it, or publish to an empty place."),
        ) from error


def addressed(name: str, sha256: str) -> str:
    """A file name that changes with the bytes, so that no cache serves old ones: video.ca.mp4 → video.ca.<12>.mp4."""
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}.{sha256[:ADDRESS_DIGITS]}{path.suffix}"))


def bears_its_hash(name: str) -> bool:
    """Whether a name changes with the bytes, so that what bore it may rest beside what replaced it."""
    return re.search(rf"\.[0-9a-f]{{10,{ADDRESS_DIGITS}}}\.[^./]+$", name) is not None


def without_hash(name: str) -> str:
    """What a name with a hash stands for, whatever the bytes: video.ca.<12>.mp4 → video.ca.mp4."""
    return re.sub(rf"\.[0-9a-f]{{10,{ADDRESS_DIGITS}}}(\.[^./]+)$", r"\1", name)


def story_of(name: str) -> str | None:
    """The slug or other folder that a file at a destination belongs to; None for the files of the series."""
    folder, _, rest = name.partition("/")
    return folder if rest else None


@dataclass(frozen=True, slots=True)
class Grace:
    """How long replaced files stay. today: the day of the run. days: for how many. public: folders at the destination
    (slugs, and that of style sheets) of which anything may stay: what was withdrawn goes at once."""

    today: date
    days: int
    public: frozenset[str]

    def rests(self, name: str, entry: Entry, there: Collection[str]) -> bool:
        """Whether a file that is not named any more stays for now. there: what is named, without hashes. What nothing
        has replaced was taken out, by an interpreter who withdraws, say: it goes at once."""
        since = (self.today - (entry.replaced or self.today)).days
        whole, folder = entry.sha256 is not None and bears_its_hash(name), story_of(name)
        replaced = folder == SHARED or without_hash(name) in there
        return whole and replaced and folder in self.public and since < self.days


@dataclass(frozen=True, slots=True)
class Plan:
    """send: in order; the manifest comes last. same: what is there already. remove: names, once all is sent.

    before, after: the index as it was found, and as it will be. missing: names that stay, and of which the place has
    nothing or something else.
    """

    send: tuple[Item, ...]
    same: tuple[Item, ...]
    remove: tuple[str, ...]
    before: Index
    after: Index
    missing: tuple[str, ...] = ()

    @property
    def bytes(self) -> int:
        return sum(item.bytes for item in self.send)

    @property
    def resting(self) -> tuple[str, ...]:
        """Replaced files that stay for a while."""
        return tuple(name for name, entry in self.after.files.items() if entry.replaced)

    @property
    def nothing_to_do(self) -> bool:
        return not self.send and not self.remove and self.before == self.after

    def as_dict(self) -> dict[str, Any]:
        return {
            "send": [{"name": item.name, "bytes": item.bytes, "sha256": item.sha256} for item in self.send],
            "same": [item.name for item in self.same],
            "remove": list(self.remove),
            "resting": list(self.resting),
            "bytes": self.bytes,
        }


def plan(
    items: Iterable[Item],
    kept: Callable[[str], bool],
    index: Index,
    listing: Mapping[str, int],
    named: Collection[str] = (),
    grace: Grace | None = None,
) -> Plan:
    """How a destination gets `items`.

    kept: whether a file that is there and is not among them stays (a story that is not published now). named: those
    that must be there, as the manifest will name them. grace: None, where replaced files go at once. listing: bytes of
    every file there. A file counts as there where index and listing agree about it. Files that this tool did not put
    there are left alone; VeusError where one of them is in the way.
    """
    wanted = {item.name: item for item in items}
    if foreign := [name for name in wanted if name in listing and name not in index.files]:
        raise _in_the_way(foreign, index)
    same = [item for item in wanted.values() if _is_there(item, index, listing)]
    ordered = sorted(wanted.values(), key=lambda item: (item.stage, item.name == MANIFEST, item.name))
    old = {
        name
        for name, entry in index.files.items()
        if name not in wanted and not (kept(name) and name in listing and not entry.replaced)
    }
    there = {without_hash(name) for name in (*wanted, *(index.files.keys() - old))}
    resting = {
        name: entry.model_copy(update={"replaced": entry.replaced or grace.today})
        for name, entry in index.files.items()
        if grace and name in old & listing.keys() and grace.rests(name, entry, there)
    }
    old -= resting.keys()
    parts = {name for name in listing if PurePosixPath(name).name.startswith(PART)}
    entries = {name: Entry(bytes=item.bytes, sha256=item.sha256) for name, item in wanted.items()}
    return Plan(
        send=tuple(item for item in ordered if item not in same),
        same=tuple(same),
        remove=tuple(sorted((old & listing.keys()) | parts)),
        before=index,
        after=index.with_files(entries | resting).without(old),
        missing=tuple(sorted(name for name in named if name not in wanted and not _is_whole(name, index, listing))),
    )


def _in_the_way(foreign: Sequence[str], index: Index) -> VeusError:
    """The error for files that are there, and that the index does not know."""
    if len(foreign) > 1 and MANIFEST in foreign and not index.files:
        return VeusError(
            tr(
                "a series is there already, but not {index}, the list of what `veus publish` put there: "
                "without it nothing is written over.",
                index=INDEX,
            ),
            remedy=tr("Put {index} back from a copy; or empty this place, and publish again.", index=INDEX),
        )
    told = (
        tr_later("{name} is there already, and {more} more, and `veus publish` did not put it there.")
        if len(foreign) > 1
        else tr_later("{name} is there already, and `veus publish` did not put it there.")
    )
    return VeusError(
        tr(told, name=foreign[0], more=len(foreign) - 1),
        remedy=tr("Publish to an empty place, or move that away."),
    )


def _is_whole(name: str, index: Index, listing: Mapping[str, int]) -> bool:
    known = index.files.get(name)
    return name in listing and (known is None or known.sha256 is None or listing[name] == known.bytes)


def _is_there(item: Item, index: Index, listing: Mapping[str, int]) -> bool:
    known = index.files.get(item.name)
    return known is not None and (known.bytes, known.sha256, listing.get(item.name)) == (
        item.bytes,
        item.sha256,
        item.bytes,
    )
