from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Cue, Word
from pipeline.site.paragraphs import SENTENCES, Paragraph, TimedSentence, paragraphs, seen, with_seen


def test_lines_and_cues_become_running_text():
    cues = [Cue(0, 1000, "Hola,\nbon dia."), Cue(1100, 2000, "Com\nesteu?")]
    sentences = (TimedSentence(0, "Hola, bon dia."), TimedSentence(1100, "Com esteu?"))
    assert paragraphs(cues) == [Paragraph(0, 2000, None, "Hola, bon dia. Com esteu?", sentences)]


def test_a_sentence_begins_with_its_caption_or_where_its_first_word_was_heard():
    cues = [Cue(1000, 5000, "Em dic Joel. Treballo"), Cue(5000, 8000, "a l'hort. M'agrada molt.")]
    said = [
        ("Em", 1100),
        ("dic", 1400),
        ("Joel", 1700),
        ("treballo", 3900),
        ("a", 5100),
        ("l'hort", 5300),
        ("m'agrada", 7000),
    ]
    heard = [Word(start, start + 250, text, "ca") for text, start in said]
    (one,) = paragraphs(cues, lang="ca", heard=heard)
    assert [(sentence.start, sentence.text) for sentence in one.sentences] == [
        (1000, "Em dic Joel."),
        (3900, "Treballo a l'hort."),
        (7000, "M'agrada molt."),
    ]
    (unheard,) = paragraphs(cues, lang="en", heard=())
    assert [sentence.text for sentence in unheard.sentences] == [sentence.text for sentence in one.sentences]
    first, second, third = (sentence.start for sentence in unheard.sentences)
    assert first == 1000 < second < 5000 < third < 8000


def test_a_label_takes_no_time_from_the_first_sentence():
    (one,) = paragraphs([Cue(1000, 5000, "JOEL RIBA: Hola. Adeu.", "Joel Riba")])
    assert [sentence.text for sentence in one.sentences] == ["Hola.", "Adeu."]
    assert one.sentences[0].start == 1000 < one.sentences[1].start < 5000


def test_what_nobody_punctuated_is_parted_where_captions_begin():
    cues = [Cue(k * 4000, k * 4000 + 3900, f"i llavors {k} vaig") for k in range(10)]
    (one,) = paragraphs(cues)
    assert [sentence.start for sentence in one.sentences] == [0, 16_000, 32_000]
    assert one.sentences[1].text.startswith("i llavors 4 vaig")


def test_turns_within_a_caption_are_sentences_and_abbreviations_end_none():
    (one,) = paragraphs([Cue(0, 4000, "—Coneix el Sr. Puig?\n—Sí.")])
    assert [sentence.text for sentence in one.sentences] == ["—Coneix el Sr. Puig?", "—Sí."]


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
            st.booleans(),
        ),
        max_size=20,
    )
)
def test_no_word_is_lost(found):
    cues = sorted(found, key=lambda cue: cue.start)
    made = paragraphs(cues)
    assert Counter(" ".join(p.text for p in made).split()) == Counter(" ".join(c.text for c in cues).split())
    assert [p.start for p in made] == sorted(p.start for p in made)
    below = [cue for cue in cues if not cue.top]
    assert " ".join(p.text for p in paragraphs(below)).split() == " ".join(c.text for c in below).split()
    assert paragraphs([]) == []
    for paragraph in made:
        assert " ".join(sentence.text for sentence in paragraph.sentences) == paragraph.text
        starts = [sentence.start for sentence in paragraph.sentences]
        assert starts == sorted(starts) and starts[0] == paragraph.start and starts[-1] <= max(c.end for c in cues)


def test_a_sign_at_the_top_parts_no_sentence_that_is_said_meanwhile():
    cues = [
        Cue(0, 2000, "Quan arribo"),
        Cue(500, 5000, "HORT DE CAN PLA", top=True),
        Cue(2100, 4000, "al matí miro"),
        Cue(4100, 6000, "les plantes."),
    ]
    assert [(p.start, p.text) for p in paragraphs(cues)] == [
        (0, "Quan arribo al matí miro les plantes."),
        (500, "HORT DE CAN PLA"),
    ]


def test_speech_that_stands_at_the_top_for_a_while_stays_one_sentence():
    cues = [Cue(0, 1000, "Quan arribo"), Cue(1000, 2000, "al matí", top=True), Cue(2000, 3000, "miro.")]
    assert [p.text for p in paragraphs(cues)] == ["Quan arribo al matí miro."]


class TestWithSeen:
    """What is told of the pictures stands between sentences, where it is told."""

    def test_it_parts_a_paragraph_and_no_sentence(self) -> None:
        texts = ("Una frase.", "Comença una", "frase llarga. I", "acaba.")
        said = [Cue(k * 1000, k * 1000 + 900, text) for k, text in enumerate(texts)]
        found = with_seen(said, [seen(1500, 1600, "Plou."), seen(9000, 9100, "Fosc.")], lang="ca")
        assert [(one.text, one.described) for one in found] == [
            ("Una frase. Comença una frase llarga. I acaba.", False),
            ("Plou.", True),
            ("Fosc.", True),
        ]
        first, *rest = with_seen(said, [seen(950, 990, "Plou.")], lang="ca")
        assert [one.text for one in (first, *rest)] == ["Una frase.", "Plou.", "Comença una frase llarga. I acaba."]

    def test_it_stands_behind_a_sound_or_a_turn_that_ends_no_sentence(self) -> None:
        said = [
            Cue(0, 900, "Sortim de seguida.", "Marc"),
            Cue(1000, 8000, "(Música)", sound=True),
            Cue(9000, 9900, "Quan arribem", "Marc"),
            Cue(10_000, 10_900, "escoltem", "Marc"),
            Cue(11_000, 11_900, "Busquem un llit", "Núria"),
        ]
        found = with_seen(said, [seen(1100, 1200, "Plou."), seen(10_500, 10_600, "Fosc.")], lang="ca")
        assert [one.text for one in found] == [
            "Sortim de seguida.",
            "(Música)",
            "Plou.",
            "Quan arribem escoltem",
            "Fosc.",
            "Busquem un llit",
        ]

    def test_where_nobody_punctuated_it_is_not_put_off_to_the_end(self) -> None:
        said = [Cue(k * 2000, k * 2000 + 1900, f"paraules{k}") for k in range(30)]
        found = with_seen(said, [seen(1500, 1600, "Plou.")], lang="ca")
        assert [one.described for one in found] == [False, True, False] and 15_000 <= found[2].start < 18_500

    @given(st.lists(st.integers(0, 9_000), max_size=6).map(sorted), st.integers(0, 8))
    def test_nothing_is_lost_and_all_stands_in_order(self, starts: list[int], many: int) -> None:
        said = [Cue(k * 1000, k * 1000 + 800, f"Frase número{k}.") for k in range(many)]
        told = [seen(start, start + 10, f"visió{k}") for k, start in enumerate(starts)]
        found = with_seen(said, told, lang="ca")
        assert [one for one in found if one.described] == told
        words = [word for one in found if not one.described for word in one.text.split()]
        assert words == [word for cue in said for word in cue.text.split()]
        for k, one in enumerate(found):
            if one.described:
                assert all(other.start >= one.start for other in found[k + 1 :])
