"""First names that engines take for words: Pau is no peace, Neus no snow. And the surname that follows one.

In Catalan people are told from words by the article (`la Neus`, `en Pau`); a capital in mid-sentence says it in all
languages. At the beginning of a sentence a capital says nothing: there a name counts only where the word alone could
not begin one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.cues import Lang

#: Names in use in Catalonia that are words of Catalan, Spanish or Portuguese, or that engines turn into others.
_NAMES = """
    Abril Adela Adrià Agnès Agustí Aina Aitana Alba Albert Aleix Àlex Amàlia Amparo Àngel Ángel Àngela Ángela Àngels
    Ángeles Aniol Anna
    Angustias Antoni Antònia Ariadna Arnau Artur Asunción Assumpta Aurora Bàrbara Bernat Berta Biel Blai
    Blanca Blas Bru Caridad Carla Carles Carme Carmen Carolina Cèlia Cesc Cinta Clara Claudi Clàudia Concepció
    Concha Consol Consuelo Cristina Dolors Dolores Domènec Encarna Enric Eloi Emma Esperança Esperanza Estel Estela
    Estrella Eudald Eulàlia Eva Fàtima Fátima Felip Fèlix Ferran Fidel Flor Flora Francesc Gemma Genís Gerard Glòria
    Gloria Gràcia Gracia Guillem Helena Immaculada Inmaculada Irene Isabel Iu Ivet Jan Jaume Joan Joana Joaquim Joel
    Jordi Josep Judit Júlia Juli Laia Laura Leandre Lídia Llibert Llorenç Lluc Llúcia Lluís Lluïsa Llum Lourdes Luz
    Magda Mar Marc Marcel Maria Mariam Marina Marta Martí Martina Mateu Mercè Mercedes Meritxell Milagros Miquel
    Miracle Mireia Mohamed Montse Montserrat Narcís Natàlia Neus Nieves Nil Noa Noemí Núria Nuria Oleguer Olga Oriol
    Ot Pau Paz Pepa Pere Pilar Pol Prudència Puri Queralt Quim Ramon Raquel Rebeca Remei Remedios Ricard Rita Roc
    Rocío Roger Rosa Rosario Rosari Roser Rut Sabina Salut Salvador Sandra Santi Sebastià Sergi Sílvia Socorro Sofia
    Sol Soledad Sònia Susanna Tecla Teo Teresa Trini Uriel Vicenç Víctor Victòria Violeta
    Virtudes Xavi Xavier Yolanda Yusuf
    Ximo Zoe
"""
#: Those that begin sentences as words, too: "Sol i platja.", "Llum de nit.", "Clara, l'aigua!".
_WORDS = frozenset(
    ("Abril", "Alba", "Aurora", "Blanca", "Clara", "Consol", "Consuelo", "Cinta", "Esperança", "Esperanza", "Estel",
     "Estrella", "Flor", "Flora", "Fidel", "Glòria", "Gloria", "Gràcia", "Gracia", "Llum", "Mar", "Miracle", "Pau",
     "Puri", "Salut", "Sol", "Socorro", "Violeta")
)  # fmt: skip
_TITLES = {
    "ca": "senyora|senyor|doctora|doctor|sra\\.|sr\\.|dra\\.|dr\\.",
    "es": "señora|señor|doctora|doctor|doña|don|sra\\.|sr\\.|dra\\.|dr\\.",
}
#: A word with a capital that has small letters after it; what stands before it decides whether it is a name.
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ][a-zà-öø-ÿ·]+"
_ARTICLES = {"ca": r"(?<!\w)(?:en|na|la|el|d'en|de la|del|al|l['’]|d['’]) ?", "es": r"(?<!\w)(?:la|el) "}
_START = re.compile(r"(?:^|[.!?…:«\"“¿¡(]\s*)$")

Span = tuple[int, int]


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """All of them."""
    return frozenset(_NAMES.split())


def people(text: str, lang: Lang) -> list[Span]:
    """Where first names stand in `text` (with a surname behind it), and surnames behind a title, as (start, stop)."""
    spans: list[Span] = []
    for match in re.finditer(rf"(?<!\w)({_CAPITAL})(?: {_CAPITAL})?(?![\w])", text):
        start, stop = match.start(), match.end()
        if (match[1] in names() and _is_name(text, match[1], start, lang)) or _has_title(text, start, lang):
            spans.append((start, stop))
        elif (later := text[start:stop].partition(" ")[2]) in names():
            spans.append((stop - len(later), stop))
    return spans


def _is_name(text: str, name: str, start: int, lang: Lang) -> bool:
    before, behind = text[:start], text[start + len(name) :]
    if not _START.search(before):
        return True
    return not re.match(r"\s+(?:de|del|d['’])", behind) and (lang == "es" or name not in _WORDS)


def _has_title(text: str, start: int, lang: Lang) -> bool:
    titles = _TITLES.get(lang)
    return bool(titles and re.search(rf"(?<!\w)(?:{titles})\s$", text[:start], re.IGNORECASE))


def without_articles(text: str, standins: str, lang: Lang) -> str:
    """`text` with no article before `standins` (a pattern): English says names without ("la Neus", "de l'Anna")."""
    if lang not in ("ca", "es"):
        return text
    text = re.sub(
        rf"(?<!\w)(?:[Dd]el |[Dd]e la |[Dd]e l['’]|[Dd]['’]en |[Dd]e na )(?=(?:{standins})(?!\w))", "de ", text
    )
    text = re.sub(rf"(?<!\w)(?:al |a la |a l['’])(?=(?:{standins})(?!\w))", "a ", text)
    return re.sub(rf"(?<!\w)(?:[Ee]n |[Nn]a |[Ll]a |[Ee]l |[Ll]['’])(?=(?:{standins})(?!\w))", "", text)
