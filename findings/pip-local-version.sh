#!/usr/bin/env bash
# Surprise: pip takes another file once hashes are asked for, with both files' hashes given: thing 1.0 and not the newer 1.0+cpu.
#
# "thing==1.0" is met by 1.0+cpu too, which counts as newer (PEP 440). With hashes, pip prefers files whose address already
# names one that is allowed – pages of an index do, a folder of wheels cannot. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pip==26.3

cat >"$folder/try.py" <<'PYTHON'
import base64
import hashlib
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path


def wheel(folder, version):
    """A wheel with one module; returns its path and the hash of it."""
    info = f"thing-{version}.dist-info"
    files = {
        "thing.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: thing\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: by hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    hashes = {name: base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()) for name, text in files.items()}
    record = [f"{name},sha256={hashes[name].decode().rstrip('=')},{len(text)}\n" for name, text in files.items()]
    files[f"{info}/RECORD"] = "".join([*record, f"{info}/RECORD,,\n"])
    folder.mkdir(parents=True)
    path = folder / f"thing-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return path, hashlib.sha256(path.read_bytes()).hexdigest()


_, local_hash = wheel(Path("wheels"), "1.0+cpu")
public, public_hash = wheel(Path("index/thing"), "1.0")
Path("index/thing/index.html").write_text(
    f'<!DOCTYPE html><a href="{public.name}#sha256={public_hash}">{public.name}</a>\n'
)
Path("plain.txt").write_text("thing==1.0\n")
Path("hashed.txt").write_text(f"thing==1.0 --hash=sha256:{local_hash} --hash=sha256:{public_hash}\n")
print("pip", metadata.version("pip"))
taken = {}
for name in ("plain", "hashed"):
    subprocess.run(
        [sys.executable, "-m", "pip", "--isolated", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
         "--index-url", Path("index").absolute().as_uri(), "--find-links", "wheels", "-d", name, "-r", f"{name}.txt"],
        check=True,
    )
    taken[name] = [path.name for path in Path(name).iterdir()]
    print(f"{name}.txt: {taken[name][0]}")
expected = {"plain": ["thing-1.0+cpu-py3-none-any.whl"], "hashed": ["thing-1.0-py3-none-any.whl"]}
sys.exit(0 if taken == expected else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
