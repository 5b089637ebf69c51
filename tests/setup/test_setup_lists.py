"""The lists that set-up installs by: all that pyproject.toml asks for, by version and hash, and nothing by hand."""

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.lock import LISTS, ROOT, TORCH_CPU, Pin, pins, read, text_of

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
GROUPS = PROJECT["dependency-groups"]
EVERYWHERE = ("base", "torch")
NAMES = {*EVERYWHERE, "torch-cpu", *EXTRAS, *GROUPS}

WANTED = [
    *((EVERYWHERE, wanted) for wanted in PROJECT["project"]["dependencies"]),
    *(((*EVERYWHERE, extra), wanted) for extra, all_of_it in EXTRAS.items() for wanted in all_of_it),
    *(((group,), wanted) for group, all_of_it in GROUPS.items() for wanted in all_of_it),
    *((("build",), wanted) for wanted in PROJECT["build-system"]["requires"]),
]


@pytest.mark.parametrize(("lists", "wanted"), WANTED, ids=[f"{lists[-1]}-{wanted}" for lists, wanted in WANTED])
def test_what_the_project_asks_for_is_pinned_in_a_version_that_it_accepts(lists: tuple[str, ...], wanted: str) -> None:
    asked = Requirement(wanted)
    found = [pin for name in lists for pin in pins(name) if pin.name == canonicalize_name(asked.name)]
    assert found, f"{wanted} is in none of {lists}: make lock"
    assert all(asked.specifier.contains(pin.version) for pin in found), f"{wanted} has another version: make lock"


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_list_holds_pins_with_hashes_alone_and_names_no_registry(name: str) -> None:
    text = (LISTS / f"{name}.txt").read_text(encoding="utf-8")
    assert read(text)
    assert text_of(read(text)) == text, "changed by hand: make lock"
    assert "://" not in text
    assert not re.search(r"^\s*--(?!hash=)", text, re.MULTILINE)


def test_there_is_no_list_that_nothing_asks_for() -> None:
    assert {path.stem for path in LISTS.glob("*.txt")} == NAMES


@pytest.mark.parametrize("extra", EXTRAS)
def test_a_package_has_one_version_whatever_is_installed(extra: str) -> None:
    together = [(pin.name, pin.marker) for name in (*EVERYWHERE, extra) for pin in pins(name)]
    assert len(together) == len(set(together))
    versions = {pin.name: pin.version for name in (*EVERYWHERE, extra) for pin in pins(name)}
    assert all(versions.get(pin.name, pin.version) == pin.version for pin in pins("build"))


def test_torch_without_gpu_libraries_is_the_same_version_with_all_hashes_that_are_noted() -> None:
    (whole,) = (pin for pin in pins("torch") if pin.name == "torch")
    (without,) = pins("torch-cpu")
    noted = {line.split()[0] for line in TORCH_CPU.read_text(encoding="utf-8").splitlines()}
    assert without.version == f"{whole.version}+cpu"
    assert set(without.hashes) == noted
    assert not noted & set(whole.hashes)


def test_make_installs_lists_that_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (always,) = re.findall(r"^VEUS := (.*)$", makefile, re.MULTILINE)
    calls = re.findall(r"python\.sh \$\(\w+\) (.*)$", makefile, re.MULTILINE)
    assert len(calls) > 5
    assert {name for call in calls for name in call.replace("$(VEUS)", always).split()} <= NAMES


@pytest.mark.parametrize("line", ["av", "av==1.0", "av>=1 --hash=sha256:" + "0" * 64, "-r other.txt", "--index-url x"])
def test_a_line_without_version_and_hash_is_no_list(line: str) -> None:
    with pytest.raises(ValueError, match="not a pinned package"):
        read(text_of(pins("weights")) + line + "\n")


_PINS = st.builds(
    Pin,
    name=st.from_regex(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", fullmatch=True),
    version=st.from_regex(r"[0-9]+(\.[0-9]+)*(\+cpu)?", fullmatch=True),
    marker=st.sampled_from(["", "sys_platform == 'linux'", "(os_name == 'nt' or python_version < '3.12')"]),
    hashes=st.sets(st.from_regex(r"[0-9a-f]{64}", fullmatch=True), min_size=1, max_size=4).map(
        lambda found: tuple(sorted(found))
    ),
    via=st.sampled_from(["", "veus (pyproject.toml)", "torch, numba"]),
)


@given(st.lists(_PINS, max_size=5))
def test_a_list_that_was_written_is_read_as_it_was(packages: list[Pin]) -> None:
    assert read(text_of(packages)) == packages
