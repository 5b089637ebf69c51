from hypothesis import given
from hypothesis import strategies as st
from said_words import dialogue, spoken

from pipeline.captions.segmentation import segment
from pipeline.captions.word_languages import CueLine, LangSpan, foreign_words, told
from pipeline.cues import Cue
from pipeline.project.caption_profile import PROFILES
from pipeline.site.paragraphs import paragraphs
from pipeline.subtitles.srt import read_srt, write_srt

CATALAN = spoken("Em va mirar i em va dir:", 1000)
SPANISH = spoken("No te preocupes por nada.", CATALAN[-1].end + 20, lang="es")
HEARD = [*CATALAN, *SPANISH]
WHOLE = Cue(1000, SPANISH[-1].end, "Em va mirar i em va dir:\nNo te preocupes por nada.")
NAMES = {"1": "Laura", "2": "Joel"}


def langs(cue: Cue, lang: str = "ca", heard=HEARD):
    return [[(span.text, span.lang) for span in line.spans] for line in told([cue], lang, heard)[0]]


def test_words_kept_in_the_language_they_were_said_in():
    assert langs(WHOLE) == [[("Em va mirar i em va dir:", None)], [("No te preocupes por nada.", "es")]]
    mixed = Cue(WHOLE.start, WHOLE.end, "Em va dir: no te preocupes per res.")
    assert langs(mixed) == [[("Em va dir:", None), ("no te preocupes", "es"), ("per res.", None)]]


def test_a_corrected_word_belongs_to_the_stretch_around_it():
    corrected = Cue(WHOLE.start, WHOLE.end, "Em va mirar i em va dir:\nNo te preocuparas por nada.")
    assert langs(corrected)[1] == [("No te preocuparas por nada.", "es")]


def test_a_translation_is_not_foreign_for_the_words_it_shares():
    heard = spoken("La casa de la vecina es muy grande y bonita.", 1000, lang="es")
    cue = Cue(1000, heard[-1].end, "La casa de la veïna\nés molt gran i bonica.")
    spanish = spoken("En el programa la vola me escucharon con calma.", 1000, lang="es")
    other = Cue(1000, spanish[-1].end, "En el programa la vola em van escoltar amb calma.")
    assert langs(other, heard=spanish) == [[(other.text, None)]]
    assert langs(Cue(1000, heard[-1].end, "Sí, de fet no."), heard=heard) == [[("Sí, de fet no.", None)]]
    assert [lang for line in langs(cue, heard=heard) for _, lang in line] == [None, None]


def test_names_alone_and_sounds_are_in_no_language():
    heard = spoken("Barcelona, Cynthia. Música de fondo siempre.", 1000, lang="es")
    assert langs(Cue(1000, 2500, "Barcelona, Cynthia."), heard=heard) == [[("Barcelona, Cynthia.", None)]]
    sound = Cue(1000, 4000, "(Música de fondo siempre)", sound=True)
    assert told([sound], "ca", heard, NAMES) == [(CueLine(None, (LangSpan("(Música de fondo siempre)"),)),)]


def test_each_line_of_two_speakers_has_its_own():
    words = dialogue(("1", "Vols venir?", 100), ("2", "No.", 100), ("1", "Doncs me'n vaig jo sola al teatre.", 0))
    cues = read_srt(write_srt(segment(words, PROFILES["netflix"], 25, lang="ca")).encode()).cues
    assert [[line.speaker for line in lines] for lines in told(cues, "ca", words, NAMES)] == [
        ["Laura", "Joel"],
        ["Laura"] * len(cues[1].lines),
    ]


def test_labels_outrank_what_was_heard_and_a_translation_goes_by_the_time():
    words = dialogue(("1", "Vols venir?", 100), ("2", "No.", 0))
    labelled = Cue(1000, 3000, "—JOEL: Vols venir?\n—LAURA: No.")
    assert [line.speaker for line in told([labelled], "ca", words, NAMES)[0]] == ["Joel", "Laura"]
    translated = Cue(1000, 3000, "-Coming along?\n-Nope.")
    assert [line.speaker for line in told([translated], "en", words, NAMES)[0]] == ["Laura", "Joel"]
    assert [line.speaker for line in told([Cue(1000, 1700, "Coming along?")], "en", words, NAMES)[0]] == ["Laura"]
    assert [line.speaker for line in told([translated], "en", words)[0]] == [None, None]


def test_transcripts_know_their_foreign_words():
    (one,) = paragraphs([WHOLE], lang="ca", heard=HEARD)
    spans = [span for sentence in one.sentences for span in sentence.spans]
    assert spans == [LangSpan("Em va mirar i em va dir:"), LangSpan("No te preocupes por nada.", "es")]
    assert " ".join(span.text for span in spans) == one.text
    labelled = [Cue(WHOLE.start, WHOLE.end, f"LAURA: {WHOLE.text}", "Laura")]
    assert paragraphs(labelled, lang="ca", heard=HEARD)[0].sentences == one.sentences
    assert [sentence.spans for sentence in paragraphs([WHOLE])[0].sentences] == [()]


CUES = st.lists(
    st.builds(
        lambda start, length, text, sound: Cue(start, start + length, text, sound=sound),
        st.integers(0, 4000),
        st.integers(1, 4000),
        st.lists(st.sampled_from(["em", "va", "no", "te", "preocupes", "—hola", "LAURA:", "\n", "por"])).map(" ".join),
        st.booleans(),
    ),
    max_size=5,
).map(lambda cues: sorted(cues, key=lambda cue: cue.start))


@given(CUES)
def test_no_word_is_lost_or_moved(cues):
    for cue, lines in zip(cues, told(cues, "ca", HEARD, NAMES), strict=True):
        assert [" ".join(span.text for span in line.spans) for line in lines] == [
            " ".join(line.split()) for line in cue.lines if line.split()
        ]
    assert [len(each) for each in foreign_words(cues, "ca", HEARD)] == [len(cue.text.split()) for cue in cues]
