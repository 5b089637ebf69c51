"""Set phrases that say something else than their words do, in plain words of the same language. Pure.

The first of the tables of `everyday.py`: what stands here is whole before single words are looked at. Each entry was
tried in sentences.
"""

from __future__ import annotations

from pipeline.cues import Lang
from pipeline.patterns import Replacements, any_case, replacements
from pipeline.translation.spanish_phrases import SPANISH_PHRASES

#: Before "quedar": who stays, or keeps something, does so for himself ("ens quedem amb els nens"); others meet.
NOT_STAYING_CA = r"(?<!\b[Ee]m )(?<!\b[Ee]ns )(?<!\b[Ee]ns en )(?<!\b[Ee]ns hi )(?<!['’]hi )(?<!['’]n )"
_SMALL_CA = r"(?:un|dos|tres|quatre|cinc|sis|set|vuit|nou)"
_HOUR_CA = r"(?:una|dues|tres|quatre|cinc|sis|set|vuit|nou|deu|onze|dotze)"
_DAY_CA = r"(?:dilluns|dimarts|dimecres|dijous|divendres|dissabte|diumenge)"
_TENS_CA = (("trenten", "trenta"), ("quaranten", "quaranta"), ("cinquanten", "cinquanta"),
            ("seixanten", "seixanta"), ("setanten", "setanta"), ("vuitanten", "vuitanta"))  # fmt: skip

#: How much is owed; not what somebody must have cost.
_OWED = r"(?:(?!\w+r\b)\S+ ){1,3}(?:de lloguer|euros|de quotes)\b|(?:molts |bastants )diners\b"
#: What somebody is told as the reason why.
_BECAUSE = (
    r"(?:(?:ja|encara|ara|avui|demà|aquí|allà|només|no) )*(?:hi ha|surt|ve|venen|és|està|tens|tenim|fa|puc|pot|farà"
    r"|plou|tinc|estic|vinc)\b"
)

#: Half each, of what is paid: "a mitges" is also how something is left that is not done.
_SHARED_CA = (
    r"\b(?:(?:[Pp]ag|[Cc]ompr(?!a\b))\w+(?:-\w+)? (?:[\w'’]+ ){0,4}?|[Aa]n(?:em|ar|àvem|eu|aven|irem|at) "
    r"|[Hh]o (?:fem|fèiem|farem) |(?:lloguer|despes(?:a|es)|factur(?:a|es)|rebuts?|hipoteca|quot(?:a|es)),? )"
)
#: What somebody did, before when; not what they wanted to be.
_DID_CA = (
    r"(?:(?:[Vv]aig|[Vv]as|[Vv]a|[Vv]am|[Vv]au|[Vv]an) (?!vol|som)\w+re?\b"
    r"|(?:[Hh]e|[Hh]as|[Hh]a|[Hh]em|[Hh]eu|[Hh]an|[Hh]avia|[Hh]avien) (?!vol|som)(?:\w+(?:t|da|ts|des)|\w*après)\b)"
)
#: What is put into an account, and no hospital.
_MONEY_CA = (
    r"(?:pag(?:a|ues|ament)|diners|sous?|nòmin(?:a|es)|ajuts?|ajudes?|pensi(?:ó|ons)|euros|quantitat|import"
    r"|transferència|xec|subvenci(?:ó|ons)|bec(?:a|es)|salaris?|fian(?:ça|ces)|dipòsits?)\b"
)

_CA = replacements(
    # ages
    (rf"\b[Ee]n (tinc|tens|té|tenim|tenen|tenia|tenies|teníem|tenien) ({_SMALL_CA}) (?=quan\b)", r"\1 \2 anys "),
    (r"^(?:[Dd]eu tenir|[Tt]indrà) (?:uns )?(\S+) anys\b", r"ell segurament té \1 anys"),
    (r"^([Jj]a |[Nn]omés |[Ee]ncara )?[Tt]é (només |ja )?(\S+) (anys|mesos)\b", r"\1ell té \2\3 \4"),
    *((rf"\b(?:soc|sóc|estic|entro) a la {age}a\b", f"tinc més de {years} anys") for age, years in _TENS_CA),
    (rf"\b((?:té|tenia|tenen|tenien) (?:només )?(?:{_SMALL_CA}|deu|onze|quinze|divuit|\d+) mesos)"
     r"(?=[.,;!?]|$| i\b)", r"\1 d'edat"),
    (r"\b[Ee]ns portem (\w+) anys amb (?=el|la|en|l['’])", r"tenim \1 anys de diferència amb "),
    # hours, days, how long
    (rf"\bde (?:les )?({_HOUR_CA}) a (?:les )?({_HOUR_CA})\b(?=[.,;!?]|$| (?:del|de la|i|cada|els|tots)\b)",
     r"des de les \1 fins a les \2"),
    (rf"\b[Ss]ón (?:ja )?(les {_HOUR_CA}) tocades\b", r"són més de \1"),
    (rf"\b(?:el )?({_DAY_CA}) que ve\b", r"el proper \1"), (r"\b([Tt])ot el sant dia\b", r"\1ot el dia"),
    (r"\b[Dd]es de fa (?:un )?temps\b", "últimament"), (r"\b[Aa] les tantes\b", "molt tard"),
    (r"(?<!\bparell )(?<!\bmunt )(?<!\bmitjana )\bde nits\b", "a la nit"),
    (r"\bmig any\b", "sis mesos"), (r"\bun quart d['’]hora\b", "quinze minuts"),
    (r"\btres quarts d['’]hora\b", "quaranta-cinc minuts"),
    (r"^[Hh]i anem (?=cada|sovint|sempre|tots|totes|molt|poc)", "nosaltres anem allà "),
    (r"\bde baixa (?=(?:\S+ )?(?:mesos|anys|setmanes|dies)\b)", "de baixa mèdica durant "),
    # money
    *((rf"\b(em|Em|ens|Ens|li|Li) {cost} per (?=(?:uns |unes |més de |gairebé )?\S+ (?:\S+ )?(?:euros|€))",
       rf"\1 {put} ") for cost, put in (("va sortir", "va costar"), ("surt", "costa"))),
    *((rf"(^|, |\b[Ii] |\b[Qq]ue )[Nn]o {pronoun} arriba(?= per\b|[.!])", rf"\1no {has} prou diners")
      for pronoun, has in (("em", "tinc"), ("et", "tens"), ("li", "té"), ("ens", "tenim"), ("els", "tenen"))),
    (r"\b([Cc]ob\w+) la mínima\b", r"\1 la pensió mínima"), (r"\b([Cc]obr\w+|[Pp]ag\w+) de més\b", r"\1 massa"),
    (r"\b[Ff]em números\b", "comptem els diners"), (rf"({_SHARED_CA})a mitges\b", r"\1la meitat cadascú"),
    (r"^[Aa] mitges(?=\.?$)", "la meitat cadascú"),
    (r"\b((?:[Dd]eix|[Qq]ued)\w+ (?:[\w'’]+ ){0,4}?)a mitges\b", r"\1sense acabar"),
    (r"\b(?:ens|em) ha pujat el doble\b", "s'ha doblat"), (r"\b[Ff]iances\b", "dipòsits"), (r"\bfiança\b", "dipòsit"),
    (r"\bingress(?=(?:ar|at|aran|en) (?:el|la|els|les) (?:sou|paga|nòmin|diners|ajut|pensió))", "pag"),
    (rf"\b({_MONEY_CA} (?:(?:[\w'’]+ ){{0,4}}?(?:(?:ja|no|encara|està|estan|estava|estaven|ha estat|han estat) )+)?)"
     r"ingressa(?=d[ae]s?\b|ts?\b)", r"\1paga"),
    # pronouns that only belong to the verb
    (r"\b([Ee])ls hi (?=vaig|va|vam|van|he|ha|hem|han|dic|diu|diem|dono|dona|donem|faig|fem|explic|port|dir|donar)",
     r"\1ls "),
    *((rf"\b{own} (vaig|vas|va|anem|aneu|van) (?=(?:gaire |molt |més |tan )?lluny\b)", r"\1 ")
      for own in ("[Mm]e['’]n", "[Tt]e['’]n", "[Ss]e['’]n", "[Ee]ns en", "[Uu]s en")),
    (r"\b(?:[Jj]a )?[Mm]e['’]n cuid(o|aré|ava|aria)(?: jo)?\b", r"jo m'ocup\1 d'això"),
    *((rf"\b[Nn]o {whose}(?:['’]n| en) queden?(?=[.,;!?]|$)", f"no {to} queda res")
      for whose, to in (("me", "em"), ("te", "et"), ("li", "li"), ("ens", "ens"), ("els", "els"))),
    *((rf"\b[Ss]e{whose} va acudir\b", f"{had} la idea") for whose, had in (
        ("['’]m", "vaig tenir"), ("['’]t", "vas tenir"), (" li", "va tenir"), ("['’]ns", "vam tenir"))),
    (r"\b([Nn]o me['’]n record\w+) del (?=seu|teu|meu|nom|dia)", r"\1 el "),
    (r"-(vos|te|se|nos)-hi\b", r"-\1"), (r"\b[Dd]igue['’]m\b", "digui'm"), (r"\b[Aa]punteu-vos\b", "inscriviu-vos"),
    (r"\b[Aa]punta['’]t\b", "inscriu-te"), (r"\b[Aa]punti['’]s\b", "inscrigui's"),
    (r"\b(?:[Ff]ixa['’]t|[Ff]ixeu-vos|[Ff]ixi['’]s) en\b", "mira"),
    # thanking, feeling, being sorry, being wanted
    *((rf"\b{gave} (?:moltes |les )gràcies\b", put) for gave, put in (
        ("donar", "agrair"), ("[Dd]ono", "agraeixo"), ("[Dd]onem", "agraïm"), ("[Dd]onat", "agraït"))),
    (r"\b([Ee]st(?:ic|às|à|em|eu|an|ava|aves|àvem|aven)) fatal\b", r"\1 molt malament"),
    (r"\b[Ee]ns ho passem (?:molt )?bé\b", "ens divertim molt"), (r"\b[Mm]['’]ho passo (?:molt )?bé\b",
     "em diverteixo molt"),
    *((rf"\b[Hh]o {had} pass{end} (?:molt |tan )?fatal\b", f"{had} patir molt" if end == "ar" else f"{had} patit molt")
      for end, hads in (("ar", ("vaig", "vas", "va", "vam", "van")), ("at", ("he", "has", "ha", "hem", "han")))
      for had in hads),
    *((rf"\b{me} {aux} quedar (?:flipant|al·lucinant|parat|parada|de pedra|bocabadat|bocabadada)\b",
       f"{me_is} {aux} sorprendre molt")
      for me, me_is, aux in (("[Ee]m", "em", "vaig"), ("[Ee]ns", "ens", "vam"), ("[Ee]s", "es", "va"))),
    (r"\b([Ff]et|[Ff]eta) pols\b", "molt cansat"), (r"\b[Ff]ets pols\b", "molt cansats"),
    *((rf"\b{wants} ve de gust\b", put) for wants, put in (
        ("[Ee]m", "vull"), ("[Ee]t", "vols"), ("[Ll]i", "vol"), ("[Ee]ns", "volem"), ("[Uu]s", "voleu"))),
    (r"\b[Ll]i fa mal (?=el|la|l['’])", "ell té dolor a "), (r"\bdolor a el (?=\w)", "dolor al "),
    (r"^[Cc]ap (?=(?:de|dels|d['’]))(?!d['’]any\b|de (?:família|setmana|colla|servei|departament|l['’]equip)\b)",
     "Ningú "),
    (r"^[Cc]ap (?=\w+ no\b)", "Nenhum "),
    (r"^([Nn]o [^,.]*) gens(?=\.?$)", r"\1"),
    (r"^[Nn]o (?!te['’]n |us en |et |us )(.+) encara(?=[.!]?$)", r"Encara no \1"),
    (r"\b[Ee]n tinc prou amb\b", "em conformo amb"),
    (r"\b[Ee]m va caure (?:molt )?malament\b", "no em va agradar aquella persona"),
    (r"\b[Ee]m va caure (?:molt )?bé\b", "em va agradar aquella persona"), (r"\b[Mm]e l['’]estimo\b", "l'estimo"),
    *((rf"\b{pronoun} va anar (molt )?(bé|malament)(?=[.,;!?]|$)", rf"va ser \1\2 per a {whom}") for pronoun, whom in (
        ("[Ee]m", "mi"), ("[Ee]ns", "nosaltres"))), (r"\bva ser (molt )?bé per a\b", r"va ser \1bo per a"),
    (r"\bva ser (molt )?malament per a\b", r"va ser \1dolent per a"),
    (r"\bval (?=\S+ (?:\S+ )?euros (?:al|cada) mes)", "costa "), (r"\ba terminis\b", "en prestacions"),
    (r"^[Ss]urt (car|barat)\b", r"és \1"), (r"\b[Tt]ingues cura de tu\b", "cuida't"),
    (r"\bingressad(?=[ae]s?\b)", "hospitalitzad"),
    (r"\b([Ee]m|[Ee]l|[Ll]a|[Ee]ns) (va|van|han) ingress(?=ar\b|at\b)"
     rf"(?!\w+ (?:[\w.,'’]+ ){{0,3}}?(?:[ld]['’])?(?:{_MONEY_CA}|(?:banc|compte|caixer)\b))", r"\1 \2 hospitalitz"),
    (r"\blots? d(?:e |['’])(?:menjar|aliments)\b", "paquets d'aliments"),
    (r"\b[Mm]e (la|les) (vaig|va|vam) trobar\b", r"\1 \2 trobar"), (r"\b[Mm]e['’]l(s?) (vaig|va|vam) trobar\b",
     r"el\1 \2 trobar"),
    (r"^([Mm]ir)(a|i|eu) què (?=\w)", r"\1\2 el que "),
    (r"\b[Aa]fanya['’]t\b", "dona't pressa"), (r"^Quin dia fa\b", "quin dia"), (r"\b[Aa]l cap de\b", "després de"),
    *((rf"\b{pronoun} va saber (?:molt )?greu\b", f"{did} lamentar") for pronoun, did in (
        ("[Ee]m", "vaig"), ("[Ll]i", "va"), ("[Ee]ns", "vam"))),
    *((rf"\b({pronoun}) fa (?:molta )?gràcia\b", r"\1 sembla molt divertit") for pronoun in ("[Ee]m", "[Ll]i",
     "[Ee]ns")),
    (r"\bport(o|em|ava|àvem) l['’]hort\b", r"cuid\1 l'hort"), (r"^Port(o|em) l['’]hort\b", r"jo cuid\1 l'hort"),
    (r"([\w-]+) i escaig\b", r"més de \1"),
    (rf"\b({_DID_CA}(?:(?!\bvol|\bsom[ni]i|\bser(?:à|ia|é)\b)[^.,;:!?])*(?<!així)(?<!prou)(?<!tan)(?<!més)) de gran"
     r"(?=[.,;!?]|$)", r"\1 quan era adult"),
    (rf"\bde gran(?=, (?:[\w'’]+ ){{0,3}}?{_DID_CA})", "quan era adult"),
    *((rf"\b({any_case(wants)} (?:[\w'’]+ ){{1,4}}?)(?<!així )de gran(?=[.,;!?]|$)", rf"\1quan {when}")
      for wants, when in (
        ("vull", "sigui adult"), ("vols", "siguis adult"), ("vol", "sigui adult"), ("volen", "siguin adults"),
        ("volia", "fos adult"), ("volies", "fossis adult"), ("volien", "fossin adults"))),
    (r"\bs['’]ho cre(ia|u|ien|uen)\b", r"ho cre\1"),
    (rf"\b(nena|nen|fill|filla|noi|noia|germà|germana) de ({_SMALL_CA}|deu|onze|dotze)(?=[.,;!?]|$| i\b)",
     r"\1 de \2 anys"),
    (r"\b[Ee]n (far[éà]|faig|fa|fan) (deu|vint|trenta|quaranta|cinquanta|seixanta|setanta|vuitanta|noranta|cent)"
     r"(?=[.,;!?]|$)", r"\1 \2 anys"),
    (r"\b[Dd]e jove\b", "quan era jove"),
    (r"(?<!em )(?<!li )(?<!ens )(?<!et )\b[Cc]osta (molt )?(?=trobar|fer|aprendre|parlar|entendre|viure|arribar)",
     r"és \1difícil "),
    (r"\b([Ll]a) gran (?=té|tenia|ja|viu|estudia|treballa)", r"\1 filla gran "),
    (r"\b([Ee]l) gran (?=té|tenia|ja|viu|estudia|treballa)", r"\1 fill gran "),
    (r"\brebaix(?=ar|at|en\b|a\b)", "abaix"),
    (r"\bs['’]encareix(?:en)?\b", "és més car"), (r"\bfer guardiola\b", "estalviar"),
    (r"\b[Aa] primera hora\b", "aviat al matí"), (r"^Treu (?=el |la |els |les |l['’])", "tregui "),
    (r"\bdon(ar|at|en|a) la baixa\b(?! mèdica)", r"don\1 la baixa mèdica"), (r"\bfins tard\b", "fins a la nit"),
    (r"^Compta amb mi\b", "pots comptar amb mi"),
    (r"\b[Nn]o (?:em|me) (?:da|dóna|dona) la gana\b", "no vull fer-ho"), (r"\btirar la toalla\b", "abandonar"),
    *((rf"\b{any_case(did)} estar a punt d(?:e |['’])(?=\w+r)", f"gairebé {did} ")
      for did in ("vaig", "va", "vam", "van")),
    (r"^[Mm]en(?:y|o)s mal,", "per sort,"),
    (r"\btreure(?:['’]s|-me|-nos|-te)? el carnet\b", "obtenir el carnet de conduir"),
    (r"\b([Tt]e(?:['’]ls?| la| les)) torn(?=o\b|aré\b)", r"\1 retorn"),
    (r"\b([Ee]m|[Ll]i|[Ee]ns|[Ee]ls) (va|van|ha|han) torna([rt]) (?=els? |la |les )", r"\1 \2 retorna\3 "),
    (r"\b(?:[Ee]ns en|[Mm]e['’]n|[Ss]e['’]n|[Tt]e['’]n) (vaig|vas|va|vam|van) anar(?! a)\b", r"\1 marxar"),
    (r"\b[Uu]s hi podeu (?=\w+r\b)", "vostès poden "), (r"\b([Ss])i voleu\b", r"\1i vostès desitgen"),
    (r"^(?:Que )?(?:[Mm]e['’]ls?|[Mm]e la|[Mm]e les) deixes\?", "Em pots prestar això?"),
    (r"\b[Ee]m (?:va tocar|ha tocat) la loteria\b", "vaig guanyar la loteria"),
    (r"\b[Nn]i cinc(?=[.,;!]|$)", "ni un cèntim"),
    (r"\b([Pp]ag\w+|[Cc]obr\w+) en mà\b", r"\1 en efectiu"),
    (r"\b(?:[Ee]m|[Ee]ns) surt més (barat|car)\b", r"és més \1"),
    (r"\b(la|el) petita? de (?=\w+ germans)", r"\1 més jove de "),
    (r"\b(la|el) gran de (?=\w+ germans)", r"\1 més gran de "),
    (r"\bl['’]ESO\b", "secundària"), (r"^([ÉE]s|Era) (?=més (?:gran|jove|petit|petita|alt|alta) que )", r"Ell \1 "),
    (r"^Ell És\b", "Ell és"), (r"^Ell Era\b", "Ell era"), (r"\b[Vv]igil(?:a|i|eu) amb\b", "tingui compte amb"),
    (r"\brendid(?=a\b|es\b)", "esgotad"), (r"\b([Jj]a )?[Nn]o hi pens(o|em|ava|aré)\b", r"\1no pens\2 en això"),
    (r"\b[Dd]['’]aquí a (?=\w+ (?:dies|setmanes|mesos|anys)\b)", "en "),
    (r"\b(?:[Mm]e['’]n|[Ss]e['’]n|[Ee]ns en|[Uu]s en) (vaig|va|vam|van) sortir\b(?! d)", r"ho \1 aconseguir"),
    (r"\b[Aa]nem (?:fent|tirant)(?=[.,;!]|$)", "sobrevivim com podem"),
    (r"\b[Vv]aig (?:fent|tirant)(?=[.,;!]|$)", "sobrevisc com puc"),
    *((rf"\b{any_case(did)} anar (?:fent|tirant)(?=[.,;!]|$)", f"{did} sobreviure com {did} poder")
      for did in ("vaig", "va", "vam", "van")),
    (r"\b[Dd]emanar hora al metge\b", "demanar cita amb el metge"),
    (rf"{NOT_STAYING_CA}\b[Qq]uedem a (?=les |la )", "ens trobem a "),
    (rf"{NOT_STAYING_CA}\b[Vv]am quedar a (?=les |la )", "ens vam trobar a "),
    (r"\b(?:[Mm]e['’]n|[Ee]m) refi(o|ava) d(?:e |['’])", r"confi\1 en "),
    # money that goes up, is owed, lent, counted before taxes or by head
    (r"\b(?:[Aa]p|[Pp])uj(?=(?:ar|at|en|aran|a) (?:el|la|els|les) (?:lloguer|preus?|quot|sou|rebut|factur|pensió"
     r"|hipoteca|tarif))", "augment"),
    (r"\beuros bruts\b", "euros abans d'impostos"), (r"\beuros nets\b", "euros després d'impostos"),
    (r"\b([Ll]i|[Ee]m|[Ee]t|[Ee]ns|[Uu]s|[Ee]ls) ((?:vaig|vas|va|vam|vau|van|he|has|ha|hem|heu|han) )?"
     r"deix(?=(?:ar|at|o|a|em|en|ava|aven)\b (?:\S+ ){0,3}?(?:euros?|diners|cèntims))", r"\1 \2prest"),
    (r"\b(euros|diners|hores|litres|entrades) per cap\b(?! d)", r"\1 per persona"),
    (rf"\b(?:[Jj]o )?[Dd]evia (?={_OWED})", "jo devia "), (rf"\b[Dd]evíem (?={_OWED})", "teníem un deute de "),
    (r"\b([Mm]['’]|[Tt]['’]|[Ll]i |[Ee]ns |[Uu]s |[Ee]ls )ho (van|va|han|ha|vaig|vam|he|hem) regal(ar|at)\b",
     r"\1ho \2 don\3 de regal"),
    (r"^[Ss]urt(?:en)? a (?=(?:\S+ ){1,3}euros\b)", "són "),
    (r"\b[Ll]['’]amo\b(?! del? (?:gos|gat|bar|restaurant|negoci))", "el propietari"),
    # ten; but "em deu hores" is owed
    (r"(?<!\b[Ee]m )(?<!\b[Ee]t )(?<!\b[Ll]i )(?<!\b[Ee]ns )(?<!\b[Uu]s )\bdeu "
     r"(?=euros|anys|minuts|hores|dies|mesos|setmanes|persones|quilos|famílies|vegades|nens|dones)", "dez "),
    # together, all of it
    (r"\b[Tt]ot plegat,? (?=(?:em |ens |li )?(?:són|eren|fa|feia|costa|va costar|surt|val|puja|suma)\b)", "en total "),
    (r"\b[Tt]ot plegat\b", "tot això"), (r"\bplegats\b(?! en )", "junts"), (r"\bplegades\b(?! en )", "juntes"),
    (r"(?<!['’])\b([Hh])o ((?:vaig|vas|va|vam|vau|van|he|has|ha|hem|heu|han) \w+) tot\b"
     r"(?! (?:sol|el|la|els|les|això)\b)", r"\2 tot"),
    # when
    (r"^[Aa]lguna vegada (?=(?:m['’]|em |ens |hem |he |ha |han |hi |no )[^?]*$)", "de vegades "),
    (r"^[Aa] la llarga\b", "amb el temps"), (r"\b([Tt]ot) s['’]arregl(?=a|en)", r"\1 se solucion"),
    (r"\b[Dd]es de fa poc\b(?! temps)", "des de fa poc temps"), (r"\b[Ee]ntre setmana\b", "durant la setmana"),
    (r"\b([Ff]a|[Ff]eia) temps que\b", r"\1 molt temps que"), (r"\b[Tt]an bon punt\b", "quan"),
    (r"\b(soc|sóc|ets|és) el d['’]abans\b", r"\1 el mateix d'abans"),
    (r"\b(soc|sóc|ets|és) la d['’]abans\b", r"\1 la mateixa d'abans"),
    (r"\b([Ff]eia (?:\S+ ){1,2}?(?:temps|anys|mesos|dies|setmanes) que )no (?=\w+(?:ia|ava)\b)", r"\1jo no "),
    (r"\b[Ee]ncara no fa (una? \w+|dos \w+|dues \w+|tres \w+) que\b", r"fa menys de \1 que"),
    (r"\b[Uu]n dia sí i (?:un dia|l['’]altre|un altre) no\b", "cada dos dies"),
    (r"\b[Uu]n dia sí i (?:un dia|l['’]altre|un altre) també\b", "cada dia"),
    # being told to
   
    (r"\b(?:[Vv][eé]s|[Vv]agi|[Aa]neu) (?:molt |més )?(?:amb|en) compte\b", "tenha cuidado"),
    (r"\b[Nn]o (?:facis|faci|feu|facin) (?:gens de |cap )?cas (?:del que|de lo que)\b", "no escolti el que"),
    (r"\bel que calgui\b", "el que sigui necessari"),
    (rf"^(\w+(?:['’](?:t|m|ns|s)|-(?:te|me|nos|vos|se|ho|li))(?: [^,]*)?), que (?={_BECAUSE})", r"\1, perquè "),
    # whom one is fond of, how somebody seems, what one says of not knowing
    (r"\b[Mm]e['’]ls estim(?=o\b|em\b|ava)", "els estim"), (r"\b[Mm]e les estim(?=o\b|em\b|ava)", "les estim"),
    (r"\b(?:[Jj]o què sé|[Yy]o qué sé)\b", "no ho sé"),
    (r"\bel alta\b", "l'alta"), (r"\bde baja\b", "de baixa"),
    (r"\b([Hh]i (?:ha|havia|haurà)|[Qq]ueda(?:va)?|[Tt]robar|[Dd]on(?:ar|at)|[Tt]inc|[Tt]en(?:ia|im|ir)) (?:cap )?"
     r"pla[çz]a\b(?! (?:de|major))", r"\1 lloc"),
    # what is asked, not that; what is not believed, or let be
    (r"\b(ni|i|o) què (?=(?:havia|hauria|he|hem|faria|faríem|fer|dir|puc|podia|podíem|em|et|li|ens|us|els)\b)",
     r"\1 el que "),
    (r"\b[Nn]o m['’]ho creia\b", "jo no podia creure això"), (r"\b[Nn]o s['’]ho creia\b", "ell no podia creure això"),
    (r"\b[Nn]o ens ho crèiem\b", "no podíem creure això"), (r"\bdeixar-ho córrer\b", "desistir"),
    (r"\b[Nn]o (?:en |n['’])sé res\b", "no tinc notícies"), (r"\b[Nn]o (?:en |n['’])sabem res\b", "no tenim notícies"),
    (r"^[Dd]e (\w+),? (no )?en (parl\w+)( mai)?\b", r"\2\3\4 de \1"),
    (r"^[Aa] (?:ells|elles|ell|ella),? (?=(?:no )?(?:els|li)\b)", ""),
    (r"(\w+r)-(los|li|vos|te|me|nos)-ho\b", r"\1-\2 això"), (r"(\w+r)-(m|t)['’]ho\b", r"\1-\2e això"),
    (r"\b[Ee]m feia (?:molta |tanta )?il·lusió (?=\w+r\b)", "jo estava molt feliç de "),
    (r"\b[Ee]m fa (?:molta |tanta )?il·lusió (?=\w+r\b)", "estic molt feliç de "),
    # how one is treated, and what is done to one
    (r"\b([Ee]m|[Ee]t|[Ee]ns|[Uu]s|[Ee]ls) (van|va) atendre (?=(?:molt |tan )?(?:bé|malament))", r"\1 \2 tractar "),
    (r"\b([Ee]m|[Ee]t|[Ee]ns|[Uu]s|[Ee]ls) (van|va) atendre\b", r"\1 \2 ajudar"),
    (r"\b([Ee]m|[Ee]ns|[Ee]t|[Ll]i|[Ee]ls) (van|va) multar (?:amb|en) ", r"\1 \2 posar una multa de "),
    (r"\b[Ee]m va sortir molt bé de preu\b", "em va costar molt poc"),
    *((rf"\b[Ff]{end} hores extres\b", f"treball{put} hores extres") for end, put in (
        ("er", "ar"), ("eia", "ava"), ("aig", "o"), ("èiem", "àvem"), ("eien", "aven"), ("em", "em"))),
    (r"^[Bb]aixeu (?=el volum|la música|la tele|la veu)", "abaixe "),
    (r"\b([Dd]on\w+(?:-li|-los|['’]ls)?) records\b", r"\1 salutacions"),
    (r"\bquan (?:et|us|li) vagi (?:bé|millor)\b", "quan puguis"),
    # to see to something, to dare, to let be, to hurt
    *((rf"\b[Mm]e['’]n {made} càrrec\b", f"{put} d'això") for made, put in (
        ("fes", "m'ocupés"), ("faig", "m'ocupo"), ("faré", "m'ocuparé"), ("faci", "m'ocupi"))),
    (r"\b([Ee]s|[Ee]m|[Ee]ns|[Ee]t) (va|vaig|vam|van) fer càrrec\b", r"\1 \2 ocupar"),
    (r"\bfer-(se|me|nos|te)(?:['’]n)? càrrec\b(?= d)", r"ocupar-\1"),
    (r"\b[Nn]o gosava\b", "no m'atrevia a"), (r"\b[Nn]o goso\b", "no m'atreveixo a"),
    (r"\b[Nn]o vaig gosar\b", "no em vaig atrevir a"), (r"\b[Dd]eix(?:a|i|eu)-ho estar\b", "oblidi-ho"),
    (r"\b[Nn]o li (?:facis|faci|feu|facin) mal\b", "no machuque ele"), (r"\b[Ss]e me['’]n fot\b", "no m'importa"),
    (r"\b[Aa] mi (?:em|me) da igual\b", "no m'importa"), (r"\b[Ss]['’]ho (pens|rumi)(?=[éae]\w*\b)", r"ho \1"),
    (r"\b[Mm]e n['’]he fet un fart de (?=\w+r\b)", "no he parat de "),
    (r"\b[Ee]m vaig fer un fart de (?=\w+r\b)", "no vaig parar de "), (r"\bi ja està(?=[.,!]|$)", "i això és tot"),
    (r"\b[Ff](?:eu-me|es['’]m|es-me) confiança\b", "confia en mi"),
    (r"\b([Qq]ued\w+(?:-vos|['’]t|-te|['’]s)?) a (dinar|sopar|esmorzar)\b", r"\1 per \2"),
    (r"\b[Ee]m deien (?:el|la) (?=\w+\.?$)", "eles me chamavam de "),
    (r"\b[Ee]m vaig marejar\b", "vaig tenir tontura"), (r"\b[Ee]m marejo\b", "tinc tontura"),
    (r"\b([Ee]st\w+) (?:hasta|fins) (?:las|a les|les) narices\b", r"\1 fart d'això"),
    (rf"{NOT_STAYING_CA}\b[Qq]uedem (?=demà|di(?:lluns|marts|mecres|jous|vendres|ssabte|umenge)|aquest|a les )",
     "ens trobem "),
    # by the hour, at the beginning of the month, since one was small
    (r"\b[Cc]obro per hores\b", "em paguen per hora"), (r"\b[Cc]obrava per hores\b", "em pagaven per hora"),
    (r"\b[Aa] primers (?:de |d['’])mes\b", "al principi del mes"), (r"\b[Cc]ap allà a(?= les| la)", "cap a"),
    (r"\b[Dd]['’]avui en vuit\b", "en vuit dies"),
    (r"\b[Dd]es de (?:quan era )?petit(a?) (?:que )?(?=\w)", r"des que era petit\1, "),
    *((rf"\b[Ss]e['’]n {go} (la gent|tothom)\b", rf"\1 {leave}") for go, leave in (
        ("va", "marxa"), ("anava", "marxava"))),
    # joining in, being fond of, being liked, being late, being counted on
    (r"\b[Mm]['’](?:hi )?apunto\b", "m'inscric"), (r"\b([Ee]m vaig|[Ee]ns vam|[Ee]s va) apuntar\b", r"\1 inscriure"),
    (r"\b[Mm]['’]he apuntat\b", "m'he inscrit"), (r"\b[Ss]e l['’]estim(?=a\b|ava\b|en\b)", "ell l'estim"),
    (r"\b([Aa]grad\w+ que )(l['’]|em |m['’]|el |la |els |les |ens )(?=\w+in\b)", r"\1ells \2"),
    (r"\b[Nn]o (?:facis|facin|feu|faci) tard\b", "no arribi tard"), (r"\bfer tard\b", "arribar tard"),
    (r"\b[Ff]aig tard\b", "arribo tard"), (r"^[Cc]ompt(?:a|eu|i) amb (nosaltres|tots)\b", r"pots comptar amb \1"),
    (r"^[Tt]ri(?:a|eu|i)\b", "escolha"),
    (r"\b[Nn]o me(?:['’]ls?| la| les) puc treure del cap\b", "no puc deixar de pensar en això"),
    (r"\b(?:[Ee]ns la vam) jugar\b", "ens vam arriscar"), (r"\b(?:[Mm]e la vaig) jugar\b", "em vaig arriscar"),
    (r"\bs['’]ona (?=el (?:telèfon|mòbil|timbre))", "sona "),  # as it is misheard
    # the price of light, money given back, the fifth of the month
    (r"\b[Ll]a llum (?=puja|costa|ha pujat|va pujar|és (?:molt )?cara)", "l'electricitat "),
    (r"\btornar (?=(?:\S+ ){1,3}euros\b|els diners|el préstec|el que dec|el deute)", "retornar "),
    *((rf"\b([Dd]ia) {word}\b(?! (?:que|a|de)\b)", rf"\1 {number}") for number, word in enumerate(
        ("dos", "tres", "quatre", "cinc", "sis", "set", "vuit", "nou", "deu"), 2)),
    (r"\b([Ee]st\w+) rebenta(?=d[ae]s?\b|ts?\b)", r"\1 esgota"),
)  # fmt: skip

#: By language of what is said.
SET_PHRASES: dict[Lang, Replacements] = {"ca": _CA, "es": SPANISH_PHRASES}
