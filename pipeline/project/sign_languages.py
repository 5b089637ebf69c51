"""The sign languages that a story can be interpreted into.

Codes: ISO 639-3, as in IANA's registry of language subtags, where each is also an "extlang" of `sgn`. HTML and players
take the short form (`lang="csc"`).
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.messages import tr


@dataclass(frozen=True, slots=True)
class SignLanguage:
    """catalan, english: its name within a sentence of that language."""

    code: str
    catalan: str
    english: str


_KNOWN = """
    ase|llengua de signes americana|American Sign Language
    bfi|llengua de signes britànica|British Sign Language
    csc|llengua de signes catalana|Catalan Sign Language
    dse|llengua de signes neerlandesa|Dutch Sign Language
    fsl|llengua de signes francesa|French Sign Language
    gsg|llengua de signes alemanya|German Sign Language
    ils|signes internacionals|International Sign
    isg|llengua de signes irlandesa|Irish Sign Language
    ise|llengua de signes italiana|Italian Sign Language
    psr|llengua de signes portuguesa|Portuguese Sign Language
    rms|llengua de signes romanesa|Romanian Sign Language
    rsl|llengua de signes russa|Russian Sign Language
    ssp|llengua de signes espanyola|Spanish Sign Language
    ukl|llengua de signes ucraïnesa|Ukrainian Sign Language
    vsv|llengua de signes valenciana|Valencian Sign Language
"""

SIGN_LANGUAGES = {
    line.split("|")[0].strip(): SignLanguage(*(part.strip() for part in line.split("|")))
    for line in _KNOWN.strip().splitlines()
}


def check_code(code: str) -> str:
    """`code`, where it is one of theirs. Raises ValueError."""
    if code not in SIGN_LANGUAGES:
        raise ValueError(
            tr(
                '"{code}" is no code of a sign language; known are: {codes}',
                code=code,
                codes=", ".join(SIGN_LANGUAGES),
            )
        )
    return code
