"""The languages Veus knows: those that can be spoken, those it has rules for, and those that pages are written in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from pipeline.errors import ConfigError
from pipeline.messages import tr, tr_later


@dataclass(frozen=True, slots=True)
class Language:
    """code: ISO 639-1. own: its name in itself (what a viewer reads on a button). english, catalan: for messages. rtl:
    whether it is written from right to left."""

    code: str
    own: str
    english: str
    catalan: str
    rtl: bool = False


_RTL = frozenset(("ar", "fa", "he", "ps", "sd", "ur", "yi"))

#: Languages that Whisper hears and that Veus has no rules for: code, own, English and Catalan name (CLDR 47).
_HEARD = """
    af|Afrikaans|Afrikaans|afrikaans
    am|አማርኛ|Amharic|amhàric
    ar|العربية|Arabic|àrab
    as|অসমীয়া|Assamese|assamès
    az|Azərbaycan|Azerbaijani|azerbaidjanès
    ba|Башҡорт теле|Bashkir|baixkir
    be|Беларуская|Belarusian|belarús
    bg|Български|Bulgarian|búlgar
    bn|বাংলা|Bangla|bengalí
    br|Brezhoneg|Breton|bretó
    bs|Bosanski|Bosnian|bosnià
    cs|Čeština|Czech|txec
    cy|Cymraeg|Welsh|gal·lès
    da|Dansk|Danish|danès
    de|Deutsch|German|alemany
    el|Ελληνικά|Greek|grec
    et|Eesti|Estonian|estonià
    eu|Euskara|Basque|basc
    fa|فارسی|Persian|persa
    fi|Suomi|Finnish|finès
    fo|Føroyskt|Faroese|feroès
    fr|Français|French|francès
    gl|Galego|Galician|gallec
    gu|ગુજરાતી|Gujarati|gujarati
    ha|Hausa|Hausa|haussa
    he|עברית|Hebrew|hebreu
    hi|हिन्दी|Hindi|hindi
    hr|Hrvatski|Croatian|croat
    ht|Kreyòl Ayisyen|Haitian Creole|crioll d’Haití
    hu|Magyar|Hungarian|hongarès
    hy|Հայերեն|Armenian|armeni
    id|Indonesia|Indonesian|indonesi
    is|Íslenska|Icelandic|islandès
    it|Italiano|Italian|italià
    ka|Ქართული|Georgian|georgià
    kk|Қазақ тілі|Kazakh|kazakh
    kn|ಕನ್ನಡ|Kannada|kannada
    ko|한국어|Korean|coreà
    la|Latina|Latin|llatí
    lb|Lëtzebuergesch|Luxembourgish|luxemburguès
    ln|Lingála|Lingala|lingala
    lt|Lietuvių|Lithuanian|lituà
    lv|Latviešu|Latvian|letó
    mg|Malagasy|Malagasy|malgaix
    mi|Māori|Māori|maori
    mk|Македонски|Macedonian|macedoni
    ml|മലയാളം|Malayalam|malaiàlam
    mn|Монгол|Mongolian|mongol
    mr|मराठी|Marathi|marathi
    ms|Melayu|Malay|malai
    mt|Malti|Maltese|maltès
    ne|नेपाली|Nepali|nepalès
    nl|Nederlands|Dutch|neerlandès
    nn|Norsk nynorsk|Norwegian Nynorsk|noruec nynorsk
    no|Norsk|Norwegian|noruec
    oc|Occitan|Occitan|occità
    pa|ਪੰਜਾਬੀ|Punjabi|panjabi
    pl|Polski|Polish|polonès
    ps|پښتو|Pashto|paixtu
    pt|Português|Portuguese|portuguès
    ro|Română|Romanian|romanès
    ru|Русский|Russian|rus
    sa|संस्कृत भाषा|Sanskrit|sànscrit
    sd|سنڌي|Sindhi|sindi
    si|සිංහල|Sinhala|singalès
    sk|Slovenčina|Slovak|eslovac
    sl|Slovenščina|Slovenian|eslovè
    sn|ChiShona|Shona|shona
    so|Soomaali|Somali|somali
    sq|Shqip|Albanian|albanès
    sr|Српски|Serbian|serbi
    su|Basa Sunda|Sundanese|sondanès
    sv|Svenska|Swedish|suec
    sw|Kiswahili|Swahili|suahili
    ta|தமிழ்|Tamil|tàmil
    te|తెలుగు|Telugu|telugu
    tg|Тоҷикӣ|Tajik|tadjik
    tk|Türkmen dili|Turkmen|turcman
    tl|Tagalog|Tagalog|tagal
    tr|Türkçe|Turkish|turc
    tt|Татар|Tatar|tàtar
    uk|Українська|Ukrainian|ucraïnès
    ur|اردو|Urdu|urdú
    uz|O‘zbek|Uzbek|uzbek
    vi|Tiếng Việt|Vietnamese|vietnamita
    yi|ייִדיש|Yiddish|ídix
    yo|Èdè Yorùbá|Yoruba|ioruba
"""

#: Heard too, but written without blanks between words: no line of theirs can be broken by words.
_WITHOUT_BLANKS = {
    "bo": tr_later("Tibetan"), "ja": tr_later("Japanese"), "km": tr_later("Khmer"), "lo": tr_later("Lao"),
    "my": tr_later("Burmese"), "th": tr_later("Thai"), "zh": tr_later("Chinese"),
}  # fmt: skip

LANGUAGES: dict[str, Language] = {
    "ca": Language("ca", "Català", "Catalan", "català"),
    "en": Language("en", "English", "English", "anglès"),
    "es": Language("es", "Español", "Spanish", "castellà"),
}
for _code, _own, _english, _catalan in (_row.strip().split("|") for _row in _HEARD.strip().splitlines()):
    LANGUAGES[_code] = Language(_code, _own, _english, _catalan, _code in _RTL)

#: Languages that Veus has rules, sounds and dictionaries for: what a series can have tracks in for every story.
TRACK_LANGUAGES: tuple[str, ...] = ("ca", "en", "es")

#: Languages in which pages and texts exist. Catalan first: it is the first language of our users.
PAGE_LANGUAGES: tuple[str, ...] = ("ca", "en")


#: Codes that a message names.
_TOLD = 6


def check_languages(codes: Iterable[str], known: Collection[str] = LANGUAGES) -> tuple[str, ...]:
    """`codes` themselves, all known and each there once. Raises ConfigError."""
    found = tuple(check_language(code, known) for code in codes)
    if len(set(found)) != len(found):
        raise ConfigError(tr("name each language once."))
    return found


def check_language(code: str, known: Iterable[str] = LANGUAGES) -> str:
    """`code` itself when known; raises ConfigError with the nearest known code otherwise."""
    known = list(known)
    if code in known:
        return code
    if code in _WITHOUT_BLANKS:
        raise ConfigError(
            tr(
                "captions in {language} cannot be cut by words: it is written without blanks between them.",
                language=tr(_WITHOUT_BLANKS[code]),
            ),
            remedy=tr("Have its captions made elsewhere, and name the languages of what else is spoken."),
        )
    near = get_close_matches(code.lower()[:2], known, n=1, cutoff=0.5)
    what = tr('unknown language "{code}".', code=code)
    if near:
        what = tr('unknown language "{code}". Did you mean "{near}"?', code=code, near=near[0])
    codes = ", ".join(known[:_TOLD])
    every = tr("Known languages: {codes}.", codes=codes)
    some = tr("Known languages: {codes}, and others by their ISO 639-1 codes.", codes=codes)
    raise ConfigError(what, remedy=some if len(known) > _TOLD else every)
