"""Words that decide where a line may end, by language: data only, read by `grammar`.

Everything is in lower case with straight apostrophes, as `grammar.bare` writes words.
"""

from __future__ import annotations

Groups = dict[str, frozenset[str]]


def word_set(words: str) -> frozenset[str]:
    """The words of a text, which blanks part."""
    return frozenset(words.split())


def _groups(**text: str) -> Groups:
    return {name: word_set(words) for name, words in text.items()}


#: By language and kind: words that lean on the next one, so that no line may end on them.
LEANING: dict[str, Groups] = {
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
        " hauré hauràs haurà haurem haureu hauran hagués haguessis haguéssim haguessin havent"
        " hagi hagis haguem hagin haver vaig vas va vam vau van vàrem varen està estic estàs estem esteu estan"
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
        pronoun="i we they he she it there you i'm i've i'd i'll we're we've we'll we'd they're they've they'll"
        " you're you've you'll he's she's it's that's there's let's",
        auxiliary="am is are was were be been being have has had having do does did will would can could shall"
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
        " habré habrá habremos habrán hubiera hubieran hubiese habiendo"
        " está estoy estás estamos están estaba estaban es soy eres somos son era eran",
        negation="no nunca tampoco",
    ),
}

#: By language: words that would rather not end a line, though a line that ends on them is no fault: numbers
#: in words, quantifiers, and verbs that most often wait for an infinitive or a participle.
FOND: dict[str, frozenset[str]] = {
    "ca": word_set(
        "quatre cinc sis set vuit nou deu vint trenta cent mil tot tota tots totes gaire prou bastant massa"
        " puc pots pot podem podeu poden podia podien podria podríem podrien vull vols vol volem voleu volen volia"
        " volien voldria cal caldria deu deuen sol solem solen haig sigut estat fa feia gran nou nova bon bona"
        " primer primera segon segona mateix mateixa"
    ),
    "en": word_set(
        "one two three four five six seven eight nine ten twenty hundred thousand all most such"
        " going want wants wanted need needs needed used able gonna just really quite first second good new own"
        " every another same"
    ),
    "es": word_set(
        "cuatro cinco seis siete ocho nueve diez veinte cien mil todo toda todos todas bastante demasiado"
        " puedo puedes puede podemos podéis pueden podía podían podría podrían quiero quieres quiere queremos"
        " quieren quería querían suele suelen voy vas va vamos vais van iba iban sido estado buen buena gran"
        " primer primera segundo segunda mismo misma tengo tienes tiene tenemos tienen hay"
    ),
}

#: By language: two words that are one expression; a line break between them stops the reader.
EXPRESSIONS: dict[str, frozenset[tuple[str, str]]] = {
    lang: frozenset((left, right) for left, _, right in (pair.partition(" ") for pair in pairs.split(", ")))
    for lang, pairs in {
        "ca": "causa de, més de, abans de, després de, part de, costat de, prop de, lluny de, gràcies a, tal de,"
        " lloc de, fora de, dins de, davant de, al voltant, voltant de, hores d'ara, això sí, és clar, sigui com,"
        " així que, ara que, tot i, fins i, cada cop, cada vegada, tan sols, sobretot quan, de cop, més aviat,"
        " terra de, punt de, ganes de, començar a, tornar a, ajudar a, aprendre a, anar a, acabar de, deixar de,"
        " haver de, moltes gràcies, bon dia, bona tarda, bona nit, si us, us plau",
        "en": "because of, instead of, out of, front of, lot of, lots of, kind of, sort of, as well, such as,"
        " according to, thanks to, due to, next to, able to, have to, has to, had to, going to, want to, used to,"
        " need to, each other, one another, at least, even though, even if, so that, rather than, more than,"
        " thank you, good morning, good afternoon, as if",
        "es": "causa de, antes de, después de, además de, gracias a, acerca de, cerca de, lejos de, dentro de,"
        " fuera de, delante de, lado de, pesar de, lugar de, alrededor de, parte de, ganas de, tener que, tengo que,"
        " tiene que, tienen que, hay que, así que, ya que, sino que, empezar a, volver a, ayudar a, aprender a,"
        " dejar de, acabar de, cada vez, muchas gracias, buenos días, buenas tardes, buenas noches, por favor",
    }.items()
}

#: Written short with a point and followed by what they belong to: the point never ends a sentence. Without the point.
LEADING = word_set(
    "sr sra srs sres srta dr dra drs dres d dª dn dña fr mn mgr mons prof profa hble hon lic ing arq rev"
    " excm excma excmo il·lm il·lma ilmo ilma st sta sto sts ntra mr mrs ms mss mx messrs gen gral capt lt sgt tte gov"
    " av avda avgda c cl ctra pg pl pça ptge pza rda dep dept depto dpto núm núms num nº n"
    " pàg pàgs pág págs pag pags p pp vs e.g i.e p.ex p.e"
)
#: Written short with a point, and also found at the end of a sentence: the next word decides.
TRAILING = word_set(
    "etc a.m p.m s.a s.l ee.uu eua u.s u.k jr inc ltd co cia cía ud uds vd vds aprox màx mín máx tel tlf ed pral"
)
#: Also ordinary words, which end sentences as other words do: written short only before a figure ("art. 5").
SHORT_OR_WHOLE = word_set("no art cap vol fig ex max min int ext ref")

#: What a word is shortened to behind the one that it leans on: weak pronouns of Catalan ("compra'ls")...
REDUCED = word_set("'l 'ls 'm 'n 'ns 's 't")
#: ...and words of English ("it's", "get 'em").
CONTRACTED = word_set("'d 'em 'll 'm 're 's 't 've")

#: Words that belong to the name after them, written with a capital: "la senyora Vidal", "plaça Catalunya".
TITLES = word_set(
    "senyor senyora senyors doctor doctora professor professora sant santa don donya rei reina carrer plaça"
    " avinguda passeig barri mossèn mr mrs miss sir saint street square señor señora doña san calle plaza"
    " avenida paseo barrio profesor profesora"
)

UNITS = word_set(
    "% ‰ € $ £ º ª °c km m cm mm kg g mg l ml h min s ms euros euro dòlars dollars pounds anys any years"
    " year años año mesos months meses dies days días setmanes weeks semanas hores hours horas minuts"
    " minutes minutos segons seconds segundos metres metros quilòmetres kilòmetres percent persones"
    " people personas milions millions millones milers mil thousand"
)

MONTHS = word_set(
    "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre"
    " january february march april may june july august september october november december"
    " enero febrero marzo mayo junio julio septiembre noviembre diciembre"
)
