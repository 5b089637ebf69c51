"""Spelling of signs that a machine can settle without touching a letter: text in, text out, nothing else changed."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.captions.lexicon import REDUCED
from pipeline.patterns import any_of

_LETTER = r"[^\W\d_]"
_DOTS = re.compile(r"\.(?: ?\.){2,}")
_OPENING_MARKS = re.compile(r"[¿¡][^\S\n]*")
_GEM = re.compile(rf"(?<={_LETTER})(l)[.•‧∙⋅・](l)(?={_LETTER})|(?<={_LETTER})(L)[.•‧∙⋅・](L)(?={_LETTER})")
_ADDRESS = re.compile(r"[/@]|www", re.IGNORECASE)

#: l', d' and their like before a word, with a blank on either side of the apostrophe; not the end of a quotation.
_ELIDED = re.compile(r"(?<![\w'’‘\"“«·-])([ldmnst])(\s*)(['’])(\s*)(?=\w)", re.IGNORECASE)
#: Weak pronouns behind a verb, and two at once: "-hi", "-se'n", "-m'ho".
_WEAK = r"(?:(?:me|te|se|nos|vos|lo|la|los|les|li|ne|hi|ho|en|em|et|ens|us)(?:['’](?:ls|ns|l|n))?|[lmnst]['’](?:ho|hi))"
_HYPHENED = re.compile(rf"(?<=\w)\s+(-{_WEAK}\b)(?![\w’'])")
_TORN = re.compile(rf"\s*-{_WEAK}\b(?![\w’'])")
_SHORTENED = re.compile(rf"(?<=\w)\s+(['’](?:{any_of(word[1:] for word in REDUCED)})\b)(?!['’])")
_ASIDE = re.compile(r"\w-(?!\w)")
_TURN = re.compile(r"^\s*[-‐–—]", re.MULTILINE)

#: First-level quotation marks: the house's choice, until the council's own style manual says otherwise.
QUOTES = {"ca": ("«", "»"), "es": ("«", "»"), "en": ("“", "”")}

_OPENS_AFTER = " \n\t([{—–-/“«‘¿¡"
#: The end of a text after which a quotation opens, too: `l'"Oda"`.
_ELISION = re.compile(r"(?<![\w'’‘\"“«·-])[ldmnst]['’]$", re.IGNORECASE)


def ellipsis(text: str) -> str:
    """One character for three dots and more (Netflix I.3)."""
    return _DOTS.sub("…", text)


def no_opening_marks(text: str) -> str:
    """Without ¿ and ¡, which Catalan does not write (IEC)."""
    return _OPENING_MARKS.sub("", text)


def opening_marks(text: str) -> str:
    """¿ and ¡ before the letter, not before a blank (RAE); words are left alone."""
    return re.sub(r"([¿¡])[^\S\n]+(?=\w)", r"\1", text)


def gem(text: str) -> str:
    """`l·l` for `l.l` and `ŀl`. Addresses keep their dots; so does a full stop before a capital."""
    text = text.replace("ŀ·", "l·").replace("Ŀ·", "L·").replace("ŀ", "l·").replace("Ŀ", "L·")
    return re.sub(r"\S+", lambda match: _gem_of(match[0]), text)


def _gem_of(token: str) -> str:
    mended = _GEM.sub(lambda match: f"{match[1] or match[3]}·{match[2] or match[4]}", token)
    if _ADDRESS.search(token) or re.search(r"\w\.\w", mended):
        return token
    return mended


def apostrophes(text: str) -> str:
    """No blank and no line break between an elided word and the next (`l’ hort`, `s ’han`), nor before a weak pronoun
    (`impulsar -los`, `compra ’ls`)."""
    text = _ELIDED.sub(lambda match: match[0] if not match[2] + match[4] else match[1] + match[3], text)
    text = _mended_lines(_SHORTENED.sub(r"\1", text))
    if _ASIDE.search(text) or _TURN.search(text):
        return text  # those hyphens may be dashes
    return _HYPHENED.sub(r"\1", text)


def torn_pronoun(above: str, below: str) -> bool:
    """Whether `below`, what follows the line `above`, opens with a weak pronoun of the verb there ("tornar", "-hi"):
    its hyphen is no speaker's dash. Where hyphens open turns, or set something apart, nobody can tell."""
    if _TORN.match(below) is None or _ASIDE.search(below):
        return False
    return above.rstrip()[-1:].isalpha() and not above.lstrip().startswith("-")


def _mended_lines(text: str) -> str:
    """`text` without the line breaks that tear a pronoun from its verb."""
    lines = text.split("\n")
    result = lines[:1]
    for at in range(1, len(lines)):
        if torn_pronoun(result[-1], "\n".join(lines[at:])):
            result[-1] = result[-1].rstrip() + lines[at].lstrip()
        else:
            result.append(lines[at])
    return "\n".join(result)


def quotes(text: str, lang: str) -> str:
    """First-level quotation marks of `lang`. Marks inside « », inches, and what stands alone are left as they are."""
    if lang not in QUOTES:
        return text
    opener, closer = QUOTES[lang]
    if lang == "en":
        text = text.replace("«", opener).replace("»", closer)
    elif "«" not in text and "»" not in text:
        text = text.replace("“", opener).replace("”", closer)
    else:
        return text
    opened = False
    result = []
    for at, char in enumerate(text):
        if char == '"':
            before, behind = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
            opens = before in _OPENS_AFTER or _ELISION.search(text[max(0, at - 3) : at])
            if opens and not behind.isspace():
                char = opener
            elif not before.isspace() and (opened or not before.isdigit()):
                char = closer
        opened = opened or char == opener
        result.append(char)
    return "".join(result)


#: By rule, for the checker and for --fix: what a text becomes in a language. The order is that of the table.
MENDERS: dict[str, Callable[[str, str], str]] = {
    "ELLIPSIS": lambda text, lang: ellipsis(text),
    "CA-OPENQ": lambda text, lang: no_opening_marks(text) if lang == "ca" else text,
    "ES-OPENQ": lambda text, lang: opening_marks(text) if lang == "es" else text,
    "CA-GEM": lambda text, lang: gem(text) if lang == "ca" else text,
    "CA-APOS": lambda text, lang: apostrophes(text) if lang == "ca" else text,
    "QUOTES": quotes,
}
