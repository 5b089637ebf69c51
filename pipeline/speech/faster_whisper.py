"""The faster-whisper engine: CTranslate2, batched windows, int8 on a processor, float16 on a GPU."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cues import Word
from pipeline.errors import EngineError
from pipeline.media.audio import clip
from pipeline.speech.engine import Likely, Options, Progress, Window, language_frames
from pipeline.speech.words import join_pieces

if TYPE_CHECKING:
    from pipeline.speech.engine import Audio


class FasterWhisper:
    name = "faster-whisper"

    def __init__(self) -> None:
        self._model: Any = None

    def open(self, folder: Path) -> None:
        from faster_whisper import WhisperModel

        device, compute = _device()
        try:
            self._model = WhisperModel(str(folder), device=device, compute_type=compute, local_files_only=True)
        except (RuntimeError, ValueError, OSError) as error:
            raise EngineError(f"faster-whisper cannot load this model: {error}.", where=folder) from error

    def close(self) -> None:
        self._model = None

    @property
    def _loaded(self) -> Any:
        if self._model is None:
            raise EngineError(f"{self.name} was asked to listen before a model was opened.")
        return self._model

    def versions(self) -> dict[str, str]:
        return {name: version(name) for name in ("faster-whisper", "ctranslate2")}

    def device(self) -> dict[str, str]:
        device, compute = _device()
        return {"device": device, "compute": compute}

    def languages(self, audio: Audio, spans: Sequence[tuple[int, int]], allowed: Sequence[str]) -> list[Likely]:
        from faster_whisper.audio import pad_or_trim

        found = []
        for start, end in spans:
            features = self._loaded.feature_extractor(clip(audio, start, end))
            encoded = self._loaded.encode(pad_or_trim(features, language_frames(end - start)))
            likely = {token.strip("<|>"): chance for token, chance in self._loaded.model.detect_language(encoded)[0]}
            found.append({lang: likely.get(lang, 0.0) for lang in allowed})
        return found

    def hear(
        self, audio: Audio, windows: Sequence[Window], options: Options, on_progress: Progress | None = None
    ) -> list[Word]:
        words: list[Word] = []
        reached = 0
        for lang in dict.fromkeys(window.lang for window in windows):
            mine = [window for window in windows if window.lang == lang]
            for segment in self._segments(audio, mine, options, "transcribe", word_timestamps=True):
                pieces = [(w.word, w.start, w.end, w.probability) for w in segment.words or ()]
                words += join_pieces(pieces, lang)
                reached = max(reached, round(segment.end * 1000))  # each language starts again from the front
                if on_progress:
                    on_progress(reached)
        return sorted(words, key=lambda word: word.start)

    def english(self, audio: Audio, windows: Sequence[Window], options: Options) -> list[str]:
        texts = []
        for window in windows:
            segments = self._segments(audio, [window], options, "translate", word_timestamps=False)
            texts.append(" ".join(segment.text.strip() for segment in segments))
        return texts

    def _segments(self, audio: Audio, windows: list[Window], options: Options, task: str, word_timestamps: bool) -> Any:
        from faster_whisper import BatchedInferencePipeline

        segments, _ = BatchedInferencePipeline(self._loaded).transcribe(
            audio,
            language=windows[0].lang,
            task=task,
            beam_size=options.beam,
            batch_size=options.batch,
            temperature=0.0,
            hotwords=", ".join(options.hints) or None,
            word_timestamps=word_timestamps,
            vad_filter=False,
            clip_timestamps=[{"start": w.start / 1000, "end": w.end / 1000} for w in windows],
        )
        return segments


def _device() -> tuple[str, str]:
    """(device, arithmetic): a GPU in float16 when CTranslate2 sees one, the processor in int8 otherwise."""
    import ctranslate2

    if ctranslate2.get_cuda_device_count() > 0 and "float16" in ctranslate2.get_supported_compute_types("cuda"):
        return "cuda", "float16"
    return "cpu", "int8"
