"""Two pronouns behind an infinitive or a command, said with one: "explicar-t'ho" is "explicar-te això". Pure.

Apertium writes them as Portuguese does ("to explicar", "dê-ma"), which the small model into English has hardly seen.
"""

from __future__ import annotations

import re

from pipeline.cues import Lang

_CATALAN = re.compile(
    r"\b(?P<verb>[^\W\d_]+)[-'’](?P<to>m['’]|t['’]|li-|s['’]|nos-|vos-|los-|me(?=-|['’])-?|te(?=-|['’])-?|se(?=-|['’])-?)"
    r"(?P<what>ho|la|les|['’]ls|['’]l|['’]n|en|el|els)\b",
    re.IGNORECASE,
)
_PLAIN = str.maketrans("áéíóÁÉÍÓ", "aeioAEIO")
#: What is given or said to somebody: "decírselo" is to him; "comérselo" is not.
_GIVING = (
    r"d[ae]r|dec[ií]r|cont[aá]r|explic[aá]r|ped[ií]r|enseñ[aá]r|mand[aá]r|envi[aá]r|pregunt[aá]r|llev[aá]r|tra[eé]r"
    r"|compr[aá]r|devolv[eé]r|dej[aá]r|pag[aá]r|rob[aá]r|quit[aá]r|prest[aá]r|regal[aá]r|promet[eé]r|escrib[ií]r|d[aá]r"
)
_TO_THEM = re.compile(rf"\b(?P<verb>{_GIVING})sel[oa](?P<many>s?)\b", re.IGNORECASE)
_TAKEN = re.compile(r"\b(?P<verb>\w+[áéí]r)sel(?P<what>[oa]s?)\b", re.IGNORECASE)
_TO_ME = re.compile(r"\b(?P<verb>\w+[áéí]r)(?P<to>me|te|nos|os)l[oa](?P<many>s?)\b", re.IGNORECASE)
_TOLD = re.compile(r"\b(?P<verb>\w*[áéíó]\w*?)(?P<to>me|te|se|nos)l(?P<what>[oa](?P<many>s?))\b", re.IGNORECASE)
#: "Lléveselas": what one does for oneself.
_FOR_ONESELF = re.compile(r"ll[eé]v|c[oó]m|qu[eé]d|gu[aá]rd|b[eé]b|t[oó]m", re.IGNORECASE)
#: What was done stands before what it was done to: "haver-te dit això".
_HAVING = {
    "ca": re.compile(r"\b([Hh]aver-\w+|[Hh]aver['’]\w+) (això|ells) (\w+[ts])\b"),
    "es": re.compile(r"\b([Hh]aber\w+) (esto|ellos) (\w+[dt]o|dicho|hecho)\b"),
}
#: Commands that lose their accent with the second pronoun.
_SHORT = re.compile(r"^(?:d[íá]|h[áa]z|p[óo]n|t[ée]n|s[áa]l)$", re.IGNORECASE)


def with_one_pronoun(text: str, lang: Lang) -> str:
    """`text` (Catalan or Spanish) with one pronoun behind each infinitive and command."""
    if lang == "ca":
        return _HAVING["ca"].sub(r"\1 \3 \2", _CATALAN.sub(_catalan, text))
    text = _TO_THEM.sub(lambda match: f"{match['verb'].translate(_PLAIN)}le {_what(match)}", text)
    text = _TAKEN.sub(lambda match: f"{match['verb'].translate(_PLAIN)}l{match['what']}", text)
    text = _TO_ME.sub(lambda match: f"{match['verb'].translate(_PLAIN)}{match['to']} {_what(match)}", text)
    return _HAVING["es"].sub(r"\1 \3 \2", _TOLD.sub(_spanish_command, text))


def _catalan(match: re.Match[str]) -> str:
    verb, to = match["verb"], match["to"].rstrip("-'’").lower()
    if match["what"].lower().strip("'’") in ("n", "en"):
        return match[0]
    this = "ells" if match["what"].lower().strip("'’") in ("les", "els", "ls") else "això"
    vowel = {"m": "m", "me": "m", "t": "t", "te": "t", "s": "s", "se": "s", "nos": "ns", "vos": "us"}.get(to)
    if vowel and verb[-1].lower() in "aeio" and to != "vos":
        return f"{verb}'{vowel} {this}"
    full = {"m": "me", "t": "te", "s": "se"}.get(to, to)
    return f"{verb}-{full} {this}"


def _what(match: re.Match[str]) -> str:
    """What Spanish says for the pronoun that goes: Portuguese says "eles" of things, too."""
    return "ellos" if match["many"] else "esto"


def _spanish_command(match: re.Match[str]) -> str:
    verb = match["verb"]
    if _SHORT.match(verb):
        verb = verb.translate(_PLAIN)
    if match["to"].lower() == "se" and _FOR_ONESELF.match(verb):
        return f"{verb}l{match['what']}"
    to = "le" if match["to"].lower() == "se" else match["to"]
    return f"{verb}{to} {_what(match)}"
