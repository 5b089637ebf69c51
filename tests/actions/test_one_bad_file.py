"""One file that cannot be read stops its own story: every verb does its work for the others, and says what to mend."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from footage_clips import Clips
from published import Site, slugs_at, target_of
from small_series import CAPTIONS, make_story, manifest_of
from tone_voices import use_tones
from veus_job import Ran

from pipeline.desk.desk_home import DeskHome
from pipeline.review import track_store

#: What can stand in a file of JSON instead of what should. None: a folder has its name.
SHAPES: dict[str, bytes | None] = {
    "list": b"[]",
    "number": b"7",
    "cut-off": b'{"base": {"links": ',
    "deep": b"[" * 100_000,
    "long-number": b'{"made_by": ' + b"9" * 5000 + b"}",
    "other-version": b'{"version": 99, "tracks": {"ca": 1}, "items": 3, "base": 5, "links": {"a": 1}, "cues": [1]}',
    "folder": None,
}

#: Files that people own, with what stops the story.
PEOPLES: dict[str, dict[str, bytes | None]] = {
    "story.toml": {
        "nested": b"a = " + b"[" * 100_000,
        "long-number": b"a = " + b"9" * 5000,
        "long-hex": b"poster = 0x" + b"f" * 9000,
        "latin1": 'title = "història"'.encode("latin-1"),
        "zero": b"\0",
        "folder": None,
    },
    "ca.srt": {"no-times": b"only words", "folder": None},
    "review.json": {name: data for name, data in SHAPES.items() if name != "other-version"},
    "withdrawal.json": {name: SHAPES[name] for name in ("list", "cut-off", "deep", "folder")},
    ".base": {"file": b"x"},
    "film.mp4": {"no-video": b"[" * 1000, "empty": b"", "folder": None},
}

#: Files of the machine's, by what is read together; $ is its folder of the story.
MACHINES = {
    "beside the captions": (
        ".base/ca.srt",
        ".base/en.links.json",
        ".base/open.ca.json",
        ".base/ca.coming.json",
        ".base/sound.json",
        ".base/history/ca.jsonl",
        ".base/history/ca.000000000000.srt",
    ),
    "of a move": (".base/shift.json",),
    "of places": (".base/published.json",),
    "the ledger": ("work/ledger.json",),
    "in output": (
        "work/probe.json",
        "work/transcript.json",
        "work/cuts.json",
        "work/frames.npz",
        "work/machine.ca.json",
        "work/memory.en.json",
        "work/pieces/uses.json",
        "out/episode.json",
    ),
}


def break_file(site: Site, name: str, data: bytes | None) -> None:
    paths = site.paths("film")
    head, _, rest = name.partition("/")
    folder = {"work": paths.work, "out": paths.out}.get(head)
    path = folder / rest if folder else paths.source / name
    if path.is_dir():
        shutil.rmtree(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.mkdir() if data is None else path.write_bytes(data)


@pytest.fixture
def site(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    use_tones(monkeypatch)  # `veus doctor` lets each voice say a word
    return site


def in_order(ran: Ran) -> Ran:
    """What every command owes: no fault of ours, and where something is wrong, a sentence and an exit code."""
    said = ran.out + ran.err
    assert "unexpected" not in said and "Traceback" not in said, said
    assert ran.code in (0, 1, 3), ran
    return ran


def about_it(slug: str, tmp_path: Path) -> Iterator[tuple[str, ...]]:
    """Every verb that is about one story, whether it can do its work or not."""
    back = tmp_path / "back.srt"
    back.write_text(CAPTIONS, "utf-8")
    yield from (("status", slug), ("check", slug), ("diff", slug, "ca"), ("settle", slug, "ca"))
    yield from (("restore", slug, "ca"), ("restore", slug, "ca", "1", "--by", "Anna"))
    for form in ("srt", "vtt", "ttml", "xlsx"):
        yield ("export", slug, "en", "--to", form, "-o", str(tmp_path / f"{slug}.{form}"))
    yield ("approve", slug, "ca", "--by", "Marta")
    yield ("import", slug, "ca", str(back))
    yield ("settle", slug, "ca", "--all", "--keep")
    yield ("shift", slug, "--by", "0")
    yield ("check", slug, "--fix")


def listed(site: Site) -> dict[str, str]:
    """The stories of the desk with their problems."""
    return {one["slug"]: (one["problem"] or {"en": ""})["en"] for one in DeskHome(site.layout).list(1, "")["stories"]}


def the_others_are_served(site: Site, dest: str, tmp_path: Path) -> bool:
    """Every verb, with the story `film` in trouble; whether a build finds it in order again."""
    assert [line for line in json.loads(in_order(site("status", "--json")).out) if line["story"] == "other"]
    report = json.loads(in_order(site("check", "--json")).out)
    assert [track for track in report["tracks"] if track["story"] == "other"]
    in_order(site("doctor", "--json"))
    assert listed(site)["other"] == ""
    assert "other" in json.loads(in_order(site("publish", dest, "--json")).out)["published"]
    assert slugs_at(target_of(dest, site)) in (["other"], ["film", "other"])
    for args in about_it("film", tmp_path):
        in_order(site(*args))
    built = in_order(site("build", "--json")).report
    outcomes = [one["outcome"] for one in built["stories"] if one["story"] == "other"]
    assert outcomes in (["built"], ["unchanged"])
    assert "other" in [one["slug"] for one in manifest_of(site.root)["episodes"]]
    return bool(built["ok"])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param(name, data, id=f"{name}-{shape}")
        for name, shapes in PEOPLES.items()
        for shape, data in shapes.items()
    ],
)
def test_a_file_of_peoples(site: Site, folder: str, tmp_path: Path, name: str, data: bytes | None) -> None:
    break_file(site, name, data)
    ran = in_order(site("build", "film"))
    assert ran.code == 1 and name in ran.err, "the file is named"
    the_others_are_served(site, folder, tmp_path)
    in_order(site("withdraw", "film", "--reason", "asked", "--by", "Anna"))


@pytest.mark.parametrize("data", SHAPES.values(), ids=list(SHAPES))
@pytest.mark.parametrize("names", MACHINES.values(), ids=list(MACHINES))
def test_files_of_the_machines(
    site: Site, folder: str, tmp_path: Path, names: tuple[str, ...], data: bytes | None
) -> None:
    for name in names:
        break_file(site, name, data)
    the_others_are_served(site, folder, tmp_path)
    in_order(site("withdraw", "film", "--reason", "asked", "--by", "Anna"))


def test_a_damaged_version_of_the_machines_stops_nothing_that_people_do(site: Site, tmp_path: Path) -> None:
    """It is only compared with."""
    paths = site.paths("film")
    back = tmp_path / "back.srt"
    back.write_text(paths.srt("ca").read_text("utf-8").replace("tres", "set"), "utf-8")
    paths.base_srt("ca").write_bytes(b"\x1b[31m only words")
    assert in_order(site("import", "film", "ca", str(back), "--by", "Anna")).code == 0
    assert "set" in paths.srt("ca").read_text("utf-8")
    assert in_order(site("shift", "film", "--by", "40")).code == 0
    words = paths.srt("ca").read_text("utf-8")
    assert (
        track_store.offer(paths, "ca", CAPTIONS) is track_store.Offer.KEPT
        and paths.srt("ca").read_text("utf-8") == words
    )
    assert paths.base_srt("ca").read_text("utf-8") == CAPTIONS


def test_captions_that_come_from_a_pipe_are_not_waited_for(site: Site, folder: str, tmp_path: Path) -> None:
    srt = site.paths("film").srt("ca")
    srt.unlink()
    os.mkfifo(srt)
    the_others_are_served(site, folder, tmp_path)


class TestNamesThatAreNoText:
    """Written on a computer with another idea of letters: the bytes are no UTF-8."""

    def folder(self, root: Path, clips: Clips, name: bytes) -> Path:
        made = make_story(root, "strange", clips["silent"], captions=CAPTIONS)
        target = Path(os.fsdecode(os.fsencode(made.parent) + b"/" + name))
        made.rename(target)
        return target

    @pytest.mark.parametrize("more", ["", '\nslug = "strange"\n'])
    def test_of_a_story(self, site: Site, clips: Clips, folder: str, tmp_path: Path, more: str) -> None:
        strange = self.folder(site.root, clips, b"hist\xf2ria")
        text = (strange / "story.toml").read_text("utf-8")
        (strange / "story.toml").write_text(more + text, "utf-8")
        assert not the_others_are_served(site, folder, tmp_path)
        ran = site("build")
        assert "Rename it" in ran.err and "\\udcf2ria" in ran.err

    def test_of_the_footage(self, site: Site, folder: str, tmp_path: Path) -> None:
        film = site.paths("film").source / "film.mp4"
        film.rename(os.fsdecode(os.fsencode(film.parent) + b"/pel\xb7l\xedcula.mp4"))
        assert not the_others_are_served(site, folder, tmp_path)
        ran = site("build", "film")
        assert ran.code == 1 and "this video is not UTF-8 text" in ran.err

    def test_of_what_only_lies_there(self, site: Site, folder: str, tmp_path: Path) -> None:
        for place in (site.paths("film").source, site.paths("film").history, site.paths("film").out, site.layout.work):
            place.mkdir(parents=True, exist_ok=True)
            Path(os.fsdecode(os.fsencode(place) + b"/ca.\xff.srt")).write_bytes(b"x")
        assert the_others_are_served(site, folder, tmp_path)


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), KeyError("nobody thought of this")])
@pytest.mark.parametrize("verb", ["status", "check", "publish", "review"])
def test_whatever_goes_wrong_is_that_storys(
    site: Site, folder: str, monkeypatch: pytest.MonkeyPatch, verb: str, error: Exception
) -> None:
    real = track_store.finish

    def failing(paths: Any, lang: str) -> None:
        if paths.source.name == "film":
            raise error
        real(paths, lang)

    monkeypatch.setattr(track_store, "finish", failing)
    if verb == "review":
        problems = listed(site)
        assert problems["other"] == "" and problems["film"]
        return
    ran = site(verb, *([folder] if verb == "publish" else []), "--json")
    assert ran.code == 1 and "film" in ran.out and "other" in ran.out
    assert "something unexpected" in ran.out or "Permission denied" in ran.out
