"""What lies below a folder of an fsspec file system – all of it, or an error."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

#: Stores that show a file only once it is whole. Everywhere else it is sent under another name first.
WHOLE_OR_NOT = frozenset({"memory", "s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "oss"})


def protocols_of(system: Any) -> frozenset[str]:
    """Names of a file system of fsspec's."""
    names = system.protocol
    return frozenset([names] if isinstance(names, str) else names)


def files_below(system: Any, root: str) -> dict[str, Any]:
    """What the system tells of each file, by its path. fsspec's own `find` passes over folders that it cannot read, and
    over those below the first even where it is told to complain (findings/fsspec-walk-on-error.sh). Raises what the
    system raises."""
    if protocols_of(system) & WHOLE_OR_NOT:
        return dict(system.find(root, detail=True))
    found, folders = dict[str, Any](), [root]
    while folders:
        for info in _listed(system, folder := folders.pop()):
            name = info["name"].rstrip("/")
            if info["type"] != "directory":
                found[name] = info
            elif name != folder.rstrip("/"):
                folders.append(name)
    return found


def _listed(system: Any, folder: str) -> list[dict[str, Any]]:
    """What lies in a folder; nothing, where it is known that there is none."""
    try:
        return _asked_for(system, folder)
    except FileNotFoundError:
        if _is_missing(system, folder):
            return []
        raise


def _asked_for(system: Any, folder: str) -> list[dict[str, Any]]:
    """fsspec's FTP says of every trouble that nothing is there, and of the trouble with `/` that it is empty. What it
    was told by the server, it keeps."""
    found: list[dict[str, Any]] = system.ls(folder, detail=True)
    if "ftp" in protocols_of(system):
        known = system.dircache
        if known.use_listings_cache and system._strip_protocol(folder) not in known:
            raise OSError(f"{folder} cannot be listed")
    return found


def _is_missing(system: Any, path: str) -> bool:
    """Whether it is known that nothing is there."""
    if "file" in protocols_of(system):
        return not system.lexists(path)
    for above in PurePosixPath(path).parents:
        try:
            names = [PurePosixPath(one["name"].rstrip("/")).name for one in _asked_for(system, str(above))]
        except FileNotFoundError:
            path = str(above)
            continue
        return PurePosixPath(path).name not in names
    return False
