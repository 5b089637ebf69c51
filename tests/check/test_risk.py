from dataclasses import replace

from check_helpers import CA, EN, Words, cue, found, spoken

from pipeline.check.risk import MOST, risks, still_to_hear
from pipeline.check.view import View
from pipeline.cues import Sound, SuspectedHallucination, Word

UNHEARD = replace(CA, unheard=((12_300, 34_500),))


def track(count=30, probability=0.3):
    cues, words = [], []
    for k in range(count):
        start = k * 3000
        words += spoken("amb la pastanaga", start, start + 2000, probability=probability + k / 1000)
        cues.append(cue("amb la pastanaga", start, start + 2000))
    return tuple(cues), tuple(words)


def test_a_short_list_the_least_probable_first():
    cues, words = track()
    listed = risks(View(cues, replace(CA, words=words)))
    assert len(listed) == MOST
    assert [risk.cue for risk in listed] == list(range(1, MOST + 1))
    assert listed[0].text == "pastanaga"  # not the words that only lean on others
    assert listed[0].probability == 0.3


def test_what_was_heard_well_is_not_listed():
    cues, words = track(probability=0.8)
    assert risks(View(cues, replace(CA, words=words))) == []


def test_non_words_come_first_however_sure_the_recogniser_was():
    words = (Word(0, 900, "pastanaga", "ca", 0.1), Word(3000, 3900, "anciams", "ca", 0.95))
    cues = (cue("pastanaga", 0, 1500), cue("anciams", 3000, 4500))
    listed = risks(View(cues, replace(CA, words=words, speller=Words("pastanaga"))))
    assert [(risk.text, risk.non_word) for risk in listed] == [("anciams", True), ("pastanaga", False)]


def test_words_of_a_cue_are_one_entry():
    words = tuple(spoken("tomàquets enciams cebes", 0, 3000, probability=0.2))
    listed = risks(View((cue("tomàquets enciams cebes", 0, 3000),), replace(CA, words=words)))
    assert [(risk.text, risk.start, risk.end) for risk in listed] == [("tomàquets … enciams … cebes", 0, 3000)]


def test_what_a_person_wrote_is_not_doubted():
    words = tuple(spoken("Hola a tots", 0, 1000))
    context = replace(CA, words=words, speller=Words("hola a tots"))
    assert risks(View((cue("Xkqa a tots", 0, 1500),), context)) == []


def test_doubts_and_sounds_are_on_it_with_their_times():
    context = replace(
        CA,
        doubts=(SuspectedHallucination(5000, 7000, "Subtítols per algú", "no-speech"),),
        sounds=(Sound(10_000, 16_000, "music"),),
    )
    listed = risks(View((cue("(Música)", 10_000, 13_000),), context))
    assert [(risk.kind, risk.start, risk.cue, risk.text) for risk in listed] == [
        ("doubt", 5000, None, "Subtítols per algú"),
        ("sound", 10_000, 1, "music"),
    ]
    assert listed[0].as_dict()["why"] == "no-speech"
    translated = replace(context, lang="en", kind="subtitles")
    assert risks(View((), translated)) == []  # asked about once, with the captions


def test_a_translation_is_doubted_by_the_dictionary_alone():
    context = replace(EN, kind="subtitles", speller=Words("we talk"), words=tuple(spoken("Parlem", 0, 1000)))
    assert [risk.text for risk in risks(View((cue("We talk anciams.", 0, 1500),), context))] == ["anciams"]


def test_speech_without_a_caption_is_heard_before_anything_else_and_never_left_out():
    many = tuple((k * 5000, k * 5000 + 3000) for k in range(MOST + 5))
    words = tuple(spoken("anciams", 200_000, 201_000, probability=0.1))
    context = replace(
        CA, unheard=many, words=words, doubts=(SuspectedHallucination(210_000, 211_000, "Amara", "loop"),)
    )
    listed = risks(View((cue("anciams", 200_000, 202_000),), context))
    assert [risk.kind for risk in listed] == ["unheard"] * (MOST + 5) + ["words", "doubt"]
    assert (listed[1].start, listed[1].end, listed[1].cue, listed[1].text) == (5000, 8000, None, "0:05.0–0:08.0")


def test_it_leaves_the_list_once_a_caption_stands_there_or_somebody_has_waived_it():
    heard = risks(View((), UNHEARD))
    assert [risk.kind for risk in heard] == ["unheard"]
    assert risks(View((cue("Hola.", 12_000, 35_000),), UNHEARD)) == []
    assert still_to_hear(heard, found("SPEECH-COVER", context=UNHEARD)) == []
    assert still_to_hear(heard, found("SPEECH-COVER", cue("Hola.", 12_000, 15_000), context=UNHEARD)) == heard
    assert risks(View((), replace(UNHEARD, lang="en", kind="subtitles"))) == []  # asked about once, with the captions
