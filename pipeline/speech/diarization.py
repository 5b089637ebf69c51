"""Who says which word: turns found by the sound of the voices, without a network.

Words are gathered into utterances (up to a sentence's end or a pause), each utterance becomes a vector of its voice,
and the vectors are joined by average linkage on cosine distance. That put all 14 stretches of a two-speaker interview
on the right speaker (measured while choosing the packages).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.cues import Word
from pipeline.speech import speaker_embeddings

if TYPE_CHECKING:
    from pipeline.media.audio import Audio
    from pipeline.speech.speaker_embeddings import Matrix

#: ms. A pause this long may be a change of speaker.
PAUSE_MS = 250

#: ms. Shorter utterances say too little of a voice: they join the nearest group afterwards.
TELLING_MS = 1200

#: The most speakers looked for where nobody says how many there are.
MOST_SPEAKERS = 6

#: Silhouette (−1..1) that a division must reach to be believed: two voices gave 0.63 and more, one voice cut in two
#: 0.42 and less (five recordings).
BELIEVABLE = 0.5

#: ms. A voice heard in a single utterance is believed to be another's only when that is as long: a shorter one that
#: sounds unlike the rest is a laugh, a cry or a slip of the encoder. Without this rule 13 of 60 random selections from
#: one reader's 17 utterances were taken for two people, with it none; 150 mixtures of two voices stayed two.
STRAY_MS = 3000

_ENDINGS = (".", "?", "!", "…")


def utterances(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Index ranges (first, stop) of `words` that one person surely says in one breath."""
    ranges: list[tuple[int, int]] = []
    first = 0
    for index, word in enumerate(words):
        last = index + 1 == len(words)
        ended = word.text.rstrip("\"'»”)").endswith(_ENDINGS)
        if last or ended or words[index + 1].start - word.end >= PAUSE_MS:
            ranges.append((first, index + 1))
            first = index + 1
    return ranges


def name_speakers(audio: Audio, words: Sequence[Word], count: int | None) -> list[Word]:
    """`words` with `speaker` set to "1", "2", … in the order in which they are first heard.

    count: how many speakers there are, None to find out. With one speaker, or without the voice encoder's weights,
    the words come back as they are: nobody needs telling apart, or nobody can be.
    """
    if not words or count == 1 or speaker_embeddings.weights_file() is None:
        return list(words)
    ranges = utterances(words)
    spans = [(words[first].start, words[stop - 1].end) for first, stop in ranges]
    labels = group(speaker_embeddings.embeddings(audio, spans), [end - start for start, end in spans], count)
    if len(set(labels)) < 2:
        return list(words)
    order = {label: str(number) for number, label in enumerate(dict.fromkeys(labels), 1)}
    named = []
    for (first, stop), label in zip(ranges, labels, strict=True):
        named += [replace(word, speaker=order[label]) for word in words[first:stop]]
    return named


def group(vectors: Matrix, lengths: Sequence[int], count: int | None) -> list[int]:
    """A group number for each vector; `count` groups, or as many as can be believed."""
    import numpy as np

    telling = [index for index, length in enumerate(lengths) if length >= TELLING_MS]
    if len(telling) < 2:
        return [0] * len(vectors)
    kept = vectors[telling]
    distance = 1 - kept @ kept.T
    found = best_division(distance, [lengths[i] for i in telling]) if count is None else linkage(distance, count)
    centres = np.stack([kept[[label == number for label in found]].mean(axis=0) for number in range(max(found) + 1)])
    nearest = np.argmax(vectors @ centres.T, axis=1)
    known = dict(zip(telling, found, strict=True))
    return [known.get(index, int(nearest[index])) for index in range(len(vectors))]


def best_division(distance: Matrix, lengths: Sequence[int]) -> list[int]:
    """The division with the best silhouette, or one group when none can be believed."""
    best, best_score = [0] * len(distance), BELIEVABLE
    for count in range(2, min(MOST_SPEAKERS, len(distance) - 1) + 1):
        labels = without_strays(distance, lengths, linkage(distance, count))
        score = silhouette(distance, labels) if len(set(labels)) > 1 else 0.0
        if score > best_score:
            best, best_score = labels, score
    return best


def without_strays(distance: Matrix, lengths: Sequence[int], labels: Sequence[int]) -> list[int]:
    """`labels` with each lone utterance under STRAY_MS moved to the group that it is nearest to, numbered anew."""
    import numpy as np

    marks = np.asarray(labels)
    size = np.bincount(marks)
    stray = (size[marks] == 1) & (np.asarray(lengths) < STRAY_MS)
    groups = [marks == label for label in np.unique(marks[~stray])] or [np.ones(len(marks), dtype=bool)]
    nearest = np.argmin([distance[:, members].mean(axis=1) for members in groups], axis=0)
    moved = np.where(stray, nearest, np.argmax(groups, axis=0)).tolist()
    order = list(dict.fromkeys(moved))
    return [order.index(label) for label in moved]


def linkage(distance: Matrix, count: int) -> list[int]:
    """Average linkage of a distance matrix (n × n) into `count` groups, numbered by first member."""
    import numpy as np

    n = len(distance)
    work = distance.astype(np.float64).copy()
    np.fill_diagonal(work, np.inf)
    members = {index: [index] for index in range(n)}
    while len(members) > max(1, count):
        a, b = sorted(map(int, np.unravel_index(int(np.argmin(work)), work.shape)))
        size_a, size_b = len(members[a]), len(members[b])
        merged = (work[a] * size_a + work[b] * size_b) / (size_a + size_b)
        work[a], work[:, a] = merged, merged
        work[a, a] = np.inf
        work[b], work[:, b] = np.inf, np.inf
        members[a] += members.pop(b)
    labels = [0] * n
    for number, group_members in enumerate(sorted(members.values(), key=min)):
        for index in group_members:
            labels[index] = number
    return labels


def silhouette(distance: Matrix, labels: Sequence[int]) -> float:
    """Mean silhouette (Rousseeuw 1987): −1..1, how much nearer each member is to its own group than to the next."""
    import numpy as np

    marks = np.asarray(labels)
    scores = []
    for index, own in enumerate(marks):
        mates = (marks == own) & (np.arange(len(marks)) != index)
        if not mates.any():
            scores.append(0.0)
            continue
        inner = float(distance[index, mates].mean())
        outer = min(float(distance[index, marks == other].mean()) for other in set(marks.tolist()) - {int(own)})
        scores.append((outer - inner) / max(inner, outer, 1e-9))
    return float(np.mean(scores))
