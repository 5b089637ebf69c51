"""The image and the example of a cluster in docs/cluster/: what they name is there, and nobody in them is root."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.cluster.cluster_address import CA, CERT, KEY

REPO = Path(__file__).parents[2]
PLACE = REPO / "docs/cluster"
RECIPE = re.sub(r"\\\n", " ", (PLACE / "Containerfile").read_text("utf-8"))
STEPS = [tuple(line.split(maxsplit=1)) for line in RECIPE.splitlines() if line.strip() and not line.startswith("#")]
EXAMPLE: dict[str, Any] = yaml.safe_load((PLACE / "compose.yaml").read_text("utf-8"))
OURS = {name: one for name, one in EXAMPLE["services"].items() if "build" in one}


def of(step: str) -> list[str]:
    return [rest for name, rest in STEPS if name == step]


def test_what_is_copied_into_the_image_is_there_and_not_ignored() -> None:
    kept = {line[1:] for line in (REPO / ".containerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    for words in of("COPY"):
        for source in words.split()[:-1]:
            assert (REPO / source).exists(), source
            assert any(source == one or source.startswith(f"{one}/") for one in kept), source


def test_the_image_is_set_up_by_the_commands_of_a_person() -> None:
    done = " ".join(of("RUN"))
    assert "tools/setup/debian.sh" in done and "tools/setup/python.sh .venv ${LISTS}" in done
    lists = next(rest for rest in of("ARG") if rest.startswith("LISTS=")).partition("=")[2].strip('"').split()
    assert [name for name in lists if not (REPO / f"requirements/{name}.txt").is_file()] == []


def test_nobody_is_root_when_the_image_runs() -> None:
    assert of("USER")[-1] not in ("root", "0")
    for name, one in OURS.items():
        assert one["user"] == "1000:1000" and one["read_only"] and one["cap_drop"] == ["ALL"], name


def test_images_of_others_have_a_version() -> None:
    others = [one["image"] for one in EXAMPLE["services"].values() if "build" not in one]
    assert others and all(re.search(r":v?\d+\.\d+\.\d+$", image) for image in others)


def test_no_secret_stands_in_the_example() -> None:
    """Names and passwords come from a file that git ignores, as do the certificates."""
    for one in EXAMPLE["services"].values():
        for name, value in one["environment"].items():
            if "SECRET" in name or "ACCESS_KEY" in name:
                assert re.fullmatch(r"\$\{STORE_\w+:\?.+\}", value), name
    ignored = (REPO / ".gitignore").read_text("utf-8").splitlines()
    assert {"docs/cluster/keys/", "docs/cluster/.env"} <= set(ignored)


@pytest.mark.parametrize("name", OURS)
def test_all_of_ours_have_certificates_and_go_by_tls(name: str) -> None:
    one = OURS[name]
    assert {CA, CERT, KEY} <= one["environment"].keys()
    assert any(word.startswith("tls://") for word in one["command"])
