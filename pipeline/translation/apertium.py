"""Apertium, the rule-based translator of the Debian packages `apertium-*`.

Sentences go through its programs as through `apertium -f none -z`: Apertium's own stream format, in which the special
characters are escaped and a NUL ends each sentence (https://wiki.apertium.org/wiki/Apertium_stream_format).
The text formats of the same command lose the last full stop of a line (`-n`) or join lines. An empty blank
`[]` before the NUL keeps a last word or full stop from being swallowed at the flush.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.cues import Lang
from pipeline.errors import RouteError
from pipeline.messages import tr
from pipeline.translation import apertium_stages
from pipeline.translation.data_digest import digest
from pipeline.translation.explicit import explicit
from pipeline.translation.route import Route
from pipeline.translation.sentences import Sentence
from pipeline.translation.truecase import as_mid_sentence, same_capital
from pipeline.translation.unknown import best, filled, has_marks, units, unmixed, words

_SPECIAL = re.compile(r"([\\\[\]{}$<>@/])")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_QUOTED_FILE = re.compile(r"'([^']*/[^']*)'")
_BLANK = "[]"
#: A verb that Apertium has lost the form of. Of pronouns and articles it loses more, and they matter less.
_LOST = re.compile(r"#[^\W\d_]{3,}")
#: Stands for "^", which some stages take for a word's beginning, escaped or not. No text holds it: Unicode's
#: noncharacters (https://www.unicode.org/faq/private_use.html#nonchar4) are for such uses.
_CARET = "\ufdd0"


def _as_it_is(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Mends:
    """What is known to go wrong in a mode, and put right around it. First words are always looked after.

    before, after: rewrite what goes in and what comes out. detours: other ways for a single word that the mode
    does not know, each a chain of modes, best first; those not installed are passed over. explicit: who does it, and
    one pronoun to a verb, are said before (`explicit.py`). mixed: people mix another language in. Of two modes, a word
    that neither this mode nor the first knows, and that the second does, is in the second's source language, and said
    as the second says it.
    """

    before: Callable[[str], str] = _as_it_is
    after: Callable[[str], str] = _as_it_is
    detours: tuple[tuple[str, ...], ...] = ()
    explicit: bool = False
    mixed: tuple[str, str] | None = None


class Apertium(Route):
    """One Apertium mode, e.g. "cat-eng" (`apertium -l` lists those installed).

    mends: None is the engine as it comes, to compare with.
    """

    def __init__(self, mode: str, source: Lang, target: Lang, package: str, mends: Mends | None = Mends()) -> None:
        self.name = f"apertium-{mode}"
        self.source = source
        self.target = target
        self.mode = mode
        self.package = package
        self.mends = mends

    def available(self) -> bool:
        return shutil.which("apertium") is not None and _mode_file(self.mode) is not None

    def version(self) -> str:
        found = _mode_file(self.mode)
        if found is None:
            raise self._missing()
        modes = [found, *(_mode_file(mode) for detour in self._detours() for mode in detour)]
        try:
            files = {path for mode in modes if mode for path in (mode, *_data_of(mode))}
            return f"{self.name} {digest(files)}"
        except OSError as error:
            raise RouteError(
                tr("Apertium's data cannot be read ({error}).", error=error),
                where=found,
                remedy=tr("Install it anew: sudo apt install --reinstall {package}", package=self.package),
            ) from error

    def remedy(self) -> str:
        return f"sudo apt install apertium {self.package}"

    def knows(self, words: Sequence[str]) -> frozenset[str]:
        """Which of `words` are in the dictionary of the mode or of a detour, or in our own."""
        given = [self.mends.before(word) if self.mends else word for word in words]
        marked = self._said(given, marks=True)
        found = self._looked_up(words, self._detours())
        return frozenset(
            word
            for word, put, text in zip(words, given, marked, strict=True)
            if put != word or word in found or not has_marks(text)
        )

    def open(self) -> None:
        if not self.available():
            raise self._missing()

    def _translate(self, sentences: Sequence[Sentence]) -> list[str]:
        texts = [sentence.text for sentence in sentences]
        if self.mends is None:
            return self._said(texts)
        reworded = [self.mends.before(text) for text in texts]
        given = as_mid_sentence(self._explicit(reworded) if self.mends.explicit else reworded, self.source)
        made = map(self.mends.after, self._with_unknown_words(given, texts))
        return [same_capital(text, like) for text, like in zip(made, texts, strict=True)]

    def _explicit(self, texts: list[str]) -> list[str]:
        """`texts` with what goes without saying; as they are where the analyser fell out of step."""
        parts = self._answer(texts, apertium_stages.analysed)
        if _unpacked(parts, len(texts)) is None:
            return texts
        return [explicit(text, part, self.source) for text, part in zip(texts, parts, strict=False)]

    def _with_unknown_words(self, given: list[str], said: Sequence[str]) -> list[str]:
        """`given`, which people said as `said`, by this mode, with the words that it does not know as a detour
        translates them."""
        detours = self._detours()
        if not detours:
            return self._said(given)
        given, marked = self._unmixed(given, self._said(given, marks=True), said)
        marked = self._without_lost_words(given, marked)
        found = [[] if has_marks(text) else units(text, m, self.source) for text, m in zip(given, marked, strict=True)]
        known = self._looked_up(sorted({unit for group in found for unit in group}), detours)
        made = [
            filled(text, marks, self.source, self.target, known) if any(unit in known for unit in group) else marks
            for text, marks, group in zip(given, marked, found, strict=True)
        ]
        return self._unmarked(given, made)

    def _unmixed(self, given: list[str], marked: list[str], said: Sequence[str]) -> tuple[list[str], list[str]]:
        """`given` without words of the language that is mixed into what is `said` (those that our tables put in belong
        to a third one), and what is made of it."""
        own, other = (self.mends and self.mends.mixed) or ("", "")
        if not (own and _mode_file(own) and _mode_file(other)):
            return given, marked
        unknown = [words(*each) for each in zip(said, marked, strict=True)]
        wanted = sorted({word for group in unknown for word in group})
        ours, put = (self._by((mode,), wanted) if wanted else [] for mode in (own, other))
        known = {word: form for word, mine, form in zip(wanted, ours, put, strict=True) if form and mine is None}
        mixed = [n for n, group in enumerate(unknown) if any(word in known for word in group)]
        plain = dict(zip(mixed, [unmixed(given[n], known) for n in mixed], strict=True))
        again = dict(zip(mixed, self._said(list(plain.values()), marks=True) if mixed else [], strict=True))
        return [plain.get(n, one) for n, one in enumerate(given)], [again.get(n, one) for n, one in enumerate(marked)]

    def _without_lost_words(self, given: Sequence[str], marked: list[str]) -> list[str]:
        """`marked` of `given`; where a word was lost on the way (`#fazer`: no form is known), by a detour that
        loses none."""
        lost = [n for n, text in enumerate(marked) if _LOST.search(text) and not has_marks(given[n])]
        for detour in self._detours() if lost else []:
            if len(detour) < 2:  # one that ends in another language than this
                continue
            made = self._chained([given[n] for n in lost], detour)
            found = [(n, text) for n, text in zip(lost, made, strict=True) if text]
            marked = [dict(found).get(n, text) for n, text in enumerate(marked)]
            lost = [n for n in lost if n not in dict(found)]
        return marked

    def _chained(self, texts: Sequence[str], detour: Sequence[str]) -> list[str]:
        """`texts` by one mode after the other, unknown words of the last marked; empty where a word was lost."""
        made, lost = list(texts), [False] * len(texts)
        for mode in detour:
            marked = self._run(made, mode, marks=True)
            plain = self._run(made, mode, marks=mode == detour[-1])
            if marked is None or plain is None:
                return [""] * len(texts)
            lost = [was or bool(_LOST.search(text)) for was, text in zip(lost, marked, strict=True)]
            made = plain
        return ["" if was else text for was, text in zip(lost, made, strict=True)]

    def _unmarked(self, given: Sequence[str], made: Sequence[str]) -> list[str]:
        """`made` of `given`, once more without marks where there are any left: words join them differently."""
        left = [n for n, text in enumerate(made) if has_marks(text)]
        plain = dict(zip(left, self._said([given[n] for n in left]) if left else [], strict=True))
        return [plain.get(n, text) for n, text in enumerate(made)]

    def _looked_up(self, wanted: Sequence[str], detours: Sequence[tuple[str, ...]]) -> dict[str, str]:
        """The translations of those of `wanted` that a detour knows."""
        ways = [self._by(detour, wanted) for detour in detours] if wanted else []
        found = {unit: best([way[n] for way in ways]) for n, unit in enumerate(wanted)}
        return {unit: form for unit, form in found.items() if form}

    def _by(self, detour: tuple[str, ...], wanted: Sequence[str]) -> list[str | None]:
        """Each of `wanted` by one chain of modes; None where one of them does not know it."""
        texts, known = list(wanted), [True] * len(wanted)
        for mode in detour:
            made = self._run(texts, mode, marks=True)
            if made is None:
                return [None] * len(wanted)
            known = [was and bool(text) and not has_marks(text) for was, text in zip(known, made, strict=True)]
            texts = [text if is_known else "a" for text, is_known in zip(made, known, strict=True)]
        return [_small(text) if is_known else None for text, is_known in zip(texts, known, strict=True)]

    def _detours(self) -> list[tuple[str, ...]]:
        detours = self.mends.detours if self.mends else ()
        return [detour for detour in detours if all(map(_mode_file, detour))]

    def _said(self, texts: Sequence[str], *, marks: bool = False) -> list[str]:
        """`texts` by this mode. marks: unknown words carry Apertium's sign."""
        made = self._run(texts, self.mode, marks=marks)
        if made is None:  # the stream got out of step: one run for each sentence cannot
            made = [self._alone(text, marks) for text in texts]
        return made

    def _alone(self, text: str, marks: bool) -> str:
        made = self._run([text], self.mode, marks=marks)
        if made is None:
            raise RouteError(
                tr('Apertium ({mode}) gave no single translation for "{text}".', mode=self.mode, text=text),
                remedy=tr("Write this sentence in another way, or translate it by hand."),
            )
        return made[0]

    def _run(self, texts: Sequence[str], mode: str, *, marks: bool) -> list[str] | None:
        """`texts` through a mode that is installed; None when what came back does not match them one to one."""
        answer = partial(apertium_stages.through, marks=marks)
        return _unpacked(self._answer(texts, answer, mode), len(texts))

    def _answer(self, texts: Sequence[str], answer: Callable[[Path, bytes], bytes], mode: str = "") -> list[str]:
        """The parts that `answer` makes of `texts` by a mode (default: this one). Raises RouteError."""
        found = _mode_file(mode or self.mode)
        if found is None:
            raise self._missing()
        stream = "".join(f"{_escape(text)}{_BLANK}\0" for text in texts)
        try:
            return answer(found, stream.encode()).decode("utf-8", "replace").split("\0")
        except FileNotFoundError as error:
            raise self._missing() from error

    def _missing(self) -> RouteError:
        return RouteError(
            tr("Apertium's {mode} is not installed.", mode=self.mode),
            remedy=tr("Install it: {remedy}", remedy=self.remedy()),
        )


def _mode_file(mode: str) -> Path | None:
    path = _data_folder() / "modes" / f"{mode}.mode"
    return path if path.is_file() else None


def _data_of(mode: Path) -> list[Path]:
    """The files that a mode's own file names. Raises OSError."""
    named = map(Path, _QUOTED_FILE.findall(mode.read_text(encoding="utf-8")))
    return [path for path in named if path.is_file()]


def _small(text: str) -> str:
    """spa-eng starts every text with a capital; what is looked up stands inside a sentence."""
    return text if text.startswith("I ") or text[:2].isupper() else text[:1].lower() + text[1:]


def _data_folder() -> Path:
    """Where the modes are: APERTIUM_DATADIR, or share/apertium beside the program, or Debian's place."""
    if named := os.environ.get("APERTIUM_DATADIR"):
        return Path(named)
    if program := shutil.which("apertium"):
        beside = Path(program).resolve().parent.parent / "share" / "apertium"
        if (beside / "modes").is_dir():
            return beside
    return Path("/usr/share/apertium")


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("^", _CARET)


def _unescape(text: str) -> str:
    return _ESCAPED.sub(r"\1", text).replace(_CARET, "^")


def _unpacked(parts: Sequence[str], count: int) -> list[str] | None:
    """The texts of the first `count` parts of the stream. After them come only the empty flushes of the
    stages.
    """
    texts, rest = parts[:count], parts[count:]
    if len(texts) < count or any(part.strip() for part in rest):
        return None
    if not all(text.endswith(_BLANK) for text in texts):
        return None
    return [_unescape(text.removesuffix(_BLANK)) for text in texts]
