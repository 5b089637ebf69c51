"""CTranslate2's model.bin read as openai-whisper's state dict, so that both engines hear with the same weights.

The format is CTranslate2's own binary version 6 (its python/ctranslate2/specs/model_spec.py): little-endian,
a name and a revision, then for each variable its name, shape, type and bytes, then aliases. Nothing in it is
executed, unlike a pickled checkpoint.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from pipeline.errors import EngineError
from pipeline.messages import tr

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: CTranslate2's type numbers → numpy's names.
DTYPES = {0: "<f4", 1: "i1", 2: "<i2", 3: "<i4", 4: "<f2"}
BINARY_VERSION = 6


def read_variables(path: Path) -> dict[str, NDArray[np.generic]]:
    """All variables of a model.bin by name, aliases included. Raises EngineError for another format."""
    import numpy as np

    with path.open("rb") as stream:
        (version,) = _unpack(stream, "<I")
        if version != BINARY_VERSION:
            raise EngineError(
                tr(
                    "model format {version} is not known (expected {binary_version}).",
                    version=version,
                    binary_version=BINARY_VERSION,
                ),
                where=path,
                remedy=tr('Use engine = "faster-whisper" with this model.'),
            )
        _string(stream)
        _unpack(stream, "<I")  # the specification's revision
        variables: dict[str, NDArray[np.generic]] = {}
        for _ in range(_unpack(stream, "<I")[0]):
            name = _string(stream)
            (rank,) = _unpack(stream, "<B")
            shape = _unpack(stream, f"<{rank}I")
            (kind,) = _unpack(stream, "<B")
            (size,) = _unpack(stream, "<I")
            if kind not in DTYPES or name.endswith("_scale"):
                raise _not_plain(path)
            variables[name] = np.frombuffer(_bytes(stream, size), dtype=DTYPES[kind]).reshape(shape)
        for _ in range(_unpack(stream, "<I")[0]):
            alias = _string(stream)
            variables[alias] = variables[_string(stream)]
    return variables


def _unpack(stream: BinaryIO, layout: str) -> tuple[Any, ...]:
    return struct.unpack(layout, _bytes(stream, struct.calcsize(layout)))


def _bytes(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EngineError(
            tr("the weights of the speech model end too early."), where=stream.name, remedy=tr("Fetch the model again.")
        )
    return data


def _not_plain(path: Path) -> EngineError:
    """Weights rounded to 8 bits come with scales, and bfloat16 is unknown to numpy: read plainly they are noise."""
    return EngineError(
        tr("these weights are not stored as plain numbers (float32 or float16)."),
        where=path,
        remedy=tr('Use engine = "faster-whisper" with this model.'),
    )


def _string(stream: BinaryIO) -> str:
    (length,) = _unpack(stream, "<H")
    return _bytes(stream, length).rstrip(b"\0").decode()


def whisper_state(variables: dict[str, NDArray[np.generic]]) -> tuple[dict[str, int], dict[str, Any]]:
    """(dimensions, state dict of float32 torch tensors) of openai-whisper's `Whisper` for these variables.

    The encoder's positions are sinusoids, made by the model itself when CTranslate2 does not carry them.
    """
    import numpy as np
    import torch

    def tensor(name: str) -> torch.Tensor:
        return torch.from_numpy(np.array(variables[name], dtype=np.float32))

    state: dict[str, Any] = {}
    for number in (1, 2):
        for part in ("weight", "bias"):
            state[f"encoder.conv{number}.{part}"] = tensor(f"encoder/conv{number}/{part}")
    if "encoder/position_encodings/encodings" in variables:
        state["encoder.positional_embedding"] = tensor("encoder/position_encodings/encodings")
    state["decoder.positional_embedding"] = tensor("decoder/position_encodings/encodings")
    state["decoder.token_embedding.weight"] = tensor("decoder/embeddings/weight")
    layers = {"encoder": _count(variables, "encoder"), "decoder": _count(variables, "decoder")}
    for side, count in layers.items():
        for index in range(count):
            _layer(state, tensor, f"{side}/layer_{index}", f"{side}.blocks.{index}", side == "decoder")
    for ours, theirs in (("encoder/layer_norm", "encoder.ln_post"), ("decoder/layer_norm", "decoder.ln")):
        _norm(state, tensor, ours, theirs)
    return _dimensions(state, layers, variables), state


def _count(variables: dict[str, Any], side: str) -> int:
    return 1 + max(
        int(name.split("/")[1][6:])
        for name in variables
        if name.startswith(f"{side}/layer_") and name.split("/")[1][6:].isdigit()
    )


def _layer(state: dict[str, Any], tensor: Any, ours: str, theirs: str, crossed: bool) -> None:
    """One transformer block: attention's stacked projections are cut back into query, key and value."""
    _norm(state, tensor, f"{ours}/self_attention/layer_norm", f"{theirs}.attn_ln")
    _projections(state, tensor, f"{ours}/self_attention/linear_0", f"{theirs}.attn", ("query", "key", "value"))
    _linear(state, tensor, f"{ours}/self_attention/linear_1", f"{theirs}.attn.out")
    if crossed:
        _norm(state, tensor, f"{ours}/attention/layer_norm", f"{theirs}.cross_attn_ln")
        _linear(state, tensor, f"{ours}/attention/linear_0", f"{theirs}.cross_attn.query")
        _projections(state, tensor, f"{ours}/attention/linear_1", f"{theirs}.cross_attn", ("key", "value"))
        _linear(state, tensor, f"{ours}/attention/linear_2", f"{theirs}.cross_attn.out")
    _norm(state, tensor, f"{ours}/ffn/layer_norm", f"{theirs}.mlp_ln")
    _linear(state, tensor, f"{ours}/ffn/linear_0", f"{theirs}.mlp.0")
    _linear(state, tensor, f"{ours}/ffn/linear_1", f"{theirs}.mlp.2")


def _norm(state: dict[str, Any], tensor: Any, ours: str, theirs: str) -> None:
    state[f"{theirs}.weight"], state[f"{theirs}.bias"] = tensor(f"{ours}/gamma"), tensor(f"{ours}/beta")


def _linear(state: dict[str, Any], tensor: Any, ours: str, theirs: str) -> None:
    state[f"{theirs}.weight"], state[f"{theirs}.bias"] = tensor(f"{ours}/weight"), tensor(f"{ours}/bias")


def _projections(state: dict[str, Any], tensor: Any, ours: str, theirs: str, names: tuple[str, ...]) -> None:
    weights, biases = tensor(f"{ours}/weight").chunk(len(names)), tensor(f"{ours}/bias").chunk(len(names))
    for name, weight, bias in zip(names, weights, biases, strict=True):
        state[f"{theirs}.{name}.weight"] = weight
        if name != "key":  # Whisper's keys have no bias; CTranslate2 stores zeros
            state[f"{theirs}.{name}.bias"] = bias


def _dimensions(state: dict[str, Any], layers: dict[str, int], variables: dict[str, Any]) -> dict[str, int]:
    width = state["encoder.conv1.weight"].shape[0]
    vocabulary, _ = state["decoder.token_embedding.weight"].shape
    heads = width // 64  # every Whisper size has heads of 64 (Radford et al. 2022, table 1)
    return {
        "n_mels": state["encoder.conv1.weight"].shape[1],
        "n_audio_ctx": 1500,
        "n_audio_state": width,
        "n_audio_head": heads,
        "n_audio_layer": layers["encoder"],
        "n_vocab": vocabulary,
        "n_text_ctx": state["decoder.positional_embedding"].shape[0],
        "n_text_state": width,
        "n_text_head": heads,
        "n_text_layer": layers["decoder"],
    }
