from check_helpers import cue

from pipeline.check.meaning.compared import compared
from pipeline.cues import Cue
from pipeline.translation.translate import Rendered


def sentence(source: str, text: str, start: int, end: int, **more: object) -> Rendered:
    return Rendered(source, "ca", text, start, end, "", **more)  # type: ignore[arg-type]


FIRST = sentence("M'ho va dir la Laura ahir.", "Laura told me this yesterday.", 0, 4000, other="It told me.")
SECOND = sentence("No ho sé.", "I don't know.", 5000, 6000)


def test_a_sentence_stands_at_the_cue_that_begins_to_say_it() -> None:
    cues = (cue("Laura told me", 0, 2000), cue("LAURA: this\nyesterday.", 2080, 4000), cue("I don’t know.", 5000, 6500))
    found = compared(cues, [FIRST, SECOND], "en")
    assert [(at, one.pair.text, one.pair.by_person) for at, group in found.items() for one in group] == [
        (0, "Laura told me this yesterday.", False),
        (2, "I don't know.", False),
    ]
    assert found[0][0].pair.other == "It told me."


def test_what_a_person_wrote_is_theirs() -> None:
    (one,) = compared((cue("Laura said so", 0, 2000), cue("the other day.", 2080, 4000)), [FIRST], "en")[0]
    assert (one.pair.text, one.pair.by_person) == ("Laura said so the other day.", True)


def test_two_sentences_in_one_cue_and_none_in_a_sound() -> None:
    found = compared((cue("Laura told me this yesterday. I don't know.", 0, 6000),), [FIRST, SECOND], "en")
    assert [one.pair.source for one in found[0]] == [FIRST.source, SECOND.source]
    assert compared((cue("(Music)", 0, 4000),), [FIRST], "en") == {}


def test_what_stands_above_others_and_what_could_not_be_translated_is_passed_over() -> None:
    sign = Cue(0, 4000, "EXIT 30", top=True)
    found = compared((sign, cue("Laura told me this yesterday.", 100, 4000)), [FIRST], "en")
    assert list(found) == [1]
    lost = sentence("Xyz.", "[?]Xyz.", 0, 4000, trouble="broken")
    assert compared((cue("[?]Xyz.", 0, 4000),), [lost], "en") == {}
