"""One pronoun on a Catalan or Spanish verb that Portuguese takes for another: said as what it stands for. Pure.

"Deram-nos" is "gave them", and "gave us"; the model takes "o" of "eu o paguei" for somebody; "hi" has no word at all.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.cues import Lang
from pipeline.translation.analysis import Group, Unit, lemma_of_last
from pipeline.translation.pronoun_groups import THIS, all_of_it, is_past, joined
from pipeline.translation.pronoun_verbs import BOUGHT, GIVEN, THERE


def lone(units: Sequence[Unit], group: Group, lang: Lang, pronoun: str) -> list[Unit] | None:
    """The units of `group`, whose only pronoun is `pronoun`, without it; None where it is to stay."""
    verbs = list(units[group.verb : group.stop])
    verb, this = lemma_of_last(verbs), Unit(" ", THIS[lang])
    if lang == "ca" and units[group.pronouns[0]].surface.lower() == "els" and verb in GIVEN:
        return joined(units, group, "", [*verbs, Unit(" ", "a ells")])
    if pronoun in ("ho", "lo") and all_of_it(units, group):
        return joined(units, group, "", verbs)  # "ho tenim tot"
    lost = lang == "ca" and verb == "fer" and is_past(verbs)  # "ho va fer": cat-por loses the tense
    if pronoun == "ho" and (lost or verb in BOUGHT):
        return joined(units, group, "", [*verbs, this])
    if pronoun == "hi" and is_there(units, group, verbs):
        return joined(units, group, "", [*verbs, Unit(" ", "allà")])
    return None


def is_there(units: Sequence[Unit], group: Group, verbs: Sequence[Unit]) -> bool:
    """Whether "hi" is where something was done, and nothing behind says where."""
    behind_it = units[group.stop].surface.lower() if group.stop < len(units) else ""
    return lemma_of_last(verbs) in THERE and behind_it not in ("a", "al", "als", "en", "amb", "allà", "aquí")
