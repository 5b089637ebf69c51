"""What people say to each other, in the words of Brazil that firefox-pt-en knows best. Pure.

After the tables of `brazilian_everyday.py`: whom something is given or told, who comes, what is liked, asked, wanted.
"""

from __future__ import annotations

from pipeline.patterns import replacements

_LIKING = (("me", "eu adoro"), ("te", "você adora"), ("lhe", "ele adora"), ("nos", "nós adoramos"), ("lhes", "eles adoram"))
_DAYS = r"(segunda|terça|quarta|quinta|sexta)s?-feiras?"
#: After "when" and "if", Portuguese has forms of its own.
_WHEN_THEN = (
    ("veja", "vir"), ("vejas", "vir"), ("venhas", "vier"), ("venha", "vier"), ("tenhas", "tiver"), ("tenha", "tiver"),
    ("queiras", "quiser"), ("queira", "quiser"), ("possas", "puder"), ("possa", "puder"), ("saibas", "souber"),
    ("saiba", "souber"), ("faças", "fizer"), ("faça", "fizer"), ("chegues", "chegar"), ("chegue", "chegar"),
    ("acabes", "acabar"), ("acabe", "acabar"), ("sejas", "for"), ("seja", "for"), ("vás", "for"), ("precises", "precisar"),
)  # fmt: skip

SPEECH = replacements(
    # liking, giving, paying
    *((rf"(?:\b[Aa] (?:mim|ti|nós|ele|ela|eles) )?\b{whom} encantam? (?=\w)", f"{like} ") for whom, like in _LIKING),
    *((rf"\b[Ee]ncantam?-{whom} (?=\w)", f"{like} ") for whom, like in _LIKING),
    (r"\blhe ((?:vou |vamos |tenho de |posso |quero )?(?:pag|dev|deix|compr|d[ãáeo]|ofere|envi|lev|tra[zg]|troux|prest|vend)"
     r"(?!evo a vida)\w*)(?! a (?:el|meu|minha|seu|sua))", r"\1 a ele"),
    (r"\blhe roub(\w+) ([oa]s?) (\w+)", r"roub\1 \2 \3 dele"), (r"\b[Rr]oubaram-lhe ([oa]s?) (\w+)", r"Eles roubaram \1 \2 dele"),
    (r"^([DP]ão|Pagam|Davam|Pagavam|Pedem|Pediam|Cobram|Deram|Pagaram)-(me|nos) (?=(?:\S+ ){1,3}euros)", r"Eles \2 \1 "),
    (r"\b[Cc]ortaram-nos ([oa]) ", r"Eles cortaram \1 noss\1 "), (r"\b[Cc]ortaram-me ([oa]) ", r"Eles cortaram \1 minh\1 "),
    (r"\bminho\b", "meu"), (r"\beuros no (ano|mês|dia)\b", r"euros por \1"),
    # what is said to somebody, and what for
    (r"\b((?:diss|ped)\w+(?:-\w+| a \w+)?) que (?:eles |ele )?(não )?(vi|fi|t|f|p|d|volt|telefon|lig|esper|entr|cham|sa)(ess|zess|ivess"
     r"|oss|uses|usess|ass|íss)em\b", r"\1 que \2\3\4em"),
    # not any more, never before
    (r"\b[Jj]á não (?=posso)", "não aguento "), (r"\bnão aguento posso mais\b", "não aguento mais"), (r"\bnão aguento posso\b", "já não posso"),
    (r"^(?:Eu )?[Jj]á não ((?:me |te |se |nos |o |a )?(?!posso|resta|vou)\w+)(?! mais)", r"Não \1 mais"),
    (r"\b([Ee]u|[Ee]le|[Ee]la|[Nn]ós|[Ee]les) já não ((?:me |te |se |nos |o |a )?(?!posso|resta)\w+)(?! mais)", r"\1 não \2 mais"),
    (r"^Nunca eu\b", "Eu nunca"), (r"^Nunca mais eu\b", "Eu nunca mais"), (r"^Nunca (nós|eles|ele|ela) ", r"\1 nunca "),
    (r"\b[Ee]m (?:a )?minha vida (?=tinha|havia|eu tinha)", "Nunca "),
    (r"\bnão (?:tenho|tem|temos|têm) voltado a (\w+)r\b", r"nunca mais \1_"),
    # days
    (rf"(?<!às )(?<!as )(?<!cada )(?<!da )(?<!na )(?<!de )(?<!a )(?<!próxima )\b{_DAYS} (?=[àa] |de)", r"na \1-feira "),
    # questions
    (r"^[Pp]ára (?=que\b)", "Para "), (r"^[Aa] quem (?:lhe |se )?toca\b", "De quem é a vez"),
    (r"^(?:[Oo] )?[Qq]ue (?:te|lhe) parecem? ([oa]s?) ", r"O que você acha d\1 "),
    (r"^(?:[Oo] )?[Qq]ue vos parecem? ([oa]s?) ", r"O que vocês acham d\1 "), (r"\bagora que faço\b", "agora o que eu faço"),
    (r"^Como (?:você )?se encontra\b(?! com)", "Como você está"), (r"\b(tua|sua|minha|a) direcç?ão(?=[.?!,]|$)", r"\1 endereço"),
    (r"^(E )?(?:ag|A)ora que (?=faço|fazemos)", r"\1agora o que "),
    # things, people, places
    (r"\b([Mm])olest", r"\1_"), (r"\bm_(?=\w)", "incomod"), (r"\bM_(?=\w)", "Incomod"), (r"\b([Aa]) compra\b(?! d)", r"\1s compras"),
    (r"\bà compra\b(?! d)", "às compras"), (r"\b[Oo]s great-grandparents\b", "Os bisavós"),
    (r"\b([Ee]st\w+) (?:ao|no|em) desemprego\b", r"\1 desempregado"), (r"\bmuito bo(m|a) (?=rapaz|garoto|garota|pessoa|menin)", r"bo\1 "),
    (r"\b([Mm])inha sogra vive\b", r"\1inha sogra mora"), (r"^Minha (?=sogra)", "A minha "), (r"\bao sofa\b", "no sofá"),
    (r"\b[Hh]averia que (?=\w+r\b)", "seria necessário "), (r"\b(mais|de|há|faltam|tem|têm) praças\b", r"\1 vagas"),
    (r"\bao ver(?=[.,;!?]|$)", "a ver ele"), (r"\bliteira\b", "maca"), (r"\b[Ss]uba-se à maca\b", "Suba à maca"),
    (r"\b[Aa] uma avaria\b", "um problema"),
    # asking: "that it is cold" is why
    (r"^([CVPFEATSLDB]\w+(?:-(?:se|me|te|nos))?(?: [^,?]*)?), que (?=está|faz|há|vai|já|é|chove|vamos|tenho|estou|ainda)",
     r"\1, porque "),
    (r"^((?:[Cc]oloque|[Ff]eche|[Vv]enha|[Tt]raga|[Ll]eve|[Tt]ire|[Aa]bra) [^,?]*), que (?=está|faz|há|vai|já|é|chove)", r"\1, porque "),
    (r"\b[Cc]omam devagar\b", "Coma devagar"), (r"\b[Rr]endais\b", "desistam"), (r"\b[Rr]endeis\b", "desistam"),
    (r"\b([Nn]ão) (?:vos|te|se) (desist\w+)", r"\1 \2"), (r"\b[Nn]ão te rendas\b", "Não desista"), (r"\b[Nn]ão se renda(m?)\b", r"Não desista\1"),
    (r"\b[Rr]egue(m?) (?=[oa]s? )", r"Molhe\1 "), (r"\b[Nn]ão chores mais\b", "Não chore mais"),
    (r"\bfaç[oa]m? caso a(o?)(s?) ", r"escute \1\2 "), (r"\b[Ff]aça-([oa]) tu\b", "Faça isso você mesmo"),
    # when, and if
    *((rf"\b([Qq]uando|[Cc]omo|[Ss]e) (?:tu |você )?(?:o |a )?{was}\b", rf"\1 você {then}") for was, then in _WHEN_THEN if was.endswith("s")),
    (r"\b([Ss])e tu precisai?s?\b", r"\1e você precisar"), (r"\bprecisai-l([oa])\b", r"precisar d\1"),
)  # fmt: skip
