"""Portuguese of Apertium in the forms of Brazil, which the model into English was brought up on. Pure.

What it has hardly seen it guesses at: pronouns in the midst of a verb ("mudá-lo-ia", would change it, became an
order), "fazer" for birthdays, "ficar" for what is left, and words of Portugal ("bicha" is a queue there).
"""

from __future__ import annotations

import re

_ENDINGS = "ei|ás|á|emos|eis|ão|ia|ias|íamos|iam"
_PLAIN = str.maketrans("áêô", "aeo")
#: "tê-lo-íamos", "dir-me-ia": the pronoun before the verb.
_INSIDE_CUT = re.compile(rf"\b(\w+[áêíô])-l([oa]s?)-({_ENDINGS})\b", re.IGNORECASE)
#: Apertium's own mistake: it leaves the infinitive whole ("far-lo-ia").
_INSIDE_WHOLE = re.compile(rf"\b(\w+r)-(?:lh|l)([oa]s?)-({_ENDINGS})\b", re.IGNORECASE)
_INSIDE = re.compile(rf"\b(\w+r)-(se|me|te|lhe|nos|vos|lhes)-({_ENDINGS})\b", re.IGNORECASE)
#: Nouns of men alone, or of Portugal, by one of the other gender, with the small words before them.
_NOUNS = {"horto": "horta", "hortos": "hortas", "meninos": "crianças"}
_FEMININE = {
    "o": "a", "os": "as", "do": "da", "dos": "das", "no": "na", "nos": "nas", "ao": "à", "aos": "às", "pelo": "pela",
    "pelos": "pelas", "um": "uma", "uns": "umas", "num": "numa", "este": "esta", "estes": "estas", "deste": "desta",
    "neste": "nesta", "esse": "essa", "aquele": "aquela", "meu": "minha", "teu": "tua", "seu": "sua", "nosso": "nossa",
    "meus": "minhas", "teus": "tuas", "seus": "suas", "nossos": "nossas", "dois": "duas", "todos": "todas",
    "muitos": "muitas", "outro": "outra", "outros": "outras", "alguns": "algumas", "quantos": "quantas",
}  # fmt: skip
_NOUN = re.compile(rf"(?P<before>(?:\b(?:{'|'.join(_FEMININE)}) )*)\b(?P<noun>{'|'.join(_NOUNS)})\b", re.IGNORECASE)
_WORDS = (
    (r"\b[Bb]icha(s?)\b", r"fila\1"),
    (r"\bavôs\b", "avós"), (r"\bAvôs\b", "Avós"),
    (r"\bnão sê\b", "não sei"), (r"^Não sê\b", "Não sei"),
    (r"^Deme\b", "Dê-me"),
    (r"\b([Vv])inga(m?)\b", r"\1enha\2"),
    (r"\b[Tt]ome-(?:se|te|chá) ", "tome "),
    (r"\bbaixa médica\b", "licença médica"),
    # "quereria" is hardly said, and "teria de" is no advice
    (r"\b[Qq]uereria que\b", "gostaria que"), (r"\b[Qq]uereria (?=\w+r\b)", "gostaria de "),
    (r"\b[Qq]uereríamos que\b", "gostaríamos que"), (r"\b[Qq]uereríamos (?=\w+r\b)", "gostaríamos de "),
    (r"\b[Tt]er(ia|ias|íamos|iam) (?:de|que) (?=(?:[oa]s? )?\w+r\b)", r"dever\1 "),
    (r"\b(ter(?:ia|ias|íamos|iam)) querido (?=\w+r\b)", r"\1 gostado de "),
    (r"\b(gostar(?:ia|ias|íamos|iam) que) de ", r"\1 "),
    # what happens: "passar" is read as passing
    (r"\b(?:o )?que (me |te |lhe |nos |lhes )?(?:passou|tem passado)(?=[.?!,]|$)", r"o que \1aconteceu"),
    (r"\bnão passasse nada\b", "não acontecesse nada"),
    (r"\b[Nn]ão passou nada\b", "não aconteceu nada"),
    # what is left over: "ficar" is read as staying
    (r"\b(me|te|lhe|nos|lhes) fica(m?)\b(?= (?:nem|nada|um|uma|dois|duas|três|pouco|muito|só|\d))", r"\1 resta\2"),
    (r"\b[Ff]icam (?=dois|duas|três|quatro|cinco|seis|sete|oito|nove|dez|\d)", "restam "),
    (r"\b(fui|foi|fomos|foram)-(?:me|se|nos)\b", r"\1 embora"),
    (r"\b(?:te|vos) espero\b", "estou esperando por você"),
    # birthdays: "fazer" and "cumprir" are read as being, and as serving
    (r"\b[Cc]umpriu (?=(?:os )?(?:\w+(?: e \w+)?|\d+)(?: anos\b|[.,]))", "completou "),
    (r"\bfiz (?=(?:\w+(?: e \w+)?|\d+) anos\b)", "completei "),
    (r"\bfez (?=(?:\w+(?: e \w+)?|\d+) anos\b)", "completou "),
    (r"\bfaço (?=(?:\w+(?: e \w+)?|\d+) anos\b)", "vou fazer "),
    (r"\b[Dd][áê]-[ts]e pressa\b", "apresse-se"),
    (r"\b([Cc]ompanheir[oa]s?|[Cc]olegas?) de (?:apartamento|andar)\b", r"\1 de quarto"),
    (r"\bmais grande (do )?que\b", "mais velho que"),
)  # fmt: skip
_TABLE = tuple((re.compile(pattern), put) for pattern, put in _WORDS)


def in_brazilian(text: str) -> str:
    """Portuguese `text` with its pronouns before the verbs, and words of Brazil for those of Portugal."""
    text = _INSIDE_CUT.sub(_out_of_cut, text)
    text = _INSIDE_WHOLE.sub(r"\2 \1\3", text)
    text = _INSIDE.sub(r"\2 \1\3", text)
    for pattern, put in _TABLE:
        text = pattern.sub(put, text)
    return _NOUN.sub(_regendered, text)


def _out_of_cut(match: re.Match[str]) -> str:
    stem = match[1]
    return f"{match[2]} {stem[:-1]}{stem[-1].translate(_PLAIN)}r{match[3]}"


def _regendered(match: re.Match[str]) -> str:
    words = [*match["before"].split(), match["noun"]]
    return " ".join(_same_case(word, (_FEMININE | _NOUNS)[word.lower()]) for word in words)


def _same_case(word: str, put: str) -> str:
    return put.capitalize() if word[0].isupper() else put
