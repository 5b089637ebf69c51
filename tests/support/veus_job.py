"""Runs the real command line in folders of its own, and looks at what came out."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit
from footage_clips import IN_HASTE, X264, ffmpeg

import cli
from tools.footage.script import load_script

REPO = Path(__file__).resolve().parents[2]
STORIES = ("letter", "joel", "laura", "cynthia", "emergency-team")


@dataclass(frozen=True)
class Ran:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """The report of `build --json`."""
        report: dict[str, Any] = json.loads(self.out)
        return report

    def story(self, slug: str) -> dict[str, Any]:
        return next(story for story in self.report["stories"] if story["story"] == slug)


def veus(root: Path, *args: str, **env: str) -> Ran:
    """`python cli.py --root ROOT ARGS…`, as a user starts it."""
    command = [sys.executable, str(REPO / "cli.py"), "--root", str(root), *args]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=600, env=os.environ | env, stdin=subprocess.DEVNULL
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def in_process(root: Path, *args: str) -> Ran:
    """The command line in this process: much sooner, and scripted engines can take part."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="", write_through=True) for _ in range(2))

    def main() -> object:
        return cli.veus.main(["--root", str(root), *args], prog_name="veus", standalone_mode=False)

    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = cli.guarded(main, debug="--debug" in args)
        except SystemExit as end:
            code = int(end.code or 0)
    return Ran(code, *(said.buffer.getvalue().decode() for said in (out, err)))


#: Pictures encoded in haste, speech heard once: test_mixed_speech.py hears it as often as people have it.
FASTER = '\n[video]\npreset = "ultrafast"\n\n[speech]\nhearings = 1\n'

#: By story: the lines of its script that are left of it, and the second at which it ends, in the silence after them.
#: Both voices of the emergency team and the siren are among them.
BEGINNINGS = {
    "letter": (4, 17.4),
    "joel": (5, 26.36),
    "laura": (6, 26.2),
    "cynthia": (5, 21.52),
    "emergency-team": (5, 36.0),
}


def script_of(slug: str) -> str:
    """Every word of the beginning of a story, as `reference_text` has those of the whole."""
    lines, _ = BEGINNINGS[slug]
    return " ".join(line.text for line in load_script(slug).lines[:lines])


def copy_stories(root: Path) -> None:
    """A root folder with what people give: the settings, each story.toml and the beginning of its footage and of its
    interpretation, as a small picture; no captions.

    With settings by which it goes faster than a person would have it.
    """
    source, target = REPO / "stories", root / "stories"
    target.mkdir(parents=True)
    given = (source / "series.toml").read_text("utf-8")
    (target / "series.toml").write_text(given + FASTER, "utf-8")
    for slug in STORIES:
        (target / slug).mkdir()
        (target / slug / "story.toml").write_text(shortened(source / slug / "story.toml", BEGINNINGS[slug][1]), "utf-8")
        for film in [*(source / slug).glob(f"{slug}.m??"), *(source / slug).glob("sign.*.mp4")]:
            size = "scale=-2:180" if film.name.startswith("sign.") else "scale=320:180"
            cut = (*IN_HASTE, "-i", str(film), "-t", str(BEGINNINGS[slug][1]), "-vf", size, *X264, "-c:a", "copy")
            ffmpeg(*cut, str(target / slug / film.name))


def shortened(story_file: Path, seconds: float) -> str:
    """A story.toml for the beginning of its footage: without the chapters that come later."""
    story = tomlkit.parse(story_file.read_text("utf-8"))
    if chapters := story.get("chapters"):
        starts = [[int(part) for part in str(one["start"]).split(":")] for one in chapters]
        story["chapters"] = [one for one, (m, s) in zip(chapters, starts, strict=True) if 60 * m + s < seconds]
    return tomlkit.dumps(story)


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of each file below `folder`, the work folder left out."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".work" not in path.relative_to(folder).parts
    }


def fingerprint(folder: Path) -> dict[str, tuple[str, int]]:
    """Hash and time of change of each file below `folder`: equal only when nothing was written."""
    return {name: (value, (folder / name).stat().st_mtime_ns) for name, value in hashes(folder).items()}


def bare_words(text: str) -> str:
    """Small letters, one apostrophe, no punctuation: what a word error rate should be about."""
    lower = text.lower().replace("’", "'").replace("·", "")
    return " ".join(re.sub(r"[^\w'\s-]|_", " ", lower).replace("-", " ").split())
