"""When something happens, and whether it does not, as far as the words of a sentence tell. Pure.

Only what is certain in each language: most forms could be several times, and then nothing is said.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from pipeline.captions.lexicon import word_set
from pipeline.cues import Lang

When = Literal["past", "future", "conditional"]

_PRONOUNS = r"(?: (?:em|me|et|te|es|se|ens|us|vos|li|els|la|el|les|ho|hi|en|ne|ja|no|mai|[mtsn]['’]\w+))*"
_TIMES: dict[Lang, dict[When, re.Pattern[str]]] = {
    "ca": {
        "past": re.compile(
            rf"\b(?:vaig|vas|va|vam|vàrem|vau|vàreu|van|varen){_PRONOUNS} (?!a\b)\w+(?:ar|er|ir|re|ur)\b(?!-)"
            rf"|\b(?:vaig|vas|va|vam|vàrem|vau|vàreu|van|varen){_PRONOUNS} \w+(?:ar|er|ir|re|ur)(?:-\w+|['’]\w+)+"
            r"|\b(?:havia|havies|havíem|havíeu|havien|estava|estàvem|estaven|tenia|teníem|tenien|feia|fèiem|feien"
            r"|volia|volíem|volien|podia|podíem|podien|vivia|vivíem|vivien|venia|venien|deia|deien|sabia|sabien"
            r"|eren|érem|dormia|dormíem)\b|\b\w{2,}(?:ava|aves|àvem|àveu|aven)\b",
            re.IGNORECASE,
        ),
        "future": re.compile(
            r"\b\w{1,}(?:aré|aràs|arà|aran|eré|eràs|erà|eran|iré|iràs|irà|iran|dré|dràs|drà|drem|dreu|dran"
            r"|briré|uré|urà|uran)\b"
            r"|\b(?:far|ser|anir|dir|haur|tornar|parlar|començar|treballar|explicar|buscar|trobar|trucar|ajudar|canviar"
            r"|esperar|donar|quedar|deixar|veur)em\b",
            re.IGNORECASE,
        ),
        "conditional": re.compile(
            r"\b(?:seria|serien|seríem|hauria|hauries|hauríem|haurien|faria|faries|faríem|farien|aniria|aniríem|anirien"
            r"|diria|diríem|dirien|agradaria|marxaria|\w+dri(?:a|es|en|eu)|\w+dríem|\w+ar(?:ies|íem|ien))\b",
            re.IGNORECASE,
        ),
    },
    "es": {
        "past": re.compile(
            r"\b(?:fui|fue|fuimos|fueron|dijo|dije|dijeron|hizo|hice|hicimos|hicieron|tuve|tuvo|tuvimos|tuvieron|vino"
            r"|vine|vinieron|pude|pudo|pudieron|puso|quiso|dio|dieron|vio|supo|estuve|estuvo|había|habías|habíamos"
            r"|habían|era|eran|éramos|tenía|teníamos|tenían|quería|vivía|vivíamos|vivían|venía|venían|podía|podían"
            r"|decía|sabía|hacía|iba|íbamos|iban)\b"
            r"|\b\w{2,}(?:ó|aron|ieron|aba|abas|ábamos|aban)\b",
            re.IGNORECASE,
        ),
        "future": re.compile(
            r"\b\w{1,}(?:aré|arás|ará|aremos|arán|eré|erás|erá|eremos|erán|iré|irás|irá|iremos|irán|dré|drás|drá|dremos"
            r"|drán)\b|\b(?:voy|vas|va|vamos|van) a \w+[aei]r(?:me|te|se|nos|l[aeo]s?)*\b",
            re.IGNORECASE,
        ),
        "conditional": re.compile(
            r"\b(?:sería|serían|habría|habrían|haría|harían|iría|irían|diría|gustaría|\w+dría[ns]?|\w+aría[ns]?)\b",
            re.IGNORECASE,
        ),
    },
    "en": {
        "past": re.compile(
            r"\b(?:was|were|had|did|could)n['’]t\b|\b(?:was|were|had|did|could|ate|became|began|bit|bought|broke|brought|built|burnt|came|caught|chose|cost|cut"
            r"|drank|drew|dreamt|drove|dug|fed|fell|felt|fled|flew|forgot|fought|found|froze|gave|got|grew|heard|held"
            r"|hid|hit|hung|hurt|kept|knew|laid|learnt|led|left|lent|let|lost|made|meant|met|paid|put|quit|ran|rang"
            r"|read|rode|rose|said|sang|sat|saw|sent|set|shone|shot|showed|shut|slept|sold|sought|spent|split|spoke"
            r"|stole|stood|stuck|swam|swept|taught|thought|threw|told|took|tore|understood|went|woke|won|wore|wrote"
            r"|been|done|gone|seen|taken|given|used to)\b|\b\w{2,}ed\b|n['’]t been\b",
            re.IGNORECASE,
        ),
        "future": re.compile(r"\b(?:will|won['’]t|shall|gonna|going to)\b|['’]ll\b", re.IGNORECASE),
        "conditional": re.compile(r"\b(?:would|could|might|should|wouldn['’]t|couldn['’]t)\b|['’]d\b", re.IGNORECASE),
    },
}
_NOT: dict[Lang, frozenset[str]] = {
    "ca": word_set("no mai ningú res tampoc gens enlloc ni"),
    "es": word_set("no nunca jamás nadie nada tampoco ni ningún ninguno ninguna"),
    "en": word_set(
        "not no never nobody none nothing neither nor cannot nowhere hardly don't doesn't didn't won't can't"
        " couldn't wouldn't shouldn't isn't aren't wasn't weren't haven't hasn't hadn't ain't mustn't needn't unless"
    ),
}
#: What is asked, or answered, with a "no" that denies nothing.
_TAGS = re.compile(
    r"\boi que no\b|\bno\?|^no[,.!]|\bno només\b|\bno solo\b|\bnot only\b|\bno doubt\b|\bde res\b|\bde nada\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@lru_cache(maxsize=512)
def whens(text: str, lang: Lang) -> frozenset[When]:
    """The times that the verbs of `text` are certainly in."""
    return frozenset(when for when, pattern in _TIMES.get(lang, {}).items() if pattern.search(text))


@lru_cache(maxsize=512)
def denies(text: str, lang: Lang) -> bool | None:
    """Whether `text` says of something that it is not; None where that cannot be told."""
    if lang not in _NOT or _TAGS.search(text):
        return None
    words = {word.lower().replace("’", "'") for word in _WORD.findall(text)}
    return bool(words & _NOT[lang])
