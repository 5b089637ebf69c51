"""Constructions of speech that both ways by Portuguese misread, in plain words of the same language. Pure.

Beside `everyday.py`, and before it: what runs out, where one is, heeding, finding out, whom it is taken from.
"""

from __future__ import annotations

from pipeline.cues import Lang
from pipeline.patterns import Replacements, any_case, replaced, replacements

_HAVE_CA = (
    ("m", "tinc", "vaig"),
    ("t", "tens", "vas"),
    ("ns", "tenim", "vam"),
    (" li", "té", "va"),
    ("ls", "tenen", "van"),
)
_HAVE_ES = (
    ("me", "tengo", "quedé"),
    ("te", "tienes", "quedaste"),
    ("nos", "tenemos", "quedamos"),
    ("le", "tiene", "quedó"),
)
_OWN_ES = (("me", "me"), ("te", "te"), ("nos", "nos"), ("le", "se"))
#: Being somewhere: "ser" in Catalan, "estar" in Portuguese.
_BE_CA = (
    ("soc", "estic"), ("sóc", "estic"), ("ets", "estàs"), ("és", "està"), ("som", "estem"), ("sou", "esteu"), ("són",
     "estan"),
    ("era", "estava"), ("eres", "estaves"), ("érem", "estàvem"), ("eren", "estaven"), ("seria", "estaria"), ("serà",
     "estarà"),
    ("seré", "estaré"), ("fos", "estigués"), ("sigui", "estigui"), ("va ser", "va estar"), ("he estat", "he estat"),
)  # fmt: skip
_PLACE_CA = (
    r"(?:al (?:carrer|poble|hospital|llit|sofà|centre|menjador|metge|camp|banc|bar|parc|tren|mercat|alberg)|a casa\b"
    r"|a la (?:feina|presó"
    r"|cuina|cua|plaça|porta|platja|residència|escola|universitat|UCI)|a l['’](?:hospital|hort|escola|ajuntament"
    r"|alberg|atur)"
    r"|a fora|fora|a dins|dins|lluny|a prop|allà|aquí)(?=[.,;!?]|$| )"
)
_HEED_CA = (
    ("fer", "escoltar"), ("feu", "escoltin"), ("faig", "escolto"), ("fas", "escoltes"), ("fa", "escolta"), ("fem",
     "escoltem"),
    ("fan", "escolten"), ("feia", "escoltava"), ("feien", "escoltaven"), ("fet", "escoltat"), ("faci", "escolti"),
    ("facis", "escoltis"), ("fes", "escolti"), ("facin", "escoltin"), ("fessin", "escoltessin"), ("fes", "escolti"),
)  # fmt: skip
_HEED_ES = (
    ("hacer", "escuchar"), ("haced", "escuche"), ("hago", "escucho"), ("haces", "escuchas"), ("hace", "escucha"),
    ("hacen", "escuchan"),
    ("hacía", "escuchaba"), ("hacían", "escuchaban"), ("hecho", "escuchado"), ("haga", "escuche"), ("hagas",
     "escuches"),
    ("haz", "escuche"), ("hizo", "escuchó"), ("hicieron", "escucharon"), ("hicieran", "escucharan"),
)  # fmt: skip
#: Before "tranquil", "tranquilo" and a comma, where somebody is told to be so: "és tranquil, però pobre" tells of how
#: something is.
_CALMED = r"(?:^|(?<=[.:;!?…] )|(?<=[«“\"¡¿])|(?<=\b[Tt][uú] )|(?<=\b[Tt][uú], ))"
#: Before "piso", which is no storey.
_NO_STOREY_ES = "".join(
    rf"(?<!\b{which} )" for which in ("primer", "segundo", "tercer", "cuarto", "quinto", "sexto", "séptimo", "octavo",
                                      "último"))  # fmt: skip
_OF_CA = (("als ", "els "), ("al ", "el "), ("a les ", "les "), ("a la ", "la "), ("a l['’]", "l'"), ("a ", "a "))
_OF_ES = (("a los ", "a los "), ("al ", "al "), ("a las ", "a las "), ("a ", "a "))


_CA = replacements(
    (r"\b([Ss]ense) pis\b", r"\1 apartament"), (r"\b[Ee]m sap (?:molt )?greu (?=no |que |\w+r\b)", "lamento "),
    (r"\b[Dd]on(?:a['’]m|i['’]m|eu-me) un cop de mà\b", "ajudi'm"), (r"\b[Ss]e li not(?:a|ava) que"
     r" (?=[^.,]*\b(?:contenta|sola|trista|tranquil·la|\w+(?:osa|ada))\b)", "sembla que ella "),
    (r"\b[Ss]e li not(?:a|ava) que (?!ell)", "sembla que ell "),
    (r"^(Els|Les) (\w+), (?:els|les) (\w+) (la meva|el meu|la|el) (\w+)", r"\4 \5 \3 \1 \2"),
    (r"\b[Ll]i ((?:he|ha|han|hem|vaig|va|van|vam) (?:deix|don|port|explic|pag|compr|rob|ensen|demana|regal|torn)\w+ "
     r"(?:(?!que\b)\S+ ){1,4}?)"
     r"(?=(?:al|a la|a l['’]\w+|als) )", r"\1"),
    (r"\b[Nn]o en qued(?:a|en)(?=[.,;!?]|$)", "no hi ha més"), (r"\b[Nn]o en quedav(?:a|en)(?=[.,;!?]|$)",
     "no hi havia més"),
    (r"^[Dd]oncs,? (?=\w)", ""),
    *((rf"^{any_case(had)} (?=\w+t\b)", f"{would} ") for had, would in (
        ("haguéssim", "hauríem"), ("hagués", "jo hauria"), ("haguessin", "haurien"), ("haguessis", "hauries"))),
    (r"\b[Ss]i no arrib(?:a|és) a ser per\b", "si no hagués estat per"),
    (r"^Feu (?=cua|silenci|servir|el favor|\w+ (?:aquí|allà))", "facin "),
    (r"\b([Ee]m|[Ll]i|[Ee]ns|[Ee]ls) (volen|vol|poden|pot|han de|ha de|volien|podien) tornar (?=el |la |els |les "
     r"|l['’])", r"\1 \2 retornar "),
    # what runs out
    *((rf"\b[Ss]e{own} ?(?:ha|han) acabat (?:el |la |els |les |l['’])", f"ja no {have} ")
      for who, have, _ in _HAVE_CA for own in ((who,) if who[0] == " " else (f" {who}['’]", f"['’]{who}"))),
    *((rf"\b[Ss]e{own} (?:va|van) acabar (?:el |la |els |les |l['’])",
     f"{' '.join(filter(None, (me, did)))} quedar sense ")
      for (who, _, did), me in zip(_HAVE_CA, ("em", "et", "ens", "es", "es"), strict=True)
      for own in ((who,) if who[0] == " " else (f"['’]{who}",))),
    # where one is
    *((rf"\b{any_case(be)} ((?:encara |ja |sempre |sola? )?)(?={_PLACE_CA})", rf"{put} \1") for be, put in _BE_CA),
    *((rf"\b[Hh]i {be}(?=(?: tu| jo| ella?| tots| totes| sempre)?[.,;!?]|$)", f"{put} allà") for be, put in _BE_CA),
    (r"\b(est\w+ allà) (tu|jo|ell|ella)\b", r"\2 \1"), (r"\b[Ee]n (vols|voleu)\b", r"\1"),
    # luck, lots, what is one's turn
    *((rf"\b{any_case(me)} {has} tocat? (?=(?:que )?\w+(?:r|r-ho|r-se|r-la)\b)", f"{had} haver de " if has in ("va",)
     else f"{had} hagut de ")
      for me, went, perfect in (("em", "vaig", "he"), ("ens", "vam", "hem"), ("li", "va", "ha"), ("els", "van", "han"))
      for has, had in (("va", went), ("ha", perfect))),
    *((rf"\b{any_case(me)} va tocar (?=un |una |el |la |l['’])", f"{did} tenir ") for me, did in (("em", "vaig"),
     ("ens", "vam"))),
    (r"\b[Ss]i (?:em|ens) toca (?=el |la |un |una )", "si aconsegueixo "),
    (r"\b([Ee]m vaig|[Ee]ns vam) trobar (?=al carrer|sense|sola?\b|sols)", r"\1 quedar "),
    # listening to somebody
    *((rf"\b{any_case(do)} (?:ni |gens de |molt de |cap )?cas {to}", f"{hear} {put}") for do, hear in _HEED_CA
     for to, put in _OF_CA),
    *((rf"\b([Nn]o )?([Ee]m|[Ee]ns|[Ll]i|[Ee]t|[Ee]ls) {do} ni cas\b", rf"no \2 {hear}") for do, hear in _HEED_CA),
    # who was told, seen, called: she
    (r"\b([Jj]a |[Nn]o |)([Ll])['’](he|has|ha|hem|heu|han|havia|havíem|havien) (\w+[aiu])da\b(?! (?:de|a) )",
     r"\1\2a \3 \4t"),
    # finding out, taking charge, growing up, getting a paper, giving up
    *((rf"\b(?:[MmTtSs]e['’]n|[Ee]ns en|[Uu]s en) {go} assabentar(?: que\b)?", f"ho {go} saber") for go in ("vaig",
     "vas", "va", "vam", "van")),
    (r"\b([Ee]m|[Ee]ns|[Ee]s) (vaig|vam|va|van) criar (?=amb|a|en)", r"\2 créixer "), (r"\b[Ee]m (vaig) assabentar\b",
     r"\1 saber"),
    (r"\btreure(?:['’]s|-me|-nos|-te)? (?:el |l['’]|la |un |una )?(?=graduat|títol|batxillerat|ESO|certificat|curs"
     r"|nivell)", "obtenir el "),
    (r"\b([Ee]l|[Uu]n) carnet\b(?! de)", r"\1 cartão"), (r"\b[Cc]om va anar(?=[.,?!]|$)", "com va ser"),
    (r"^[Pp]ass(?:a|i|eu)(?:, passa)?(?=[,.!]| i )", "entri"), (r"^[Pp]ass(?:a|i|eu) (?=endavant|cap dins)", "entri "),
    (r"\b[Ee]m sabria (?:molt )?greu\b", "lamentaria"), (r"\b([Ee]ns|[Ee]m|[Ll]i|[Ee]ls) hauria anat (millor|bé)\b",
     r"\1 hauria estat \2"),
    (r"\b[Ss]i (?:ho )?arrib(?:o|em|és|éssim) a saber(?:-ho)?\b", "si jo ho hagués sabut"),
    (r"\b([Ss]é|[Ss]abia) (?:què|el que) (?=faria\b)", r"\1 el que jo "),
    (r"^([^?]* )(?:et|te|us) toca (?=\w+r\b)", r"\1has de "),
    (r"\b([Tt]é|[Tt]inc|[Tt]enim|[Tt]enia|[Dd]emanar) (?:hora|cita) (?:al|amb el|a la) metge(?:ssa)?\b",
     r"\1 uma consulta médica"), (r"\b[Ff]er-se (?:de nit|fosc)\b", "anochecer"), (r"\bcalefacció\b", "aquecimento"),
    (r"\b[Cc]om és que (?=no|l)", "per què "), (r"\b(pagar|comprar|vendre|arreglar|perdre|guardar|provar)-ho\b",
     r"\1 això"),
    (r"^A (la meva|la teva|la seva|la nostra|el meu|el teu|el seu|el nostre) (\w+),? (?:la|el|l['’]) ?((?:van|va|han"
     r"|ha) \w+)", r"\3 \1 \2"),
    (r"\bno (?:es )?pot valer(?:-se)? per (?:si|ella|ell) mateix(?=a?)", "no pot cuidar-se de si mateix"),
    (r"\bno es val per si mateix(?=a?)", "no pot cuidar-se de si mateix"),
    (r"\bfan de pares\b", "fan el paper de pares"),
    (r"\b([Tt]inc|[Tt]enim) (el (?:meu )?pare|la (?:meva )?mare|el (?:meu )?marit|l['’]àvia|l['’]avi) ingressa(t"
     r"|da)\b", r"\2 està hospitalitza\3"),
    (r"\b([Tt]inc|[Tt]enim) (el|la) (?:meu |meva )?(pare|mare|marit|home|dona|fill|filla|germà|germana|avi|àvia) "
     r"(malalt|malalta|embarassada|deprimit|deprimida)\b", r"\2 \3 està \4"),
    (rf"{_CALMED}[Tt]ranquil(?:·l)?(?:a|s|es|),", "no et preocupis,"), (r"\b[Pp]uc passar\?", "puc entrar?"),
    (r"^([Tt])orna (?=aviat|quan|demà)", r"\1orni "),
    (r"\b[Vv]a passar (?=fa|ahir|l['’]any|a )", "això va passar "), (r"\b[Cc]ada (any|mes|setmana|dia) fem\b",
     r"fem cada \1"),
    (r"\b[Nn]o pateixis\b", "no et preocupis"), (r"\b[Nn]o patiu\b", "no es preocupin"), (r"\b[Nn]o pateixi\b",
     "no es preocupi"),
    (r"\b[Qq]ui m['’]ho havia de dir\b", "qui ho diria"), (r"\b[Nn]o (\w+) pas\b", r"no \1"),
    (r"^(Que )?[Ee]t fa mal( res| alguna cosa)?\?", "tens dolor?"),
    (r"\b[Ss]i et trob(?=es (?:bé|malament|millor|pitjor))", "si et sent"),
    (r"\bsi et sentes\b", "si tu et sents"), (r"\b([Aa] |[Ff]ins )?urgències(?=[.,;!?]|$)", r"\1la sala d'urgències"),
    (r"\b[Mm]['’]encantaria\b", "jo m'encantaria"), (r"^[Hh]o faria\b", "jo faria això"),
    (r"\bomple (?=aquest|el|la|l['’])", "ompli "), (r"^[Oo]mple (?=aquest|el|la|l['’])", "ompli "),
    (r"\bseieu\b|^Seieu\b", "seguin"),
    (r"\b[Cc]uid(?:eu-vos|a['’]t|i['’]s)(?: molt| bé)?(?=[.,!]|$)", "cuidi's bé"), (r"\b[Ff]eu-m['’]ho saber\b",
     "avisi'm"), (r"\bFes-m['’]ho saber\b", "avisi'm"),
    (r"\b[Pp]oseu-vos (?=els|la|el|les|l['’])", "posi's "), (r"\b[Pp]ensa['’-]?t['’]ho bé\b", "pensi-ho bé"),
    (r"\b[Aa]neu amb compte\b", "tingui compte"),
    (r"\b[Vv]és amb compte\b", "tingui compte"),
)  # fmt: skip

_ES = replacements(
    (r"^[Ss]iento (?=no |que )", "lamento "), (r"^[ÉE]ch[ae]me una mano\b", "ayúdame"),
    (r"\b[Ss]e le not(?:a|aba) que (?!él)", "parece que él "),
    (r"^[Yy]o que tú,? (?=no |\w)", "en tu lugar, yo "), (r"^A (los|las) (\w+) l[oa]s (\w+) (mi|el|la) (\w+)",
     r"\4 \5 \3 a \1 \2"),
    (r"\b[Nn]o qued(?:a|an)(?=[.,;!?]|$)", "no hay más"), (r"\b[Nn]o quedaban?(?=[.,;!?]|$)", "no había más"),
    (r"\b[Qq]uién me lo iba a decir\b", "quién lo diría"),
    *((rf"^{any_case(had)} (?=\w+[dt]o\b)", f"{would} ") for had, would in (
        ("hubiéramos", "habríamos"), ("hubiera", "yo habría"), ("hubieran", "habrían"), ("hubieras", "habrías"))),
    (r"\b[Ss]i no llega a ser por\b", "sin"), (r"^([Pp])rueba (?=est)", r"\1ruebe "),
    *((rf"\b{any_case(whom)} l[oa] ((?:voy|vas|va|vamos|van|iba|íbamos|iban|acab\w+|vuelv\w+|tengo|tienes|tiene"
     rf"|tenemos|tienen|tendr\w+|tenía\w*) (?:a|que|de)) (\w+r)\b( \w+[dt]o\b)?",
       rf"{to} \1 \2\3 esto") for whom, to in (("me", "me"), ("te", "te"), ("se", "le"), ("nos", "nos"), ("os", "os"))),
    (r"\b[Ll]o siento(?: mucho)?\b(?! (?:como|en|cerca))", "desculpe"), (r"\btodo se arregla\b", "todo tiene solución"),
    (r"\b[Tt]odo se arreglará\b", "todo tendrá solución"),
    *((rf"\b[Ss]e {who} (?:ha|han) acabado (?:el |la |los |las )", f"ya no {have} ") for who, have, _ in _HAVE_ES),
    *((rf"\b[Ss]e {who} acab(?:ó|aron) (?:el |la |los |las )", f"{own} {stayed} sin ")
      for (who, _, stayed), (_, own) in zip(_HAVE_ES, _OWN_ES, strict=True)),
    (r"\b([Nn]o )se vale por s[ií] mism(?=[oa])", r"\1puede cuidarse de sí mism"),
    (r"\bhacen de padres\b", "hacen el papel de padres"),
    (r"\b([Tt]engo|[Tt]enemos) a (mi|nuestr[oa]) (\w+) (?:ingresad|hospitalizad)([oa])\b",
     r"\2 \3 está hospitalizad\4"),
    (r"\b([Tt]engo|[Tt]enemos) a(?: mi|l| la) (padre|madre|marido|mujer|hijo|hija|hermano|hermana|abuelo|abuela) "
     r"(enferm[oa]|embarazada|deprimid[oa])\b", r"mi \2 está \3"),
    (rf"{_CALMED}[Tt]ranquil[oa]s?,", "no te preocupes,"), (r"\b[Pp]uedo pasar\?", "puedo entrar?"),
    (r"^([Vv])uelve (?=pronto|cuando|mañana|a vernos|a verme)", r"\1uelva "),
    (r"\b(vuelva|venga|siéntese|espere|pase|mire|diga|tenga|firme|llame|Vuelva|Venga|Siéntese|Espere|Pase|Firme"
     r"|Llame) usted\b", r"\1"),
    (r"^([Pp])ide (?=cita|hora|ayuda|un |una |la )", r"\1ida "), (r"^([Ll])leva (?=a |el |la |los |las |est)",
     r"\1leve "), (r"\best(á|án) por las nubes\b", "es muy caro"),
    (r"\b[Mm]e (?:ha tocado|toca) (?=\w+r\b)", "tengo que "), (r"\b[Nn]os (?:ha tocado|toca) (?=\w+r\b)",
     "tenemos que "),
    (r"\b[Nn]o (?:me|nos) dio tiempo (?:a|de) ", "no tuve tiempo de "),
    (r"\b([Tt]uve|[Tt]uvimos) (más remedio|otro remedio)\b", r"\1 otra opción"),
    (r"\bno se tira nada\b", "no se descarta nada"),
    (r"^[Qq]uién me lo iba a decir\b|(?<=¡)[Qq]uién me lo iba a decir\b", "quién lo diría"),
    (r"^(¿)?[Tt]e duele la cabeza\b", r"\1tú tienes dolor de cabeza"), (r"^(¿)?[Ll]e duele (?=\w)",
     r"\1usted tiene dolor en "), (r"dolor en algo\b", "dolor"),
    (r"^(¿)?[Tt]e acompaña alguien\b", r"\1alguien te acompaña"), (r"\bte dan el alta\b",
     "tú puedes salir del hospital"), (r"\bme dan el alta\b", "puedo salir del hospital"),
    (r"\bme dieron el alta\b", "yo pude salir del hospital"), (r"\b[Qq]ué tal estás\b", "cómo estás"),
    (r"\b(yo )?[Mm]e encantaría\b", "yo adoraria"),
    (r"^[Ll]o haría\b", "yo haría esto"), (r"^[Cc]uidaos mucho\b", "cuídese bien"), (r"^[Cc]uídate mucho\b",
     "cuídese bien"),
    (r"^[Pp]oneos (?=l[oa]s|la|el)", "póngase "), (r"^[Ss]entaos\b", "siéntense"), (r"\b[Cc]réeme\b",
     "acredite em mim"), (r"^[Ii]d con cuidado\b", "tenga cuidado"),
    (r"^[Vv]e a(?=l| )", "vaya a"), (r"\bque l([ao]) quiero(?=[.,!]|$)", r"que yo l\1 amo"),
    (r"\b[Ll]es costó mucho (?=\w+r\b)", "fue muy difícil para ellos "),
    (rf"{_NO_STOREY_ES}\bpiso(?=[.,;!?]|$)", "apartamento"),
    (r"\b[Mm]e quitaron a (mis|mi) ", r"ellos quitaron a \1 "),
    (r"^A (mi|tu|su|nuestr[oa]) (\w+) l[oa]s? (\w+(?:ron|ó))\b", r"\3 a \1 \2"), (r"\b[Ee]so no me lo esperaba\b",
     "yo no esperaba eso"),
    (r"\b[Cc]ri[eé] a (?=mis|mi)", "yo crie a "), (r"\byo crie\b", "eu criei"), (r"\b[Vv]olví a ver\b", "vi otra vez"),
    (r"\b(he|ha|hemos|han) vuelto a ver\b", r"\1 visto más"), (r"\b([Nn]os conocemos) de toda la vida\b",
     r"\1 desde siempre"),
    *((rf"\b{any_case(do)} (?:ni |ningún |mucho )?caso {to}", f"{hear} {put}") for do, hear in _HEED_ES for to,
     put in _OF_ES),
    *((rf"\b([Nn]o )?([Mm]e|[Nn]os|[Ll]e|[Tt]e|[Ll]es) {do} ni caso\b", rf"no \2 {hear}") for do, hear in _HEED_ES),
    # whom it is taken from, or given to, is said twice
    (r"\b([Nn]o )?[Ll]es? ((?:han |ha |he |hemos |habían |)(?:rob|quit|dieron|dio|dado|d[aeo]n?\b|pag|cort|sub|deneg"
     r"|conced|oper|ped|pid"
     r"|compr|regal|d[ei]j|cont|enseñ)\w* "
     r"(?:(?!que\b)\S+ ){1,4}?)(?=a(?:l| (?:mi|mis|tu|tus|su|sus|la|los|las|nuestr\w+)) )", r"\1\2"),
    # finding out, taking charge, growing up, answering the phone, giving up
    *((rf"\b{me} {find}(?: de (?:eso|esto|ello))?\b(?! (?:de|por|que))", f"lo {knew}") for me, find, knew in (
        ("[Tt]e", "enteraste", "supiste"), ("[Mm]e", "enteré", "supe"), ("[Ss]e", "enteró", "supo"), ("[Nn]os",
         "enteramos", "supimos"),
        ("[Ss]e", "enteraron", "supieron"))),
    *((rf"\b{me} {find} de que\b", f"{knew} que") for me, find, knew in (
        ("[Mm]e", "enteré", "supe"), ("[Ss]e", "enteró", "supo"), ("[Nn]os", "enteramos", "supimos"))),
    (r"\b([Mm]e|[Tt]e|[Ss]e|[Nn]os) encarg(?=o\b|as\b|a\b|amos\b|an\b|aba\b|aré\b)", r"\1 ocup"), (r"\bencargarme\b",
     "ocuparme"),
    (r"\b(?:[Mm]e) cri[eé] (?=con|en)", "crecí "), (r"\b[Nn]os criamos (?=con|en)", "crecimos "),
    (r"\b[Ss]e crio (?=con|en)", "creció "),
    (r"\b[Cc]ojan? el teléfono\b", "conteste el teléfono"), (r"\b[Cc]og(?:en|e) el teléfono\b",
     "contestan el teléfono"),
    (r"\b[Ss]e (?:me |nos )?hizo de noche\b", "llegó la noche"), (r"\b[Ss]e hace de noche\b", "llega la noche"),
    (r"\bcalefacción\b", "aquecimento"),
    (r"\b(que|si) viniera(n?) a\b", r"\1 viniese\2 a"), (r"^[Pp]as(?:a|e|ad)(?:, pas[ae])?(?=[,.!]| y )", "entre"),
    (r"^[Ii]gual (?!(?:que|de|a|y)\b)", "quizá "),
    (r"\b(?:[Ll]e|[Tt]e) da miedo\b", "tienes miedo de"), (r"\bmiedo de(?=[?.,!])", "miedo"),
    (r"\b([Nn]o sé) (?:qué|lo que) haría\b", r"\1 lo que yo haría"),
    (r"\b[Cc]ómo se encuentra\b(?! con)", "cómo se siente"), (r"\b[Ll]o que pasa es que\b", "el problema es que"),
    (r"(^|[,;:] |\by )[Ee]ncima(?! d)", r"\1además"), (r"\b[Mm]e flipa\b", "me encanta"),
    (r"(?:^|(?<=[,.;:!] )|(?<=[«¡]))[Mm]enuda? (?=\w)(?!(?:y|que|pero|como|de)\b)", "qué "),  # "una mujer menuda"
    (r"\b(sacar(?:me|se)?|saqué|sacó) (?:el |la |un )?(?=graduado|título|bachillerato|certificado|curso)", r"\1_ el "),
    (r"\bsacar(?:me|se)?_", "obtener"), (r"\bsaqué_", "obtuve"), (r"\bsacó_", "obtuvo"),
    (r"\b(el|un) carn[eé]t?\b(?! de)", r"\1 cartão"),
    (r"\b[Ss]entó (?:muy |tan )?mal\b", "molestó mucho"), (r"\b[Mm]e di un susto(?: de muerte)?\b", "me asusté mucho"),
    (r"\bcamilla\b", "maca"), (r"\b[Dd]e haberlo sabido\b", "si lo hubiera sabido"),
    (r"^[Cc]omo no (?=me|nos|lo|te|le)", "si no "), (r"\b[Ss]i no me ayuden\b", "si no me ayudan"),
    (r"\b[Oo]jalá (?:yo )?pudiera\b", "me gustaría poder"),
    (r"^[Yy]o en tu lugar,", "en tu lugar,"),
)  # fmt: skip

_TABLES: dict[Lang, Replacements] = {"ca": _CA, "es": _ES}


def plainly(text: str, lang: Lang) -> str:
    """`text` (Catalan or Spanish) with such constructions in plain words."""
    return replaced(_TABLES[lang], text)
