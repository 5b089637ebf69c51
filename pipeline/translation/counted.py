"""What people count – years of age, money, how often – in plain words of the same language. Pure.

Beside the tables of `everyday.py`, and before them. Portuguese "faz" of birthdays is read as "ago", "com dez anos" as
how long, "um golpe por mês" as a blow.
"""

from __future__ import annotations

from pipeline.cues import Lang
from pipeline.patterns import FIGURES, Replacements, any_case, replaced, replacements

_AGE_CA = (
    rf"(?:(?!\d{{4}}){FIGURES}|(?:vint|trenta|quaranta|cinquanta|seixanta|setanta|vuitanta|noranta)(?:-(?:i-)?\w+)?|un|dos|tres"
    r"|quatre|cinc|sis|set|vuit|nou|deu|onze|dotze|tretze|catorze|quinze|setze|disset|divuit|dinou|cent)"
)
_AGE_ES = (
    rf"(?:(?!\d{{4}}){FIGURES}|(?:treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa)"
    r"(?: y (?:un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve))?"
    r"|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci\w+|veinte|veinti\w+|cien)"
)
#: Of them ten and more, where nothing says that they are years (as in `everyday.py`): "n'he fet dos" tells of anything.
_GROWN_CA = (
    r"(?:(?:1[01]\d|[1-9]\d)(?!\d|[.,]\d)|(?:vint|trenta|quaranta|cinquanta|seixanta|setanta|vuitanta|noranta)"
    r"(?:-(?:i-)?\w+)?|deu|onze|dotze|tretze|catorze|quinze|setze|disset|divuit|dinou|cent)"
)
#: Behind a number, nothing that is counted by it: that would be in the plural.
_NO_THING_CA = (
    r"(?![\w-]|\s?[€%]| (?:mil|milions?|per cent)\b"
    r"| (?!(?:els|les|ens|us|tots|totes|ells|elles|nosaltres|més|menys|després|abans|des)\b)\w+s\b)"
)
_NO_THING_ES = (
    r"(?![\w-]|\s?[€%]| (?:mil|millones|por ciento)\b"
    r"| (?!(?:los|las|nos|os|les|todos|todas|ellos|ellas|más|menos|después|antes|mis|tus|sus)\b)\w+s\b)"
)
#: Years that somebody turns: not those that passed since, nor those of a course.
_YEARS_CA = r" anys\b(?! (?:que|de)\b| d['’](?!edat))"
#: What is turned, or passed: years, or what can be nothing else.
_TURNED_CA = rf"(?:els )?({_AGE_CA}(?= anys\b)|(?<=els ){_AGE_CA}|{_GROWN_CA})"
_PASSED_CA = rf"({_AGE_CA}(?= anys\b)|{_GROWN_CA}{_NO_THING_CA})(?: anys\b)?"
_PASSED_ES = rf"({_AGE_ES}(?= años\b)|(?!\d{{3}}){_AGE_ES}{_NO_THING_ES})(?: años\b)?"
#: What somebody is hit on: before it, "cop" is a blow, and no time.
_HIT_CA = (
    r"(?:als?|a les|a la|a l['’]) ?(?:cap|cara|braç|cam(?:a|es)|esquena|genolls?|ulls?|nas|front|pit|ventre|panxa"
    r"|estómac|boca|mans?|mà|peus?|colze|espatlla|costelles|orella|coll|porta|taula|paret|cotxe|finestra|vidre)\b"
)
_ONCE_CA = (
    rf"(?!{_HIT_CA})(?:al|a la|cada|i|més(?! (?:fort|dur|gran|baix))|per (?:setmana|dia|mes|any|hora|nit|curs|trimestre"
    r"|semestre|tots|totes|sempre)|all[àí]|instal·l\w+|ingress\w+)\b"
)
#: People who grow old: what else is "molt gran" is big.
_PEOPLE_CA = (
    r"(?<![Dd]e )\b(?:(?:[Ee]ls|[Ll]es) (?:(?:meus|meves|teus|teves|seus|seves|nostres|dos|dues) )?(?:pares|avis|àvies"
    r"|iaios|fills|filles|germans|germanes|mares|oncles|ties|veïns|veïnes|homes|dones|persones|padrins|sogres)"
    r"|(?:[Ee]lls|[Ee]lles|[Tt]ots dos|[Tt]otes dues)(?= (?:(?:ja|també|no) )?(?:s[óo]n|eren)\b))"
)
_END = r"(?=[.,;:!?]|$| (?:i|y|el|la|al|a|en|per|por|ja|ya|però|pero|quan|cuando|que|encara|todavía)\b)"
#: Somebody has a birthday, and who it is: before these, "fa" is no "ago".
_WHO_CA = (
    r"(?:(?:[Ee]l|[Ll]a|[Ee]ls|[Ll]es) (?:meu|meva|teu|teva|seu|seva|nostre|nostra|meus|meves) \w+(?: \w+)?"
    r"|(?:[Ee]l|[Ll]a) (?:nen|nena|petit|petita|gran|noi|noia|mare|pare|àvia|avi|iaia|filla|fill|bebè)|[Ee]ll|[Ee]lla)"
)
#: Behind them, "fa … anys" is how long ago: "la meva mare fa deu anys que va morir".
_NOT_SINCE_CA = r"(?!(?: i mig| ja| ara)? que\b)"
_WHEN_CA = r"(?:[Aa]vui|[Dd]emà|[Aa]viat|[Dd]illuns|[Dd]imarts|[Dd]ijous|[Dd]ivendres|[Dd]issabte|[Dd]iumenge)"

_CA = replacements(
    # since when, before whom it is said of: behind them, it is lost who does it, or that it is denied
    *((rf"^{any_case(the)}( (?:(?:meu|meva|teu|teva|seu|seva|nostre|nostra|meus|meves) \w+(?: \w+)?|nena?|petita?|noia?"
       rf"|mare|pare|àvia|avi|iaia|filla?|gran)|) fa (\S+ (?:anys|mesos|setmanes|dies)(?: i mig)?) que (?=\w)",
       rf"Fa \2 que {the}\1 ") for the in ("el", "la", "els", "les", "ella", "ell")),
    # birthdays
    (rf"({_WHO_CA}) (?:ja )?fa ({_AGE_CA}) anys\b{_NOT_SINCE_CA}", r"\1 compleix \2 anys"),
    (rf"({_WHO_CA}) (?:ja )?fa un any (?=demà|avui|dilluns|di\w+|la setmana|aquest|el )", r"\1 compleix un any "),
    (rf"({_WHO_CA}) (?:ja )?farà ({_AGE_CA}) anys\b{_NOT_SINCE_CA}", r"\1 complirà \2 anys"),
    (rf"^({_WHEN_CA}) (?:en )?fa ({_AGE_CA})(?: anys)?(?=\.?$)", r"\1 ell compleix \2 anys"),
    (rf"^({_WHEN_CA}) (?:en )?faig ({_AGE_CA})(?: anys)?(?=\.?$)", r"\1 jo compleixo \2 anys"),
    (rf"\b([Aa]cab\w+ de|[Vv]aig a|[Aa]bans de|[Dd]esprés de|[Pp]er) fer {_TURNED_CA}(?:{_YEARS_CA}|{_END})",
     r"\1 complir \2 anys"),
    (rf"\b([Hh]e|[Hh]a|[Hh]an|[Hh]avia) fet {_TURNED_CA}(?:{_YEARS_CA}|(?=[.,;!]|$))", r"\1 complert \2 anys"),
    (rf"\b((?:vaig|va|van|vam|de|per) )fer els ({_AGE_CA})(?:{_YEARS_CA}|{_NO_THING_CA})", r"\1complir \2 anys"),
    (rf"\b(faci|facis|facin) els ({_AGE_CA})(?:{_YEARS_CA}|{_NO_THING_CA})", r"\1_ \2 anys"),
    (r"\bfaci(s|n|)_", r"compleixi\1"),
    (rf"\b([Qq]uan (?:vaig|va|van)) fer ({_AGE_CA})(?:{_YEARS_CA}|(?=[.,;!]|$))", r"\1 complir \2 anys"),
    (rf"\b(vaig|va|van) fer {_TURNED_CA}(?:{_YEARS_CA}|(?=[.,;!]|$))", r"\1 complir \2 anys"),
    (rf"\b([Qq]uan )(?:en )?(?:faci|faré) (?:els )?({_AGE_CA})(?:{_YEARS_CA}|(?=[.,;!]|$))", r"\1compleixi \2 anys"),
    # at what age
    (rf"\b([Aa])mb (?:només |tan sols )?({_AGE_CA}) anys\b(?! d['’]| de\b)", r"\1ls \2 anys"),
    (rf"\b([Ff]ins )(?:a )?(als {_AGE_CA}){_END}", r"\1\2 anys"),
    (rf"\b(fill|filla|nen|nena|noi|noia|net|neta|nebot|neboda|germà|germana|home|dona) de ({_AGE_CA})"
     r"(?=[.,;!?]|$| (?:i|que|amb|a)\b)", r"\1 de \2 anys"),
    (rf"^[Tt]é (gairebé |quasi |més de |prop de |uns )({_AGE_CA}) anys\b", r"ell té \1\2 anys"),
    (r"\bun any i mig(?=[.,;!]|$)", "un any i mig d'edat"),
    (rf"^[Tt]é ({_AGE_CA}(?= anys)|{_GROWN_CA}) (?:anys )?i (?!mig|mitja)", r"ell té \1 anys i "),
    (r"\b(fa|durant|en) un any i mig d'edat", r"\1 un any i mig"),
    (rf"\bentre els ({_AGE_CA}) i els (?={_AGE_CA} anys)", r"entre els \1 anys i els "),
    (r"^[Dd]e gran,? (?=vull|volia|voldria|seré|m)", "quan jo creixi, "),
    (r"\b[Aa]parent(\w+) més edat de la que t(?:é|ens|inc)\b", "sembla més vell del que és"),
    (r"^[Tt]é la (meva|teva|seva|mateixa) edat\b", r"ell té la \1 edat"),
    (rf"\b[Pp]asso dels {_PASSED_CA}", r"tinc més de \1 anys"),
    (rf"\b[Pp]assa dels {_PASSED_CA}", r"ell té més de \1 anys"),
    (rf"\b[Vv]aig cap als {_PASSED_CA}", r"tinc gairebé \1 anys"),
    *((rf"\b[Rr]ond{end} (?:la|els) {age}a?(?: anys\b|{_NO_THING_CA}(?! d['’]))", f"{has} prop de {years} anys")
      for end, has in (("o", "tinc"), ("a", "ell té"), ("ava", "jo tenia"), ("en", "ells tenen"))
      for age, years in (("trenten", "trenta"), ("quaranten", "quaranta"), ("cinquanten", "cinquanta"),
                         ("seixanten", "seixanta"), ("setanten", "setanta"), ("vuitanten", "vuitanta"),
                         ("trenta", "trenta"), ("quaranta", "quaranta"), ("cinquanta", "cinquanta"),
                         ("seixanta", "seixanta"), ("setanta", "setanta"), ("vuitanta", "vuitanta"))),
    (rf"\b[Dd]evi(?:a|en) tenir (?:uns )?({_AGE_CA}) anys\b", r"ell probablement tenia \1 anys"),
    (rf"^[Tt]indria (?:uns )?({_AGE_CA}) anys\b", r"ell probablement tenia \1 anys"),
    (r"\b[Qq]uants anys em fas\b", "quants anys creus que tinc"),
    (rf"({_AGE_CA}) anys més (?:gran|vell|vella) que\b", r"\1 anys més vell que"),
    (r"\b([Jj]a |[Mm]assa |[Mm]olt |[Tt]an )?(sóc|soc|ets|és|era) (massa |molt |tan |més )?gran (?=per (?:a )?això"
     r"|per a aquest)",
     r"\1\2 \3vell "),
    (r"\b([Ss]om) (ja )?(molt|massa|tan) grans\b", r"\1 \2\3 vells"),
    (rf"({_PEOPLE_CA} (?:(?!(?:que|i|però)\b)[\w'’]+ ){{0,3}}?)(s[óo]n|eren) (ja )?(molt|massa|tan) grans\b",
     r"\1\2 \3\4 vells"),
    (r"^([Jj]a) (s[óo]n|eren) (molt|massa|tan) grans\b", r"\1 \2 \3 vells"),
    (r"\b(s[óo]n|eren) (ja )?massa grans\b", r"\1 \2excessivament grans"),  # "massa" is read as a noun there
    (r"\bem faig gran\b", "envelleixo"),
    (r"\b[Dd]e (?:ben )?(?:petit|menut|nen)(?=[,. ]|$)(?! de\b)", "quan era nen"),
    (r"\b[Dd]e (?:ben )?(?:petita|menuda|nena|criatura)(?=[,. ]|$)(?! de\b)", "quan era nena"),
    (r"\b[Qq]uan (jo |tu |ell |ella )?era petit\b", r"quan \1era nen"),
    (r"\b[Qq]uan (jo |tu |ell |ella )?era petita\b", r"quan \1era nena"),
    (r"\b(d(?:ues|os)|tres|quatre|cinc|\d+) criatures\b", r"\1 fills"), (r"\bla criatura\b", "el nen"),
    (r"\bla meva criatura\b", "el meu fill"), (r"\bprejubil(?=ar|at|ada|o)", "jubil"),
    # how often, how much for how long
    (rf"\bun cop (?={_ONCE_CA}|que\b)", "una vegada "), (rf"\bUn cop (?={_ONCE_CA})", "Una vegada "),
    (r"\b(ser|[ÉEée]s|[Ee]ra|estat|sigut) un cop (?=per a |pel |per la |per mi\b)", r"\1 un cop dur "),
    (rf"\bdos cops\b(?! {_HIT_CA})", "dues vegades"),
    (rf"\b(molt|algun|poc|aquest)s cops\b(?! {_HIT_CA})", r"\1es vegades"),
    (rf"\b(tres|quatre|cinc|\d+) cops\b(?! {_HIT_CA})", r"\1 vegades"), (r"\bcada cop (?!de)", "cada vegada "),
    (r"\b((?:euros|€|vegad(?:a|es)|hores|dies|quilos|cèntims)) (?:al|el) mes\b", r"\1 per mes"),
    (r"\b((?:euros|€|vegad(?:a|es)|hores|dies|quilos|cèntims)) (?:a |al )?l['’](any|hora)\b", r"\1 per \2"),
    (r"\b((?:euros|€|vegad(?:a|es)|hores|dies|quilos|cèntims)) al dia\b", r"\1 per dia"),
    (r"\b((?:euros|€|vegad(?:a|es)|hores|dies|quilos|cèntims)) (?:a )?la setmana\b", r"\1 per setmana"),
    (rf"\b(?:[Ee]n )?(tinc|té|tenim|tenia) (prop de|gairebé|quasi|més de) ({_GROWN_CA})(?=[.,;!?]|$)",
     r"\1 \2 \3 anys"),
    (rf"\b[Ee]stic a prop dels {_PASSED_CA}", r"tinc prop de \1 anys"),
    (rf"\b([Aa] partir dels) ({_AGE_CA})(?: anys\b|{_NO_THING_CA})", r"\1 \2 anys"),
    (rf"\b([Tt]é|[Tt]inc|[Tt]enia) ({_AGE_CA}) anys menys que\b", r"\1_ \2 anys més jove que"),
    (rf"\b([Tt]é|[Tt]inc|[Tt]enia) ({_AGE_CA}) anys més que\b", r"\1_ \2 anys més vell que"),
    (r"\b[Tt]é_", "és"), (r"\b[Tt]inc_", "soc"), (r"\b[Tt]enia_", "era"), (r"\buna criatura de\b", "un nen de"),
    (r"\b(vaig|va) enviudar\b", r"\1 quedar viuda"),
    (r"\b(comprar\w*|plantar\w*|sembr\w+|guard\w+|tenim) (les |unes |)llavors\b", r"\1 \2sementes"),
    (rf"\b([Aa]ls) meus ({_AGE_CA}) anys\b", r"\1 \2 anys"),
    (rf"\b([Cc]ompli[rt]\w*|[Cc]omplert) (?:els )?({_AGE_CA}){_NO_THING_CA}", r"\1 \2 anys"),
    (r"\beuros (?:el|la|per) (quilo|sessió|nit|caixa|plat|hora|persona|dia)\b", r"euros per \1"), (r"\bper avançat\b",
     "antecipadamente"),
    (r"\bquatre duros\b", "molt pocs diners"), (r"\bsense un duro\b", "sense diners"), (r"\b[Cc]ap de setmana\b",
     "fi de setmana"),
    (r"\b[Ee]ns en tornem\b", "tornarem"), 
    # money
    (r"\bde franc\b", "gratis"),
    (r"\b([Aa]nem|[Vv]aig|[Vv]a|[Vv]an) (?:molt |una mica )?(?:curt|just)[as]* de diners\b",
     r"\1_ pocs diners"),
    (r"\b[Aa]nem_", "tenim"), (r"\b[Vv]aig_", "tinc"), (r"\b[Vv]a_", "ell té"), (r"\b[Vv]an_", "ells tenen"),
    (r"\b(?:amb )?l['’]aigua (?:al|fins al) coll\b", "amb molts problemes"), (r"\bno em puc permetre\b",
     "no puc pagar"),
    (r"\b[Nn]o em puc permetre\b", "no puc pagar"), (r"\b[Nn]o ens podem permetre\b", "no podem pagar"),
    (r"\b[Nn]o m['’]ho puc permetre\b", "no puc pagar això"),
    (r"\b[Nn]o ens (?:ho|el|la|els|les) podem permetre\b", "no podem pagar això"),
    (r"\b[Nn]o me(?:['’]l| la|['’]ls) puc permetre\b", "no puc pagar això"),
    (r"\b(?:(em|ens|li|els) )?surt a (?=\w+ euros)", r"costa "), (r"\bse['’]n va (?:tot )?(?:en|amb|per) (?=el |la )",
     "va per a "),
    (r"\b(ha vingut|ve|va venir|ha pujat) de (?=\S+ (?:\S+ )?euros)", "ha estat de "),
    (r"\b[Gg]uany(?=(?:av\w+|ava) (?:\S+ ){0,3}(?:euros|€))", "cobr"), 
    (r"\b[Ee]mbarg(ar|at|aran|uen|ava) el compte\b", r"bloquej\1 el compte bancari"), (r"\bbloquejuen\b", "bloquegen"),
    (r"\bembarg(ar|at|aran|ava) (?=la nòmina|el sou|el pis)", r"confisc\1 "),
    (r"\bla paga\b(?! de)", "el pagament"),
    (r"^La paga (?=(?:ja |no )*(?:està|és|era|arriba|em|ens|va)\b)", "El pagament "),
    (r"\b(?:[Ee]scola bressol|[Ll]lar d['’]infants)\b", "creche"),
    (r"\ben un sobre\b", "en un envelope"), 
    # who keeps it; "ens queda la casa" is what is left
    (r"(?<!\b[Ee]m va )(?<!\b[Ee]ns va )(?<!\b[Ll]i va )(?<![MmTt]['’]ha )(?<!\b[Ee]ns ha )(?<!\b[Ll]i ha )\b"
     r"qued(ar|at) (?=el pis|la casa|els diners|l['’]apartament)", r"qued\1 amb "),
    (r"\b([Ee]s qued)(a|ava) (?=el pis|la casa|els diners|l['’]apartament)", r"\1\2 amb "),
    (r"\bbeca (?:de )?menjador\b", "beca per a la cantina escolar"), (r"\barribar? a fi de mes\b",
     "arribar al final del mes"),
)  # fmt: skip

_ES = replacements(
    *((rf"^{any_case(who)}( \w+(?: \w+)?|) hace (\w+ (?:años|meses|semanas|días)(?: y medio)?) que (?=\w)",
       rf"Hace \2 que {who}\1 ") for who in ("mi", "tu", "su", "nuestro", "nuestra", "mis", "sus", "ella", "él")),
    (r"\b([Ss]on|[Ee]ran|[Ss]omos) (ya )?(muy|demasiado|tan) mayores\b(?! (?:que|de)\b)", r"\1 \2\3 viejos"),
    (rf"\b([Tt]iene|[Tt]engo|[Tt]enía) ({_AGE_ES}) años menos que\b", r"\1_ \2 años más joven que"),
    (rf"\b([Tt]iene|[Tt]engo|[Tt]enía) ({_AGE_ES}) años más que\b", r"\1_ \2 años mayor que"),
    (r"\b[Tt]iene_", "es"), (r"\b[Tt]engo_", "soy"), (r"\b[Tt]enía_", "era"),
    (r"\ben un sobre\b", "en un envelope"), (r"\b[Ee]scuela infantil\b", "creche"),
    (rf"^[Tt]iene (casi |más de )({_AGE_ES}) años\b", r"él tiene \1\2 años"),
    (r"^[Dd]e mayor,? (?=quiero|quería|seré|me)", "cuando yo crezca, "), (r"\baño y medio(?=[.,;!]|$)",
     "año y medio de edad"),
    (r"\b(hace|durante|en) (un )?año y medio de edad", r"\1 \2año y medio"),
    (rf"\b((?:[Mm]i|[Ee]l|[Ll]a|[Ss]u|[Tt]u) \w+(?: \w+)?) hace (?:los )?({_AGE_ES}) años en\b",
     r"\1 cumple \2 años en"),
    (rf"\b([Cc]on) (?:solo |apenas )?({_AGE_ES}) años\b(?! de)", r"a los \2 años"),
    (rf"\b([Hh]asta los {_AGE_ES}){_END}", r"\1 años"),
    (rf"\b(hij[oa]|niñ[oa]|niet[oa]|sobrin[oa]|herman[oa]|hombre|mujer) de ({_AGE_ES})(?=[.,;!?]|$| (?:y|que|con)\b)",
     r"\1 de \2 años"),
    (r"\b[Cc]uando (yo |tú |él |ella )?era pequeñ([oa])\b", r"cuando \1era niñ\2"),
    (r"^[Tt]iene (mi|tu|la misma) edad\b", r"él tiene \1 edad"),
    (rf"\b[Pp]aso de los {_PASSED_ES}", r"tengo más de \1 años"),
    (rf"\b[Rr]ondo los {_PASSED_ES}", r"tengo cerca de \1 años"),
    (rf"\b[Dd]eb(?:ía|ían) (?:de )?tener (?:unos )?({_AGE_ES}) años\b", r"él probablemente tenía \1 años"),
    (rf"^[Tt]endría (?:unos )?({_AGE_ES}) años\b", r"él probablemente tenía \1 años"),
    (r"\b[Cc]uántos años me echas\b", "cuántos años crees que tengo"),
    (r"\b((?:euros|€|vez|veces|horas|días|kilos|céntimos)) al (mes|año|día)\b", r"\1 por \2"),
    (r"\b((?:euros|€|vez|veces|horas|días|kilos|céntimos)) (?:a )?la (semana|hora)\b", r"\1 por \2"),
    (r"\b([Vv]amos|[Vv]oy|[Vv]a|[Vv]an) (?:muy |un poco )?(?:cort|just)[oas]+ de dinero\b", r"\1_ poco dinero"),
    (r"\b[Vv]amos_", "tenemos"), (r"\b[Vv]oy_", "tengo"), (r"\b[Vv]a_", "él tiene"), (r"\b[Vv]an_", "ellos tienen"),
    (r"\b[Nn]o me puedo permitir\b", "no puedo pagar"), (r"\b[Nn]o nos podemos permitir\b", "no podemos pagar"),
    (r"\b[Nn]o me lo puedo permitir\b", "no puedo pagar esto"), (r"\b[Nn]o nos l[oa]s? podemos permitir\b",
     "no podemos pagar esto"),
    (r"\beuros (?:el|la) (kilo|sesión|noche|caja|plato|persona)\b", r"euros por \1"), (r"\bpor adelantado\b",
     "antecipadamente"), (r"\bcuatro duros\b", "muy poco dinero"), (r"\b([Cc]uánto) gana(s|n)? al mes\b",
     r"\1 cobra\2 por mes"),
    (r"\bsin un duro\b", "sin dinero"),
    (rf"\b([Cc]umpl(?:ir|í|ió|o|ido)) (?:los )?({_AGE_ES}){_NO_THING_ES}", r"\1 \2 años"),
    (r"\b[Cc]on el agua al cuello\b", "con muchos problemas"), (r"\b(?:(me|nos|le) )?sale a (?=\w+ euros)", "cuesta "),
    (r"\b[Gg]an(?=(?:ab\w+|é|ó) (?:\S+ ){0,3}(?:euros|€))", "cobr"), (r"\bse va en (?=el |la )", "va para "),
)  # fmt: skip

_TABLES: dict[Lang, Replacements] = {"ca": _CA, "es": _ES}


def counted(text: str, lang: Lang) -> str:
    """`text` (Catalan or Spanish) with its ages, sums and times in plain words."""
    return replaced(_TABLES[lang], text)
