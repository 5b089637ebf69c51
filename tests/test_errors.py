"""Errors carry what happened, where, and what to do next – also across process borders."""

from __future__ import annotations

import errno
import os
import pickle
from pathlib import Path

import pytest

from pipeline import errors
from pipeline import message_catalogues as message_catalogues
from pipeline.errors import BusyError, DiskFullError, VeusError, for_people, of_system
from pipeline.messages import in_language

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, VeusError)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("where", [None, "here", Path("stories/joel/joel.mp4")])
def test_they_survive_pickling(kind: type[VeusError], where: Path | str | None) -> None:
    error = kind("it broke.", where=where, remedy="Mend it.")
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is kind
    assert (copy.what, copy.where, copy.remedy) == ("it broke.", where, "Mend it.")
    assert str(copy) == str(error) and copy.args == error.args and copy.exit_code == error.exit_code


@pytest.mark.parametrize(
    ("where", "remedy", "said"),
    [
        (None, "", "it broke."),
        (None, "Mend it.", "it broke. Mend it."),
        (Path("a/b"), "", "a/b: it broke."),
        ("a/b", "Mend it.", "a/b: it broke. Mend it."),
    ],
)
def test_the_sentence(where: Path | str | None, remedy: str, said: str) -> None:
    assert str(VeusError("it broke.", where=where, remedy=remedy)) == said


@pytest.mark.parametrize("kind", KINDS)
def test_as_plain_data(kind: type[VeusError]) -> None:
    data = kind("it broke.", where=Path("a")).as_dict()
    assert data == {"kind": kind.__name__, "what": "it broke.", "where": "a", "remedy": ""}
    assert kind("x").as_dict()["where"] == ""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.EISDIR, "Is a directory", "a.srt"), "a.srt: Is a directory. Check that it is there"),
        (OSError(errno.EACCES, "Permission denied", b"h\xf2.srt"), "h\\udcf2.srt: Permission denied. Check"),
        (OSError(errno.EIO, "Input/output error"), "film: Input/output error. Check"),
        (OSError(errno.EFBIG, "File too large", "film"), "film: this disk takes no file as large as that. Disks that"),
        (OSError("a library's own words."), "film: a library's own words. Check"),
        (OSError(errno.ENOSPC, "No space left on device", 7), "film: the disk is full. Free some space"),
        (OSError(errno.EDQUOT, "Disk quota exceeded", "from", None, "to"), "to: the disk is full. Free some space"),
    ],
)
def test_the_systems_own_complaints(error: OSError, said: str) -> None:
    told = for_people(error, Path("film"))
    assert str(told).startswith(said) and told.__cause__ is error
    assert isinstance(told, DiskFullError) == ("full" in said)


def test_the_systems_words_are_said_in_catalan_and_of_what_people_can_find() -> None:
    told = of_system(PermissionError(errno.EACCES, os.strerror(errno.EACCES), "/veus/stories/.part-x8"))
    assert in_language(told.what, "ca") == "No hi teniu permís." and str(told.where) == "/veus/stories"
    codes = (errno.EACCES, errno.ENOENT, errno.EISDIR, errno.EROFS, errno.EIO, errno.EMFILE)
    for error in (OSError(code, os.strerror(code), "a") for code in codes):
        assert in_language(of_system(error).what, "ca") != str(of_system(error).what)


def test_exit_codes() -> None:
    assert {kind.exit_code for kind in KINDS if kind is not BusyError} == {1}
    assert BusyError.exit_code == 3
