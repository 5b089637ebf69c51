"""The faster-whisper engine: CTranslate2, batched windows, int8 on a processor, float16 on a GPU.

On a processor each core hears windows of its own: two workers of one thread took 24 processor seconds where one of two
threads took 33 (473 s of speech), since threads that share a step wait for each other by spinning.
"""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cores import cores
from pipeline.cues import Word
from pipeline.errors import EngineError
from pipeline.media.audio import clip
from pipeline.messages import tr
from pipeline.speech.engines import (
    WHOLE_MS,
    LanguageProbabilities,
    ModelHolder,
    Options,
    Progress,
    RecognitionTask,
    language_frames,
)
from pipeline.speech.heap import keep_heap, one_heap, trim_heap
from pipeline.speech.joined_words import Segment, join_pieces

if TYPE_CHECKING:
    from pipeline.media.audio import Audio


#: ms of a frame of the spectrogram.
FRAME_MS = 10

#: ms of takes in a long recording: half an hour of speech, heard in two passes. One take less at once costs a thirtieth
#: of the time, and saves 50 MB on every core.
LONG_MS = 60 * 60_000

#: Batches (about half a minute of speech each) from which on memory that was freed is given back after each.
TRIM_AFTER = 8

#: Signs that belong to the word after them, and before them (openai-whisper's own lists).
BEFORE_WORDS, AFTER_WORDS = "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、"

#: What is written for a take: its text, and its pieces with times (none where it was translated).
_Written = tuple[str, list[Segment]]


class FasterWhisper(ModelHolder):
    """CTranslate2's Whisper, by the package faster-whisper."""

    name = "faster-whisper"

    def open(self, folder: Path) -> None:
        from faster_whisper import WhisperModel

        device, compute = _device()
        one_heap()
        try:
            self._model = WhisperModel(
                str(folder),
                device=device,
                compute_type=compute,
                cpu_threads=1,
                num_workers=_cores() if device == "cpu" else 1,
                local_files_only=True,
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise EngineError(
                tr("faster-whisper cannot load this model: {error}.", error=error), where=folder
            ) from error
        keep_heap()

    def versions(self) -> dict[str, str]:
        return {name: version(name) for name in ("faster-whisper", "ctranslate2")}

    def device(self) -> dict[str, str]:
        device, compute = _device()
        return {"device": device, "compute": compute}

    def languages(
        self, audio: Audio, spans: Sequence[tuple[int, int]], allowed: Sequence[str]
    ) -> list[LanguageProbabilities]:
        from faster_whisper.audio import pad_or_trim

        found = []
        for start, end in spans:
            features = self._loaded.feature_extractor(clip(audio, start, end))
            encoded = self._loaded.encode(pad_or_trim(features, language_frames(end - start)))
            likely = {token.strip("<|>"): chance for token, chance in self._loaded.model.detect_language(encoded)[0]}
            found.append({lang: likely.get(lang, 0.0) for lang in allowed})
        return found

    def hear(
        self, takes: Sequence[RecognitionTask], options: Options, on_progress: Progress | None = None
    ) -> list[list[Word]]:
        found = self._each(takes, options, "transcribe", on_progress)
        return [
            join_pieces(pieces, take.window.lang, take.window.start)
            for take, (_, pieces) in zip(takes, found, strict=True)
        ]

    def english(self, takes: Sequence[RecognitionTask], options: Options) -> list[str]:
        return [text for text, _ in self._each(takes, options, "translate")]

    def _each(
        self, takes: Sequence[RecognitionTask], options: Options, task: str, on_progress: Progress | None = None
    ) -> list[_Written]:
        """What is written for each of `takes`: like ones at once, on as many workers as the model has."""
        model = self._loaded.model
        batches = _batches(takes, _at_once(takes, options.batch // model.num_workers), model.num_workers)
        found: dict[int, _Written] = {}
        heard = 0
        with ThreadPoolExecutor(model.num_workers) as workers:
            try:
                running = [(b, workers.submit(self._batch, [takes[k] for k in b], task)) for b in batches]
                for count, (batch, result) in enumerate(running, 1):
                    if count > TRIM_AFTER:
                        trim_heap()
                    found.update(zip(batch, result.result(), strict=True))
                    heard += sum(takes[k].window.end - takes[k].window.start for k in batch)
                    if on_progress:
                        on_progress(heard)
            finally:
                workers.shutdown(cancel_futures=True)
        return [found[k] for k in range(len(takes))]

    def _batch(self, takes: Sequence[RecognitionTask], task: str) -> list[_Written]:
        """Takes of one language, search and length, searched for words together.

        They are encoded one by one: together it is no faster, and the encoder's attention takes 70 MB for 30 s. What is
        encoded waits in ordinary memory, from where a graphics card takes it too.
        """
        import numpy as np
        from ctranslate2 import StorageView

        model, tokens = self._loaded, self._tokenizer(takes[0].window.lang, task)
        encoded = [self._encoded(take) for take in takes]
        together = StorageView.from_array(np.concatenate([np.asarray(one) for one in encoded]))
        written = model.model.generate(
            together,
            [model.get_prompt(tokens, [], without_timestamps=True)] * len(takes),
            beam_size=takes[0].beam,
            max_length=model.max_length,
            suppress_blank=True,
            suppress_tokens=list(_suppressed(tokens)),
            sampling_temperature=0.0,
        )
        ids = [[token for token in one.sequences_ids[0] if token < tokens.eot] for one in written]
        texts = [tokens.decode(one).strip() for one in ids]
        if task == "translate":
            return [(text, []) for text in texts]
        timed = [self._timed(*each, tokens) for each in zip(takes, encoded, ids, strict=True)]
        return list(zip(texts, timed, strict=True))

    def _encoded(self, take: RecognitionTask) -> Any:
        from faster_whisper.audio import pad_or_trim
        from faster_whisper.transcribe import get_ctranslate2_storage

        sound = clip(take.sound, take.window.start, take.window.end)
        frames = min(take.seen, WHOLE_MS) // FRAME_MS
        features = pad_or_trim(self._loaded.feature_extractor(sound)[..., :-1], frames)
        return self._loaded.model.encode(get_ctranslate2_storage(features[None]), to_cpu=True)

    def _timed(self, take: RecognitionTask, encoded: Any, ids: list[int], tokens: Any) -> list[Segment]:
        """Pieces of words with their times in the window (s), after the model's attention to the sound."""
        length = (take.window.end - take.window.start) / 1000
        segment = {"tokens": ids, "start": 0.0, "end": length, "seek": 0}
        frames = int(math.ceil(length) * self._loaded.frames_per_second)
        self._loaded.add_word_timestamps([[segment]], tokens, encoded, [frames], BEFORE_WORDS, AFTER_WORDS, 0.0)
        words: Any = segment["words"]
        return [(word["word"], word["start"], word["end"], word["probability"]) for word in words]

    def _tokenizer(self, lang: str, task: str) -> Any:
        from faster_whisper.tokenizer import Tokenizer

        return Tokenizer(self._loaded.hf_tokenizer, self._loaded.model.is_multilingual, task=task, language=lang)


def _at_once(takes: Sequence[RecognitionTask], most: int) -> int:
    """How many takes one worker hears together: fewer of a long recording, so that its sound has room, too."""
    long = sum(map(_length, takes)) > LONG_MS
    return max(1, most - 1 if long else most)


def _batches(takes: Sequence[RecognitionTask], most: int, workers: int) -> list[list[int]]:
    """Indices of takes that can be heard together, at most `most`: cut so that all are done the soonest.

    Tried are batches of every size, and a like share for each worker, which is then cut. The longest come first, so
    that the last to end are short ones.
    """
    lengths = range(1, most + 1)
    whole = list(range(len(takes)))
    choices = [_cut([whole], takes, size) for size in lengths]
    choices += [_cut(_shares(takes, workers), takes, size) for size in lengths]
    return min(choices, key=lambda batches: _done_after([[takes[k] for k in batch] for batch in batches], workers))


def _shares(takes: Sequence[RecognitionTask], workers: int) -> list[list[int]]:
    """Indices of `takes`, dealt to `workers` so that each has about as much to do."""
    shares: list[list[int]] = [[] for _ in range(workers)]
    busy = [0.0] * workers
    for k in sorted(range(len(takes)), key=lambda k: (-_seconds([takes[k]]), k)):
        least = busy.index(min(busy))
        shares[least].append(k)
        busy[least] += _seconds([takes[k]])
    return shares


def _cut(shares: Sequence[Sequence[int]], takes: Sequence[RecognitionTask], size: int) -> list[list[int]]:
    """Each share in batches of at most `size` takes that are alike, those first that take longest."""

    def like(k: int) -> tuple[int, str, int]:
        return takes[k].seen, takes[k].window.lang, takes[k].beam

    cut = []
    for share in shares:
        ordered = sorted(share, key=lambda k: (like(k), _length(takes[k]), k), reverse=True)
        for _, group in groupby(ordered, like):
            same = list(group)
            cut += [same[at : at + size] for at in range(0, len(same), size)]
    return sorted(cut, key=lambda batch: _seconds([takes[k] for k in batch]), reverse=True)


def _done_after(batches: Sequence[Sequence[RecognitionTask]], workers: int) -> float:
    """When the last worker is done (s), each taking the next batch when it is free."""
    ends = [0.0] * workers
    for batch in batches:
        ends[ends.index(min(ends))] += _seconds(batch)
    return max(ends)


def _seconds(batch: Sequence[RecognitionTask]) -> float:
    """What a batch takes on one core, as measured with Whisper base in a search four wide.

    The encoder: half a second for 30 s. The search: 5 ms a step for its batch and 4.5 for each in it, 4.5 steps for a
    second of speech. Another model and machine are slower or faster in all of that alike.
    """
    lengths = [_length(take) / 1000 for take in batch]
    return 0.5 * sum(take.seen for take in batch) / WHOLE_MS + 0.0225 * max(lengths) + 0.02 * sum(lengths)


def _length(take: RecognitionTask) -> int:
    return take.window.end - take.window.start


def _suppressed(tokens: Any) -> Sequence[int]:
    from faster_whisper.transcribe import get_suppressed_tokens

    return get_suppressed_tokens(tokens, [-1]) or ()


def _device() -> tuple[str, str]:
    """(device, arithmetic): a GPU in float16 when CTranslate2 sees one, the processor in int8 otherwise."""
    import ctranslate2

    if ctranslate2.get_cuda_device_count() > 0 and "float16" in ctranslate2.get_supported_compute_types("cuda"):
        return "cuda", "float16"
    return "cpu", "int8"


def _cores() -> int:
    """Of this process, or as many as OMP_NUM_THREADS allows: whoever sets it means all threads together."""
    named = os.environ.get("OMP_NUM_THREADS", "")
    return int(named) if named.isdigit() and int(named) else cores()
