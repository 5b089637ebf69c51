"""Where a sentence lets itself be cut, in Catalan, English and Spanish: words as data, and small predicates.

Source of the rules: Netflix Timed Text Style Guide, general requirements §4 (line treatment); BBC Subtitle
Guidelines §3.4 (break at natural points). A word is a written word with its punctuation, as in `cues.Word`.
"""

from __future__ import annotations

import re

_Groups = dict[str, frozenset[str]]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _groups(**text: str) -> _Groups:
    return {name: _set(words) for name, words in text.items()}


#: By language and kind: words that lean on the next one, so that no line may end on them.
LEANING: dict[str, _Groups] = {
    "ca": _groups(
        article="el la els les lo un una uns unes en na es sa ses l' d' aquest aquesta aquests aquestes"
        " aquell aquella aquells aquelles meu meva meus meves teu teva seu seva seus seves"
        " nostre nostra nostres vostre vostra cada algun alguna alguns algunes"
        " molts molta moltes pocs poca poques altre altra altres diversos diverses dos dues tres",
        preposition="a al als amb de del dels pel pels per en entre sobre sota contra sense segons des fins"
        " cap envers durant malgrat dins davant darrere",
        conjunction="i o u ni que si però perquè quan com on mentre sinó encara doncs ja qui quin quina"
        " quins quines qual quals tan més menys molt",
        pronoun="em et es ens us els hi ho li en la les el me te se nos vos m' t' s' n'",
        auxiliary="he has ha hem heu han havia havies havíem havíeu havien hauria hauries hauríem haurien"
        " hagi haguem hagin haver vaig vas va vam vau van vàrem varen està estic estàs estem esteu estan"
        " estava estaven és som sou són era eren",
        negation="no mai tampoc",
    ),
    "en": _groups(
        article="a an the this that these those my your his her its our their some any every each no"
        " many few several both other",
        preposition="of to in on at by for with from into onto about over under between among through during"
        " without against towards toward since until within across behind beyond near than as like",
        conjunction="and or but nor so if because when while that which who whom whose where although though"
        " unless whether how why very more less too",
        pronoun="i we they he she it there you i'm i've i'd i'll we're we've they're it's that's there's",
        auxiliary="am is are was were be been being have has had do does did will would can could shall"
        " should may might must",
        negation="not never don't doesn't didn't won't wouldn't can't couldn't isn't aren't wasn't weren't"
        " haven't hasn't hadn't shouldn't",
    ),
    "es": _groups(
        article="el la los las lo un una unos unas este esta estos estas ese esa esos esas aquel aquella"
        " mi mis tu tus su sus nuestro nuestra nuestros nuestras cada algún alguna algunos algunas"
        " muchos mucha muchas pocos poca pocas otro otra otros otras varios varias dos tres",
        preposition="a al ante bajo con contra de del desde durante en entre hacia hasta para por según sin sobre tras",
        conjunction="y e o u ni que si pero porque cuando como donde mientras sino aunque pues quien cuyo"
        " cual cuales tan más menos muy",
        pronoun="me te se nos os le les la las lo los",
        auxiliary="he has ha hemos habéis han había habías habíamos habían habría habrían haya hayan haber"
        " está estoy estás estamos están estaba estaban es soy eres somos son era eran",
        negation="no nunca tampoco",
    ),
}

#: Kinds before which a line breaks well: a phrase starts there.
_OPENING = ("preposition", "conjunction")

#: Words that end in a full stop without ending a sentence; lower case, without the stop. Words that are also
#: ordinary last words ("art", "cap", "no") are left out on purpose.
ABBREVIATIONS = _set(
    "sr sra srs sres sra srta dr dra drs dres prof profa hble mgr st sta sto ntra av avda ctra pl pça"
    " núm núms tel pàg pàgs aprox p ex vol ed mr mrs ms mx messrs jr rev hon gen capt lt sgt vs etc"
    " e.g i.e p.e p.ex d dña dn ud uds vd vds lic ing excm excma il·lm il·lma a.m p.m dept"
    " ee.uu"
)

_CLOSING = "\"'»”’)]}*_"
_OPENERS = "\"'«“‘([{¿¡*_-–—"
_ENDING = re.compile(r"[.!?…。]$")
_NUMBER = re.compile(r"^[€$£]?\d+([.,:'’]\d+)*$")
_UNITS = _set(
    "% ‰ € $ £ º ª °c km m cm mm kg g mg l ml h min s ms euros euro dòlars dollars pounds anys any years"
    " year años año mesos months meses dies days días setmanes weeks semanas hores hours horas minuts"
    " minutes minutos segons seconds segundos metres metros quilòmetres kilòmetres percent persones"
    " people personas milions millions millones milers mil thousand"
)


def bare(word: str) -> str:
    """The word in lower case without the punctuation around it; apostrophes are all straight."""
    core = word.replace("’", "'").strip('"«»“”‘()[]{}¿¡.,;:!?…*_–—').strip("-")
    return core.casefold()


def kinds(word: str, lang: str) -> frozenset[str]:
    """The kinds of leaning word that `word` is in `lang` ("article", "preposition"...); unknown languages:
    none.
    """
    core = bare(word)
    return frozenset(kind for kind, words in LEANING.get(lang, {}).items() if core in words)


def ends_badly(word: str, lang: str) -> bool:
    """Whether no line should end on `word`: article, preposition, conjunction, pronoun, auxiliary, negation.

    Punctuation after the word lifts the ban: "va dir que no." ends well. Only a conjunction with a comma
    still leans on what follows ("i, de vegades,").
    """
    leaning = kinds(word, lang)
    return bool(leaning) and (not _closed(word) or (word.endswith(",") and "conjunction" in leaning))


def is_glued(left: str, right: str) -> bool:
    """Whether nothing may part the two: an apostrophe or the hyphen of a weak pronoun stands between them.

    Recognisers sometimes give "l 'hort" or "tornar -hi" in two.
    """
    opens = right[:1] in "'’-" and right[1:2].isalpha()
    return opens or (left[-1:] in "'’" and left[-2:-1].isalpha() and len(left) <= 3)


def starts_well(word: str, lang: str) -> bool:
    """Whether a line starts well on `word`: a preposition or a conjunction opens a new phrase."""
    return not kinds(word, lang).isdisjoint(_OPENING)


def ends_sentence(word: str, following: str = "") -> bool:
    """Whether `word` closes a sentence; `following` is the next word, where it is known.

    Abbreviations (Sr., Dra.) and initials (J.) do not; nor does anything before a word in lower case.
    """
    core = word.rstrip(_CLOSING)
    if not _ENDING.search(core):
        return False
    first = following.lstrip(_OPENERS)[:1]
    if first.islower():
        return False
    if not core.endswith(".") or core.endswith(".."):
        return True
    stem = core[:-1].lstrip(_OPENERS).split("'")[-1].split("’")[-1]
    return not (stem.casefold() in ABBREVIATIONS or (len(stem) == 1 and stem.isupper()))


def ends_clause(word: str) -> bool:
    """Whether `word` closes a clause (comma, semicolon, colon, dash, bracket) without closing a sentence."""
    core = word.rstrip("\"'»”’*_")
    return core.endswith(tuple(",;:–—)]")) or (len(core) > 1 and core.endswith("-"))


def keeps_together(left: str, right: str, lang: str, before: str = "") -> bool:
    """Whether `left` and `right` should stay on one line: name and surname, title and name, number and unit.

    before: the word ahead of `left`; "" says that `left` opens the text, where a capital letter proves
    nothing.
    """
    if _is_title(left) and _capital(right):
        return True
    if _closed(left):
        return False
    if _NUMBER.match(left.lstrip(_OPENERS)):
        return _counts(left, right, lang)
    if not before or ends_sentence(before, left) or kinds(left, lang):
        return False
    return _capital(left) and _capital(right)


def _counts(number: str, right: str, lang: str) -> bool:
    """Whether `right` is what `number` counts. Four digits alone are most often a year: only a true unit joins."""
    if bare(right) in _UNITS or right.rstrip(".,;:") in _UNITS:
        return True
    year = len(number) == 4 and number.isdigit()
    return right[:1].isalpha() and right[:1].islower() and not year and not kinds(right, lang)


def _is_title(word: str) -> bool:
    return word.endswith(".") and bare(word) in ABBREVIATIONS and word.lstrip(_OPENERS)[:1].isupper()


def _capital(word: str) -> bool:
    core = word.lstrip(_OPENERS)
    return core[:1].isupper() and core[1:2] not in "'’."


def _closed(word: str) -> bool:
    """Whether punctuation follows the word; an apostrophe ("d'") is none."""
    return bool(word) and not word[-1].isalnum() and word[-1] not in "'’%€$£°ºª"
