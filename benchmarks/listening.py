"""Everything that is said, in all languages, as one piece of work: a system's processes one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.results import NOTHING, Heard, Measure, Section, in_turn

#: Whom our own speed is measured by, and what the table calls it.
PEER, PEER_LABEL = "whisper-ctranslate2-batched", "batched peer"

#: What is compared: how a build listens, how it does with `hearings = 1`, and the fastest peer.
COMPARED = ("veus", "veus-once", PEER)


def over_everything(sections: Sequence[Section]) -> Section:
    """`sections`, one for each language, as one: the systems of COMPARED that heard all of it, added up by round."""
    seconds = sum(section.media_s for section in sections)
    measures = [together(found) for name in COMPARED if (found := _of(name, sections))]
    title = f"Listening to everything, {seconds:.0f} s, one process for each language, its start included"
    return Section(title, seconds, PEER, PEER_LABEL, measures)


def _of(name: str, sections: Sequence[Section]) -> list[Measure]:
    """The measures of one system; none where it did not hear every language."""
    found = [measure for section in sections for measure in section.measures if measure.name == name]
    return found if len(found) == len(sections) else []


def together(measures: Sequence[Measure]) -> Measure:
    """Measures of one system over several pieces of work as one: a round is a round of all of them."""
    rounds = zip(*(measure.runs for measure in measures), strict=False)
    wrong = {name: share for measure in measures for name, share in measure.wrong.items()}
    rate = sum(wrong.values(), NOTHING).value
    return Measure(
        measures[0].name,
        measures[0].label,
        [in_turn(runs) for runs in rounds],
        wer=[] if rate is None else [rate],
        wrong=wrong,
    )


def heard_by(sections: Sequence[Section]) -> list[Heard]:
    """Words wrong by recording of every system, over all languages, in the order of the systems."""
    names = dict.fromkeys(measure.name for section in sections for measure in section.measures)
    merged = [together([m for section in sections for m in section.measures if m.name == name]) for name in names]
    return [Heard(measure.name, measure.label, measure.wrong) for measure in merged if measure.wrong]
