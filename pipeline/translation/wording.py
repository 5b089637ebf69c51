"""Expressions that Apertium's Catalan–Portuguese misreads, said in words that it reads well; and Portuguese
habits taken out of the Catalan and the Spanish it writes.

Small tables of what speech is full of. Each entry was tried in sentences; those that can be counted are
measured in docs/translation.md.
"""

from __future__ import annotations

from pipeline.cues import Lang
from pipeline.patterns import replaced, replacements
from pipeline.translation.castilian import in_catalan
from pipeline.translation.counted import counted
from pipeline.translation.everyday import in_plain_words
from pipeline.translation.hanging_pronouns import with_one_pronoun
from pipeline.translation.own_words import in_portuguese
from pipeline.translation.plain_words import plainly
from pipeline.translation.testimonies import in_other_words, myself

#: Knowing well how, or what: "tenir clar" and "tener claro" became having something clear.
_KNOWING = {
    "ca": (("inc", "sé"), ("ens", "saps"), ("é", "sap"), ("enim", "sabem"), ("eniu", "sabeu"), ("enen", "saben"),
           ("enia", "sabia"), ("eníem", "sabíem"), ("enien", "sabien"), ("enir", "saber"), ("ingut", "sabut")),
    "es": (("engo", "sé"), ("ienes", "sabes"), ("iene", "sabe"), ("enemos", "sabemos"), ("ienen", "saben"),
           ("enía", "sabía"), ("eníamos", "sabíamos"), ("enían", "sabían"), ("ener", "saber"), ("enido", "sabido")),
}  # fmt: skip
_CLEAR = {"ca": (r"clar", "bé"), "es": (r"claro", "bien")}


def _knowing(lang: str) -> list[tuple[str, str]]:
    clear, well = _CLEAR[lang]
    return [(rf"\b[Tt]{end} (?:molt |muy )?{clear}\b", f"{know} {well}") for end, know in _KNOWING[lang]]


#: What a question stands after that is told of, not asked.
_ASKED = {
    "ca": r"[Ss]é|[Ss]aps|[Ss]ap|[Ss]ab(?:em|eu|en|ia|ies|íem|ien|er)|[Dd]iu(?:en)?|[Dd]ir|[Dd]ic|[Dd]igu(?:es?|eu|i"
    r"|in)|[Dd]eia"
    r"|[Pp]regunt\w+|[Ee]xpli(?:c|qu)\w+|[Ee]nt[eè]n(?:c|s|em|en|dre|ia)?|[Dd]ecid\w+|[Rr]ecord\w+|[Vv]eu(?:re|s|en)?",
    "es": r"[Ss]é|[Ss]ab(?:es|e|emos|en|ía|íamos|ían|er)|[Dd]ic(?:e|es|en)|[Dd]ec(?:ir|ía)|[Dd]i(?:me|go|jo)|[Dd]ígame"
    r"|[Cc]uént[ae]me|[Ee]xplíqu\w+|[Pp]regunt\w+|[Ee]xplic\w+|[Ee]nt(?:iend|end)\w+|[Dd]ecid\w+|[Rr]ec(?:ue|o)rd\w+"
    r"|[Vv]e(?:r|o|mos)",
}

#: Behind "poble", "pueblo": whose it is, and so a people and no village.
_NO_PEOPLE_CA = (
    r"(?! (?:gitano|rom|romaní|sahrauí|saharauí|palestí|català|basc|gallec|espanyol|kurd|jueu|amazic|maputxe|indígena"
    r"|ucraïnès|armeni|tibetà|treballador)\b)"
)
_NO_PEOPLE_ES = (
    r"(?! (?:gitano|rom|romaní|saharaui|palestino|catalán|vasco|gallego|español|kurdo|judío|mapuche|indígena|ucraniano"
    r"|armenio|tibetano|trabajador)\b)"
)
#: Behind "de baixa", "de baja", where somebody is off sick: "de baixa qualitat" is another thing.
_ILL_CA = (
    r"(?=[.,;:!?]|$| (?:i|des|fa|durant|un|una|dos|tres|quatre|\d+|perquè|però|que|quan|a|amb|ja|encara|llarg\w*|molt"
    r"|tot|avui|ara)\b)"
)
_ILL_ES = (
    r"(?=[.,;:!?]|$| (?:y|desde|hace|durante|un|una|dos|tres|cuatro|\d+|porque|pero|que|cuando|a|con|ya|todavía"
    r"|larg\w*|mucho|todo|hoy|ahora)\b)"
)

#: Behind "plegar", where work is over: linen is folded.
_NOT_FOLDED = (
    r"(?!\w+ (?:(?:el|la|els|les|una?) )?(?:roba|llençols?|samarretes?|mant(?:a|es)|papers?|cartes|cadir(?:a|es)"
    r"|taul(?:a|es)|tend(?:a|es)|cotxet)\b)"
)
#: Before "es mayor", where somebody is old: who it is, or nobody and nothing.
_OF_SOMEBODY_ES = (
    r"(?:^|\b(?:que|porque|cuando|como|si|pero|y|ya|(?:[Éé]l|[Ee]lla|madre|padre|abuel[oa]|marido|mujer|hij[oa]"
    r"|herman[oa]|tí[oa]|suegr[oa]|vecin[oa]|señora?|persona|hombre|gente)(?: no| ya| también| tampoco)?) )"
)

#: Before cat-por. It does not know `trucar` (to phone), takes the personal article `en` for "in", `gent gran` for
#: tall people and `pis` (a flat) for a storey.
_BEFORE_CAT_POR = replacements(
    (r"(?<!\w)(?:[Ee]n|[Nn]a) (?=[A-ZÀ-Ý][a-zà-ÿ·]+)", ""),
    (r"\b([Tt])ru(?:c|qu)(?=(?:ar|ant|ats?|o|a|es|em|eu|en|is?|in|av(?:a|es|en)|àv(?:em|eu)|ar(?:é|às|à|em|eu|an)"
     r"|ar(?:ia|ies|ien)|aríem|és|essis|essin|éssim|ar-\w+)\b)", r"\1elefon"),
    (r"\b[Dd]e la gent gran\b", "dels ancians"),
    (r"\b[Aa] la gent gran\b", "als ancians"),
    (r"\b([Ll]a )?[Gg]ent gran\b", "els ancians"),
    (r"\b([Pp])ersones grans\b", r"\1ersones ancianes"),
    (r"\b([Uu]n|[Ee]l|[Dd]el|[Aa]l|[Mm]eu|[Ss]eu|[Nn]ostre|[Bb]uscar|[Tt]robar|[Cc]ompartir) pis\b", r"\1 apartament"),
    (r"\b[Bb]ueno\b", "bé"),
    (r"\b[Nn]'hi ha prou\b", "és suficient"),
    (r"\b[Tt]irar endavant\b", "seguir endavant"),
    (r"\b[Aa]ixí que\b", "per això"),
    # a percentage or a number with "el" is read as a day ("em 50 %")
    (r"\bEl (?=\d[\d.,]*\s?%)", "Un "), (r"\bel (?=\d[\d.,]*\s?%)", "un "),
    (r"\bdel (?=\d[\d.,]*\s?%)", "d'un "), (r"\bal (?=\d[\d.,]*\s?%)", "a un "),
    (r"\b([Ee]l|[Dd]el|[Aa]l) (?=\d{3}(?!\d|[.,]\d|\s?%| per cent\b))", r"\1 número "),
    (r"\b[Cc]ap a (finals|principis|mitjans) ", r"a \1 "), (r"\b[Tt]an sols\b", "només"),
    (r"^[Aa]ra mateix\b", "en aquest moment"), (r"\bara mateix\b", "en aquest moment"),
    (r"\b[Ee]m llev(?=o\b|av|ar)", "m'aixec"),
    (r"\b[Ee]s llev(?=a\b|av|ar)", "s'aixec"),
    (r"\b[Ee]t llev(?=av|ar)", "t'aixec"),
    (r"\b[Ee]t lleves\b", "t'aixeques"), (r"\b[Ee]ns llevem\b", "ens aixequem"), (r"\b[Ee]s lleven\b", "s'aixequen"),
    (r"\bllevar-(?=me\b|te\b|se\b|nos\b)", "aixecar-"),
    (r"\bfer fora de la feina\b", "deixar sense feina"),
    (r"\bfet fora de la feina\b", "deixat sense feina"),
    (r"\bfer fora\b", "expulsar"),
    (r"\bfet fora\b", "expulsat"), (r"\bfacin fora\b", "expulsin"), (r"\bfan fora\b", "expulsen"),
    (r"\b(?:me'n|te'n|se'n|ens en|us en) (vaig|vas|va|vam|vau|van) sortir\b(?! d)", r"ho \1 aconseguir"),
    (r"\b[Hh]o (he|has|ha|hem|heu|han) passat (molt |tan )?malament\b", r"\1 patit \2molt"),
    (r"\b[Hh]o (vaig|vas|va|vam|vau|van) passar (?:molt |tan )?malament\b", r"\1 patir molt"),
    (r"\b[Pp]orto (\S+ (?:anys|mesos|dies|setmanes)) (?!treball|fent|viv|busc)", r"fa \1 que soc "),
    (r"\b[Pp]ortem (\S+ (?:anys|mesos|dies|setmanes)) (?!treball|fent|viv|busc)", r"fa \1 que som "),
    *((rf"\b{pronoun} fan? mal {article}", f"{has} dolor {to}")
      for pronoun, has in (
          ("[Ee]m", "tinc"), ("[Ee]t", "tens"), ("[Ll]i", "té"), ("[Ee]ns", "tenim"), ("[Ee]ls", "tenen"))
      for article, to in (("els ", "als "), ("el ", "al "), ("les ", "a les "), ("la ", "a la "), ("l['’]", "a l'"))),
    *((rf"\b{pronoun} fei(?:a|en) mal {article}", f"{has} dolor {to}")
      for pronoun, has in (("[Ee]m", "tenia"), ("[Ll]i", "ell tenia"), ("[Ee]ns", "teníem"))
      for article, to in (("els ", "als "), ("el ", "al "), ("les ", "a les "), ("la ", "a la "), ("l['’]", "a l'"))),
    (r"\b[Mm]al (?=d['’]esquena|de cap|de panxa|de coll|de queixal|d['’]estómac)", "dolor "),
    # meeting somebody; "m'he quedat amb els fills" is keeping
    (r"(?<!['’])(?<!['’] )\b[Hh]e quedat amb\b", "tinc una trobada amb"),
    (r"(?<!['’])(?<!['’] )(?<!\b[Ee]ns )(?<!\b[Ee]ns hi )\b[Hh]em quedat amb\b", "tenim una trobada amb"),
    (r"\bun cop de mà\b", "ajuda"), (r"^[Qq]uants sou\b", "quantes persones sou"),
    (rf"\b[Pp]leg(?=o\b|ar\b|at\b|ava){_NOT_FOLDED}", "acab"),
    (rf"\b[Pp]legu(?=es\b|em\b|en\b|eu\b){_NOT_FOLDED}", "acab"),
    (r"\b(don|port|reparteix|cuin|compr|[Dd]eman)(ar|en|em|aven|at|o)((?:-\w+)?) menjar\b", r"\1\2\3 aliments"),
    (r"\b([Dd])esprés\b(?! (?:de|del|dels|que)\b| d['’])", "més tard"),
    # leaving, hunger, joy, pay, light: what each is called where it is meant
    (r"\bpassar (molta |tanta |una mica de )?(gana|fred|por|calor|set|vergonya)\b", r"tenir \1\2"),
    (r"\bpassat (molta |tanta |una mica de )?(gana|fred|por|calor|set|vergonya)\b", r"tingut \1\2"),
    (r"\bpass(?:à|av)(em|en|a) (molta |tanta )?(gana|fred|por|calor|set|vergonya)\b", r"ten\1 \2\3"),
    (r"\bfer (?:molta |tanta )?il·lusió\b", "fer molt feliç"), (r"\bfa (?:molta |tanta )?il·lusió\b", "fa molt feliç"),
    (r"\bfeia (?:molta |tanta )?il·lusió\b", "feia molt feliç"),
    (r"\b([Tt]all(?:ar|at|en|aran|aven)|[Pp]ag(?:ar|uem|o|ava|at)|(?:[Ff]actura|[Rr]ebut|[Pp]reu) de|[Ss]ense)"
     r" (?:la )?llum\b",
     r"\1 l'electricitat"),
    (rf"\bde baixa\b{_ILL_CA}", "de baixa mèdica"),
    # a village, not a people
    (rf"\b([Dd]e|[Aa])l poble\b{_NO_PEOPLE_CA}", r"\1 l'aldea"), (rf"\b([Ee]l|un) poble\b{_NO_PEOPLE_CA}", "l'aldea"),
    (r"\b([Tt]inc|[Tt]enim|[Tt]enia|[Tt]eníem|[Dd]emanar|[Dd]emanat|[Dd]emano|[Dd]onar|[Dd]onat) hora\b"
     r"(?! i (?:mitja|quart))", r"\1 cita"),
    (r"\bni un duro\b", "ni un cèntim"), (r"\bduros\b", "diners"),
    (r"\bbeca de (?!estudis)", "beca d'estudis per a "), (r"\bbeca\b(?! d'estudis)", "beca d'estudis"),
    (r"\bCAP\b", "centre de salut"), (r"\b[Ff]esta major\b", "festa popular"), (r"\bde capçalera\b", "de família"),
    (r"\b[Gg]ent sense (?:llar|sostre)\b", "persones sense sostre"),
    (r"\b(vaig|vas|va|vam|vau|van) anar a viure\b", r"\1 mudar-se a viure"),
    (r"\bEt sabria greu\b", "T'importaria"), (r"\bus sabria greu\b", "us importaria"),
    (r"\b[Ss]ap greu\b", "dol"),
    (r"\b([Aa]l|[Dd]el|[Ee]l) súper\b", r"\1 supermercat"),
    (r"\b[Aa]quest pis\b", "aquest apartament"), (r"\b([Dd])e pis\b", r"\1e apartament"),
    (r"\b[Dd]'aquí (?:a )?una estona\b", "més tard"), (r"\b[Dd]'aquí (?:a )?poc\b", "aviat"),
    (r"^D'on (?:ets|sou|és)\b", "D'on véns"),
    (r"\b[Ee]ns portem (\w+) anys\b", r"tenim \1 anys de diferència"),
    (r"\b[Ss]ense (papers|feina|contracte|diners) no\b", r"si no es té \1, no"),
    (r"\bal (primer|segon|tercer|quart|cinquè|sisè) (primera|segona|tercera|quarta)\b", r"al \1 andar, \2 porta"),
    (r"\b[Pp]arella\b(?= (?:està|és|treballa|viu|em|té|va|no))", "companya"),
    (r"\b([Ee]l (?:meu|teu|seu)) home\b", r"\1 marit"), (r"\b([Ee]l (?:meu|teu|seu)) jove\b", r"\1 gendre"),
    (r"\b([Mm]eu|[Tt]eu|[Ss]eu|[Nn]ostre|[Uu]n) net\b", r"\1 neto"),
    (r"\b([Ll]a )(?:canalla|mainada)\b", r"els nens"),
    (r"\b[Tt]inc cura (?=de|d['’])", "cuido "), (r"\b[Tt]enir cura (?=de|d['’])", "cuidar "),
    (r"\b([Cc])aps de setmana\b", "fins de semana"), (r"\b[Tt]ot sovint\b", "sovint"),
    (r"\b[Aa]bans d['’]ahir\b", "abans-d'ahir"), (r"\b[Dd]e cop i volta\b", "de cop"),
    (r"\b[Dd]['’]aquí a (?=un|una|dos|dues|tres|\d)", "en "),
    (r"\b[Ee]n vela\b(?=[.,!?]|$)", "sense dormir"),
    (r"\b([Nn]its?(?: [\w'’]+){0,3}) en blanc\b(?=[.,!?]|$)", r"\1 sense dormir"),  # a sheet is blank
    (r"(?<!una )\bhora i mitja\b", "una hora i mitja"),
    (r"^[Qq]uant costa\b", "quant val"), (r"^Val (?=\w)", "val "),
    (r"\b[Mm]['’]hauria agradat (?=\w+r\b)", "jo hauria volgut "),
    (r"\b[Ee]ns hauria agradat (?=\w+r\b)", "nosaltres hauríem volgut "),
    (r"\b[Mm]['’]estimo més\b", "prefereixo"), (r"\b[Mm]['’]estimaria més\b", "jo preferiria"),
    *((rf"\b{pronoun} fa (por|vergonya)\b", rf"{has} \1")
      for pronoun, has in (("[Ee]m", "tinc"), ("[Ee]t", "tens"), ("[Ll]i", "té"), ("[Ee]ns", "tenim"))),
    (r"\b[Ss]i no hagués estat per\b", "sense"), (r"\b([Ss]i (?:jo|ell|ella|no)) fos\b", r"\1 fosse"),
    *((rf"\b{pronoun} va tocar (?=\w+r\b)", f"{had} haver de ")
      for pronoun, had in (("[Ee]m", "vaig"), ("[Ee]t", "vas"), ("[Ll]i", "va"), ("[Ee]ns", "vam"), ("[Ee]ls", "van"))),
    (r"^Com et dius\b", "Quin és el teu nom"), (r"^Com es diu (el|la)\b", r"Quin és el nom de \1"),
    (r"\b[Rr]oba d['’]abric\b", "roba calenta"), (r"^[Ff]es-me cas\b", "Escolta'm"),
    (r"\b[Nn]o t['’]amoïnis\b", "no et preocupis"), (r"\bpassa la pensió\b", "paga la pensió"),
    (r"\b[Dd]onar una plaça\b", "donar un lloc"), (r"\b[Pp]laces lliures\b", "llocs lliures"),
    (r"^[Ss]ort que\b", "per sort"),
    (r"^[Oo]i que\b", "és cert que"),
    (r"^Mira,", "mira,"),
    (r"^[Dd]'acord,", "molt bé,"),
    (r"^(?:[Aa] veure|[Vv]ejam),", "vegem,"),
    *_knowing("ca"),
    # what is meant, not that: Portuguese says both alike
    (rf"\b({_ASKED['ca']})((?:['’](?:m|ns|ls)|-\w+)?) [Qq]uè (?=[^\W\d_])", r"\1\2 el que "),
    *((rf"\b([Qq]uè|[Ee]l que) ((?:em |et |li |ens |us |els )?(?:{has})) pass{end}\b", rf"\1 \2 succe{put}")
      for has, end, put in (("va", "ar", "ir"), ("ha|havia", "at", "ït"))),
    # each time, not once
    (r"\b[Qq]uan (?=(?!hem\b|\w*guem\b|\w*(?:íem|àvem|éiem|èiem|ssim)\b)\w{3,}(?:em|im)\b)", "sempre que "),
    (r"\b[Dd]e seguida\b", "immediatament"),
)  # fmt: skip

#: After por-cat. Portuguese from English says its subjects and is "in" places; Catalan leaves the pronoun out and
#: is "at" them (`a la cuina`, `a Barcelona`).
_AFTER_POR_CAT = replacements(
    (
        r"(?:^|(?<=[.:;?!,] )|(?<=\bque ))(?:[Ee]ll|[Ee]lla|[Ee]lls|[Ee]lles|[Nn]osaltres|[Jj]o) "
        r"(?!(?:i|o|mateix\w*|també|tampoc|que|sol|sola|sols|soles)\b)",
        "",
    ),
    (r"\ben (?=[A-ZÀ-Ý])", "a "),
    (r"\bEn el(s?) (?!que\b|quals?\b)", r"Al\1 "),
    (r"\ben el(s?) (?!que\b|quals?\b)", r"al\1 "),
    (r"\bEn (?=(?:les |la |l['’])(?!que\b|quals?\b))", "A "),
    (r"\ben (?=(?:les |la |l['’])(?!que\b|quals?\b))", "a "),
)


#: After pt-es. Portuguese hangs pronouns on verbs where Spanish puts them before (`llaman-lo`), and says who speaks.
_AFTER_PT_ES = replacements(
    (r"\b(\w+(?:[aeiíáé]r|ndo))-(me|te|se|nos|l[aeo]s?)\b", r"\1\2"),
    (r"\b([a-zà-ÿ]+)-(me|te|se|nos|l[aeo]s?)\b(?!-)", r"\2 \1"),
    (r"(?:^|(?<=[.:;?!,] )|(?<=[¿¡])|(?<=\bque )|(?<=\by ))(?:[Yy]o|[Nn]osotros|[Ee]llos) "
     r"(?!(?:y|o|mism\w*|también|tampoco|que|sol[oa]s?)\b)", ""),
)  # fmt: skip


#: Before es-pt: what it takes for something else.
_BEFORE_ES_PT = replacements(
    (r"\b([Uu]n|[Ee]l|[Dd]el|[Aa]l|[Mm]i|[Ss]u|[Nn]uestro|[Bb]usc\w+|[Tt]ener|[Tt]engo|[Ee]ste) piso\b",
     r"\1 apartamento"),
    (r"\b([Cc]ort\w+|[Pp]ag\w+|[Ff]actura de|[Rr]ecibo de|[Pp]recio de|[Ss]in) (?:la )?luz\b", r"\1 la electricidad"),
    (r"\b([Ll]os|[Pp]ara|[Uu]n|[Dd]e) parad(os?)\b", r"\1 desemplead\2"),
    # who is out of work, and not where buses stop
    (r"\b((?:[Ss]oy|[Ee]res|[Ee]s|[Ee]ra|[Cc]omo) una) parada\b(?! (?:del?|en)\b)", r"\1 desempleada"),
    (r"\b([Pp]ara|[Gg]rupo de|(?:parados|desempleados) y(?: las)?) paradas\b(?! (?:del?|en)\b)", r"\1 desempleadas"),
    # of people: "el riesgo es mayor" says that it is greater
    (r"\b([Ss]oy|[Ee]res|[Ss]omos) (muy |ya )?mayor\b(?! (?:que|de|parte))", r"\1 \2viejo"),
    (r"\b([Ee]s|[Ee]ra) (muy |ya )mayor\b(?! (?:que|de|parte))", r"\1 \2viejo"),
    (rf"({_OF_SOMEBODY_ES})([Ee]s|[Ee]ra) mayor\b(?! (?:que|de|parte|el|la|los|las)\b)", r"\1\2 viejo"),
    (r"\b[Ll]a gente mayor\b", "los ancianos"), (r"\b[Pp]ersonas mayores\b", "ancianos"),
    (r"\b[Dd]e pequeñ([oa])\b", r"cuando era niñ\1"),
    (rf"\b([Ee]n|[Aa]) el pueblo\b{_NO_PEOPLE_ES}", r"\1 la aldea"),
    (rf"\b([Dd]e|[Aa])l pueblo\b{_NO_PEOPLE_ES}", r"\1 la aldea"),
    (rf"\bde baja\b{_ILL_ES}", "de baja médica"),
    (r"\b([Tt]en\w+|[Tt]engo|[Pp]ed\w+|[Dd]ar\w*|[Ll]a|[Uu]na) cita\b", r"\1 consulta"),
    (r"\b(?:[Aa] mí )?(?:me|[Mm]e) da igual\b", "no me importa"),
    (r"\b[Mm]e las arreglar(é|ía)\b", r"encontrar\1 la manera"),
    (r"\b[Yy] tú qué\b", "y tú, ¿qué"), (r"\bopin(as|a|o|an)\b", r"piens\1"),
    (r"\bdesahuci(ar|aron|ado|ada|ados|ó)\b", r"desaloj\1"),
    (r"^(¡?)Ven(?= aquí| a | con|migo| cuando| si | y | mañana| hoy|[,.!])", r"\1Venga"),
    (r"\b([Ss]i (?:\w+ )?|[Cc]omo si )fuera(n?)\b", r"\1fuese\2"),
    (r"\b(?:[Mm]e) (?:habría|hubiera) gustado (?=\w+r\b)", "yo habría querido "),
    (r"\b[Nn]os (?:habría|hubiera) gustado (?=\w+r\b)", "nosotros habríamos querido "),
    (r"\b[Mm]e da (miedo|vergüenza)\b", r"tengo \1"),
    (r"\b(?:[Aa] mí )?[Mm]e tocó (?=\w+r\b)", "tuve que "), (r"\b[Nn]os tocó (?=\w+r\b)", "tuvimos que "),
    (r"^Trabajo (?=de |en |con |para |como |por )", "Yo trabajo "),
    (r"\b[Ee]n vela\b", "sin dormir"), (r"(?<!una )\bhora y media\b", "una hora y media"),
    (r"\b[Rr]opa de abrigo\b", "ropa caliente"), (r"^[Hh]azme caso\b", "Escúchame"), (r"^Quédate\b", "Quédese"),
    (r"\bpasa la pensión\b", "paga la pensión"),
    (r"(?<!\b[Dd]e )(?<!\b[Pp]or )(?<!\b[Ee]n )\btodo el mundo\b", "todos"),  # all people, and not all the world
    (r"^¿?A ver, ", "veamos, "),
    *_knowing("es"),
    (rf"\b({_ASKED['es']}) qué (?=[^\W\d_])", r"\1 lo que "),
    (r"\b([Ee]nseguida|[Dd]e seguida)\b", "inmediatamente"),
)  # fmt: skip

#: After firefox-pt-en.
_ENGLISH = replacements(
    (r"\bsee ourselves\b", "see each other"),
    (r"\b([Ww]e) call ourselves\b(?! [A-ZÀ-Ý])", r"\1 call each other"),
    (r"\b([Ww]e) find ourselves (?=(?:to|with|every|at|on|there|here)\b)", r"\1 meet "),
    (r"\b([Ww]e) found ourselves (?=(?:to|with|every|at|on|there|here)\b)", r"\1 met "),
    (r"\bmother-(?: ingrass|king\b)", "mother-in-law"), (r"(?<=\w)- (?=in-law\b)", "-"),
    (r"\b([Mm]y|[Yy]our|[Hh]is|[Hh]er) nora\b", r"\1 daughter-in-law"),
    (r"\bcent(er|re) of (?:the )?day\b", r"day cent\1"),
    (r"\bI feel myself\b", "I feel"),
    (r"\bI(?:['’]m called| am called| call myself) (?=[A-ZÀ-Ý])", "My name is "),
    (r"\bEUR (\d[\d.,]*\d|\d)", r"\1 euros"),
)  # fmt: skip


def _spoken(text: str, lang: Lang) -> str:
    said = in_other_words(in_catalan(text) if lang == "ca" else text, lang)
    return with_one_pronoun(in_plain_words(plainly(counted(said, lang), lang), lang), lang)


def before_es_pt(text: str) -> str:
    """Spanish `text` as es-pt reads it best."""
    return in_portuguese(replaced(_BEFORE_ES_PT, _spoken(text, "es")), "es")


def after_pt_en(text: str) -> str:
    """English `text` of firefox-pt-en, written as said."""
    return myself(replaced(_ENGLISH, text))


def before_cat_por(text: str) -> str:
    """Catalan `text` as cat-por reads it best."""
    return in_portuguese(replaced(_BEFORE_CAT_POR, _spoken(text, "ca")), "ca")


def after_por_cat(text: str) -> str:
    """Catalan `text` of por-cat with fewer Portuguese habits."""
    return replaced(_AFTER_POR_CAT, text)


def after_pt_es(text: str) -> str:
    """Spanish `text` of pt-es with fewer Portuguese habits."""
    return replaced(_AFTER_PT_ES, text)
