"""What people tell of help that they had, in words that the ways by Portuguese read as something else: false friends
(*il·lusió*, *companys*), company that is help (*acompanyar*), what happens to somebody (*em va passar*). Pure.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.cues import Lang
from pipeline.patterns import any_case, replaced, replacements

#: Who is kept company: before the verb, as "with …".
_WITH_CA = (("em", "amb mi"), ("et", "amb tu"), ("ens", "amb nosaltres"), ("us", "amb vosaltres"), ("m", "amb mi"),
            ("t", "amb tu"))  # fmt: skip
_WITH_ES = (("me", "conmigo"), ("te", "contigo"), ("nos", "con nosotros"), ("os", "con vosotros"))
_WHO_WENT_CA = (("el", "ell"), ("la", "ella"), ("els", "ells"), ("les", "elles"))
_WHO_WENT_ES = (("lo", "él"), ("le", "él"), ("la", "ella"), ("los", "ellos"), ("las", "ellas"))

#: Forms of "to accompany" without its beginning, and of "to come".
_COME_CA = (
    ("a", "ve"), ("en", "venen"), ("ava", "venia"), ("aven", "venien"), ("arà", "vindrà"), ("aran", "vindran"),
    ("aria", "vindria"), ("i", "vingui"), ("in", "vinguin"), ("és", "vingués"), ("essin", "vinguessin"),
)  # fmt: skip
_COME_ES = (
    ("a", "viene"), ("an", "vienen"), ("ó", "vino"), ("aron", "vinieron"), ("aba", "venía"), ("aban", "venían"),
    ("ará", "vendrá"), ("arán", "vendrán"), ("aría", "vendría"), ("e", "venga"), ("en", "vengan"), ("ara", "viniera"),
    ("aran", "vinieran"),
)  # fmt: skip
#: Behind it, for how long, or who: then it is help, not a way that is gone together.
_LONG_CA = r"(?= (?:en|durant|tot|tota|sempre|molt|des|fins|els|les|dos|tres|\d+) )"
_LONG_ES = r"(?= (?:en|durante|todo|toda|siempre|mucho|desde|hasta|mis|los|las|dos|tres|\d+) )"

#: To whom something happens.
_WHOM_CA, _WHOM_ES = r"(?:[Ee]m|[Ee]t|[Ll]i|[Ee]ns|[Uu]s|[Ee]ls)", r"(?:[Mm]e|[Tt]e|[Ll]e|[Nn]os|[Oo]s|[Ll]es)"
#: What happens: before that, a word that stands for it.
_WHAT_CA = r"(?:[Ee]l que|[Aa]llò que|[Tt]ot el que|[Aa]ixò(?: mateix)?|[Rr]es|[Aa]lguna cosa|[Cc]oses que)"
_WHAT_ES = r"(?:[Ll]o que|[Tt]odo lo que|[Ee]sto|[Ee]so|[Nn]ada|[Aa]lgo|[Cc]osas que)"
_ALSO = r"(?:(?:també|tampoc|ja|no|sempre|encara|también|tampoco|ya|siempre|todavía) )?"
_HAPPEN_CA = (
    ("passa", "succeeix"), ("passava", "succeïa"), ("va passar", "va succeir"), ("ha passat", "ha succeït"),
    ("havia passat", "havia succeït"), ("passarà", "succeirà"), ("passi", "succeeixi"), ("passés", "succeís"),
)  # fmt: skip
_HAPPEN_ES = (
    ("pasa", "sucede"), ("pasaba", "sucedía"), ("pasó", "sucedió"), ("ha pasado", "ha sucedido"),
    ("había pasado", "había sucedido"), ("pasará", "sucederá"), ("pase", "suceda"), ("pasara", "sucediera"),
)  # fmt: skip


#: For whom something is hard, which Catalan and Spanish say as what it costs somebody.
_FOR_CA = (("em", "mi"), ("et", "tu"), ("li", "ell"), ("ens", "nosaltres"), ("els", "ells"))
_FOR_ES = (("me", "mí"), ("te", "ti"), ("le", "él"), ("nos", "nosotros"), ("les", "ellos"))
_COST_CA = (("costa", "és"), ("costava", "era"), ("va costar", "va ser"), ("ha costat", "ha estat"),
            ("costarà", "serà"))  # fmt: skip
_COST_ES = (("cuesta", "es"), ("costaba", "era"), ("costó", "fue"), ("ha costado", "ha sido"),
            ("costará", "será"))  # fmt: skip


def _with_ca() -> Iterator[tuple[str, str]]:
    yield rf"\bacompany(?=(?:{'|'.join(end for end, _ in _COME_CA)}|ar|at){_LONG_CA})", "recolz"
    for who, put in _WITH_CA:
        before = rf"\b{any_case(who)}['’]" if len(who) == 1 else rf"\b{any_case(who)} "
        yield from ((rf"{before}acompany{end}\b", f"{come} {put}") for end, come in _COME_CA)
        yield rf"{before}(va|van|vas|vau) acompanyar\b", rf"\1 venir {put}"
        yield rf"{before}(ha|han|havia|havien) acompanyat\b", rf"\1 vingut {put}"
    for who, put in _WHO_WENT_CA:
        yield rf"\b{any_case(who)} (vaig|vam) acompanyar\b", rf"\1 anar amb {put}"
    yield r"\b([Aa])companyo (?=el|la|els|les|l['’]|un)", "vaig amb "


def _with_es() -> Iterator[tuple[str, str]]:
    yield rf"\bacompañ(?=(?:{'|'.join(end for end, _ in _COME_ES)}|ar|ado){_LONG_ES})", "apoy"
    for who, put in _WITH_ES:
        yield from ((rf"\b{any_case(who)} acompañ{end}\b", f"{come} {put}") for end, come in _COME_ES)
        yield rf"\b{any_case(who)} (ha|han|había|habían) acompañado\b", rf"\1 venido {put}"
    for who, put in _WHO_WENT_ES:
        yield rf"\b{any_case(who)} acompañé\b", f"fui con {put}"
    yield r"\b[Aa]compaño a (?=mi|l[oa]s?|el|un)", "voy con "


def _lost_ca() -> Iterator[tuple[str, str]]:
    what = (("casa", "la casa"), ("pis", "el pis"), ("habitatge", "l'habitatge"), ("feina", "la feina"))
    own = (("[Mm]['’]he", "he"), ("[Tt]['’]has", "has"), ("[Ss]['’]ha", "ha"), ("[Ee]ns hem", "hem"),
           ("[Ss]['’]han", "han"))  # fmt: skip
    for has, put in own:
        yield from ((rf"\b{has} quedat sense {thing}\b", f"{put} perdut {the}") for thing, the in what)


_CA = replacements(
    *((rf"^(A la|Al|Als|A les) ((?:meva|teva|seva|nostra|meu|teu|seu|nostre|meus|seus|meves|seves) )?(\w+) (?:li|els)"
       rf" {cost}( molt)? (?=\w+(?:ar|er|re|ir)\b)", rf"per \1 \2\3 {is_}\4 difícil ") for cost, is_ in _COST_CA),
    *_with_ca(), *_lost_ca(),
    (r"\bacompanya(t|da|ts|des)\b(?! (?:de|d|per|amb)\b)", r"recolza\1"),
    (r"\bamb (?:molta |tanta |gran |tota la )?il·lusió\b", "amb entusiasme"),
    (r"\b([Tt]inc|[Tt]enia|[Tt]enim|[Tt]eníem|[Tt]é|[Tt]enen) (?:molta |tanta )?il·lusió(?= per |[.,;!?]|$)",
     r"\1 entusiasme"),
    (r"\bil·lusiona(t|da|ts|des)\b", r"entusiasma\1"),
    (r"\bamb (?:moltes |tantes )?ganes(?=[.,;!?]| i |$)", "amb energia"),
    (r"\bcompany(?:s|es)\b(?! de (?:pis|habitació|casa|vida|viatge)\b)", "col·legues"),
    (r"\b(perd\w+|recuper\w+|recobr\w+) (?:la |l['’])?il·lusió\b", r"\1 l'entusiasme"),
    (r"(?<!\b[Aa]quí )(?<!\b[Aa]llà )(?<!\bmai )\b[Nn]o passa res\b(?! [a-z]*(?:nou|especial|més))",
     "no hi ha cap problema"),
    *((rf"\b({_WHAT_CA} )(?:li|els) {form} (?=a |al |als )", rf"\1{put} ") for form, put in _HAPPEN_CA),
    *((rf"\b({_WHAT_CA} {_ALSO}{_WHOM_CA}) {form}(?: a (?:mi|tu))?\b", rf"\1 {put}") for form, put in _HAPPEN_CA),
    *((rf"\b({_ALSO}{_WHOM_CA}) {form}(?= (?:també |sovint |sempre )?a (?:mi|tu|ella?|ells|elles|nosaltres|tothom"
       rf"|les altres|els altres|molta gent)\b)", rf"\1 {put}") for form, put in _HAPPEN_CA),
    *((rf"\b{any_case(make)} que ningú\b(?! no)", f"{avoid} que algú") for make, avoid in (
        ("fer", "evitar"), ("fem", "evitem"), ("fan", "eviten"), ("fent", "evitant"))),
    (r"\b(pregunt(?:em|ar|àvem|en|o|ant)|pregunt(?:ar|at)-(?:los|li)) què (?:necessita|vol)\b", r"\1 què necessiten"),
    (r"\b(necessit\w+|[Tt]en\w+|[Tt]inc|[Tt]é|donar|falta|cal|més|prou|molt|gaire) temps\b(?! (?:difícils|passats))",
     r"\1 tempo"),
    (r"(?<!\b[Ff]a )(?<!\ba )(?<!d['’])\buna (?:bona |petita )?estona\b(?! (?:de|amb|al|a)\b)", "durant una estona"),
    *((rf"\b{any_case(whom)} {cost}((?: (?:molt|bastant|una mica|tant|més))?) (?=\w+(?:ar|er|re|ir)\b)",
       rf"{is_}\1 difícil per a {to} ") for whom, to in _FOR_CA for cost, is_ in _COST_CA),
    *((rf"\b{whom}['’]ha costat((?: (?:molt|bastant|una mica|tant|més))?) (?=\w+(?:ar|er|re|ir)\b)",
       rf"ha estat\1 difícil per a {to} ") for whom, to in (("[Mm]", "mi"), ("[Tt]", "tu"))),
    (r"\b([Ee]m|[Ee]t|[Ee]ns|[Ee]s) pos(?=(?:o|es|a|em|en|ava|aven) (?:molt |tan )?(?:nervi|trist|content|histèri|furi"
     r"|vermell|tens|neguit))", r"\1 qued"),
    (r"\b[Ff]ins (?:al (?:gorro|capdamunt|cap de munt|monyo)|els (?:nassos|collons|ous)) d(?=['’e])", "molt cansat d"),
    (r"^([Bb]ueno|[Bb]é|[Mm]ira|[Ss]í|[Nn]o),? (?:pues|doncs),? ", r"\1, "),
    (r"^[Tt][ií][oa], ", ""), (r", t[ií][oa](?=[,.!?])", ""), (r"^[Aa] ve(?:r|ure), ", "bé, "),
    (r"\b[Jj]o què sé\b", "no ho sé"),
    (r"\b([Ee]m vaig|[Ee]ns vam|[Ee]s va) apanyar (?=com|sol|bé|amb)", r"\1 arreglar "),
    (r"\bmanitas\b", "hàbil"), (r"\b[Ee]m va caure l['’]ànima als peus\b", "em vaig quedar destrossat"),
    (r"\bde bat a bat\b", "completament"),
)  # fmt: skip
_ES = replacements(
    *((rf"^A (mi|tu|su|mis|tus|sus|la|el|los|las) (\w+) les? {cost}( mucho)? (?=\w+(?:ar|er|ir)\b)",
       rf"para \1 \2 {is_}\3 difícil ") for cost, is_ in _COST_ES),
    *_with_es(),
    (r"\bacompañad(os?|as?)\b(?! (?:de|por|con)\b)", r"apoyad\1"),
    (r"\bcon (?:mucha |tanta |gran |toda la )?ilusión\b", "con entusiasmo"),
    (r"\b([Tt]engo|[Tt]enía|[Tt]enemos|[Tt]eníamos|[Tt]iene|[Tt]ienen) (?:mucha |tanta )?ilusión(?= por |[.,;!?]|$)",
     r"\1 entusiasmo"),
    (r"\bilusionad(os?|as?)\b", r"entusiasmad\1"),
    (r"\bcon (?:muchas |tantas )?ganas(?=[.,;!?]| y |$)", "con energía"),
    (r"\bcompañer[oa]s\b(?! de (?:piso|habitación|casa|cuarto|vida|viaje)\b)", "colegas"),
    (r"\b(perd\w+|pierd\w+|recuper\w+|recobr\w+) la ilusión\b", r"\1 el entusiasmo"),
    (r"(?<!\b[Aa]quí )(?<!\b[Aa]llí )(?<!\bnunca )\b[Nn]o pasa nada\b(?! [a-z]*(?:nuevo|especial|más))",
     "no hay ningún problema"),
    *((rf"\b({_WHAT_ES} )(?:le|les) {form} (?=a |al )", rf"\1{put} ") for form, put in _HAPPEN_ES),
    *((rf"\b({_WHAT_ES} {_ALSO}(?:a mí |a ti )?{_WHOM_ES}) {form}(?: a (?:mí|ti))?\b", rf"\1 {put}")
      for form, put in _HAPPEN_ES),
    *((rf"\b({_ALSO}{_WHOM_ES}) {form}(?= (?:también |a menudo |siempre )?a (?:mí|ti|él|ellas?|ellos|nosotr[oa]s|todos"
       rf"|l[oa]s demás|l[oa]s otr[oa]s|mucha gente)\b)", rf"\1 {put}") for form, put in _HAPPEN_ES),
    *((rf"\b{any_case(make)} que nadie\b(?! no)", f"{avoid} que alguien") for make, avoid in (
        ("hacer", "evitar"), ("hacemos", "evitamos"), ("hacen", "evitan"), ("haciendo", "evitando"))),
    (r"\b(pregunt(?:amos|ar|ábamos|an|o|ando)|pregunt(?:ar|ado)(?:les|le)) qué (?:necesita|quiere)\b",
     r"\1 qué necesitan"),
    *((rf"\b{any_case(whom)} {cost}((?: (?:mucho|bastante|un poco|tanto|más))?)"
       r" (?=\w+(?:ar|er|ir)(?:me|lo|la|se)?\b)",
       rf"{is_}\1 difícil para {to} ") for whom, to in _FOR_ES for cost, is_ in _COST_ES),
    (r"\bhasta (?:el gorro|las narices|el moño|los huevos) de\b", "muy cansado de"),
    (r"^([Bb]ueno|[Mm]ira|[Ss]í|[Nn]o),? pues,? ", r"\1, "), (r"^[Tt][ií][oa], ", ""), (r", t[ií][oa](?=[,.!?])", ""),
    (r"\b([Nn]o )?[Ll]es? ((?:he |ha |hemos |han )?(?:dij|dic|digo|dir|expli|pregunt|pid|ped|compr)\w*) (?=(?:a|al) "
     r"(?:mi|tu|su|mis|tus|sus|la|el|los|las|[A-ZÀ-Ý]))", r"\1\2 "),
    (r"^([Mm]e|[Nn]os) ((?:ayud|apoy|visit|escuch|anim|cuid|trat|salv)aron|(?:acog|recib|atend|defend)ieron) "
     r"((?:los|las|unos|unas|dos|muchos|muchas|mis|nuestr[oa]s)(?: \w+){1,3})(?=[.,;!?]|$)", r"\3 \1 \2"),
    (r"\b[Ll]levo (aquí|allí|en [A-ZÀ-Ý]\w+|en (?:el|la|este|esta) \w+) ((?:\w+ ){1,3}?(?:años|meses|semanas|días))\b",
     r"hace \2 que estoy \1"),
    *((rf"\b{any_case(me)} {put} (?=(?:muy |tan )?(?:nervios|triste|content|roj|histéric|furios|tens))",
       f"{me} {stay} ")
      for me, put, stay in (("me", "pongo", "quedo"), ("te", "pones", "quedas"), ("se", "pone", "queda"),
                            ("nos", "ponemos", "quedamos"), ("se", "ponen", "quedan"))),
    (r"\b(?:a|para) buscar(me|te|lo|la|nos|los|las)\b", r"a recoger\1"),
)  # fmt: skip
_BEFORE = {"ca": _CA, "es": _ES}

#: English of the model from Portuguese: who does it to himself.
_ENGLISH = replacements(
    (r"\bresides\b", "lives"),
    (r"\breside\b", "live"),
    (r"\bresided\b", "lived"),
    (r"\bresiding\b", "living"),
    (r"\bI (trust|believe in|love|value|respect|know|take care of|look after) me\b", r"I \1 myself"),
)

#: Spanish that spa-cat misreads: going is not being, telling is not counting, and work that one looks for is "feina".
_GONE = tuple(zip(("fui", "fuiste", "fue", "fuimos", "fuisteis", "fueron"), ("vaig", "vas", "va", "vam", "vau", "van"),
                  strict=True))  # fmt: skip
_NOT_TO = (
    r"(?:m[ií]|ti|él|ellas?|ellos|nosotr[oa]s|vosotr[oa]s|usted(?:es)?|las? (?:una|dos|tres|cuatro|cinco|seis|siete"
    r"|ocho|nueve|diez|once|doce|\d+)|los \w+ (?:años|días|meses|minutos)|principios|finales|mediados|partir|través"
    r"|causa|raíz|pesar|tiempo|quien(?:es)?)\b"
)
_TELL = (
    ("cuento", "explico"), ("cuentas", "explicas"), ("cuenta", "explica"), ("contamos", "explicamos"),
    ("cuentan", "explican"), ("conté", "expliqué"), ("contaste", "explicaste"), ("contó", "explicó"),
    ("contaron", "explicaron"), ("contaba", "explicaba"), ("contaban", "explicaban"), ("contaré", "explicaré"),
    ("contará", "explicará"), ("contaremos", "explicaremos"), ("cuente", "explique"), ("cuenten", "expliquen"),
)  # fmt: skip
_SPA_CAT = replacements(
    (r"\b[Vv]ivo (?=en|con|sol[oa]|aquí|allí|cerca|lejos)", "visc "),
    *((rf"\b{any_case(go)} (a|al)\b(?! {_NOT_TO})", rf"{went} anar \1") for go, went in _GONE),
    *((rf"\b({_WHOM_ES}|[Ss]e l[oa]s?) {tell}\b", rf"\1 {put}") for tell, put in _TELL),
    (rf"\b({_WHOM_ES}(?: \w+)?(?: a)?|quiero|puedo|podemos|quer[ií]a|v[oa]y? a) contar\b(?! con\b)", r"\1 explicar"),
    (r"\bcontar(me|te|le|nos|os|les|lo|la)\b", r"explicar\1"),
    (r"\bcontad(o|a)\b(?= (?:que|cómo|lo|mi|su|la))", r"explicad\1"),
    (r"\b([Bb]usc\w+|encontr\w+|encuentr\w+|[Tt]en\w+|tien\w+|[Ss]in|perd\w+|pierd\w+|hay) trabajo\b(?! social)",
     r"\1 feina"),
)  # fmt: skip


def in_other_words(text: str, lang: Lang) -> str:
    """`text` of `lang`, "ca" or "es", for the ways by Portuguese."""
    return replaced(_BEFORE[lang], text)


def myself(text: str) -> str:
    """English `text`, with reflexive pronouns."""
    return replaced(_ENGLISH, text)


def before_spa_cat(text: str) -> str:
    """Spanish `text` as spa-cat reads it best."""
    return replaced(_SPA_CAT, text)
