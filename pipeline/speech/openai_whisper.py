"""The openai-whisper engine: OpenAI's own implementation, with the same weights as the other engine."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cues import Word
from pipeline.errors import EngineError
from pipeline.media.audio import clip
from pipeline.messages import tr
from pipeline.speech.engines import (
    LanguageProbabilities,
    ModelHolder,
    Options,
    Progress,
    RecognitionTask,
    language_frames,
)
from pipeline.speech.joined_words import join_pieces
from pipeline.speech.weights import read_variables, whisper_state

if TYPE_CHECKING:
    from pipeline.media.audio import Audio


class OpenAIWhisper(ModelHolder):
    """Whisper as OpenAI published it, in PyTorch."""

    name = "openai-whisper"

    def open(self, folder: Path) -> None:
        try:
            self._open(folder)
        except (KeyError, ValueError, RuntimeError, OSError) as error:
            remedy = tr('Use engine = "faster-whisper" with this model.')
            what = tr("openai-whisper cannot load this model: {error}.", error=error)
            raise EngineError(what, where=folder, remedy=remedy) from error

    def _open(self, folder: Path) -> None:
        import torch
        import whisper

        dimensions, state = whisper_state(read_variables(folder / "model.bin"))
        model = whisper.model.Whisper(whisper.model.ModelDimensions(**dimensions))
        missing, unknown = model.load_state_dict(state, strict=False)
        if unknown or set(missing) - {"encoder.positional_embedding"}:
            raise EngineError(tr("openai-whisper cannot take these weights."), where=folder / "model.bin")
        heads = json.loads((folder / "config.json").read_text("utf-8")).get("alignment_heads")
        if heads:  # which attention heads follow the sound: without them word times are poorer
            mask = torch.zeros(dimensions["n_text_layer"], dimensions["n_text_head"], dtype=torch.bool)
            for layer, head in heads:
                mask[layer, head] = True
            model.register_buffer("alignment_heads", mask.to_sparse(), persistent=False)
        self._model = model.to(_device()).eval()

    def versions(self) -> dict[str, str]:
        return {name: version(name) for name in ("openai-whisper", "torch")}

    def device(self) -> dict[str, str]:
        return {"device": _device(), "compute": "float32"}

    def languages(
        self, audio: Audio, spans: Sequence[tuple[int, int]], allowed: Sequence[str]
    ) -> list[LanguageProbabilities]:
        import torch
        from whisper.tokenizer import get_tokenizer

        model = self._loaded
        tokens = get_tokenizer(multilingual=True, num_languages=model.num_languages)
        start_token = torch.tensor([[tokens.sot]], device=model.device)
        found = []
        for start, end in spans:
            with torch.no_grad():
                logits = model.logits(start_token, self._encoded(clip(audio, start, end), language_frames(end - start)))
            chances = logits[0, 0, list(tokens.all_language_tokens)].softmax(dim=0).tolist()
            likely = dict(zip(tokens.all_language_codes, chances, strict=True))
            found.append({lang: likely.get(lang, 0.0) for lang in allowed})
        return found

    def _encoded(self, sound: Audio, frames: int) -> Any:
        """What the encoder makes of so many frames of `sound`; its own `forward` takes 30 s and nothing else."""
        import whisper
        from torch.nn.functional import gelu

        encoder = self._loaded.encoder
        part = whisper.pad_or_trim(sound, frames * whisper.audio.HOP_LENGTH)
        mel = whisper.log_mel_spectrogram(part, self._loaded.dims.n_mels).to(self._loaded.device)
        hidden = gelu(encoder.conv2(gelu(encoder.conv1(mel[None])))).permute(0, 2, 1)
        hidden = hidden + encoder.positional_embedding[: hidden.shape[1]]
        for block in encoder.blocks:
            hidden = block(hidden)
        return encoder.ln_post(hidden)

    def hear(
        self, takes: Sequence[RecognitionTask], options: Options, on_progress: Progress | None = None
    ) -> list[list[Word]]:
        found: list[list[Word]] = []
        heard = 0
        for take in takes:
            segments = self._transcribe(take, "transcribe", word_timestamps=True)["segments"]
            pieces = [
                (w["word"], w["start"], w["end"], w["probability"]) for segment in segments for w in segment["words"]
            ]
            found.append(join_pieces(pieces, take.window.lang, take.window.start))
            heard += take.window.end - take.window.start
            if on_progress:
                on_progress(heard)
        return found

    def english(self, takes: Sequence[RecognitionTask], options: Options) -> list[str]:
        return [self._transcribe(take, "translate", word_timestamps=False)["text"].strip() for take in takes]

    def _transcribe(self, take: RecognitionTask, task: str, word_timestamps: bool) -> dict[str, Any]:
        """The whole of the encoder is used, whatever `take.seen` allows: openai-whisper takes 30 s and nothing else."""
        import whisper

        heard: dict[str, Any] = whisper.transcribe(
            self._loaded,
            clip(take.sound, take.window.start, take.window.end),
            language=take.window.lang,
            task=task,
            beam_size=take.beam,
            temperature=0.0,
            condition_on_previous_text=False,
            word_timestamps=word_timestamps,
            fp16=False,
            verbose=None,
        )
        return heard


def _device() -> str:
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"
