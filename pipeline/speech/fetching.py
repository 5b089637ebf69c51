"""Fetching Whisper models from the Hugging Face hub: the one version that is known, or, where none is, the newest,
which is then noted and stays."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.errors import EngineError
from pipeline.messages import tr
from pipeline.packaged import CARD, check_sha256
from pipeline.project.story import nearest
from pipeline.speech.whisper_models import CATALOGUE, NEEDED, CatalogueEntry, conversion, find, folder_of, ready
from pipeline.typedjson import read_json


def get(name: str) -> Path:
    """Fetches a model from the hub into models_home(), with its revision and its hash noted. Raises EngineError.

    name: of the catalogue, or a hub name ("owner/model") that holds a CTranslate2 model. What was fetched before is
    fetched again in the same revision; delete its folder to have the newest.
    """
    if name == "base":
        return ready(find(name))
    if name not in CATALOGUE and "/" not in name:
        raise EngineError(
            tr('no model is called "{name}".', name=name),
            remedy=nearest(name, list(CATALOGUE)) or tr("See `veus models list`, or give a hub name: owner/model."),
        )
    entry = CATALOGUE.get(name, CatalogueEntry(name, name, 0, ""))
    target = folder_of(name)
    revision, expected = (entry.revision, entry.sha256) if entry.revision else _noted(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    temp = Path(tempfile.mkdtemp(prefix=".part-", dir=target.parent))
    try:
        revision = _download(entry.repo, revision, temp)
        if expected:
            check_sha256(temp / "model.bin", expected, tr("Fetch it again: veus models get {name}", name=name))
        sha256 = files.sha256_file(temp / "model.bin")
        card = {"name": name, "repo": entry.repo, "revision": revision, "sha256": sha256}
        files.write_json(temp / CARD, card)
        if target.exists():
            shutil.rmtree(target)
        temp.rename(target)
    finally:
        shutil.rmtree(temp, ignore_errors=True)
    return target


def _noted(folder: Path) -> tuple[str, str]:
    """The revision in which a model was fetched before, and the hash that its weights had; "" where no card says so."""
    try:
        card = read_json(folder / CARD, dict[str, Any])
    except (OSError, ValueError):
        return "", ""
    revision = str(card.get("revision") or "")
    return revision, str(card.get("sha256") or "") if revision else ""


def _download(repo: str, revision: str, folder: Path) -> str:
    """Fetches into `folder`; the revision that came: `revision`, or the newest where that is "" (and "" where the hub
    does not say)."""
    from huggingface_hub import snapshot_download

    patterns = ["model.bin", "*.json", "vocabulary.*"]
    try:
        snapshot_download(repo, revision=revision or None, local_dir=folder, allow_patterns=patterns)
    except Exception as error:  # the hub's, requests', the disk's: all mean that there is no model
        raise EngineError(
            tr('the model "{repo}" could not be fetched: {first_line}.', repo=repo, first_line=_first_line(error)),
            remedy=tr("Check the name and that this machine is online, then run the same command again."),
        ) from error
    came = revision or _came(folder)
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    missing = [file for file in ("model.bin", *NEEDED) if not (folder / file).is_file()]
    if missing:
        raise EngineError(
            tr(
                '"{repo}" on the hub is not in CTranslate2\'s format ({names} missing).',
                repo=repo,
                names=", ".join(missing),
            ),
            remedy=conversion(repo, f"{repo.rpartition('/')[2]}-ct2"),
        )
    return came


def _came(folder: Path) -> str:
    """The revision that huggingface_hub notes beside what it has fetched: the first line of its own record."""
    try:
        noted = (folder / ".cache/huggingface/download/model.bin.metadata").read_text("utf-8").partition("\n")[0]
    except (OSError, ValueError):
        return ""
    return noted if re.fullmatch("[0-9a-f]{40}", noted) else ""


def _first_line(error: Exception) -> str:
    text = str(error).strip() or type(error).__name__
    return text.splitlines()[0].rstrip(".:")[:200]
