"""Commands in the polite form: English says all forms alike, and of Portuguese, the small model reads this one best.

"Truqueu" becomes "telefonai", which it has never seen; "truqui" becomes "telefone".

Only where a word can be nothing else: with a pronoun behind it ("espera'm"), or "you" of several, at the beginning.
"""

from __future__ import annotations

import re

from pipeline.cues import Lang

_IRREGULAR: dict[Lang, dict[str, str]] = {
    "ca": {
        "venir": "vingui", "dir": "digui", "seure": "segui", "fer": "faci", "anar": "vagi", "ser": "sigui",
        "tenir": "tingui", "veure": "miri", "saber": "sàpiga", "beure": "begui", "creure": "cregui", "escriure":
        "escrigui", "prendre": "prengui", "obrir": "obri", "córrer": "corri", "dormir": "dormi", "sortir":
        "surti", "treure": "tregui", "estar": "estigui", "perdre": "perdi", "moure": "mogui", "viure": "visqui",
        "donar": "doni", "entendre": "entengui", "vendre": "vengui", "recollir": "reculli", "omplir": "ompli",
        "llegir": "llegeixi", "servir": "serveixi",
        "seguir": "segueixi", "repartir": "reparteixi", "compartir": "comparteixi", "cosir": "cusi", "collir": "culli",
    },
    "es": {
        "dime": "dígame", "dinos": "díganos", "dile": "dígale", "dales": "deles", "dame": "deme", "danos":
        "denos", "dale": "dele", "ponme": "póngame", "ponte": "póngase", "hazme": "hágame", "hazlo": "hágalo",
        "calla": "cállese", "di": "diga", "haz": "haga", "ven": "venga", "pon": "ponga", "sal": "salga",
        "ten": "tenga", "oye": "oiga",
        "vente": "véngase", "tráeme": "tráigame", "trae": "traiga", "coge": "coja", "cógelo": "cójalo",
         "óyeme": "óigame", "tenme": "téngame",
         "vete": "váyase", "ponle": "póngale", "ponlo": "póngalo", "hazle": "hágale",
    },
}  # fmt: skip
#: "Tened", "haced": to one person, politely.
_SEVERAL = {
    "tener": "tenga", "hacer": "haga", "venir": "venga", "decir": "diga", "dar": "de", "ir": "vaya", "ser": "sea",
    "poner": "ponga", "salir": "salga", "pedir": "pida", "seguir": "siga", "dormir": "duerma", "traer": "traiga",
    "oír": "oiga", "volver": "vuelva", "contar": "cuente", "cerrar": "cierre", "pensar": "piense", "buscar": "busque",
    "llegar": "llegue", "pagar": "pague", "apagar": "apague", "coger": "coja", "empezar": "empiece",
}  # fmt: skip
_ENCLITICS = r"me|te|nos|lo|la|los|las|le|les"


def polite(surface: str, lemma: str, lang: Lang) -> str:
    """The command `surface` (of the verb `lemma`, pronouns and all) as one says it to a stranger; itself where that is
    not known."""
    made = (_catalan if lang == "ca" else _spanish)(surface.lower(), lemma)
    return made.capitalize() if surface[:1].isupper() else made


def _catalan(word: str, lemma: str) -> str:
    pronouns = re.sub(r"^(['’-])te?$", r"\1s", word[len(re.split("['’-]", word)[0]) :]).replace("-s", "-se")
    if made := _IRREGULAR["ca"].get(lemma):
        return made + pronouns
    if lemma.endswith("ar"):
        stem = _before_i(lemma.removesuffix("ar"))
        return stem + ("ï" if stem.endswith("i") else "i") + pronouns
    return word


def _before_i(stem: str) -> str:
    """The stem of a verb in -ar as it is spelled before "i": toca, toqui; penja, pengi; comença, comenci."""
    for end, put in (("qu", "qü"), ("gu", "gü"), ("ç", "c"), ("c", "qu"), ("g", "gu"), ("j", "g")):
        if stem.endswith(end):
            return stem.removesuffix(end) + put
    return stem


def _stressed(word: str) -> str:
    """`word` with the accent that it needs before pronouns: "trátelos"."""
    vowels = [at for at, letter in enumerate(word) if letter in "aeiou"]
    if len(vowels) < 2:
        return word
    at = vowels[-2]
    return word[:at] + "áéíóú"["aeiou".index(word[at])] + word[at + 1 :]


def _spanish(word: str, lemma: str) -> str:
    if made := _IRREGULAR["es"].get(word):
        return made
    if several := re.fullmatch(rf"(\w+)([aei])d((?:{_ENCLITICS}|os)*)", word):
        if lemma.endswith(("ger", "gir")):  # recoged, recoja
            several = re.fullmatch(rf"(\w+)([aei])d((?:{_ENCLITICS}|os)*)", re.sub("g(?=[ei]d)", "j", word)) or several
        made = _SEVERAL.get(lemma, several[1] + ("e" if several[2] == "a" else "a"))
        return (_stressed(made) if several[3] else made) + several[3]
    match = re.fullmatch(rf"(\w+?)([ae])((?:{_ENCLITICS})*)", word)
    if match is None:
        return word
    vowel = "e" if lemma.endswith("ar") else "a"
    pronouns = re.sub("^te", "se", match[3])
    stem = match[1]
    if vowel == "e":
        for end, put in (("c", "qu"), ("g", "gu"), ("z", "c")):
            if stem.endswith(end):
                stem = stem.removesuffix(end) + put
                break
    return stem + vowel + pronouns
