"""Portuguese of Apertium in the forms of Brazil, which the model into English was brought up on. Pure.

What it has hardly seen it guesses at: pronouns in the midst of a verb ("mudá-lo-ia", would change it, became an
order), "fazer" for birthdays, "ficar" for what is left, and words of Portugal ("bicha" is a queue there).
"""

from __future__ import annotations

import re

from pipeline.patterns import replaced, replacements
from pipeline.translation.brazilian_everyday import EVERYDAY
from pipeline.translation.brazilian_speech import SPEECH

_ENDINGS = "ei|ás|á|emos|eis|ão|ia|ias|íamos|iam"
_PLAIN = str.maketrans("áêô", "aeo")
#: "tê-lo-íamos", "dir-me-ia": the pronoun before the verb.
_INSIDE_CUT = re.compile(rf"\b(\w+[áêíô])-l([oa]s?)-({_ENDINGS})\b", re.IGNORECASE)
#: Apertium's own mistake: it leaves the infinitive whole ("far-lo-ia").
_INSIDE_WHOLE = re.compile(rf"\b(\w+r)-(?:lh|l)([oa]s?)-({_ENDINGS})\b", re.IGNORECASE)
_INSIDE = re.compile(rf"\b(\w+r)-(se|me|te|lhe|nos|vos|lhes)-({_ENDINGS})\b", re.IGNORECASE)
#: Nouns of men alone, or of Portugal, by one of the other gender, with the small words before them.
_NOUNS = {"horto": "horta", "hortos": "hortas", "meninos": "crianças", "colégio": "escola", "colégios": "escolas"}
_FEMININE = {
    "o": "a", "os": "as", "do": "da", "dos": "das", "no": "na", "nos": "nas", "ao": "à", "aos": "às", "pelo": "pela",
    "pelos": "pelas", "um": "uma", "uns": "umas", "num": "numa", "este": "esta", "estes": "estas", "deste": "desta",
    "neste": "nesta", "esse": "essa", "aquele": "aquela", "meu": "minha", "teu": "tua", "seu": "sua", "nosso": "nossa",
    "meus": "minhas", "teus": "tuas", "seus": "suas", "nossos": "nossas", "dois": "duas", "todos": "todas",
    "muitos": "muitas", "outro": "outra", "outros": "outras", "alguns": "algumas", "quantos": "quantas",
}  # fmt: skip
_NOUN = re.compile(rf"(?P<before>(?:\b(?:{'|'.join(_FEMININE)}) )*)\b(?P<noun>{'|'.join(_NOUNS)})\b", re.IGNORECASE)
#: Verbs of saying and giving.
_TELLING = (
    r"(?:[Dd](?:iss|iz|ig|it|ar|ad|ou|eu|ei|er|em|á)|[Ee]xpli[cq]|[Pp]ergunt|[Pp]ed|[Rr]espond|[Ee]screv|[Tt]elefon"
    r"|[Mm]ostr|[Ee]nsin|[Cc]ont|[Ff]al)\w*"
)

#: Before firefox-pt-en, which was brought up on Brazilian: what it has hardly seen, as it knows it.
_PORTUGUESE = (
    (r"\b([Qq])uantos anos (?:tu )?tens\b", r"\1uantos anos você tem"),
    (r"\b[Qq]ue idade (?:tu )?tens\b", "quantos anos você tem"),
    (r"\b([Aa])nteontem\b", r"no dia antes de ontem"),
    (r"\b(?:[Aa]manhã passad[oa]|[Pp]assado amanhã|[Dd]epois de amanhã)\b", "no dia depois de amanhã"),
    (r"\b([Hh]oras?|[Aa]nos?|[Qq]uilos?|[Mm]ês|[Mm]eses|[Ee]uros?|\d+) e médi([ao])\b", r"\1 e mei\2"),
    (r"\b([Aa])lugueres\b", r"\1luguéis"), (r"\b([Aa])luguer\b", r"\1luguel"),
    (r"\b([Cc])êntimo(s?)\b", r"\1entavo\2"),
    (r"\b([Mm]eu|[Tt]eu|[Ss]eu|[Nn]osso) casal\b", r"\1 companheiro"),
    (r"\bsola(s?)\b(?=[.,;!?]|$)", r"sozinha\1"), (r"\bsolo\b(?=[.,;!?]|$)", "sozinho"),
    (r"\b([Dd])antes\b", "antes"),
    (r"\b(filho|irmão) maior\b", r"\1 mais velho"),
    (r"\b(filha|irmã) maior\b", r"\1 mais velha"),
    (r"\breformei-me\b", "me aposentei"),
    (r"\breformou-se\b", "se aposentou"),
    (r"\breformar-(me|se)\b", r"aposentar-\1"),
    (r"\b[Mm]e reformei\b", "me aposentei"), (r"\b[Ss]e reformou\b", "se aposentou"),
    (r"\b[Ff]az (muito |tanto )?(frio|calor)\b", r"está \1\2"),
    (r"\b([Àà]) manhã\b", "de manhã"),
    (r"(?<![ad] )(?<!pela )(?<!esta )(?<!na )(?<!cada )(?<!de )\bmanhã(?=[.,;!?]|$)", "amanhã"),
    # the model has hardly seen "vós": "you" are several
    (r"\b(?:[Vv]ós )?(?![Qq]uereis)(\w+[aei])reis\b", r"vocês \1rão"),
    (r"\b[Uu]m (?=\d[\d.,]*\s?%)", ""), (r"\b[Tt]elefone-me\b", "ligue para mim"),
    (r"\b(f(?:ui|oi|omos|oram)|v(?:ou|ai|amos|ão)|ir|volt\w+|cheg\w+) a casa\b(?! d)", r"\1 para casa"),
    (r"\btanto de tempo\b", "tanto tempo"),
    (r"\b([Nn])ão (o )?sê\b", r"\1ão \2sei"),
    # "a gente" is "we" in Brazil
    (r"(?<![Tt]oda )\ba gente\b", "as pessoas"), (r"\bA gente\b", "As pessoas"), (r"\bà gente\b", "às pessoas"),
    (r"\b([Dd]|[Nn])a gente\b", r"\1as pessoas"), (r"\bpela gente\b", "pelas pessoas"),
    (r"(?<=[^,;]) e cada uma\b", ", e cada uma"),
    (r"\b([Ss](?:ei|abes?|abia|abem|abemos|abiam)) que (?=\w+[aei]r\b)", r"\1 o que "),
    (r"\b([Cc]ada uma(?: de nós)? \w+(?: \w+){0,3}) quando (?=quer|pode|precisa|chega|sai|volta)", r"\1 quando ela "),
    (r"\b[Ss]ó (?:eu )?(?=escut)", "apenas "),
    (r"\bem Urgências?\b", "na sala de emergências"),
    (r"\btrá-(?=\w+-)", "trar-"), (r"\bfá-(?=\w+-)", "far-"), (r"\bdi-(?=\w+-)", "dir-"),
    (r"\b(\w+r)-(me|te|lhe|nos|vos|lhes)-(ei|ás|á|emos|eis|ão|ia|ias|íamos|iam)\b", r"\2 \1\3"),
    # leaving: "marchar" is read as marching
    *((rf"\b[Mm]arch{end}\b", put) for end, put in (
        ("o", "vou embora"), ("amos", "partimos"), ("ámos", "partimos"), ("am", "partem"),
        ("as", "partes"), ("ais", "vocês partirem"), ("e", "parta"),
        ("ei", "parti"), ("aste", "partiste"), ("ou", "partiu"), ("aram", "partiram"), ("ava", "partia"),
        ("ávamos", "partíamos"), ("avam", "partiam"), ("arei", "partirei"), ("ará", "partirá"),
        ("aremos", "partiremos"),
        ("arão", "partirão"), ("aria", "partiria"), ("aríamos", "partiríamos"), ("ariam", "partiriam"),
        ("ar", "partir"),
        ("ado", "partido"), ("asse", "partisse"), ("ando", "partindo"))),
    (r"(?<!\b[ae]m )(?<!\b[ae] )(?<!\buma )(?<!\b[dn]a )(?<!\bde )\b[Mm]archa\b", "parte"),
    (r"\b(filho|irmão) grande\b", r"\1 mais velho"), (r"\b(filha|irmã) grande\b", r"\1 mais velha"),
    (r"\birmão pequeno\b", "irmão mais novo"), (r"\birmã pequena\b", "irmã mais nova"),
    # "lhe" is read as "you"
    (rf"\b[Ll]he ((?:(?:tinham?|havia|tenho|vou|vai|vão|vamos|posso|pode|quero|quer|podia|queria|ia|iam|íamos) )?"
     rf"{_TELLING})",
     r"\1 a ele"),
    (rf"\b({_TELLING})-lhe\b(?!-)", r"\1 a ele"), (rf"\b({_TELLING})-lhes\b(?!-)", r"\1 a eles"),
    # "esperámos" with a time is read as expecting
    (r"\b[Ee]sperámos (?=(?:um|uma|dois|duas|três|quatro|cinco|\d|muit|mei|quase|mais))", "ficámos à espera "),
    (r"\b[Ee]speramos (?=(?:um|uma|dois|duas|três|quatro|cinco|\d|muit|mei|quase|mais))", "ficamos à espera "),
    (r"\b[Ee]sperei (?=(?:um|uma|dois|duas|três|quatro|cinco|\d|muit|mei|quase|mais))", "fiquei à espera "),
    (r"\b[Ee]sperou (?=(?:um|uma|dois|duas|três|quatro|cinco|\d|muit|mei|quase|mais))", "ficou à espera "),
    (r"\b[Ee]speraram (?=(?:um|uma|dois|duas|três|quatro|cinco|\d|muit|mei|quase|mais))", "ficaram à espera "),
    # being paid: "cobrar" is read as charging, but where somebody is charged
    (r"\b(?:[Nn]ós )?[Cc]obrámos\b", "a gente recebeu"), (r"\b(?:[Nn]ós )?[Cc]obramos\b", "a gente recebe"),
    *((rf"(?<!\bme )(?<!\bte )(?<!\blhe )(?<!\bnos )(?<!\blhes )\b[Cc]obr{end}\b(?!-)", put) for end, put in (
        ("o", "recebo"), ("as", "recebes"), ("amos", "recebemos"), ("ámos", "recebemos"), ("am", "recebem"),
        ("ei", "recebi"),
        ("ou", "recebeu"), ("aram", "receberam"), ("ado", "recebido"), ("ava", "recebia"), ("ávamos", "recebíamos"),
        ("avam", "recebiam"), ("arei", "receberei"), ("aremos", "receberemos"))),
)  # fmt: skip
#: And in other forms, once the pronouns stand before the verbs.
_WORDS = (
    (r"(?<=\w)-(m|t|lh)a (?=\w+[aei]r\b)", r"-\1e a "),  # "ajude-ma subir"
    (r"\b(me|te|se|nos) ((?:pod\w+|vou|vai|vamos|quer\w+|posso|pude) )?reform(ar|ei|ou|aram|arei|ará|o|a|ava)\b",
     r"\1 \2aposent\3"),
    (r"\breform(o|a|am|amos|ava)-(me|se|nos)\b", r"\2 aposent\1"),
    (r"\breform(ar|ei|ou|aram)-(me|se|nos)\b", r"aposent\1-\2"),
    (r"\b[Bb]icha(s?)\b", r"fila\1"),
    (r"\bavôs\b", "avós"), (r"\bAvôs\b", "Avós"),
    (r"\bnão sê\b", "não sei"), (r"^Não sê\b", "Não sei"),
    (r"^Deme\b", "Dê-me"),
    (r"\b([Vv])inga(m?)\b", r"\1enha\2"),
    (r"\b[Tt]ome-(?:se|te|chá) ", "tome "),
    (r"\bbaixa médica\b", "licença médica"),
    # "quereria" is hardly said, and "teria de" is no advice
    (r"\b[Qq]uereria que\b", "gostaria que"), (r"\b[Qq]uereria (?=\w+r\b)", "gostaria de "),
    (r"\b[Qq]uereríamos que\b", "gostaríamos que"), (r"\b[Qq]uereríamos (?=\w+r\b)", "gostaríamos de "),
    (r"\b[Tt]er(ia|ias|íamos|iam) (?:de|que) (?=(?:(?:[oa]s?|me|te|lhe|nos) )?\w+r\b)", r"dever\1 "),
    (r"\b(ter(?:ia|ias|íamos|iam)) querido (?=\w+r\b)", r"\1 gostado de "),
    (r"\b([Gg]ostar(?:ia|ias|íamos|iam) que) d(?:e )?(?=[oa]s? |tu |\w)", r"\1 "),
    # what happens: "passar" is read as passing
    (r"\b(?:o )?que (me |te |lhe |nos |lhes )?(?:passou|tem passado)(?=[.?!,]|$)", r"o que \1aconteceu"),
    (r"\bnão passasse nada\b", "não acontecesse nada"),
    (r"\b[Nn]ão passou nada\b", "não aconteceu nada"),
    # what is left over: "ficar" is read as staying
    (r"\b(me|te|lhe|nos|lhes) fica(m?)\b(?= (?:nem|nada|um|uma|dois|duas|três|pouco|muito|só|\d))", r"\1 resta\2"),
    (r"\b[Ff]icam (?=dois|duas|três|quatro|cinco|seis|sete|oito|nove|dez|\d)", "restam "),
    (r"\b([Ff]ui|[Ff]oi|[Ff]omos|[Ff]oram)-(?:me|se|nos)\b", r"\1 embora"),
    (r"\b(?:te|vos) espero\b", "estou esperando por você"),
    (r"\b(?:eu )?o espero\b", "estou esperando por ele"), (r"\b(?:eu )?a espero\b", "estou esperando por ela"),
    (r"\babaixo(?=[.,;!?]|$)", "lá embaixo"), (r"\b(\w+) por cem\b", r"\1 por cento"),
    (r"\bdo (\S+ por cento)\b", r"de \1"), (r"-mo que\b", "-me o que"), (r"\b[Tt]enha conta\b", "tenha cuidado"),
    (r"\ba tu\b", "a você"), (r"\b(?:te|lhe) (?:sucede|passa|acontece) a (?:você|ti)\b", "acontece com você"),
    (r"\b[Tt]u não te dás conta\b", "não te dás conta"), (r"^não te dás conta", "Não te dás conta"),
    (r"\b(atrev\w+|comec\w+|volt\w+) aos (\w+r)\b", r"\1 a \2 eles"),
    (r"^Não te dás conta(?: disto)?\b", "Você não se dá conta"),
    (r"\bnão te dás conta(?: disto)?\b", "você não se dá conta"),
    *((rf"\b(?:o )?que {whom} passa\b(?! (?:pel|por))", f"o que está acontecendo {to}") for whom, to in (
        ("me", "comigo"), ("te", "com você"), ("vos", "com vocês"), ("lhe", "com ele"), ("nos", "conosco"))),
    (r"\b((?:[Cc]ont|[Ee]xpli[cq]|[Dd]i)\w+)(?: a eles?)? todo (?=(?:a|à|ao|aos|às)\b)", r"\1 tudo "),
    (r"(?<=\w )sola(s?)\b(?= (?:e|com|em|n[oa]|há|desde|durante|por|para|quando|porque|a)\b)", r"sozinha\1"),
    *((rf"\bse (?:{took}) (?=(?:muito |tão )?(?:bem|mal)\b)", f"se comport{put} ") for took, put in (
        ("trouxeram|levaram|portaram", "aram"), ("trouxe|levou|portou", "ou"), ("trazem|levam|portam", "am"),
        ("traz|leva|porta", "a"), ("trazia|levava|portava", "ava"))),
    (r"^N(os|as) (primeir[oa]s|últim[oa]s) (\w+) (foram|eram|são|serão)\b", r"\1 \2 \3 \4"),
    (r"\b([Mm]e levant\w+ às (?:uma|duas|três|quatro|cinco|seis|sete|oito|nove|dez|onze|doze))(?= e\b|[.,;]|$)",
     r"\1 horas"),
    (r"\b([Tt]elefone|[Cc]elular|[Cc]ampainha|[Aa]larme|[Dd]espertador) so(ou|a|ava)\b", r"\1 toc\2"),
    (r"\b([Oo]|[Mm]eu|[Dd]o|[Aa]o|[Uu]m|[Ss]eu|[Nn]osso) chefe\b(?! d)", r"\1 patrão"),
    *((rf"\b([Mm]e|[Nn]os|[Ll]he|[Tt]e) {back}\b", rf"\1 {put}") for back, put in (
        ("retornaram", "devolveram"), ("retornou", "devolveu"), ("retornam", "devolvem"), ("retorna", "devolve"))),
    (r"\bme (tomaram|tiraram|roubaram) tudo\b", r"\1 tudo de mim"),
    (r"\b[Pp]e(?:de|ça|çam|dam) hora ao\b", "Marque uma consulta com o"),
    (r"\b[Pp]e(?:de|ça|çam|dam) hora à\b", "Marque uma consulta com a"),
    *((rf"\bacend{end} (?=[oa] (?:aquecimento|televisão|rádio|computador)\b)", f"{put} ") for end, put in (
        ("er", "ligar"), ("eu", "ligou"), ("e", "liga"), ("ia", "ligava"))),
    (r"\b[Vv]olt[ae]m?-o a (?:provar|tentar)\b", "tente de novo"),
    (r"^[Ss]ent(?:e|em)(?:-se)? e (?=\w)", "Tome assento e "),
    (r"^[Ss]ent(?:e|em)(?:-se)? aqui\b", "Sente-se aqui"), (r"\be sent(?:e|em)(?:-se)?(?=[.!]?$)", "e tome assento"),
    (r"^[Cc]onfi(?:a|em|ai) em (?=mim\b|nós\b)", "Confie em "),
    (r"\ba?diante d(?=[aeo]s? |e casa)", "em frente d"), (r"-mo (?=(?:teu|seu|meu|número|nome)\b)", "-me o "),
    (r"\bentro (?=tod[oa]s|nós|eles|elas|vocês|amig)", "entre "),
    *((rf"(?<=\w ){month}\b", month.lower()) for month in (
        "Janeiro", "Fevereiro", "Março", "Abril", "Maio", "Junho", "Julho", "Agosto", "Setembro", "Outubro",
        "Novembro", "Dezembro")),
    # birthdays: "fazer" and "cumprir" are read as being, and as serving
    (r"\b[Cc]umpriu (?=(?:os )?(?:\w+(?: e \w+)?|\d+)(?: anos\b|[.,]))", "completou "),
    (r"\bfiz (?=(?:\w+(?: e \w+)?|\d+) anos\b)", "completei "),
    (r"\bfez (?=(?:\w+(?: e \w+)?|\d+) anos\b)", "completou "),
    (r"\bfaço (?=(?:\w+(?: e \w+)?|\d+) anos\b)", "vou fazer "),
    (r"\b[Dd][áê]-[ts]e pressa\b", "apresse-se"),
    (r"\b([Cc]ompanheir[oa]s?|[Cc]olegas?) de (?:apartamento|andar)\b", r"\1 de quarto"),
    (r"\bmais grande (do )?que\b", "mais velho que"),
)  # fmt: skip
_BESIDE = r"((?: (?:não|também|já|sempre|ainda|nunca|o|a|os|as|lhe|lhes|isto))*)"
_REGULAR = r"(?!(?:v|est|d)[aá]mos\b)([^\Wáéíóúâêô]+)"
_EATING = (
    "recolh|com|beb|vend|aprend|escolh|conhec|escrev|corr|receb|viv|entend|atend|respond|depend|defend|dev|mov|perd|esquec"
    "|escond|promet|agradec|oferec|cresc|acolh|merec|reconhec"
)
#: What ends in -imos, which was and is alike; and what "a gente" does now.
_LEAVING = (
    ("dorm", "dorme"),
    ("sent", "sente"),
    ("ped", "pede"),
    ("segu", "segue"),
    ("consegu", "consegue"),
    ("serv", "serve"),
    ("sub", "sobe"),
    ("part", "parte"),
    ("abr", "abre"),
    ("divid", "divide"),
    ("decid", "decide"),
    ("sa", "sai"),
    ("ca", "cai"),
    ("assist", "assiste"),
    ("cumpr", "cumpre"),
    ("descobr", "descobre"),
    ("divert", "diverte"),
    ("discut", "discute"),
    ("ouv", "ouve"),
    ("insist", "insiste"),
    ("repet", "repete"),
    ("cobr", "cobre"),
)
_DONE = rf"((?:{_EATING})e|\w+(?:ou|eu|iu)|foi|fez|teve|disse|veio|pôde|quis|soube|pôs|trouxe|esteve)"
_AS_ONE = replacements(
    *((rf"{we}{_BESIDE} nos {_DONE}\b", rf"{people}\1 se \2")
      for we, people in (("^Nós", "A gente"), (r"\bnós", "a gente"))),
    *((rf"{we}{_BESIDE} {_DONE}\b", rf"{people}\1 \2")
      for we, people in (("^Nós", "A gente"), (r"\bnós", "a gente"))),
)  # fmt: skip
_WE = replacements(
    *((rf"{we}{_BESIDE} ({_EATING})emos\b", rf"{people}\1 \2e") for we, people in (("^Nós", "A gente"),
      (r"\bnós", "a gente"))),
    *((rf"{we}{_BESIDE} nos (?:{leave}[ií]mos)\b", rf"{people}\1 se {put}")
      for we, people in (("^Nós", "A gente"), (r"\bnós", "a gente")) for leave, put in _LEAVING),
    *((rf"{we}{_BESIDE} {leave}[ií]mos\b", rf"{people}\1 {put}")
      for we, people in (("^Nós", "A gente"), (r"\bnós", "a gente")) for leave, put in _LEAVING),
    *((rf"{we}{_BESIDE} nos {_REGULAR}{end}\b", rf"{people}\1 se \2{put}")
      for we, people in (("^Nós", "A gente"), (r"\bnós", "a gente")) for end, put in (("ámos", "ou"), ("amos", "a"))),
    *((rf"{we}{_BESIDE} {_REGULAR}{end}\b", rf"{people}\1 \2{put}")
      for we, people in (("^Nós", "A gente"), (r"\bnós", "a gente")) for end, put in (("ámos", "ou"), ("amos", "a"))),
    *((rf"\b{_REGULAR}{end}-nos\b", rf"a gente se \1{put}") for end, put in (("ámos", "ou"), ("amos", "a"))),
    (r"\b([Aa] gente) não ((?:[oa]s?|me|te|se|nos|lhe) )?(\w+) nunca\b", r"\1 nunca \2\3"),
    (r"\b([Aa] gente(?: \w+)?) se encontra (?=para |com |em cada |todas |todos )", r"\1 se reúne "),
    (r"\b([Aa] gente [^.;!?]*?) e (\w+)ámos\b", r"\1 e \2ou"),
    (r"^Nós nos reunimos\b", "A gente se reúne"), (r"\breunimos-nos\b", "a gente se reúne"),
    (r"\bnós nos reunimos\b", "a gente se reúne"),
    (r"\ba gente( \w+)? se ajud(a|ou)\b", r"a gente\1 ajud\2 um ao outro"),
    (r"\bA gente( \w+)? se ajud(a|ou)\b", r"A gente\1 ajud\2 um ao outro"),
)  # fmt: skip
#: What is done every day, or will be; and what is done with doors, when hours are told.
_PRESENTLY = re.compile(
    r"(?:Amanhã|Hoje em dia|Agora|Sempre|Normalmente|Às vezes|Em breve|(?:A c|C)ada|Tod[oa]s [oa]s|N[oa] \w+ que vem"
    r"|N?[ao]s (?:segundas|terças|quartas|quintas|sextas|sábados|domingos|fins)|A (?:princípios|finais) d[eo]"
    r"|Nós (?:sempre|abrimos|fechamos))\b"
)
#: Once the pronoun stands first, the verb behind it needs no capital.
_SECOND = re.compile(r"^((?:Eles )?(?:[Mm]e|[Tt]e|[Nn]os|[Ll]hes?)) ([A-ZÀ-Ý])(?=[a-zà-ÿ])")
_FIRST, _THEN = replacements(*_PORTUGUESE), replacements(*_WORDS)


def as_pt_en_reads(text: str) -> str:
    """Portuguese `text` of Apertium as firefox-pt-en reads it best: pronouns before the verbs, words of Brazil."""
    text = replaced(_FIRST, text)
    text = _INSIDE_CUT.sub(_out_of_cut, text)
    text = _INSIDE_WHOLE.sub(r"\2 \1\3", text)
    text = replaced(_THEN, _INSIDE.sub(r"\2 \1\3", text))
    text = replaced(SPEECH, _SECOND.sub(_small_second, replaced(EVERYDAY, text)))
    return replaced(_AS_ONE, _NOUN.sub(_regendered, _SECOND.sub(_small_second, text)))


def catalan_as_pt_en_reads(text: str) -> str:
    """The same of Portuguese that was Catalan, which tells "we helped" (ajudámos) from "we help" (ajudamos). Brazil
    writes both alike, and says "a gente" for "we", with verbs that tell them apart."""
    return replaced(_WE, as_pt_en_reads(text))


def spanish_as_pt_en_reads(text: str) -> str:
    """The same of Portuguese that was Spanish, which writes "we helped" and "we help" alike, too: what stands before
    says that it is now, or will be."""
    text = as_pt_en_reads(text)
    return replaced(_WE, text) if _PRESENTLY.match(text) else text


def _small_second(match: re.Match[str]) -> str:
    return f"{match[1]} {match[2].lower()}"


def _out_of_cut(match: re.Match[str]) -> str:
    stem = match[1]
    return f"{match[2]} {stem[:-1]}{stem[-1].translate(_PLAIN)}r{match[3]}"


def _regendered(match: re.Match[str]) -> str:
    words = [*match["before"].split(), match["noun"]]
    return " ".join(_same_case(word, (_FEMININE | _NOUNS)[word.lower()]) for word in words)


def _same_case(word: str, put: str) -> str:
    return put.capitalize() if word[0].isupper() else put
