"""Portuguese of Apertium in the forms of Brazil, which the model into English was brought up on. Pure.

What it has hardly seen it guesses at: pronouns in the midst of a verb ("mudá-lo-ia", would change it, became an
order), "fazer" for birthdays, "ficar" for what is left, and words of Portugal ("bicha" is a queue there).
"""

from __future__ import annotations

import re

from pipeline.patterns import replaced, replacements

_ENDINGS = "ei|ás|á|emos|eis|ão|ia|ias|íamos|iam"
_PLAIN = str.maketrans("áêô", "aeo")
#: "tê-lo-íamos", "dir-me-ia": the pronoun before the verb.
_INSIDE_CUT = re.compile(rf"\b(\w+[áêíô])-l([oa]s?)-({_ENDINGS})\b", re.IGNORECASE)
#: Apertium's own mistake: it leaves the infinitive whole ("far-lo-ia").
_INSIDE_WHOLE = re.compile(rf"\b(\w+r)-(?:lh|l)([oa]s?)-({_ENDINGS})\b", re.IGNORECASE)
_INSIDE = re.compile(rf"\b(\w+r)-(se|me|te|lhe|nos|vos|lhes)-({_ENDINGS})\b", re.IGNORECASE)
#: Nouns of men alone, or of Portugal, by one of the other gender, with the small words before them.
_NOUNS = {"horto": "horta", "hortos": "hortas", "meninos": "crianças"}
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
    (r"\b(?:[Vv]ós )?(\w+[aei])reis\b", r"vocês \1rão"),
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
        ("o", "parto"), ("amos", "partimos"), ("ámos", "partimos"), ("am", "partem"),
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
    (r"\b[Ee]sper(?:ámos|amos) (?=(?:um|uma|dois|duas|três|quatro|cinco|\d|muit|mei|quase|mais))", "ficamos à espera "),
    (r"\b[Ee]sperei (?=(?:um|uma|dois|duas|três|quatro|cinco|\d|muit|mei|quase|mais))", "fiquei à espera "),
    (r"\b[Ee]sperou (?=(?:um|uma|dois|duas|três|quatro|cinco|\d|muit|mei|quase|mais))", "ficou à espera "),
    (r"\b[Ee]speraram (?=(?:um|uma|dois|duas|três|quatro|cinco|\d|muit|mei|quase|mais))", "ficaram à espera "),
    # being paid: "cobrar" is read as charging, but where somebody is charged
    *((rf"(?<!\bme )(?<!\bte )(?<!\blhe )(?<!\bnos )(?<!\blhes )\b[Cc]obr{end}\b(?!-)", put) for end, put in (
        ("o", "recebo"), ("as", "recebes"), ("amos", "recebemos"), ("ámos", "recebemos"), ("am", "recebem"),
        ("ei", "recebi"),
        ("ou", "recebeu"), ("aram", "receberam"), ("ado", "recebido"), ("ava", "recebia"), ("ávamos", "recebíamos"),
        ("avam", "recebiam"), ("arei", "receberei"), ("aremos", "receberemos"))),
)  # fmt: skip
#: And in other forms, once the pronouns stand before the verbs.
_WORDS = (
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
    (r"\b[Tt]er(ia|ias|íamos|iam) (?:de|que) (?=(?:[oa]s? )?\w+r\b)", r"dever\1 "),
    (r"\b(ter(?:ia|ias|íamos|iam)) querido (?=\w+r\b)", r"\1 gostado de "),
    (r"\b(gostar(?:ia|ias|íamos|iam) que) de ", r"\1 "),
    # what happens: "passar" is read as passing
    (r"\b(?:o )?que (me |te |lhe |nos |lhes )?(?:passou|tem passado)(?=[.?!,]|$)", r"o que \1aconteceu"),
    (r"\bnão passasse nada\b", "não acontecesse nada"),
    (r"\b[Nn]ão passou nada\b", "não aconteceu nada"),
    # what is left over: "ficar" is read as staying
    (r"\b(me|te|lhe|nos|lhes) fica(m?)\b(?= (?:nem|nada|um|uma|dois|duas|três|pouco|muito|só|\d))", r"\1 resta\2"),
    (r"\b[Ff]icam (?=dois|duas|três|quatro|cinco|seis|sete|oito|nove|dez|\d)", "restam "),
    (r"\b([Ff]ui|[Ff]oi|[Ff]omos|[Ff]oram)-(?:me|se|nos)\b", r"\1 embora"),
    (r"\b(?:te|vos) espero\b", "estou esperando por você"),
    # birthdays: "fazer" and "cumprir" are read as being, and as serving
    (r"\b[Cc]umpriu (?=(?:os )?(?:\w+(?: e \w+)?|\d+)(?: anos\b|[.,]))", "completou "),
    (r"\bfiz (?=(?:\w+(?: e \w+)?|\d+) anos\b)", "completei "),
    (r"\bfez (?=(?:\w+(?: e \w+)?|\d+) anos\b)", "completou "),
    (r"\bfaço (?=(?:\w+(?: e \w+)?|\d+) anos\b)", "vou fazer "),
    (r"\b[Dd][áê]-[ts]e pressa\b", "apresse-se"),
    (r"\b([Cc]ompanheir[oa]s?|[Cc]olegas?) de (?:apartamento|andar)\b", r"\1 de quarto"),
    (r"\bmais grande (do )?que\b", "mais velho que"),
)  # fmt: skip
#: What happens every day, in the words that the model knows best.
_EVERYDAY = (
    (r"Nï¿½S\b", "Nós"), (r"\bx(h(?:avia|averá|ouve|averia|ouvesse))\b", r"\1"),
    (r"\bX(h(?:avia|averá|ouve|averia|ouvesse))\b", r"\1"),
    (r"\b(\w+) e pico (?:de )?(?=\w)", r"mais de \1 "),
    (r"\b([Mm])eu (sogra|nora|cunhada|sobrinha|prima|tia)\b", r"\1inha \2"),
    (r"\be (me|te|nos|lhe) (?=\w+(?:aram|eram|iram)\b)", r"e eles \1 "),
    (r"\b(\w+(?:ram|ou|ei)) todo(?=[.,;]| muito| bem)", r"\1 tudo"),
    (r"^Foi embora\b", "Ele foi embora"), (r"^Foram embora\b", "Eles foram embora"),
    (r"\b(casa|família|horta|amigos) à aldeia\b", r"\1 na aldeia"),
    (r"\bem em\b", "em"), (r"\bde de\b", "de"), (r"\b(\d+) por cem\b", r"\1 %"),
    # false friends, and what is said otherwise
    (r"\b([Ee])spantad", r"assustad"), (r"\b(?<!a)costum(?=ei\b|ou\b|ámos\b|amos\b|aram\b|ar-)", "acostum"),
    (r"\b[Oo]rdem de (?:afastamento|alejamento)\b", "ordem de restrição"), (r"\b[Cc]asa de acolhida\b", "abrigo"),
    (r"\b([Cc])arteira de conduzir\b", r"\1arteira de motorista"),
    (r"\bme (?:saquei|tirei) [ao] carteira\b", "tirei a carteira"),
    (r"\b(num|no) caixa(?=[.,]|$)", r"\1 caixa eletrônico"), (r"\b([Pp]erd\w+) o (?:meu )?trabalho\b", r"\1 o emprego"),
    (r"\btoquei fundo\b", "cheguei ao fundo do poço"), (r"\bolho da cara\b", "fortuna"),
    (r"\bum fortuna\b", "uma fortuna"),
    (r"\bme apontei (?:a|em|no|ao)\b", "me matriculei em"), (r"\bse apontou (?:a|em|no|ao)\b", "se matriculou em"),
    *((rf"\b[Dd]{gave}-me (?=(?:muit[oa] |tant[oa] )?(?:vergonha|medo|pena|raiva|tristeza|alegria)\b)", f"eu {felt} ")
      for gave, felt in (("ava", "sentia"), ("eu", "senti"), ("á", "sinto"))),
    (r"\b[Ff]ez-me (?=(?:muita |tanta )?(?:raiva|pena|vergonha|alegria)\b)", "eu senti "),
    (r"\bcomo casa(?=[.,;]|$)", "como em casa"),
    *((rf"\b[Pp]ass{end} (?=(?:muit[oa] |tant[oa] |bastante )?(?:frio|fome|medo|calor|sede|vergonha)\b)", f"{felt} ")
      for end, felt in (("o", "sinto"), ("amos", "temos"), ("am", "têm"), ("ei", "senti"), ("ou", "sentiu"),
                        ("ava", "sentia"), ("ávamos", "sentíamos"), ("ámos", "sentimos"), ("aram", "sentiram"))),
    *((rf"\b([Mm]e|[Tt]e|[Ss]e|[Nn]os) encontr{end} (?=(?:muito |mais )?(?:melhor|pior|mal|bem|soz|cansad))",
      rf"\1 {felt} ")
      for end, felt in (("o", "sinto"), ("a", "sente"), ("as", "sentes"), ("es", "sintas"), ("e", "sinta"),
                        ("ava", "sentia"), ("ei", "senti"), ("amos", "sentimos"), ("am", "sentem"))),
    (r"^Que (te|lhe|me|nos|vos) passou\b", r"O que \1 aconteceu"), (r"^Que passa\?", "O que está acontecendo?"),
    (r"^Passa-me\b", "isso me acontece"), (r"^Recorda-me (?=[oa] )", "Isso me lembra "),
    (r"\b[Mm]ais vale tarde que nunca\b", "melhor tarde do que nunca"),
    (r"^Quanto faz que\b", "Há quanto tempo"), (r"\b[Ff]az pouco que\b", "há pouco tempo que"),
    (r"^Como que (?=não|eu|o|a)", "Como "),
    (r"^Não (pode|podia|quer|queria|veio|vem|vinha|sabe|sabia|disse) (\w+r )?ninguém\b", r"Ninguém \1 \2"),
    (r" (?=[.,;!?])", ""),
    (r"\b([Nn]ão )?faz falta (?=que\b|\w+[aei]r\b)", r"\1é necessário "),
    (r"^Faz falta (?=\w+[aei]r\b)", "É necessário "),
    (r"\b[Ff]azia falta (?=que\b|\w+[aei]r\b|\w+-)", "era necessário "), (r"^Precisam-se\b", "Precisamos de"),
    (r"\b(?:[Ee]u )?me faço (?:mais )?(?:grande|maior|velh[oa]|mais velh[oa])\b", "eu estou ficando velho"),
    (r"\bfizeram fix[oa]\b", "deram um contrato permanente"),
    (r"\bnos (subiram|aumentaram) o\b", "aumentaram o nosso"), (r"\bme (subiram|aumentaram) o\b", "aumentaram o meu"),
    (r"\b(se|me) fic(ou|ei|aram)\b", r"fic\2"), (r"\bEnquanto eu espero\b", "Enquanto estou esperando"),
    (r"^[Ss]e (?=\w+(?:rá|ou|eu|iu)\b)", "ele se "), (r"\ba ele isto a (?=\w)", "isto a "),
    (r"^Dele isto a\b", "Dê isto a"),
    (r"^(?:Fechamento|Fecho|Encerramento) (?=[ao]s? )", "Feche "), (r"^Dele (?=\w)", "Dê a ele "),
    (r"\b(?:eles )?me roubaram (o|os) ", r"roubaram \1 meu "),
    (r"\b(?:eles )?me roubaram (a|as) ", r"roubaram \1 minha "),
    (r"^(Eles )?me roubaram (o|os) ", r"Eles roubaram \2 meu "),
    (r"^(Eles )?me roubaram (a|as) ", r"Eles roubaram \2 minha "),
    (r"^(Deram|Disseram|Diagnosticaram|Ofereceram|Concederam|Fizeram|Pagaram|Tiraram|Ajudaram|Negaram|Devem)"
     r"-(me|nos)\b", r"Eles \2 \1"),
    (r"^Golpeava-me\b", "ele me batia"), (r"\bme golpeava\b", "me batia"), (r"\bme golpeou\b", "me bateu"),
    (r"^Golpeou-me\b", "ele me bateu"),
    (r"^Ficou(?:-se)? (?=toda|tod[oa]s|a |o |em|ali|lá)", "Ele ficou "),
    (r"\b[Hh]avia que (?=(?:[oa] )?\w+[aeiô]r\b)", "era necessário "),
    (r"\b(?:me|te|se|nos) (pens\w+) isto\b", r"\1 nisso"),
    (r"\bme (tenho|tinha) (de|que) pensar isto\b", r"\1 \2 pensar nisso"),
    (r"\b[Pp]edir (?:uma )?consulta\b", "marcar uma consulta"), (r"\bnos (explic\w+) isto\b", r"\1 isto para nós"),
    (r"\bpresenteou-(me|nos|te) isto\b", r"\1 deu isto de presente"),
    (r"\b(me|nos|te) presentearam\b", r"\1 deram de presente"),
    (r"\bpresenteou-(me|nos|te)\b", r"\1 deu de presente"), (r"\bme alegro( muito)?\b", "fico muito feliz"),
    # what breaks, ends, dies
    *((rf"\b[Rr]omp{end}-se\b", f"quebr{put}") for end, put in (("eu", "ou"), ("eram", "aram"), ("e", "a"), ("ia",
      "ava"))),
    (r"\b[Rr]omper-se\b", "quebrar"), (r"\b([Mm]orr\w+|[Aa]cab\w+)-se\b", r"\1"),
    # time that has gone by
    (r"\b[Ff]az (?=(?:\w+|\d+|muito|muitos|tanto|pouco) (?:anos?|meses|mês|dias|semanas?|tempo|horas?)\b)", "há "),
    (r"\b[Ff]azia (?=(?:(?:\w+|\d+|muito|muitos) )?(?:anos|meses|dias|semanas|tempo)\b)", "havia "),
    (r"\b[Qq]uiçá\b", "talvez"), (r"\b[Aa] ver se\b", "vamos ver se"), (r"\b[Oo]xalá\b", "tomara que"),
    (r"\b(me perguntou|me perguntaram|me pergunta|me perguntam) como (?=estava|me sentia|vivia|tinha)", r"\1 como eu "),
    # who likes what
    (r"\b[ÀàAa] (ele|ela) (não )?gost", r"\1 \2gost"), (r"\b[Aa] (eles|elas) (não )?gosta\b", r"\1 \2gostam"),
    (r"\b[Aa] (meu|minha|teu|tua|seu|sua|nosso|nossa) (\w+) (não )?gosta\b", r"\1 \2 \3gosta"),
    (r"\b[Aa]o (meu|seu|nosso) (\w+) (não )?gosta\b", r"o \1 \2 \3gosta"),
    (r"\b[ÀàAa] (?:a )?(minha|sua|nossa) (\w+) (não )?gosta\b", r"a \1 \2 \3gosta"),
    (r"\b[ÀàAa] mim me (dói|faz|dá|parece|custa|falta)", r"me \1"),
    # talking, answering, complaining, going with
    (r"\b(me|te|lhe|nos) fala(m|va|vam|ram)?\b(?! (?:de|do|da|em|sobre))", r"fala\1\2"),
    (r"\bfalame(\w*)\b", r"fala\1 comigo"), (r"\bfalate(\w*)\b", r"fala\1 contigo"),
    (r"\bfalalhe(\w*)\b", r"fala\1 com ele"), (r"\bfalanos(\w*)\b", r"fala\1 conosco"),
    (r"\bcontest(?=ou\b|ei\b|aram\b|ado\b|ar\b)", "respond"),
    (r"\brespondou\b", "respondeu"), (r"\brespondaram\b", "responderam"), (r"\brespondado\b", "respondido"),
    (r"\brespondei\b", "respondi"), (r"\brespondar\b", "responder"),
    (r"\bme queixo\b", "reclamo"), (r"\bse queixa(m?)\b", r"reclama\1"), (r"\bqueixar-(?:me|se)\b", "reclamar"),
    # going home, and for somebody
    (r"\b(volt\w+|ir|fui|foi|vou|cheg\w+) (?:em|a|para) casa d(?=[oae]s? )", r"\1 para a casa d"),
    (r"\b([Ee]m) casa d(?=[oae]s? )", "na casa d"),
    (r"\b([Ff]ui|[Ff]oi|[Ff]omos|[Ff]oram|[Vv]ou|[Vv]ai|[Ii]rei) a (?=\w+[aei]r\b)", r"\1 "),
    (r"\b([Ss]ou|[Ss]omos|era|eram|seria|fosse) (?=aqui\b|ali\b)", "@\\1 "),
    (r"@[Ss]ou ", "estou "), (r"@[Ss]omos ", "estamos "), (r"@era ", "estava "), (r"@eram ", "estavam "),
    (r"@seria ", "estaria "), (r"@fosse ", "estivesse "),
    (r"(?<=\w )os fins de semana(?=[.,;!?]|$)", "nos fins de semana"),
    # leave, papers, work
    (r"\b[Dd]e baixa (?=por|pel)", "de licença médica "), (r"\b[Pp]apéis\b", "documentos"),
    (r"\b([Dd]eu|[Dd]eram)-me encontro por\b", r"\1-me uma consulta para"),
    (r"\bencontro por (?=segunda|terça|quarta|quinta|sexta)", "consulta para "),
    (r"\b(eu )?me (?:reformo|aposento)\b", r"\1vou me aposentar"),
    (r"\b(trabalh\w+) de (?=cuidad|garç|limp|pedreir|motoris|cozinh)", r"\1 como "),
    (r"\b[Ff]az-me mal tudo\b", "tudo me dói"), (r"\b[Dd]ói-me tudo\b", "meu corpo todo dói"),
    (r"\b[Gg]anho (?=(?:demasiado|muito|tão) (?:pouco|mal)|pouco|mal\b)", "recebo "),
    (r"\b(eu )?já não posso mais(?=[.,!])", r"não aguento mais"),
    (r"\bjá não vou(?=[.,!])", "já não vou lá"),
    # falling ill, putting on, waiting
    *((rf"\b(?:[Ss]e |[Mm]e )?{put}(?:-se|-me)? (?=doente|trist|nervos|content|furios|melhor|pior)", f"{fell} ")
      for put, fell in (("[Pp]ôs", "ficou"), ("[Pp]us", "fiquei"), ("[Pp]useram", "ficaram"))),
    (r"\b[Pp]onha-(?:te|se) (?=(?:o|a|os|as) )", "coloque "), (r"\b[Ee]spere-(?:te|se)\b", "espere"),
    (r"\b[Vv]á-(?:te|se) (?:em|a) casa\b", "vá para casa"), (r"\b[Vv]á-(?:te|se)\b", "vá embora"),
    (r"\b[Vv]á a casa\b", "vá para casa"), (r"\b[Cc]ale e (?=\w)", "fique quieto e "),
    # rain, cold, wind
    *((rf"\b{made} (um pouco de |um pouquinho de |bastante |muito |tanto |demasiado )(frio|calor)\b", rf"{was} \1\2")
      for made, was in (("[Ff]az", "está"), ("[Ff]azia", "estava"), ("[Ff]ez", "esteve"))),
    (r"\b([Ee]st[aáe]\w*) um pouqu?(?:o|inho) de (frio|calor)\b", r"\1 um pouco \2"),
    (r"\b[Oo] (?:grande|maior) (\w+) e o pequeno\b", r"o mais velho \1 e o mais novo"),
    (r"\b[Aa] (?:grande|maior) (\w+) e a pequena\b", r"a mais velha \1 e a mais nova"),
    (r"^A que (?=\w+ (?:é|era) )", "Aquela que "), (r"^O que (?=\w+ é (?:meu|o meu|minha))", "Aquele que "),
    (r"^[Ee]u,? no teu lugar", "No teu lugar"), (r"\b[Cc]adaqual\b", "cada um"), (r"\b[Aa] que hora\b", "a que horas"),
    *((rf"\b(?:vós )?{yours}\b", f"vocês {put}") for yours, put in (
        ("podeis", "podem"), ("quereis", "querem"), ("sabeis", "sabem"), ("fazeis", "fazem"), ("tendes", "têm"),
        ("abris", "abrem"), ("fechais", "fecham"), ("viveis", "vivem"), ("trabalhais", "trabalham"), ("sois", "são"),
        ("estais", "estão"), ("vindes", "vêm"), ("ides", "vão"), ("precisais", "precisam"), ("dizeis", "dizem"))),
    (r"\b(Ia|[Ii]am|[Ii]as)-(dizer|explicar|pedir|dar) a ele\b", r"\1 \2 a ele"), (r"\bIa-(?=\w+r\b)", "Ia "),
    (r"^Ia (?=dizer|explicar|pedir|dar)", "Eu ia "), (r"\b[Tt]odos? folded\b", "todos juntos"),
)  # fmt: skip
_FIRST, _THEN, _LAST = replacements(*_PORTUGUESE), replacements(*_WORDS), replacements(*_EVERYDAY)


def as_pt_en_reads(text: str) -> str:
    """Portuguese `text` of Apertium as firefox-pt-en reads it best: pronouns before the verbs, words of Brazil."""
    text = replaced(_FIRST, text)
    text = _INSIDE_CUT.sub(_out_of_cut, text)
    text = _INSIDE_WHOLE.sub(r"\2 \1\3", text)
    text = replaced(_THEN, _INSIDE.sub(r"\2 \1\3", text))
    return _NOUN.sub(_regendered, replaced(_LAST, text))


def _out_of_cut(match: re.Match[str]) -> str:
    stem = match[1]
    return f"{match[2]} {stem[:-1]}{stem[-1].translate(_PLAIN)}r{match[3]}"


def _regendered(match: re.Match[str]) -> str:
    words = [*match["before"].split(), match["noun"]]
    return " ".join(_same_case(word, (_FEMININE | _NOUNS)[word.lower()]) for word in words)


def _same_case(word: str, put: str) -> str:
    return put.capitalize() if word[0].isupper() else put
