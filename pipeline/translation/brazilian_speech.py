"""What people say to each other, in the words of Brazil that firefox-pt-en knows best. Pure.

After the tables of `brazilian_everyday.py`: whom something is given or told, who comes, what is liked, asked, wanted.
"""

from __future__ import annotations

from pipeline.patterns import replacements

_LIKING = (
    ("me", "eu adoro"),
    ("te", "você adora"),
    ("lhe", "ele adora"),
    ("nos", "nós adoramos"),
    ("lhes", "eles adoram"),
)
_DAYS = r"(segunda|terça|quarta|quinta|sexta)s?-feiras?"
#: After "when" and "if", Portuguese has forms of its own.
_WHEN_THEN = (
    ("veja", "vir"), ("vejas", "vir"), ("venhas", "vier"), ("venha", "vier"), ("tenhas", "tiver"), ("tenha", "tiver"),
    ("queiras", "quiser"), ("queira", "quiser"), ("possas", "puder"), ("possa", "puder"), ("saibas", "souber"),
    ("saiba", "souber"), ("faças", "fizer"), ("faça", "fizer"), ("chegues", "chegar"), ("chegue", "chegar"),
    ("acabes", "acabar"), ("acabe", "acabar"), ("sejas", "for"), ("seja", "for"), ("vás", "for"), ("precises",
     "precisar"),
)  # fmt: skip

#: Somebody who may have done it; when it was; and that nobody who did it comes behind the verb.
_SOMEBODY = (
    r"\b(?:[Oo]s|[Aa]s|eles|elas|[Mm]eus|[Mm]inhas|[Nn]oss[oa]s|[Mm]uit[oa]s|[Aa]lgu[mn]\w*|[Tt]od[oa]s|[Dd]uas"
    r"|[Dd]ois) "
)
_WHEN = (
    r"(?:[Nn]a|[Nn]o|[Nn]aquel[ea]|[Ee]m|[Hh]á|[Ff]az|[Oo]ntem|[Hh]oje|[Dd]epois|[Ll]ogo|[Ee]ntão|[Ff]inalmente|[Jj]á"
    r"|[Aa]os?|À|[Dd]urante|[Cc]om|[Aa]qui|[Aa]li|[Ll]á)\b"
)
_NOBODY = rf"(?! (?:{_SOMEBODY}))"

SPEECH = replacements(
    # liking, giving, paying
    *((rf"(?:\b[Aa] (?:mim|ti|nós|ele|ela|eles) )?\b{whom} encantam? (?=\w)", f"{like} ") for whom, like in _LIKING),
    *((rf"\b[Ee]ncantam?-{whom} (?=\w)", f"{like} ") for whom, like in _LIKING),
    (r"\blhe ((?:vou |vamos |tenho de |posso |quero )?(?:pag|dev|deix|compr|d(?:á|ão|ei|eu|eram|ava\w*|ou|amos"
     r"|aria)\b|ofere|envi|lev|tra[zg]|troux|prest|vend)"
     r"(?!evo a vida)\w*)(?! a (?:el|meu|minha|seu|sua))", r"\1 a ele"),
    (r"\blhe roub(\w+) ([oa]s?) (\w+)", r"roub\1 \2 \3 dele"), (r"\b[Rr]oubaram-lhe ([oa]s?) (\w+)",
     r"Eles roubaram \1 \2 dele"),
    *((rf"^{give}-(me|nos) (?=(?:\S+ ){{1,3}}euros)", rf"Eles \1 {give.lower()} ") for give in (
        "Dão", "Pagam", "Davam", "Pagavam", "Pedem", "Pediam", "Cobram", "Deram", "Pagaram", "Devem", "Faltam")),
    *((rf"\b{whom} (cuida(?:m|va|vam|ram)?|cuidou)\b", rf"\1 de {of}") for whom, of in (
        ("nos", "nós"), ("me", "mim"), ("te", "ti"))),
    (r"\b[Dd]ê(?:-lhe| a ele) (isto|eles)\b(?! (?:a|para))", r"Dê \1 a ele"),
    (r"\b[Cc]ortaram-nos ([oa]) ", r"Eles cortaram \1 noss\1 "), (r"\b[Cc]ortaram-me ([oa]) ",
     r"Eles cortaram \1 minh\1 "),
    (r"\bminho\b", "meu"), (r"\beuros no (ano|mês|dia)\b", r"euros por \1"),
    # what is said to somebody, and what for
    (r"\b((?:diss|ped)\w+(?:-\w+| a \w+)?) que (?:eles |ele )?(não )?(vi|fi|t|f|p|d|volt|telefon|lig|esper|entr|cham"
     r"|sa)(ess|zess|ivess"
     r"|oss|uses|usess|ass|íss)em\b", r"\1 que \2\3\4em"),
    # not any more, never before
    (r"^(?:Eu )?[Jj]á não ((?:me |te |se |nos |o |a )?(?!(?:me|te|se|nos|o|a) |(?:são|é|era|eram|sou)(?! \w)|posso"
     r"|resta|vou|fica"
     r"|tenho \w+ anos)\w+)(?! mais)", r"Não \1 mais"),
    (r"\b([Ee]u|[Ee]le|[Ee]la|[Nn]ós|[Ee]les) já não ((?:me |te |se |nos |o |a )?"
     r"(?!(?:me|te|se|nos|o|a) |(?:são|é|era|eram|sou)(?! \w)|posso|resta|fica|tenho \w+ anos)\w+)(?! mais)",
     r"\1 não \2 mais"),
    (r"^Nunca eu\b", "Eu nunca"), (r"^Nunca mais eu\b", "Eu nunca mais"), (r"^Nunca (nós|eles|ele|ela) ", r"\1 nunca "),
    (r"\bme deram trabalho\b", "me deram emprego"), (r"\b[Ff]ari(?:a|am) falta (?=\w+r\b|que\b)", "seria necessário "),
    (r"\b[Ee]m (?:a )?minha vida (?=tinha|havia|eu tinha)", "Nunca "),
    *((rf"\bnão {have} voltado a (\w+){end}\b", rf"nunca mais \1{put}") for have, ends in (
        ("tenho", ("ei", "i", "i")), ("tem", ("ou", "eu", "iu")), ("têm", ("aram", "eram", "iram")))
      for end, put in zip(("ar", "er", "ir"), ends, strict=True)),
    (r"\b[Tt]alvez ((?:amanhã|hoje|ele|ela) )?(ve|te)m\b", r"talvez \1\2nha"),
    (r"\b[Tt]alvez ((?:amanhã|hoje|ele|ela) )?está\b", r"talvez \1esteja"),
    (r"\b[Tt]alvez ((?:amanhã|hoje|ele|ela) )?é\b", r"talvez \1seja"),
    (r"\b[Tt]alvez ((?:amanhã|hoje|ele|ela) )?pode\b", r"talvez \1possa"),
    (r"\b([Nn]os|[Mm]e) teria (?:estado|ido) (?=melhor|bem)", "teria sido "),
    (r"\b((?:[Ff]az|há) \w+ (?:mês|meses|anos?|semanas?) que )(?=nasceu|morreu|veio|chegou)", r"\1ele "),
    # birthdays, and how much older
    (r"\bcumpre (?=\w+(?: e \w+)? anos)", "vai completar "), (r"\bcumpro (?=\w+(?: e \w+)? anos)", "vou completar "),
    (r"\bcumprirá (?=\w+(?: e \w+)? anos)", "vai completar "), (r"\bcumprir (?=\w+(?: e \w+)? anos)", "completar "),
    (r"\b[Aa]cabo de completar\b", "acabei de completar"),
    (r"^[Éé] mais (\w+ anos?) (?:velho|grande) (?:do )?que\b", r"Ele é \1 mais velho que"),
    (r"\bmais (\w+ anos?) (?:velh[oa]|grande) (?:do )?que\b", r"\1 mais velho que"),
    (r"\ba mais pequena de (?=\w+ irmãos)", "a mais nova de "), (r"\bo mais pequeno de (?=\w+ irmãos)",
     "o mais novo de "),
    (r"\b(me|o|a|nos) reform(aram|ou)\b", r"\1 aposent\2"), (r"\bpara o qual(?=[.,;!?]|$)", "para isso"),
    (r"^O (inverno|verão|ano|mês|outono|fim de semana|domingo|sábado) (passado|próximo)a? ", r"No \2 \1 "),
    (r"^O (fim de semana) próxima ", r"No próximo \1 "),
    (r"\b[Oo] (fim de semana) próxima\b", r"o próximo \1"), (r"^A (semana|noite|primavera) passada (?!foi|era)",
     r"Na \1 passada "),
    (r"\b(trabalh|vive?i|est|mor)(ei|i|ive|ou|eu|eve|amos|emos|ivemos|aram|iveram) ((?:aqui|ali|lá|juntos|fora) )?"
     r"(?=(?:um|uma|dois|duas|três|quatro|cinco|seis|sete|oito|nove|dez|\d+|muit[oa]s) (?:anos?|meses|dias?|semanas?"
      r"|horas?)(?! \w+ndo\b))", r"\1\2 \3durante "),
    (r"\b(cortaram [oa] \w+ \w+) (?=(?:um|uma|dois|duas|três|quatro|\d+) (?:anos?|meses|dias?|semanas?|horas?))",
     r"\1 durante "),
    # told not to: "que não me preocupasse"
    *((rf"\b((?:[Dd]isse|[Dd]isseram|[Pp]ediu|[Pp]ediram)(?:-me|-nos|-lhe| a \w+)?) que (não )?((?:me|se|o|a) )?"
     rf"(\w+){was}\b", rf"\1 para \2\3\4{do}")
      for was, do in (("asse", "ar"), ("esse(?<!ivesse)(?<!isesse)(?<!zesse)(?<!désse)", "er"), ("isse", "ir"))),
    *((rf"\b((?:[Dd]isse|[Dd]isseram|[Pp]ediu|[Pp]ediram)(?:-me|-nos|-lhe| a \w+)?) que (não )?{was}\b",
     rf"\1 para \2{do}")
      for was, do in (("fosse", "ir"), ("viesse", "vir"), ("tivesse", "ter"), ("fizesse", "fazer"))),
    (r"^(Disse|Pediu)-(me|nos) para\b", r"Ele \2 \1_ para"), (r"\bDisse_", "disse"), (r"\bPediu_", "pediu"),
    # "tu" and "vós" are hardly said in Brazil
    *((rf"\b[Tt]u (já |não |nunca |também |me |te |não me )?(?!(?:diss|fiz|tiv|vi|fo|estiv|pud|quis|soub|pus|troux"
     rf"|d)este\b)(\w\w+){thou}\b", rf"você \1\2{you}")
      for thou, you in (("aste", "ou"), ("este", "eu"), ("iste", "iu"))),
    *((rf"\b(?:vos )(\w\w+){ye}\b", rf"vocês se \1{you}") for ye, you in (("astes", "aram"), ("estes", "eram"),
     ("istes", "iram"))),
    (r"\bvos vocês\b", "vocês"), (r"^Como (?:tu )?te chamas\b", "Qual é o seu nome"),
    (r"\b[Tt]e [Ii]mportaria (?:de )?(\w+r)-me\b", r"você se importaria de me \1"),
    (r"\b[Tt]e [Ii]mportaria (?:de )?(?=\w+r\b)", "você se importaria de "), (r"^[Ss]entem-se\b", "Sente-se"),
    (r"\b[Rr]end[ae]is\b", "desistam"), (r"^Não vos desistam\b", "Não desistam"), (r"^Não vos enfad(?:ais|eis)\b",
     "Não se zangue"), (r"^Não te enfades\b", "Não se zangue"), (r"^Não vos (\w+)[ae]is\b", r"Não se \1e"),
    (r"^Não (\w+)[ae]is\b", r"Não \1e"),
    (r"\b[Gg]rite comigo\b", "grite para mim"),
    (r"^([Tt]raga|[Ll]eve) (?:às|[oa]s?) (crianças|meninos|menino|menina|filhos) (?:na|à|ao|no|para a) (escola"
     r"|colégio)", r"Leve as \2 para a \3"),
    (r"^Me [Tt]eria (?=ficado|ido|perdido|casado|esquecido|matado)", "Eu teria "),
    (r"\bfizesse falta\b", "fosse necessário"), (r"^(Amanhã|Hoje) há (?=\w+ (?:anos?|meses|mês|semanas?) que)",
     r"\1 faz "),
    (r"^((?:De vez em quando|Às vezes|[Ss]empre|[Cc]ada \w+|Muitas vezes),? )(\w+[ae])-(me|nos)\b", r"\1ele \3 \2"),
    (r"^((?:ajud|apoi|visit|escut|anim|cuid|trat|salv)aram|(?:acolh|receb|atend|defend)eram)-(me|nos) "
     r"((?:[oa]s|un?s|umas|dois|duas|muit[oa]s|meus|minhas)(?: \w+){1,3})(?=[.,;!?]|$)", r"\3 \2 \1"),
    (rf"^(\w+(?:a|e|i)ram)-(me|nos)\b{_NOBODY}", r"Eles \2 \1"),
    (r"^((?:abr|devolv|oferec|ensin|tir|roub|cort|entreg|mostr|pag|fech|envi|prepar|compr)[aei]ram|deram|trouxeram)"
     r"-(me|nos) (?=[oa]s )", r"Eles \2 \1 "),
    (rf"^({_WHEN}(?:(?!{_SOMEBODY})[^,;.!?])*,? )(\w+(?:a|e|i)ram)-(me|nos)\b{_NOBODY}", r"\1eles \3 \2"),
    (rf"(, (?:e |mas )?|\b(?:e|mas|quando|porque|se) )(\w+(?:a|e|i)ram)-(me|nos)\b{_NOBODY}", r"\1eles \3 \2"),
    *((rf"\b{whom} (tir\w+|roub\w+) tudo\b", rf"\1 tudo de {of}") for whom, of in (("me", "mim"), ("nos", "nós"),
     ("lhe", "ele"))),
    *((rf"\b{whom} (deix|traz|troux|mand|envi|compr)(\w*) isto\b(?! (?:par|a )a)", rf"\1\2 isto para {to}") for whom,
     to in (("te", "você"), ("vos", "vocês"))),
    (r"\b[Vv]os esperamos\b", "estamos esperando por vocês"), (r"\b[Tt]e esperamos\b", "estamos esperando por você"),
    (r"\blhes (diss\w+|dig\w+|diz\w*|fal\w+|explic\w+|cont\w+|perg\w+|ped\w+|escrev\w+|dei|deu|eram|dou|dão|deram"
     r"|dá)\b", r"\1 a eles"),
    (r"\b[Oo]s (disse|expliquei|contei|perguntei|pedi|dei|disseram) que\b", r"\1 a eles que"),
    *((rf"\b{whom} (?:têm baixado|baixaram|tinham baixado) {the} ", f"reduziram {mine} ") for whom, mines in (("me",
     ("o meu", "a minha")), ("nos", ("o nosso", "a nossa")))
      for the, mine in zip(("o", "a"), mines, strict=True)),
    (r"\b([Tt]ive|[Tt]eve|[Tt]ivemos) (de|que) hipotecar ([oa]) ", r"\1 \2 pôr uma hipoteca sobre \3 "),
    (r"\bnowhere\b", "em lugar nenhum"),
    (r"\bencontro (?=no centro de saúde|com o médico|ao médico|médic)", "consulta "),
    (r"\b([Tt]en\w+|[Tt]in\w+|[Pp]e[çd]\w+|[Dd]eram-me) encontro\b", r"\1 consulta"),
    (r"\b[Qq]ual susto me deste\b", "Que susto você me deu"), (r"\ba ele (a [A-Z])", r"\1"),
    *((rf"\b[Ee]nsin{end}(-me|-lhe| a ele| a ela| a eles|) (?=(?:[oa]s? )?(?:documento|carteira|cartão|casa"
     rf"|apartamento|foto|horta|quarto"
     rf"|papel|bilhete))", rf"mostr{end}\1 ") for end in ("e", "ou", "ei", "aram", "ar", "a")),
    (r"^[Ee]ncontra-se (?=(?:muito |mais )?(?:bem|mal|melhor|pior|soz))", "Ele se sente "),
    (r"^[Ff]az pouco (?=eu|a gente|ele|nós)", "Há pouco tempo "),
    (r"\ba meia noite\b", "à meia-noite"), (r"\b([Pp]assou|[Pp]assaram) num(a?) (?=semana|mês|ano|dia|hora)",
     r"\1 um\2 "), (r"\bme teria morrido\b", "eu teria morrido"),
    (r"^[Qq]uant[oa]s (anos|meses|dias) (?:levas|trazes|levais) (?=aqui|em|sem|n[ao])", r"Há quantos \1 você está "),
    (r"^Que é o que mais (?:tu )?tens saudades", "Do que você mais sente falta"),
    (r"^Quando nós nos vemos\b", "Quando a gente se vê"), (r"^Tendes trazido\b", "Vocês trouxeram"),
    (r"^Tendes (\w+)ado\b", r"Vocês \1aram"), (r"^Tendes (com|beb|vend|aprend|receb|perd|entend)ido\b",
     r"Vocês \1eram"),
    (r"^Tendes (\w+)ido\b", r"Vocês \1iram"), (r"\bpreferes\b", "você prefere"), (r"\bnão recebo há\b",
     "não recebo o salário há"), (r"\b(criar|educar) às\b", r"\1 as"),
    (r"^(Levante|Acorde)(-se)?, que (?=é|já|está)", r"\1\2, porque "), (r"\b[Vv]amo-la ver\b", "vamos ver ela"),
    (r"\bpeço perdão\b", "peço desculpas"),
    (r"^[Éé] mais (\w+ anos?) (?:jovem|nov[oa]) (?:do )?que\b", r"Ele é \1 mais novo que"),
    (r"\bmais (\w+ anos?) (?:jovem|nov[oa]) (?:do )?que\b", r"\1 mais novo que"),
    (r"^Prove (?=est|[oa]s? )", "Experimente "), (r"^Tendes feito\b", "Vocês fizeram"), (r"^Tendes visto\b",
     "Vocês viram"),
    (r"^Não me (?=(?:quis|disse|pôde|soube|deu|fez|trouxe|deixou|ajudou|pagou|ouviu|devolveu|mostrou) )",
     "Ele não me "),
    (r"^Ele não me quis (?=\w+r\b)", "Ele não quis me "),
    (r"\b([Aa])parte-se\b", r"\1faste-se"),
    (r"^A mim (?:eles )?me (?=\w+ram\b)", "Eles me "), (r"^Não me (\w+) ninguém\b", r"Ninguém me \1"),
    (r"\bdizer(ei|á|emos|ão|iam?)\b", r"dir\1"),
    (r"\bisto tudo(?=[.!,]|$)", "tudo"), (r"\bt[êe]-lo (\w+[dt]o)\b", r"ter \1 ele"), (r"\bt[êe]-la (\w+[dt]o)\b",
     r"ter \1 ela"),
    (r"\b(me|te|se|nos) (tem\w+|tenho|tive|teve|vou|vai|vamos) (de |que )?costumar\b", r"\1 \2 \3acostumar"),
    (r"\bapague (os? celular)", r"desligue \1"), (r"^Apague (os? celular)", r"Desligue \1"),
    (r"\b[Aa] jornada(?! de trabalho)(?=[.,]| e )", "o horário de trabalho"), (r"^Compre ao (?=mercado|supermercado)",
     "Compre no "),
    (r"\b([Ee]stive|[Ee]steve|[Pp]assei|[Pp]assou|[Tt]rabalhei) num(a?) (?=ano|mês|semana|dia|hora)", r"\1 um\2 "),
    (r"\bcumpre num ano\b", "vai completar um ano"),
    (r"\b(leva|traz|busca|ajuda|visita) às (?=crianças|meninas|filhas|avós)", r"\1 as "),
    # to do so to me
    (r"^(Angustia|Preocupa|Assusta|Incomoda|Alegra|Entristece)-me (muito |tanto )?(\w+r .+?)(\.?)$", r"Me \1_ \2\3\4"),
    *((rf"\bMe {does}_ ", f"eu fico {am} ") for does, am in (
        ("Angustia", "angustiado ao"), ("Preocupa", "preocupado ao"), ("Assusta", "assustado ao"), ("Incomoda",
         "incomodado ao"),
        ("Alegra", "feliz ao"), ("Entristece", "triste ao"))), (r"\bao (muito|tanto) (?=\w+r\b)", r"\1_ ao "),
         (r"\bfico (\w+) (muito|tanto)_ ao\b", r"fico \2 \1 ao"),
    *((rf"\b{whom} puseram isto (muito |demasiado )?(difícil|fácil)\b", rf"tornaram isso \1\2 para {to}") for whom,
     to in (("nos", "nós"), ("me", "mim"))),
    *((rf"\b[Pp]agam-{whom} {the} ", f"pagam {mine} ") for whom, ours in (("me", ("o meu", "a minha", "os meus",
     "as minhas")),
      ("nos", ("o nosso", "a nossa", "os nossos", "as nossas"))) for the, mine in zip(("o", "a", "os", "as"), ours,
      strict=True)),
    (r"\b((?i:troux|lev|dei|deu|deram|envi|Compr|Pag|Diss|Explic|Cont|Mostr|Ped|Pergunt)\w*)-lhe isto\b(?! a )",
     r"\1 isto a ele"), (r"^[Ff]icam-(me|nos) ", r"Ainda \1 restam "),
    (r"\b(disto|conta) tarde\b", r"\1 tarde demais"),
    (r"\b(?:eles )?lhe (?:encontr|ach|detect|diagnostic)aram (?=um)", "descobriram que ele tinha "),
    (r"^[Ee]ncontraram-lhe (?=um)", "Eles descobriram que ele tinha "),
    (r"\b[Qq]uando (?:tu )?cumpras (?=\w+ anos)", "quando você completar "), (r"\b[Qq]uando eu cresça\b",
     "quando eu crescer"),
    (r"^Parece mais\b", "Ele parece mais"), (r"\bdizeria", "diria"), (r"^Quem o diria\b", "Quem diria"),
    (r"\brompid([oa]s?)\b", r"quebrad\1"),
    (r"^(Isto|Isso) passou (?=há|ontem|em|no|aqui)", r"\1 aconteceu "), (r"\b[Dd]esde em\b", "desde"),
    (r"^Creu (?:isto|nisso)\b", "Ele acreditou nisso"),
    (r"\b(encontr\w+|vi|viu|conhec\w+)( \w+)? ao (?=metro|mercado|parque|bar|hospital|supermercado|ônibus|autocarro)",
     r"\1\2 no "),
    (r"\b(ver|ouvir|ajudar|visitar|levar|trazer|buscar|deixar) às ", r"\1 as "),
    (r"\b(ver|ouvir|ajudar|visitar|levar|trazer|buscar) aos ", r"\1 os "),
    (r"\b[Ss]entem?(?:-se)? todos,(?: que| porque)?", "Tomem assento,"), (r"\be sente(?=[.!,])", "e sente-se"),
    (r"^(?:Eu )?não (?:estava rindo|ria) havia\b", "Eu não dava risada há"), (r"^Não ria havia\b",
     "Eu não dava risada há"), (r"\bria(m)?\b", r"estava\1 rindo"),
    (r"\b[Nn]ão chores\b", "não chore"),
    (r"\bmaneira de que (?:eles )?(?:me |nos )?atendam\b", "maneira de eles atenderem"), (r"\b(me|nos) atendam o\b",
     "atendam o"),
    (r"\bnos (?=(?:\d+|\w+(?:e|ze|nta|nte|is|te|to|ve|ez)) anos\b)", "aos "),
    (r"\bn?o (Janeiro|Fevereiro|Março|Abril|Maio|Junho|Julho|Agosto|Setembro|Outubro|Novembro|Dezembro)\b", r"em \1"),
    (r"\bem em\b", "em"), (r"\best(?:ou) aposentad", "sou aposentad"), (r"^Acaba de completar\b",
     "Ele acabou de completar"), (r"\btem num\b", "tem um"),
    (r"\bnão (?:tenho|temos) revisto a? ?", "não vi mais "), (r"\bnão (?:tenho|temos) visto mais a? ?",
     "não vi mais "), (r"\bnão voltei a ver\b", "não vi mais"),
    (r"\b([Nn]ingu[ée]m|[Ee]le|[Ee]la) me creu\b", r"\1 acreditou em mim"), (r"^Creu-o\b", "Ele acreditou nisso"),
    (r"\b([Nn]ão )(?:o|a) creio\b", r"\1acredito nisso"),
    (r"\b[Cc]om nós\b", "conosco"), (r"\b[Cc]ombine-[ts]e conosco\b", "Fique conosco"),
    (r"\b[Ff]ique-[tsv]\w+ (?=isto)", "fique com "),
    (r"\b[Pp]onham?-v?[os]s as?\b", "coloque as"), (r"\b([Oo])nde tu nasceste\b", r"\1nde você nasceu"),
    (r"^[Cc]omo te fizeste (isto|isso)\b", r"Como você fez \1"),
    (r"^[Cc]omo tu te fizeste (isto|isso)\b", r"Como você fez \1"),
    (r"\b[Tt]u tens (?=fome|frio|sede|medo|sono|calor)", "você está com "),
    (r"\b[Oo]nde tu tens deixado\b", "onde você deixou"), (r"^Quanto pagas\b", "Quanto você paga"),
    (r"^Há que (?=\w+r\b)", "É necessário "),
    (r"^(?:Eles |Tu )?(?:te )?chamaram já\?", "Eles já te ligaram?"), (r"\bcomo faz-se\b|\bcomo se faz(?=[.,!?])",
     "como fazer"), (r"\b[Ii]magine-[ts]e como\b", "imagine como"),
    (r"\b[Cc]r(?:ei|i)a-me,", "acredite em mim,"), (r"\b[Dd]escansa (?=um pouco|agora|bem|já)", "descanse "),
    (r"^(?:[Ee]nche|[Rr]echeie|[Ee]ncha) (?=est|o |a )", "Preencha "),
    (r"\b(este|o) papel(?=[.,!]|$)", r"\1 formulário"), (r"\b[Tt]elefone a emergências\b|\b[Cc]hame a emergências\b",
     "Ligue para a emergência"),
    (r"\b(est\w+|está) (muito |bastante )?calor\b", r"\1 \2quente"), (r"\bà procurar\b", "buscar ela"),
    (r"\bem casa sua\b", "na casa dela"),
    (r"\bcuid(\w+) (a )?uma (?=menina|criança|pessoa)", r"cuid\1 de uma "),
    (r"\b(menina|criança|menino) acolhid[oa]\b", r"\1 em acolhimento familiar"),
    (r"\bMe Encantaria\b|\b[Ee]u me [Ee]ncantaria\b", "Eu adoraria"), (r"\b[Aa] urgências\b", "na sala de emergências"),
    (r"\b[Ss]e te sintas mau\b", "se você se sentir mal"), (r"\b[Ss]e (?:tu )?te sentes mal\b",
     "se você se sentir mal"),
    (r"\b[Dd]e na (segunda|terça|quarta|quinta|sexta)-feira\b", r"de \1-feira"), (r"\bvenha manhã\b|\bVenha manhã\b",
     "Venha amanhã"),
    (r"\biria manhã\b", "iria amanhã"), (r"\bmuito de tempo\b", "muito tempo"), (r"\b[Ee]m cada (ano|dia|mês)\b",
     r"cada \1"),
    # days
    (rf"(?<!às )(?<!as )(?<!cada )(?<!da )(?<!na )(?<!de )(?<!a )(?<!próxima )\b{_DAYS} (?=[àa] |de)", r"na \1-feira "),
    # questions
    (r"^[Pp]ára (?=que\b)", "Para "), (r"^[Aa] quem (?:lhe |se )?toca\b", "De quem é a vez"),
    (r"^(?:[Oo] )?[Qq]ue (?:te|lhe) parecem? ([oa]s?) ", r"O que você acha d\1 "),
    (r"^(?:[Oo] )?[Qq]ue vos parecem? ([oa]s?) ", r"O que vocês acham d\1 "), (r"\bagora que faço\b",
     "agora o que eu faço"),
    (r"^Como (?:você )?se encontra\b(?! com)", "Como você está"), (r"\b(tua|sua|minha|a) direcç?ão(?=[.?!,]|$)",
     r"\1 endereço"),
    (r"^(E )?(?:ag|A)ora que (?=faço|fazemos)", r"\1agora o que "),
    # things, people, places
    (r"\b([Mm])olest", r"\1_"), (r"\bm_(?=\w)", "incomod"), (r"\bM_(?=\w)", "Incomod"), (r"\b([Aa]) compra\b(?! d)",
     r"\1s compras"),
    (r"\bà compra\b(?! d)", "às compras"), (r"\b[Oo]s great-grandparents\b", "Os bisavós"),
    (r"\b([Ee]st\w+) (?:ao|no|em) desemprego\b", r"\1 desempregado"),
    (r"\bmuito bo(m|a) (?=rapaz|garoto|garota|pessoa|menin)", r"bo\1 "),
    (r"\b([Mm])inha sogra vive\b", r"\1inha sogra mora"), (r"^Minha (?=sogra)", "A minha "), (r"\bao sofa\b",
     "no sofá"),
    (r"\b[Hh]averia que (?=\w+r\b)", "seria necessário "), (r"\b(mais|de|há|faltam|tem|têm) praças\b", r"\1 vagas"),
    (r"\bao ver(?=[.,;!?]|$)", "a ver ele"), (r"\bliteira\b", "maca"), (r"\b[Ss]uba-se à maca\b", "Suba à maca"),
    (r"\buma avaria\b(?! n)", "um problema técnico"), 
    # asking: "that it is cold" is why
    (r"^((?:[Cc]oloque|[Ff]eche|[Vv]enha|[Tt]raga|[Ll]eve|[Tt]ire|[Aa]bra|[Cc]oma|[Ee]ntre|[Cc]orra|[Ss]aia)(?:-\w+)?"
     r"(?: [^,?]*)?), que (?=está|faz|há|vai|já|é|chove|vamos|tenho|estou|ainda)", r"\1, porque "),
    (r"\b[Cc]omam devagar\b", "Coma devagar"), 
    (r"\b([Nn]ão) (?:vos|te|se) (desist\w+)", r"\1 \2"), (r"\b[Nn]ão te rendas\b", "Não desista"),
    (r"\b[Nn]ão se renda(m?)\b", r"Não desista\1"),
    (r"\b[Rr]egue(m?) (?=[oa]s? )", r"Molhe\1 "), (r"\b[Nn]ão chores mais\b", "Não chore mais"),
    (r"\b[Ff]aç[oa]m? caso a(o?)(s?) ", r"escute \1\2 "), (r"\b[Ff]aça-([oa]) tu\b", "Faça isso você mesmo"),
    (r"\b([Tt]elefon)(?=[eao]\w* a(?:o número)? \d)", r"\1_"), (r"\b[Tt]elefon_e a(?:o número)? ", "Ligue para o "),
    (r"\btelefon_", "telefon"),
    (r"\b[Aa]calme-se\b", "Fique calmo"), (r"\b[Aa]ponte (?=o |meu|a |isto)", "Anote "),
    (r"\b[Rr]espire? (?:a )?fundo\b", "Respire profundamente"),
    (r"^((?:Avise|Traga|Leve|Chame|Ligue|Mostre|Coloque|Guarde|Apague|Tire|Anote|Dê|Use|Deixe|Conte|Escreva|Peça|Fale"
     r"|Pergunte)(?: \w+)? [oa]) t(eu|ua)\b",
     r"\1 s\2"), (r"\bcompra-a(?=[.,;!?]|$)", "as compras"), (r"^Dêem-vos\b", "Dê-nos"),
    (r"\b(apanh|peg)(em|ue|a) o telefone\b", "atendam o telefone"),
    (r"\b([Mm])eus (prim|filh|irm|ti|sobrinh|net|amig|vizinh)as\b", r"\1inhas \2as"),
    (r"\b(?:me )?contest(?:e|em|a|am)(?:-me)? o telefone\b", "atendam o telefone"),
    (r"\bo (tivesse|tivéssemos) sabido\b", r"\1 sabido"),
    (r"\bme bloque(\w+) a conta\b", r"bloque\1 a minha conta"), (r"\bnos bloque(\w+) a conta\b",
     r"bloque\1 a nossa conta"),
    # when, and if
    *((rf"\b([Qq]uando|[Cc]omo|[Ss]e) (?:tu |você )?([oa] )?{was}\b", rf"\1 você \2{then}") for was,
     then in _WHEN_THEN if was.endswith("s")),
    (r"\b([Ss])e tu precisai?s?\b", r"\1e você precisar"), (r"\bprecisai-l([oa])\b", r"precisar d\1"),
)  # fmt: skip
