"""Castilian inside Catalan, as people speak it, in Catalan: Apertium reads one language. Pure.

Tables of what was met in sentences. Verbs keep their Catalan endings ("quitaven"); what is Catalan
as well has no place.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.patterns import any_of, replaced, replacements

#: Castilian words that Catalan speech is full of, and what Catalan has for them.
_WORDS = """
    hasta=fins pues=doncs entonces=llavors luego=després ademés=a_més además=a_més menos=menys algo=alguna_cosa
    sombra=ombra agobio=angoixa agobiat=angoixat agobiada=angoixada agobiats=angoixats agobiar=angoixar agobia=angoixa
    agobiava=angoixava chollo=ganga xollo=ganga sueldo=sou enchufe=contacte pillar=agafar pillat=agafat
    currar=treballar curro=feina currant=treballant curres=treballes cole=col·legi cumple=aniversari
    gastos=despeses barato=barat barata=barata disfrutar=gaudir disfrutem=gaudim disfruto=gaudeixo
    tonteria=ximpleria tonteries=ximpleries tontería=ximpleria tonterías=ximpleries carinyo=afecte cariño=afecte
    novio=xicot nòvio=xicot novia=xicota nòvia=xicota alquiler=lloguer ayuntamiento=ajuntament adelantar=avançar
    lio=embolic lios=embolics lío=embolic jaleo=embolic follón=embolic follon=embolic majo=simpàtic maja=simpàtica
    majos=simpàtics enterar=assabentar enterat=assabentat enterada=assabentada cumplir=complir
    apoio=suport apoyo=suport despedir=acomiadar despedit=acomiadat asco=fàstic
    vivienda=habitatge trabajo=feina ayuda=ajut casero=propietari desahucio=desnonament dinero=diners
    medicamento=medicament cuidado=compte hermano=germà hermana=germana abuelo=avi abuela=àvia abuelos=avis
    flipar=al·lucinar flipava=al·lucinava flipant=al·lucinant entregar=lliurar entregat=lliurat xungo=difícil
    chungo=difícil xunga=difícil chunga=difícil cabrejar=enfadar cabrejat=enfadat cabrejada=enfadada mogollón=molt
    mogollon=molt demasiado=massa gratis=gratuït
    quitar=treure quitat=tret quitada=treta quitaven=treien quitava=treia quiten=treuen montón=munt monton=munt
    puesto=posat puesta=posada suegra=sogra suegro=sogre suegros=sogres cuñado=cunyat cuñada=cunyada nuera=nora
    daba=donava liada=ocupada liat=ocupat liats=ocupats liades=ocupades puedo=puc puede=pot quiero=vull
    tengo=tinc tiene=té acojonat=espantat acojonada=espantada acojonats=espantats acollonit=espantat guapa=maca
    mierda=porqueria chaval=noi chavals=nois nano=nen bolso=bossa_de_mà mochila=motxilla
    recibo=rebut recibos=rebuts luz=llum vecino=veí vecina=veïna
    vecinos=veïns barrio=barri médico=metge enfermera=infermera abogado=advocat abogada=advocada juicio=judici
    denuncia=denúncia miedo=por vergüenza=vergonya rabia=ràbia nervios=nervis
    ganas=ganes tarde=tard pronto=aviat siempre=sempre nunca=mai también=també tampoco=tampoc todavía=encara
    aunque=encara_que mientras=mentre nadie=ningú alguien=algú mucho=molt bastante=bastant cuarto=quart
    bronca=discussió bronques=discussions piso=pis pisos=pisos calle=carrer cachondeo=broma ofrecer=oferir
    ofrecen=ofereixen cuando=quan urgencias=urgències harto=fart harta=farta hartos=farts hartes=fartes jefe=chefe
    jefes=chefes año=any años=anys mudanza=mudança apagón=apagão averia=avaria averies=avaries enfermetat=malaltia
    enfermetats=malalties vivenda=habitatge vivendes=habitatges susto=ensurt sustos=ensurts nada=res
    llegar=arribar pedir=demanar pequeña=petita pequeño=petit pequeños=petits pequeñas=petites pueblo=poble
    pueblos=pobles estaba=estava estaban=estaven oscuro=fosc oscura=fosca todo=tot toda=tota todos=tots todas=totes
    cuesta=costa verdad=veritat pero=però fuerte=fort fuertes=forts repente=sobte mucha=molta muchos=molts muchas=moltes
    ilusión=il·lusió ilusiones=il·lusions sacar=treure sacat=tret
    flechazo=amor_a_primera_vista quarto=habitació quartos=habitacions inclús=fins_i_tot varis=diversos
    vàries=diverses sapiguer=saber sapigut=sabut poguer=poder volguer=voler caurer=caure creurer=creure viurer=viure
    coneixer=conèixer jodit=difícil jodida=difícil gafes=ulleres barco=vaixell xaval=noi xavals=nois xapuça=nyap
    sàbanes=llençols sàbana=llençol buçó=bústia passillo=passadís empenyo=esforç conseguir=aconseguir
    conseguit=aconseguit lograr=aconseguir lograt=aconseguit acertar=encertar acertat=encertat averiguar=esbrinar
    inquilí=llogater inquilins=llogaters recado=encàrrec quadro=quadre flipa=encanta flipen=encanten
    flipo=al·lucino menosprecio=menyspreu caldo=brou atasco=embús papeleo=paperassa soltar=deixar_anar
    ambulatori=centre_de_salut medicines=medicaments iaio=avi iaia=àvia iaios=avis yayo=avi yaya=àvia yayos=avis
"""
#: Verbs in -ar, by their stems: Catalan endings on Castilian.
_VERBS = """
    apoi=recolz cort=tall agobi=angoix pill=agaf curr=treball cabrej=enfad adelant=avanç alquil=llog
    enxuf=endoll acojon=espant xafardej=tafanej cotillej=tafanej
"""
#: Before "pa", where it is bread; and behind it, when: what is left of "para" is said of something else.
_BREAD = (
    r"(?:[Ee]l|[Dd]el|[Aa]l|[Uu]n|[Aa]quest|[Dd]e|[Aa]mb|[Ss]ense|[Mm]olt|[Mm]és|[Pp]oc|[Tt]ant|[Bb]on|[Nn]i|meu"
    r"|nostre|ha|havia|haurà|queda|falta|[Rr]epart\w+|[Mm]enj\w+|[Tt]all\w+|[Pp]ast\w+|[Aa]mass\w+|[Cc]oem|[Cc]oure)"
)
#: Before "està parada", which may be at a standstill, and is not out of work.
_NO_WORKS = "".join(
    rf"(?<!\b{what} )"
    for what in ("fàbrica", "obra", "màquina", "rentadora", "producció", "empresa", "botiga", "feina")
)
_NOT_ON = r"(?!(?:els? (?:di(?:lluns|marts|mecres|jous|vendres|ssabtes?|umenges?)|matins?)|la (?:nit|tarda))\b)"

_PHRASES = replacements(
    (r"\b([Dd]e|[Pp]er|[Ee]n) todo el mundo\b", r"\1 tot el món"), (r"\bpor todo el mundo\b", "per tot el món"),
    (r"\bpara tod[oa]s\b", "per a tothom"), (r"\bni para comer\b", "ni per menjar"),
    (r"\b[Aa] lo millor\b", "potser"), (r"\b[Yy]a veremos\b", "ja veurem"), (r"\b[Hh]ay que\b", "cal"),
    (r",? y punto\b", " i això és tot"), (r"(?<= )y(?= )", "i"),
    (r"\b(?:hasta|fins) (?:el|al) (?:moño|gorro|culo)\b", "fart"),
    *((rf"\b{have} que (?=\w+(?:r|r-\w+|r['’]\w)\b)", f"{must} ") for have, must in (
        ("[Tt]inc", "he de"), ("[Tt]ens", "has de"), ("[Tt]é", "ha de"), ("[Tt]enim", "hem de"), ("[Tt]enen", "han de"),
        ("[Tt]enia", "havia de"), ("[Tt]eníem", "havíem de"), ("[Tt]enien", "havien de"), ("[Tt]indré", "hauré de"))),
    (r"\blo (?=que\b|millor\b|pitjor\b|mateix\b|important\b|primer\b|més\b)", "el "),
    (r"\b[Ll]o (?=que\b|millor\b|pitjor\b|mateix\b|important\b|primer\b|més\b)", "El "),
    (r"\b(?:un|Un) (?:munt|mont[óo]n) d(?:e |['’])", "molts "), (r"\b[Pp]edir hora\b", "demanar hora"),
    (r"\b(?:[Ee]char|[Tt]irar) una (?:mano|mà)\b", "ajudar"), (r"\b[Ss]acar\b", "treure"),
    (r"\b[Mm]e da igual\b", "m'és igual"), (r"\b[Nn]o me lo pod[íi]a creer\b", "no m'ho podia creure"),
    (r"\b[Qq](?:ue|ué|uè) le vamos a hacer\b", "no hi podem fer res"), (r"\bde verdad\b", "de debò"),
    *((rf"\b[Mm]i {there}\b", here) for there, here in (
        ("marido", "el meu marit"), ("madre", "la meva mare"), ("padre", "el meu pare"), ("hermana", "la meva germana"),
        ("hermano", "el meu germà"), ("hijo", "el meu fill"), ("hija", "la meva filla"), ("mujer", "la meva dona"))),
    (r"\b[Ff]ue un palo\b", "va ser un cop dur"), (r"\bun palo(?: molt gros)?\b", "un cop molt dur"),
    (r"\b[Qq]uin rollo\b", "que avorrit"), (r"\b(?:un|molt) rollo\b", "molt avorrit"),
    (r"\buna pasada\b", "increïble"), (r"\bun crack\b", "molt bo"), (r"\bel alta\b", "l'alta mèdica"),
    (r"\bl['’]alta(?! mèdica)\b(?=[.,;!?]| ahir| avui| demà)", "l'alta mèdica"),
    (r"\b[Nn]o pasa nada\b", "no passa res"),
    (r"\b[Tt]odo el (día|rato)\b", "tot el dia"), (r"\btodo el mundo\b", "tothom"),
    (r"\b[Ee]n seguida\b", "de seguida"),
    (r"\b[Ee]n serio\b", "de debò"), (r"\b[Pp]or favor\b", "si us plau"), (r"\bde momento\b", "de moment"),
    (r"\b[Ee]n fin\b", "en fi"), (r"\b[Aa] lo mejor\b", "potser"), (r"\b[Aa] veces\b", "a vegades"),
    (r"\b[Dd]e todo\b", "de tot"), (r"\b[Ee]s que\b", "és que"),
    (r"\b[Ee]n (?:el )?paro\b", "a l'atur"),
    (r"\b[Aa]l ajuntament\b", "a l'ajuntament"),
    (r"\b[Dd]el ajuntament\b", "de l'ajuntament"), (r"\b[Ee]l ajuntament\b", "l'ajuntament"),
    (r"\b(?:el|El) paro\b", "l\'atur"), (r"\b[Aa]l paro\b", "a l\'atur"), (r"\bdel paro\b", "de l\'atur"),
    (r"\b(?:[Ll]o|[Ee]l) que pasa\b", "el que passa"), (r"\b[Pp]or (suerte|desgracia)\b", r"per \1_"),
    (r"\bper suerte_", "per sort"), (r"\bper desgracia_", "per desgràcia"), (r"\b[Pp]or fin\b", "per fi"),
    (r"\b[Pp]or eso\b", "per això"),
    (rf"(^|[,;:] |(?!{_BREAD}\b)\b[\w'’]+ )pa (?=l['’]|el |la |els |que |anar|casa\b){_NOT_ON}", r"\1per a "),
    (r"\b([Ee]l|[Uu]n|[Aa]quell) tio (?=d(?:e l|el|['’])|que|aquell|no|em|ens)", r"\1 home "),
    # how something is or was done; "un accident fatal" is another thing
    (r"\b([Ee]st(?:ic|às|à|em|eu|an|ava|aves|àvem|aven|at)|[Vv]a(?:ig|m|n)?|an(?:em|ar|at|ava)|trob\w+|sent\w+|pass\w+"
     r"|dorm\w+|menj\w+|port\w+|surt|sort\w+|caure|cau|parl\w+|tot|tan|molt) fatal(?=[.,;!?]|$| amb| per)",
     r"\1 molt malament"),
    (r"^[Ff]atal(?=[.,;!?]|$)", "Molt malament"),
    # "enterar-se"; "entera" and "enteres" alone are "whole"
    (r"\b([Ee])nter(?=(?:ar|ant|at|ats|ada|ades|ava|aves|àvem|aven|aré|arà|aran|aria)\b)", r"\1_"),
    (r"((?:\b[MmTtSs]['’]|\b(?:[Ee]ns|[Uu]s) ))enter(?=(?:o|a|es|em|eu|en|i|is|in)\b)", r"\1e_"),
    (r"\be_", "assabent"), (r"\bE_", "Assabent"), (r"\b[Ee]st(ic|às|à|em|ava|an) (?:flipant|al·lucinant)\b",
     r"est\1 molt sorprès"),
    (rf"{_NO_WORKS}\b(est\w+|em vaig quedar|quedat) parad[oa]s?\b(?! (?:al?|als|davant|en|dins|aquí|allà|mirant)\b)",
     r"\1 a l'atur"), (r"\b[Tt]ot el santo d[ií]a\b",
     "tot el dia"), (r"\bun huevo\b", "molt"),
    (r"\b(pass\w+|pas[ao]t) (?:molt )?guai\b", r"\1 molt bé"), (r"\b[Nn]i de coña\b", "de cap manera"),
    (r"\best(à|an) (?:por las nubes|pels núvols)\b", "és molt car"),
    (r"\b(no )?me gusta(n?) (?=\w)", r"\1m'agrade_\2 "), (r"\b(No )me gusta(n?) (?=\w)", r"\1m'agrade_\2 "),
    (r"\bm'agrade_n ", "m'agraden "), (r"\bm'agrade_ ", "m'agrada "),
    (r"\b[Gg]racias a Dios\b", "gràcies a Déu"), (r"\b[Yy]a no\b", "ja no"), (r"\b[Ss]obre todo\b", "sobretot"),
    (r"\b[Pp]er lo men[oy]s\b", "almenys"),
    (r"\bput[oa] (?=duro|euro|cèntim|cas|vida|merda)", ""), (r"\bquedar a (?:cuadros|quadres)\b", "sorprendre molt"),
    (r"\b[Gg]racias por\b", "gràcies per"), (r"\b[Dd]esde luego(?: que)?\b", "naturalment"),
    (r"\b[Cc]on (?=lo que|el que|els? |la |un |una )", "amb "), (r"\b[Mm]i (?=jefe|chefe)", "el meu "),
    (r"\b[Ll]a poli\b", "la policia"), (r"\bni puta idea\b", "ni idea"),
    (r"\b(?:em|ens|et) jode\b", "em molesta"),
    (r"\b[Yy]a está\b", "ja està"), (r"\bhasta luego\b|\bfins luego\b", "fins després"),
    (r"\b[Ee]l que passa [ée]s que\b", "el problema és que"),
    (r"\b[Yy]o qu[éeè] s[éeè]\b", "no ho sé"), (r"\b[Pp]or lo men[oy]s\b", "almenys"),
    (r"(^|[,;] )[Ee]n plan\b,?", r"\1com"), (r"\ben plan\b,?", "com"), (r"\bsin blanca\b", "sense diners"),
    (r"(^|[,;:] |\bi )[Ee]ncima(?! d)", r"\1a més"), (r"\b(quedar?|quedat|quedada) frit[oa]s?\b", r"\1 adormit"),
    (r"\b[Aa] menudo\b", "sovint"),
    (r"(?:^|(?<=[,.;:!] )|(?<=[«¡]))[Mm]enud(?=[ao] (?!(?:me\w*|i|que|però|com|de)\b))", "quin"),  # "una dona menuda"
    (r"\bquino (?=\w)", "quin "), (r"\bde (?:lo|el) que sigui\b",
     "de qualsevol cosa"),
    (r"\b[Ff]er fix[aeo]s?\b", "donar un contracte indefinit"), (r"^[Ii]gual (?!(?:que|de|a|i)\b)", "potser "),
    (r"\bsentar (?:molt |tan )?(?:malament|fatal)\b", "molestar molt"),
    (r"\bsentat (?:molt |tan )?(?:malament|fatal)\b", "molestat molt"), (r"\bque vale(?=[,.])", "que està bé"),
    (r"\bdonar un (?:susto|ensurt)(?: de mort)?\b", "espantar molt"),
    (r"\b[Dd]e repente\b", "de sobte"),
    (r"\b[Hh]i ha que (?=\w+r\b)", "cal "),
    (r"\b[Hh]i havia que (?=\w+r\b)", "calia "), (r"\b[Nn]o hi ha manera de que\b", "no hi ha manera que"),
 (r"\bpren(?:en|guin|ien) el pèl\b", "enganyin"),
    (r"\b[Mm]enos mal que\b", "per sort"), (r"\b[Mm]enys mal que\b", "per sort"),
    (r"\b(?:[Mm]e'n|[Ee]m) vaig (?:donar|dar) compte\b", "em vaig adonar"),
    (r"\b(?:[Mm]e'n|[Mm]['’])(?: ?he) donat compte\b", "m'he adonat"),
    (r"\bse'n (va|van) donar compte\b", r"es \1 adonar"), (r"\bens (?:en )?vam donar compte\b", "ens vam adonar"),
    (r"\bdonar-(?:se|me|nos|te) compte\b", "adonar-se"),
    (r"\b(tenia|tenim|tinc|tens|té|tenen|teníem|tenien|tingut|tindr\w+) que (?=\w+[aei]?r\b)", r"\1 de "),
    # all people, and not all the world
    (r"(?<!\b[Dd]e )(?<!\b[Pp]er )(?<!\b[Pp]or )(?<!\b[Ee]n )\btot (?:el|lo) món\b", "tothom"),
    (r"\bde repent\b", "de sobte"), (r"\b[Dd]esde\b", "des de"),
    (r"\ba pesar de\b", "malgrat"), (r"\bpor lo menos\b", "almenys"), (r"\bal menos\b", "almenys"),
    (r"\b(?:[Ss]in|[Ss]ense) embargo\b", "tanmateix"), (r"\bpor supuesto\b", "naturalment"),
    (r"\bpor lo tanto\b", "per tant"), (r"\bde todas formas\b", "de totes maneres"), (r"\bse acabó\b", "s'ha acabat"),
    (r"\bpor si acaso\b", "per si de cas"), (r"\bcada dos por tres\b", "sovint"),
    (r"\bde vez en cuando\b", "de tant en tant"),
)  # fmt: skip

_STEMS = dict(row.split("=") for row in _VERBS.split())
_VERB = re.compile(
    rf"\b({any_of(_STEMS)})(?=(?:ar|ant|a(?:t|ts|da|des)|o|a|es|em|eu|en|i|is|in|av(?:a|es|en)|àvem|ar(?:é|ia|ien)"
    rf"|arà)\b)",
    re.IGNORECASE,
)


def _conjugated(match: re.Match[str]) -> str:
    put = _STEMS[match[1].lower()]
    return put.capitalize() if match[1][0].isupper() else put


#: Before consonants, "l'alquiler" is "el lloguer".
_VOWELS, _FULL = "aeiouàèéíïòóúüh", {"l": "el ", "d": "de "}


def in_catalan(text: str) -> str:
    """Catalan `text` with the Castilian in it put in Catalan."""
    return replaced(_PHRASES, _VERB.sub(_conjugated, put_words(_WORDS, replaced(_PHRASES, text))))


def put_words(rows: str, text: str) -> str:
    """`text` with words of a table ("word=put word=put …", "_" for a space) put for others, in capitals alike."""
    words, pattern = _table(rows)

    def put(match: re.Match[str]) -> str:
        word = words[match["word"].lower()]
        word = word.capitalize() if match["word"][0].isupper() else word
        before = match["before"] or ""
        if before and word[0].lower() not in _VOWELS:
            before = _FULL[before[0].lower()]
        return f"{before}{word}"

    return pattern.sub(put, text)


@lru_cache(maxsize=4)
def _table(rows: str) -> tuple[dict[str, str], re.Pattern[str]]:
    pairs = (row.split("=") for row in rows.split())
    words = {word: put.replace("_", " ") for word, put in pairs if word != put}
    return words, re.compile(rf"(?<![\w·'’-])(?P<before>[dl]['’])?(?P<word>{any_of(words)})(?![\w·'’-])", re.IGNORECASE)
