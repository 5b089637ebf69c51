"""Both engines hear with numerically the same weights, and other formats are refused rather than misread."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import EngineError
from pipeline.speech.weights import BINARY_VERSION, DTYPES, read_variables, whisper_state
from pipeline.speech.whisper_models import LocalModel

#: Whisper base (Radford et al. 2022, table 1, and the multilingual vocabulary).
BASE = {
    **{"n_mels": 80, "n_audio_ctx": 1500, "n_audio_state": 512, "n_audio_head": 8, "n_audio_layer": 6},
    **{"n_vocab": 51865, "n_text_ctx": 448, "n_text_state": 512, "n_text_head": 8, "n_text_layer": 6},
}


def string(text: str) -> bytes:
    return struct.pack("<H", len(text) + 1) + text.encode() + b"\0"


def model_bin(
    *variables: tuple[str, int, np.ndarray], aliases: dict[str, str] | None = None, version: int = BINARY_VERSION
) -> bytes:
    """A file in CTranslate2's format: variables as (name, type number, values)."""
    parts = [struct.pack("<I", version), string("WhisperSpec"), struct.pack("<I", 3), struct.pack("<I", len(variables))]
    for name, kind, values in variables:
        data = values.tobytes()
        parts += [string(name), struct.pack("<B", values.ndim), struct.pack(f"<{values.ndim}I", *values.shape)]
        parts += [struct.pack("<B", kind), struct.pack("<I", len(data)), data]
    parts.append(struct.pack("<I", len(aliases or {})))
    parts += [string(alias) + string(name) for alias, name in (aliases or {}).items()]
    return b"".join(parts)


@pytest.fixture(scope="module")
def variables(models_home: Path) -> dict[str, np.ndarray]:
    return read_variables(models_home / "whisper" / "base" / "model.bin")


@pytest.fixture(scope="module")
def state(variables: dict[str, np.ndarray]):
    return whisper_state(variables)


def test_the_dimensions_are_those_of_whisper_base(state):
    assert state[0] == BASE


def test_every_tensor_has_its_place_and_shape(state):
    import whisper

    dimensions, tensors = state
    model = whisper.model.Whisper(whisper.model.ModelDimensions(**dimensions))
    shapes = {name: tuple(value.shape) for name, value in model.state_dict().items()}
    assert {name: tuple(value.shape) for name, value in tensors.items()} == {
        name: shape for name, shape in shapes.items() if name in tensors
    }
    assert set(shapes) - set(tensors) <= {"encoder.positional_embedding"}


def test_attention_is_cut_into_the_right_pieces(state, variables: dict[str, np.ndarray]):
    _, tensors = state
    for layer in (0, 5):
        stacked = variables[f"encoder/layer_{layer}/self_attention/linear_0/weight"].astype(np.float32)
        for number, part in enumerate(("query", "key", "value")):
            found = tensors[f"encoder.blocks.{layer}.attn.{part}.weight"].numpy()
            assert np.array_equal(found, stacked[512 * number : 512 * (number + 1)])
        crossed = variables[f"decoder/layer_{layer}/attention/linear_1/bias"].astype(np.float32)
        assert np.array_equal(tensors[f"decoder.blocks.{layer}.cross_attn.value.bias"].numpy(), crossed[512:])
        assert not crossed[:512].any(), "Whisper's keys have no bias"
        assert f"decoder.blocks.{layer}.cross_attn.key.bias" not in tensors


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("encoder/conv1/weight", "encoder.conv1.weight"),
        ("encoder/layer_norm/gamma", "encoder.ln_post.weight"),
        ("decoder/layer_norm/beta", "decoder.ln.bias"),
        ("decoder/embeddings/weight", "decoder.token_embedding.weight"),
        ("decoder/position_encodings/encodings", "decoder.positional_embedding"),
        ("decoder/layer_3/ffn/linear_1/weight", "decoder.blocks.3.mlp.2.weight"),
        ("encoder/layer_2/ffn/layer_norm/gamma", "encoder.blocks.2.mlp_ln.weight"),
    ],
)
def test_tensors_are_numerically_the_same(state, variables: dict[str, np.ndarray], ours: str, theirs: str):
    assert np.array_equal(state[1][theirs].numpy(), variables[ours].astype(np.float32))
    assert np.abs(variables[ours].astype(np.float32)).max() > 0


@pytest.mark.engines
def test_both_engines_encode_sound_alike(base: LocalModel):
    """The same spectrogram through both encoders: float32 torch against int8 CTranslate2."""
    import ctranslate2

    from pipeline.speech.engines import make_engine

    mel = np.random.default_rng(1).normal(0, 0.4, (1, 80, 3000)).astype(np.float32)
    torch_engine = make_engine("openai-whisper")
    torch_engine.open(base.folder)
    import torch

    with torch.inference_mode():
        theirs = torch_engine._model.encoder(torch.from_numpy(mel)).numpy()  # type: ignore[attr-defined]
    model = ctranslate2.models.Whisper(str(base.folder), compute_type="float32")
    ours = np.array(model.encode(ctranslate2.StorageView.from_array(mel), to_cpu=True))
    assert theirs.shape == ours.shape == (1, 1500, 512)
    assert np.abs(theirs - ours).mean() < 0.02 * np.abs(theirs).mean()


def test_all_types_of_numbers(tmp_path: Path):
    path = tmp_path / "model.bin"
    values = [(f"v{kind}", kind, np.arange(6).astype(name).reshape(2, 3)) for kind, name in DTYPES.items()]
    scalar = ("scalar", 2, np.array(7, "<i2"))
    path.write_bytes(model_bin(*values, scalar, aliases={"again": "v4"}))
    read = read_variables(path)
    for name, _, expected in [*values, scalar]:
        assert np.array_equal(read[name], expected)
        assert read[name].shape == expected.shape
    assert read["again"] is read["v4"]


def refused(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(EngineError) as caught:
        read_variables(path)
    assert caught.value.remedy
    assert str(path) in str(caught.value)
    return caught.value.what


def test_another_version_of_the_format(tmp_path: Path):
    assert "model format 5" in refused(tmp_path / "model.bin", model_bin(version=5))


def test_rounded_weights_are_not_taken_for_plain_ones(tmp_path: Path):
    rounded = [("w/weight", 1, np.ones((2, 2), "i1")), ("w/weight_scale", 0, np.ones(2, "<f4"))]
    assert "plain numbers" in refused(tmp_path / "model.bin", model_bin(*rounded))
    assert "plain numbers" in refused(tmp_path / "model.bin", model_bin(("w", 5, np.ones(2, "<i2"))))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.95])
def test_weights_that_end_too_early(tmp_path: Path, share: float):
    whole = model_bin(("a", 0, np.ones(50, "<f4")), ("b", 0, np.ones(50, "<f4")), aliases={"c": "a"})
    assert "too early" in refused(tmp_path / "model.bin", whole[: int(len(whole) * share)])
