"""What verbs make of the pronouns before them, for `two_pronouns.py`: tables, of Catalan and Spanish. Pure."""

from __future__ import annotations

from pipeline.captions.lexicon import word_set

#: "Me'n vaig": leaving, by the form of "anar".
LEAVING = {"vaig": "marxo", "vas": "marxes", "va": "marxa", "anem": "marxem", "aneu": "marxeu", "van": "marxen",
            "anar": "marxar", "anat": "marxat", "aniré": "marxaré", "anava": "marxava"}  # fmt: skip
#: Verbs whose "en" says nothing that Portuguese says ("ens en vam adonar"); with others it may be what is counted.
PRONOMINAL = word_set(
    "adonar sortir tornar oblidar penedir alegrar riure recordar cansar ocupar preocupar fiar queixar cuidar"
)
#: What one does for oneself, with a thing: "s'ho va menjar", "se lo llevaron".
FOR_ONESELF = word_set(
    "emportar endur menjar beure quedar gastar creure empassar fumar llevar comer beber creer tragar mirar llegir leer"
    " estudiar merecer merèixer quitar treure"
)
#: Where one is, goes and does something: "hi vaig treballar".
THERE = word_set("treballar viure dormir estar conèixer passar jugar créixer tornar entrar deixar")
#: What is done to things, and not to people: the model takes "o" of "eu o paguei" for somebody.
BOUGHT = word_set("pagar perdre comprar vendre arreglar firmar signar regalar trencar provar acceptar demanar fer")
#: And what one takes, or eats up: "me la llevé".
TAKEN = frozenset(("emportar", "endur", "llevar", "menjar", "comer", "beure", "beber"))
#: What is given or told to somebody.
GIVEN = word_set(
    "donar dir explicar portar oferir pagar ensenyar comprar demanar preguntar escriure enviar prometre treure robar"
)
#: "Me'n va parlar": "of it" has to be said, and with which verbs.
TOLD_OF = word_set("parlar avisar informar")
OF_THIS = word_set("ocupar encarregar penedir alegrar adonar")
#: The pronoun of a thing, and of a person, by gender and number.
CLITICS = {
    "ca": {("m", "sg"): "el", ("f", "sg"): "la", ("m", "pl"): "els", ("f", "pl"): "les"},
    "es": {("m", "sg"): "lo", ("f", "sg"): "la", ("m", "pl"): "los", ("f", "pl"): "las"},
}
HER = {("m", "sg"): ("ell", "él"), ("f", "sg"): ("ella", "ella"), ("m", "pl"): ("ells", "ellos"),
        ("f", "pl"): ("elles", "ellas")}  # fmt: skip
#: Verbs with whom it concerns, not whose it is: "se m'acosta la noia".
NOT_OF_ONES_OWN = word_set(
    "acostar acercar aparèixer aparecer presentar declarar ocórrer ocurrir escapar unir olvidar oblidar dar donar"
    " notar pasar passar endur llevar quedar"
)
