"""Series with approved stories for tests of publishing, and looks at what is public."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from heard_all import heard_all
from small_series import SCRIPTED, make_series, make_story
from veus_job import Ran, in_process

from pipeline import files
from pipeline.file_stores import Target
from pipeline.project.layout import Layout, StoryLayout
from pipeline.publish.targets import open_target
from pipeline.site.contract import Manifest
from pipeline.site.static_files import static_files

AT = "2024-07-01T10:00:00+02:00"
BASE = "https://www.barcelona.cat/veus/"
SETTINGS = f'base_url = "{BASE}"\n{SCRIPTED}[captions]\nenglish_min_ms = 300\n'
NAME = "Berenguera Puigdomènech"
SECRET = {"ca": "Visc sola amb tres gats.", "en": "I live alone with three cats."}


def toml(slug: str) -> str:
    """A story.toml with a name, a title and a consent of its own, and marks that no page may take for its own."""
    return f"""
spoken = ["ca"]
title = {{ ca = "Títol {slug} <script>", en = "Title {slug} ../\\u202e-->" }}
summary = {{ ca = "Resum {slug}.", en = "Summary {slug}/video.mp4" }}
place = {{ ca = "Vic", en = "{slug}/video.mp4" }}
people = [{{ name = "{NAME} {slug}" }}]

[consent]
given_by = "{NAME}"
date = 2024-01-10
scope = "web"
"""


def captions(slug: str, lang: str) -> str:
    return f"1\n00:00:00,200 --> 00:00:04,000\n{SECRET[lang]} ({slug})\n"


@dataclass(frozen=True)
class Site:
    """A root folder and the command line in it, in this process."""

    root: Path

    def __call__(self, *args: str) -> Ran:
        return in_process(self.root, *args)

    @property
    def layout(self) -> Layout:
        return Layout(self.root)

    def static(self, name: str) -> str:
        return static_files()[name].name

    def paths(self, slug: str) -> StoryLayout:
        return self.layout.story(self.root / "stories" / slug, slug)

    def copy(self, root: Path) -> Site:
        shutil.copytree(self.root, root, dirs_exist_ok=True)
        return Site(root)

    def approve(self, slug: str) -> None:
        heard_all(self.root, slug, "ca", "en")
        for lang in ("ca", "en"):
            assert self("approve", slug, lang, "--by", "Marta Puig", "--at", AT).code == 0


class Killed(BaseException):
    """What nothing in the program catches."""


class Dying:
    """A file system that dies before its n-th change."""

    CHANGES = ("put_file", "pipe_file", "mv", "rm_file", "makedirs", "open")

    def __init__(self, system: Any, left: int) -> None:
        self.system, self.left = system, left

    def __getattr__(self, name: str) -> Any:
        real = getattr(self.system, name)
        return self._counted(real) if name in self.CHANGES else real

    def _counted(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def change(*args: Any, **more: Any) -> Any:
            if self.left == 0:
                raise Killed
            self.left -= 1
            return real(*args, **more)

        return change


def make_site(root: Path, footage: Path, *slugs: str) -> Site:
    """Built, edited by a person, approved, and built again."""
    site = Site(make_series(root, SETTINGS))
    for slug in slugs:
        folder = make_story(root, slug, footage, toml=toml(slug), captions=captions(slug, "ca"))
        (folder / "en.srt").write_text(captions(slug, "en"), "utf-8")
    site.layout.project.write_text("the same for every copy", "ascii")
    assert site("build", "--quiet").code == 0
    for slug in slugs:
        site.approve(slug)
    assert site("build", "--quiet").code == 0
    return site


def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty place of the kind that `request` asks for: a folder, or a store of fsspec."""
    kinds = {
        "folder": lambda: str(tmp_path / "site"),
        "memory": lambda: f"memory://{tmp_path.name}",
        "ftp": lambda: f"{request.getfixturevalue('ftp')}/{tmp_path.name}/site",
    }
    return kinds[request.param]()


def target_of(address: str, site: Site) -> Target:
    return open_target(address, site.layout)


def manifest_at(target: Target) -> dict[str, Any] | None:
    data = target.read("manifest.json")
    return None if data is None else dict(json.loads(data))


def slugs_at(target: Target) -> list[str]:
    """Stories that are public there."""
    return [episode["slug"] for episode in (manifest_at(target) or {"episodes": ()})["episodes"]]


def broken(target: Target) -> list[str]:
    """Everything that the manifest names and that is not there, or with other bytes."""
    manifest = manifest_at(target)
    if manifest is None:
        return []
    return [str(one) for one in named(manifest) if not _holds(target, *one)]


def named(manifest: Any) -> list[tuple[str, str | None]]:
    """Every relative URL of a manifest, and the hashes stated for some."""
    seen: set[str] = set()

    def note(url: str) -> str:
        seen.add(url)
        return url

    Manifest.model_validate_json(json.dumps(manifest), context={"address": note})
    return [*((url, None) for url in sorted(seen)), *_stated(manifest)]


def _stated(value: Any) -> Iterator[tuple[str, str | None]]:
    if isinstance(value, dict) and "sha256" in value:
        yield value["url"], value["sha256"]
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _stated(item)


def _holds(target: Target, url: str, sha256: str | None) -> bool:
    data = target.read(unquote(url))
    return data is not None and (sha256 is None or files.sha256_bytes(data) == sha256)


def dangling(target: Target) -> list[str]:
    """Every link in a page, a feed or a data file there that leads to nothing there."""
    there, found = everything(target), []
    for name, data in there.items():
        if name.endswith((".html", ".xml", ".json", ".jsonld")):
            text = data.decode()
            links = re.findall(rf"{re.escape(BASE)}([^\"'<>\s\\&#]+)", text)
            if name.endswith(".html"):
                own = [link for link in re.findall(r'(?:href|src|poster)="([^"#]+)"', text) if ":" not in link]
                links += [posixpath.normpath(posixpath.join(posixpath.dirname(name), link)) for link in own]
            found += [f"{name}: {link}" for link in links if unquote(link) not in there]
    return found


def everything(target: Target) -> dict[str, bytes]:
    return {name: target.read(name) or b"" for name in target.listing()}
