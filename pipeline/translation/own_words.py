"""Words of our field that Apertium's ways into Portuguese do not know, or take for others: in Portuguese at once.

They are put in before Apertium, which leaves what it does not know as it is, with the articles before it. Words that
are also others in Catalan or Spanish have no place here, but where what stands beside them says which they are.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.cues import Lang
from pipeline.patterns import Replacements, any_of, replaced, replacements

_WORDS: dict[Lang, str] = {
    "ca": """
        habitació quarto, habitacions quartos,
        mòbil celular, mòbils celulares, ensurt susto, ensurts sustos, bossa sacola, bosses sacolas, cridis grite,
        jutjat tribunal, jutjats tribunais, guarderia creche, avançament adiantamento, maluc quadril,
        padrastre padrasto,
        madrastra madrasta, exparella ex-companheira, lloguer aluguel, lloguers aluguéis, rebost despensa,
        esplai acampamento, sensellar sem-teto, sensesostre
        sem-teto, matalàs colchão, matalassos colchões, bolquer fralda, bolquers fraldas, cotxet carrinho, tiet
        tio, tieta tia, tiets tios, tietes tias, xicot namorado, xicota namorada, nòmina salário, aixada enxada,
        pèsols ervilhas, carbassó abobrinha, carbassons abobrinhas, figuera figueira, replà patamar, tràmit
        trâmite, tràmits trâmites, riuada enchente, timbre campainha, abric casaco, abrics casacos, nevera
        geladeira, estufa aquecedor, pastera barco, pasteres barcos, motxilla mochila,
        jubilació aposentadoria, jubilat aposentado,
        jubilada aposentada, jubilats aposentados, jubilar-me reformar-me, discapacitat deficiência,
        discapacitats deficiências, cambrer garçom, cambrera garçonete, alberg abrigo, albergs abrigos, mestra
        professora, mestres professores, capgròs cabeçudo, guai legal, guais legais, currículum currículo,
        currículums currículos, vídeo vídeo, xarxa rede, caminador andador, desnonament despejo, desnonaments
        despejos, xerrada palestra, berenar lanche, calaix gaveta, empadronament registro, padró registro,
        discapacitada deficiente, teletreball teletrabalho, videotrucada videochamada, colla turma, colles
        turmas, aparcament estacionamento, embarassada grávida, embarassades grávidas, ictus derrame,
        bancal canteiro, bancals
        canteiros, bestreta adiantamento, mensualitat mensalidade, mensualitats mensalidades, adreça endereço,
        ulleres óculos, pastilla comprimido, pastilles comprimidos, ganga pechincha, pastís bolo, pastissos bolos,
        nòmines salários, caldera caldeira, embolic confusão, embolics confusões, cosir costurar, cosia costurava, cosim
        costuramos, cosíem costurávamos, cus costura, berenem lanchamos, berenen lancham, berenàvem lanchávamos,
        berenava lanchava, bereno lancho,
        habitació quarto, habitacions quartos, resfriat resfriado, rentadora lavadora,
        netejadora faxineira, viduïtat viuvez, tossut teimoso, tossuda teimosa,
        aparento pareço, aparenta parece, aparenten parecem, collim colhemos, collíem colhíamos,
        paella paelha, cridava gritava, cridaven gritavam, criden gritam, cridin gritem, cridant gritando,
        prematur prematuro, prematura prematura, prematurs prematuros
    """,
    "es": """
        móviles celulares, bolsa sacola, bolsas sacolas, juzgado tribunal, juzgados tribunais,
        guardería creche, cadera quadril,
        padrastro padrasto, madrastra madrasta,
        expareja ex-companheira, gafas óculos, pastilla comprimido, pastillas comprimidos, chollo pechincha,
        alquiler aluguel, recibos
        faturas, patera barco, pateras barcos, alquileres aluguéis, desahucio despejo, desahucios despejos, guay legal,
        móvil
        celular, jubilación aposentadoria, jubilado aposentado, jubilada aposentada, jubilados aposentados,
        discapacidad deficiência, nevera geladeira, timbre campainha, camarero garçom, camarera garçonete,
        albergue abrigo, pañal fralda, pañales fraldas, carrito carrinho, teletrabajo teletrabalho, ambulatorio
        ambulatório, habitación quarto, habitaciones quartos,
        judías feijões, viudedad viuvez, limpiadora faxineira, limpiador faxineiro,
        nómina salário, nóminas salários, comedor refeitório, comedores refeitórios, caldera caldeira,
        mensualidad mensalidade, mensualidades mensalidades, bancal canteiro,
        bancales canteiros, prematuro prematuro, prematura prematura, estupendo ótimo, abrigo casaco
    """,
}
#: Beside what they are no nouns, or other ones: "s'adreça a tothom", "me abrigo", "bolsa de trabajo".
_NO_VERB = r"(?<![\w-])(?<![smtSMT]['’])(?<!\b[Mm]e )"
_NOTHING_ELSE = r"(?![\w-])(?!['’][tms]\b)(?! de (?:trabajo|empleo)\b)"
#: What is a noun only behind some words: "ben rebuts" are people.
_NOUNS: dict[Lang, Replacements] = {
    "ca": replacements(
        (r"\b([Ee]ls|[Dd]els|[Aa]ls|[Pp]els|[Uu]ns|[Dd]os|[Tt]res|[Qq]uatre|\d+|[Aa]quests|[Mm]olts|[Aa]lguns|[Tt]ants"
         r"|meus|teus|seus|nostres|[Ss]ense|[Aa]mb|[Dd]e|[Pp]ag\w+|[Rr]eb(?:em|o|re|ia|íem)) rebuts\b"
         r"(?! (?:amb|per|com)\b)", r"\1 faturas"),
    ),
}  # fmt: skip


@lru_cache(maxsize=4)
def _table(lang: Lang) -> tuple[dict[str, str], re.Pattern[str]]:
    words = dict(row.split() for row in _WORDS.get(lang, "").replace("\n", " ").split(",") if row.strip())
    return words, re.compile(rf"{_NO_VERB}({any_of(words)}){_NOTHING_ELSE}", re.IGNORECASE)


def in_portuguese(text: str, lang: Lang) -> str:
    """`text` with those of its words in Portuguese, after the full form of an article: "l'alberg" is "la abrigo", as
    English asks for no gender."""
    words, pattern = _table(lang)

    def put(match: re.Match[str]) -> str:
        word = words[match[0].lower()]
        return word.capitalize() if match[0][0].isupper() else word

    if lang == "ca":
        text = re.sub(rf"(?<!\w)(d)['’](?={pattern.pattern})", r"\1e ", text, flags=re.IGNORECASE)
        text = re.sub(rf"(?<!\w)(l)['’](?={pattern.pattern})", r"\1a ", text, flags=re.IGNORECASE)
    return pattern.sub(put, replaced(_NOUNS.get(lang, ()), text))
