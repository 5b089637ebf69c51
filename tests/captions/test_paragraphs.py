from hypothesis import given
from hypothesis import strategies as st

from pipeline.captions.paragraphs import SENTENCES, Paragraph, paragraphs
from pipeline.cues import Cue


def test_lines_and_cues_become_running_text():
    cues = [Cue(0, 1000, "Hola,\nbon dia."), Cue(1100, 2000, "Com\nesteu?")]
    assert paragraphs(cues) == [Paragraph(0, 2000, None, "Hola, bon dia. Com esteu?")]


def test_a_new_speaker_opens_a_paragraph():
    cues = [
        Cue(0, 1000, "D'on ets?", "Laura"),
        Cue(1100, 2000, "De Reus,", "Joel"),
        Cue(2100, 3000, "jo.", "Joel"),
    ]
    assert [(p.speaker, p.text) for p in paragraphs(cues)] == [
        ("Laura", "D'on ets?"),
        ("Joel", "De Reus, jo."),
    ]


def test_a_turn_goes_on_after_its_label():
    cues = [
        Cue(0, 1000, "LAURA: D'on ets?", "Laura"),
        Cue(1100, 2000, "Ets d'aquí?"),
        Cue(2100, 3000, "—De Reus."),
        Cue(3100, 4000, "De tota la vida."),
        Cue(4100, 5000, "(Riuen)", sound=True),
        Cue(5100, 6000, "Molt bé."),
        Cue(6100, 7000, "—Sí?\n—Sí."),
        Cue(7100, 8000, "Adeu."),
    ]
    assert [(p.speaker, p.text) for p in paragraphs(cues)] == [
        ("Laura", "D'on ets? Ets d'aquí?"),
        (None, "—De Reus. De tota la vida."),
        (None, "(Riuen)"),
        (None, "Molt bé."),
        (None, "—Sí? —Sí."),
        (None, "Adeu."),
    ]


def test_a_silence_counts_after_a_sentence_only():
    assert len(paragraphs([Cue(0, 1000, "I llavors"), Cue(3000, 4000, "res.")])) == 1
    assert len(paragraphs([Cue(0, 1000, "Prou."), Cue(3000, 4000, "Un altre dia.")])) == 2
    assert len(paragraphs([Cue(0, 1000, "Prou."), Cue(3000, 4000, "Un altre dia.")], pause_ms=2500)) == 1
    assert len(paragraphs([Cue(0, 1000, "sense punts"), Cue(9000, 9900, "ni comes")])) == 2


def test_long_speech_is_divided_after_sentences():
    cues = [Cue(k * 1000, k * 1000 + 900, f"Frase número {k}.") for k in range(SENTENCES * 2 + 1)]
    assert [p.text.count("Frase") for p in paragraphs(cues)] == [SENTENCES, SENTENCES, 1]


def test_abbreviations_are_no_sentences():
    cues = [Cue(0, 1000, "amb el Sr."), Cue(4000, 5000, "Puig.")]
    assert len(paragraphs(cues)) == 1


@given(
    st.lists(
        st.builds(
            Cue,
            st.integers(0, 9),
            st.integers(10, 99),
            st.text("ab. \n?", max_size=20),
            st.sampled_from([None, "A"]),
        ),
        max_size=20,
    )
)
def test_no_word_is_lost(cues):
    assert " ".join(p.text for p in paragraphs(cues)).split() == " ".join(c.text for c in cues).split()
    assert paragraphs([]) == []
