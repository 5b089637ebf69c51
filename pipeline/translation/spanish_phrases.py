"""Set phrases of Spanish that say something else than their words do, in plain words of the same language. Pure.

The Spanish half of `set_phrases.py`. Each entry was tried in sentences.
"""

from __future__ import annotations

from pipeline.patterns import any_case, replacements

_HOUR_ES = r"(?:una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)"
_DAY_ES = r"(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)"
_OWED_ES = r"(?:(?!\w+r\b)\S+ ){1,3}(?:de alquiler|euros|de cuotas)\b|(?:mucho|bastante) dinero\b"
_BECAUSE_ES = (
    r"(?:(?:ya|todavía|aún|ahora|hoy|mañana|aquí|solo|no) )*(?:hay|sale|viene|es|está|tienes|tenemos|hace|puedo|puede"
    r"|hará|llueve|tengo|estoy|vengo)\b"
)
_MISSING_ES = (("o", "eu sinto"), ("as", "sentes"), ("a", "sente"), ("amos", "sentimos"), ("an", "sentem"),
               ("aba", "sentia"), ("é", "senti"), ("ábamos", "sentíamos"))  # fmt: skip
_TRUST_ES = (("fío", "confío"), ("fías", "confías"), ("fía", "confía"), ("fiamos", "confiamos"), ("fían", "confían"),
             ("fiaba", "confiaba"), ("fié", "confié"), ("fiar", "confiar"))  # fmt: skip

#: Before "quedar": who stays, or keeps something, does so for himself ("nos quedamos con los niños"); others meet.
NOT_STAYING_ES = r"(?<!\b[Mm]e )(?<!\b[Nn]os )(?<!\b[Mm]e l[oa] )(?<!\b[Nn]os l[oa] )"
#: Half each, of what is paid: "a medias" is also how something is left that is not done.
_SHARED_ES = (
    r"\b(?:(?:[Pp]ag|[Cc]ompr(?!a\b))\w+ (?:\w+ ){0,4}?|(?:[Ii]r|[Vv]amos|[Íí]bamos|[Ff]uimos|[Ii]remos|[Vv]an) "
    r"|[Ll]o (?:hacemos|hacíamos|haremos) |(?:alquiler|gastos?|facturas?|recibos?|hipoteca|cuotas?),? )"
)
#: What somebody did, before when; not what they want to be, nor what they will do.
_DID_ES = (
    r"\b(?:(?!\w+[aei]ré\b|(?:[Pp]or)?[Qq]ué\b|bebé\b|esté\b|José\b)\w+[bcdgjlmnñprstuvz]é|\w+[bcdmnrtvz]í|\w+ó"
    r"|\w+(?:aron|ieron|aste|iste)|fui|fue|hice|hizo|tuv[eo]|pud[eo]|pus[eo]|vin[eo]|dij[eo]|sup[eo]|quis[eo]|estuv[eo]"
    r"|(?:[Hh]e|[Hh]as|[Hh]a|[Hh]emos|[Hh]an|[Hh]abía) (?!quer|soñ)\w+(?:do|to|cho))\b"
)
#: What is put into an account, and no hospital.
_MONEY_ES = (
    r"(?:pagas?|dinero|sueldos?|nóminas?|ayudas?|pensi(?:ón|ones)|euros|cantidad|importe|transferencia|cheque"
    r"|subvenci(?:ón|ones)|becas?|salarios?|fianzas?|depósitos?|alquiler)\b"
)

SPANISH_PHRASES = replacements(
    # ages
    (r"^[Rr]ond(?:a|ará) los (?!\d{3})(\w+)(?: años\b|(?=[.,;!?]|$| (?:y|pero|ya)\b))", r"él tiene cerca de \1 años"),
    (r"^(?:[Dd]ebe (?:de )?tener|[Tt]endrá) (?:unos )?(\S+) años\b", r"él seguramente tiene \1 años"),
    (r"^([Yy]a |[Ss]olo |[Tt]odavía )?[Tt]iene (solo |ya )?(\S+) (años|meses)\b", r"\1él tiene \2\3 \4"),
    (r"\b[Ll]e saco (\w+) años a (?=mi|la|el)", r"soy \1 años mayor que "), (r"^[Aa] mi edad\b", "con mi edad"),
    (r"\b(cumpl(?:ir|í|ió|o|ido|iré)) (?:los )?((?:treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa"
     r"|veinte|dieciocho)(?: y \w+)?)(?=[.,;!?]|$)", r"\1 \2 años"),
    (r"\b((?:tiene|tenía|tienen) (?:solo )?\w+ meses)(?=[.,;!?]|$| y\b)", r"\1 de edad"),
    (r"\b(señora|mujer|tía) mayor\b", r"\1 anciana"), (r"\b(señor|hombre|matrimonio) mayor\b", r"\1 anciano"),
    # hours, days, how long
    (rf"\bde ({_HOUR_ES}) a ({_HOUR_ES})\b(?=[.,;!?]|$| (?:de la|y|cada|los|todos)\b)",
     r"desde las \1 hasta las \2"),
    (rf"\b[Ee]l ({_DAY_ES}) que viene\b", r"el próximo \1"), (r"\b([Tt])odo el santo día\b", r"\1odo el día"),
    (r"\b[Aa] las tantas\b", "muy tarde"), (r"\b(?:[Pp]or las|(?<!\bpar )de) noches\b", "por la noche"),
    (r"\b[Pp]or las (mañana|tarde)s\b", r"por la \1"), (r"\b[Dd]esde hace (?:un )?tiempo\b", "últimamente"),
    (r"\bmedio año\b", "seis meses"),
    # money
    *((rf"(^|, |\b[Yy] |\b[Qq]ue )[Nn]o {pronoun} llega(?= para\b|[.!])", rf"\1no {has} suficiente dinero")
      for pronoun, has in (("me", "tengo"), ("te", "tienes"), ("le", "tiene"), ("nos", "tenemos"), ("les", "tienen"))),
    (rf"({_SHARED_ES})a medias\b", r"\1cada uno la mitad"), (r"^[Aa] medias(?=\.?$)", "cada uno la mitad"),
    (r"\b((?:[Dd]ej|[Qq]ued)\w+ (?:\w+ ){0,4}?)a medias\b", r"\1sin acabar"),
    (rf"\b({_MONEY_ES} (?:(?:\w+ ){{0,4}}?(?:(?:ya|no|todavía|está|están|estaba|estaban|ha sido|han sido) )+)?)ingresad"
     r"(?=[oa]s?\b)", r"\1pagad"), (r"\b([Cc]obr\w+) la mínima\b", r"\1 la pensión mínima"),
    (r"\b[Hh]acemos números\b", "contamos el dinero"), (r"\bfianza\b", "depósito"),
    (r"^(Ahorro|Estudio|Gasto|Camino|Paseo|Sueño|Pago|Cuento|Cultivo|Canto|Cocino|Lavo|Limpio) "
     r"(?=lo que|mucho|poco|cada|todos|todo|con|en|por|el|la|los|las|muy|demasiado|solo)", r"Yo \1 "),
    # missing somebody, trusting, going, being wanted, being good at
    *((rf"\b{whom} ech{end} (mucho |tanto |muchísimo )?(?:de menos|en falta)(?: a)?\b", rf"{feel} muita saudade {of}")
      for whom, of in (("[Tt]e", "de ti"), ("[Oo]s", "de vocês"), ("[Ll][oe]", "dele"), ("[Ll]a", "dela"),
                       ("[Ll][oe]s", "deles"), ("[Mm]e", "de mim"))
      for end, feel in _MISSING_ES),
    *((rf"\b[Ee]ch{end} (?:mucho |tanto )?de menos (?:a )?(?=\w)", f"{feel} saudade de ") for end, feel in _MISSING_ES),
    *((rf"\b(?:[Mm]e|[Tt]e|[Ss]e|[Nn]os) {end} de\b", f"{put} en") for end, put in _TRUST_ES),
    (r"\b(ir|voy|va|vamos|van|iba|íbamos|iban|fui|fue|fuimos|fueron) andando\b", r"\1 a pie"),
    (r"\b(Voy|Va|Vamos|Van|Iba|Íbamos|Iban|Fui|Fue|Fuimos|Fueron) andando\b", r"\1 a pie"),
    *((rf"(^¿?|\b){wants} apetece\b", rf"\1{put}") for wants, put in (
        ("[Tt]e", "quieres"), ("[Mm]e", "quiero"), ("[Ll]e", "quiere"), ("[Nn]os", "queremos"),
        ("[Oo]s", "queréis"))),
    (r"\b[Ss]e me da (?:muy )?bien (?=\w+r\b)", "yo sé muy bien "),
    (r"\b[Ss]e me da (?:muy )?mal (?=\w+r\b)", "no sé "),
    *((rf"\b[Ll]o pas{end} (?:muy |tan )?(?:fatal|mal)\b", f"{put} mucho") for end, put in (
        ("é", "sufrí"), ("ó", "sufrió"), ("amos", "sufrimos"), ("aron", "sufrieron"), ("aba", "sufría"))),
    (r"\b([Ee]st(?:oy|ás|á|amos|án|aba|abas|ábamos|aban)) fatal\b", r"\1 muy mal"),
    (r"\b[Hh]ech[oa] polvo\b", "muy cansado"), (r"\b[Hh]ech[oa]s polvo\b", "muy cansados"),
    (r"\b[Cc]on calma\b", "con tranquilidad"), (r"\b([Ff]íjate|[Ff]íjese|[Ff]ijaos) en\b", "mira"),
    (r"^[Aa]púntate\b", "Inscríbete"), (r"^[Aa]púntese\b", "Inscríbase"),
    (rf"{NOT_STAYING_ES}\b[Qq]uedamos a (?=las |la )", "nos reunimos a "),
    (r"\b[Mm]e cayó (?:muy )?mal\b", "no me gustó esa persona"),
    (r"\b[Mm]e cayó (?:muy )?bien\b", "me gustó esa persona"),
    (r"\b([Ll][oae]s?) quiero (?=como|mucho)", r"\1 amo "), (r"\b[Mm]e fue (muy )?bien\b", r"fue \1bueno para mí"),
    (r"\b[Nn]os fue (muy )?bien\b", r"fue \1bueno para nosotros"), (r"\ba plazos\b", "en prestaciones"),
    (r"\bingresad(?=[oa]s?\b)", "hospitalizad"),
    (r"\b([Mm]e|[Ll][oae]|[Nn]os) ingres(?=aron\b)"
     rf"(?!\w+ (?:[\w.,]+ ){{0,3}}?(?:{_MONEY_ES}|(?:banco|cuenta|cajero)\b))", r"\1 hospitaliz"),
    (r"\blotes? de comida\b", "paquetes de comida"),
    (r"\b[Mm]e (l[ao]s?) encontré\b", r"\1 encontré"), (r"^(¡?)Qué día hace\b", r"\1Qué día"),
    (r"\b[Mm]e supo (?:muy )?mal\b", "lamenté"), (r"\b[Mm]e sabe (?:muy )?mal\b", "lamento"),
    (r"\b([Mm]e|[Ll]e|[Nn]os) hace (?:mucha )?gracia\b", r"\1 parece muy divertido"),
    (r"\b[Aa]l cabo de\b", "después de"),
    (r"\b[Ll]lev(o|amos|aba) el huerto\b", r"cuid\1 el huerto"),
    (r"^Cobro (?=\d|mil|\w+cient|quin|cien|más de|poco|muy)", "Yo gano "),
    (r"\b(\w+) y pico\b", r"más de \1"),
    (rf"({_DID_ES}(?:(?!\bqu(?:ier|ería|iso)|\bsoñ|\bser(?:á|ía|é)\b)[^.,;:!?])*(?<!así)(?<!tan)) de mayor"
     r"(?=[.,;!?]|$)", r"\1 cuando era adulto"), (rf"\bde mayor(?=, (?:\w+ ){{0,3}}?{_DID_ES})", "cuando era adulto"),
    *((rf"\b({any_case(wants)} (?:\w+ ){{1,4}}?)(?<!así )de mayor(?=[.,;!?]|$)", rf"\1cuando {when}")
      for wants, when in (
        ("quiero", "sea adulto"), ("quieres", "seas adulto"), ("quiere", "sea adulto"), ("quieren", "sean adultos"),
        ("quería", "fuera adulto"), ("querías", "fueras adulto"), ("querían", "fueran adultos"))),
    (r"\b([Mm]e) siento (?=una? |uno )", r"\1 sinto "),
    (r"\b(niñ[oa]|hij[oa]|chic[oa]|herman[oa]) de (dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)"
     r"(?=[.,;!?]|$| y\b)", r"\1 de \2 años"), (r"\b[Dd]e joven\b", "cuando era joven"),
    (r"(?<!me )(?<!le )(?<!nos )(?<!te )\b[Cc]uesta (mucho )?(?=encontrar|hacer|aprender|hablar|entender|vivir|llegar)",
     r"es muy difícil "), (r"\b[Aa] primera hora\b", "temprano por la mañana"),
    (r"\b[Ss]e me ocurrió(?: una idea)?\b", "tuve una idea"), (r"\b[Mm]e tocó la lotería\b", "gané la lotería"),
    (r"\b[Nn]i un duro\b", "ni un céntimo"), (r"\b([Pp]ag\w+|[Cc]obr\w+) en mano\b", r"\1 en efectivo"),
    (r"\b(?:[Mm]e |[Nn]os )?([Ss])ale más (barato|caro)\b", r"es más \2"),
    (r"\b(la|el) pequeñ[oa] de (?=\w+ hermanos)", r"\1 más joven de "),
    (r"\b[Ll]a ESO\b", "secundaria"), (r"^Es (?=(?:mayor|menor|más joven|más alt[oa]) que )", "Él es "),
    (r"^Era (?=(?:mayor|menor|más joven|más alt[oa]) que )", "Él era "), (r"\brendid(?=as?\b)", "agotad"),
    (r"\b[Nn]os llevamos (\w+) años\b", r"tenemos \1 años de diferencia"),
    (r"\b[Cc]umplo años (?=en )", "mi cumpleaños es "), (r"\b[Aa] fin(?:al|ales)? de mes\b", "al final del mes"),
    (r"^¿?[Cc]ómo se llaman? el\b", "¿Cuál es el nombre del"),
    (r"^¿?[Cc]ómo se llaman? (?=tu|su|la|mi)", "¿Cuál es el nombre de "),
    (r"^¿?[Qq]ué tal (?=el|la|los|las)", "¿Cómo fue "), (r"^Cuenta conmigo\b", "Puedes contar conmigo"),
    *((rf"\bech{end} una mano\b", f"ayud{end}") for end in ("ó", "aron", "a", "an", "ar", "aba", "aban", "ado", "en")),
    (r"\b([Vv])amos tirando\b", "sobrevivimos como podemos"), (r"\b[Mm]adre mía\b(?=[,.!]|$)", "Dios mío"),
    (r"\b([Mm]e|[Nn]os|[Tt]e|[Ll]e) atendieron (?=(?:muy |tan )?(?:bien|mal)\b)", r"\1 trataron "),
    (r"\b([Mm]e|[Nn]os|[Tt]e|[Ll]e) atendieron\b", r"\1 recibieron"),
    *((rf"\b[Hh]{end} horas extras?\b", f"trabaj{put} horas extras") for end, put in (
        ("acía", "aba"), ("acer", "ar"), ("ago", "o"), ("acíamos", "ábamos"), ("acían", "aban"))),
    (r"^[Dd]e (\w+),? (no )?(habl\w+)( nunca)?\b", r"\2\3\4 de \1"),
    (rf"^(\w+(?:[aei]te|[aei]me|[aei]nos|[aeo]s)(?: [^,]*)?), que (?={_BECAUSE_ES})", r"\1, porque "),
    (r"\b([Ss]oy|[Ee]res|[Ee]s) la de antes\b", r"\1 la misma de antes"),
    (r"\b([Ss]oy|[Ee]res|[Ee]s) el de antes\b", r"\1 el mismo de antes"), (r"\b([Pp]ag\w+|[Cc]obr\w+) por horas\b",
     r"\1 por hora"), (rf"\b[Dd]ebía (?={_OWED_ES})", "yo debía "),
    (rf"\b[Dd]ebíamos (?={_OWED_ES})", "teníamos una deuda de "),
    (r"\b[Dd]esde (?:cuando era )?(?:niñ|pequeñ)([oa]) (?=\w)", r"desde que era pequeñ\1, "),
    (r"\b[Ll]os demás\b", "los otros"),
)  # fmt: skip
