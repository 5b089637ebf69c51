import re
import tracemalloc
from dataclasses import replace
from random import Random

import pytest
from said_words import NETFLIX, dialogue, spoken, texts_of

from pipeline.captions.align import spoken_words
from pipeline.captions.segmentation import segment
from pipeline.cues import Sound, Word


def test_no_words_no_cues():
    assert segment([], NETFLIX, 25) == ()
    assert segment([Word(0, 5, "  ", "ca")], NETFLIX, 25) == ()


def test_each_sentence_gets_its_cue():
    cues = segment(spoken("Hola, bon dia, com et dius? |500 Hola, bon dia, em dic Carme."), NETFLIX, 25)
    assert texts_of(cues) == ["Hola, bon dia, com et dius?", "Hola, bon dia, em dic Carme."]


def test_no_cue_or_line_ends_on_a_function_word_when_it_need_not():
    text = (
        "Quan vaig arribar a Barcelona no coneixia ningú i em vaig trobar molt sol, |200 però una veïna de"
        " l'escala em va parlar de l'hort del barri i des d'aquell dia hi vaig cada matí amb la gent gran."
    )
    cues = segment(spoken(text), NETFLIX, 25)
    lines = [line for cue in cues for line in cue.lines]
    assert not [line for line in lines if re.search(r" (a|i|em|va|de|del|la|el|amb|no|vaig|d'aquell)$", line)]


@pytest.mark.parametrize(
    ("lang", "text", "never"),
    [
        ("ca", "Les persones que vam conèixer aquell matí ja han après a cuidar les plantes de l'hort.", "han"),
        ("ca", "Els companys de la cooperativa de la plaça del barri estan fent una feina immensa.", "estan"),
        ("en", "The neighbours who look after the garden every day have been going there for years.", "been"),
        ("es", "Los vecinos que cuidan de las plantas del huerto cada día están haciendo mucho.", "están"),
    ],
)
def test_compound_verbs_stay_whole(lang, text, never):
    cues = segment(spoken(text, lang=lang, ms_per_char=75), NETFLIX, 25)
    assert not [line for cue in cues for line in cue.lines if line.endswith(f" {never}")]


def test_a_sentence_does_not_begin_at_the_end_of_a_cue():
    text = "Això va passar sobretot durant la nit de Nadal. Quan molts soldats es van aventurar per la neu."
    cues = segment(spoken(text), NETFLIX, 25)
    assert all(cue.text.endswith(".") for cue in cues)


class TestTimes:
    def test_a_short_gap_is_closed_and_a_long_one_kept(self):
        cues = segment(
            spoken("Això és la primera frase. |560 Aquesta ja és la segona. |3000 I la tercera."), NETFLIX, 25
        )
        assert cues[1].start - cues[0].end == 80
        assert cues[2].start - cues[1].end > 500
        assert cues[1].end - 4000 < 500

    def test_a_gap_that_would_flash_is_opened_when_closing_it_would_leave_the_voice(self):
        words = spoken("Això és la primera frase del dia. |900 Aquesta ja és la segona.")
        first, second = segment(words, NETFLIX, 25)
        assert second.start - first.end >= 500
        assert first.end >= words[6].end

    def test_short_words_stay_long_enough_when_nobody_speaks_after(self):
        (cue,) = segment([Word(1000, 1200, "Sí.", "ca")], NETFLIX, 25)
        assert (cue.start, cue.end) == (1000, 2500)
        (cue,) = segment([Word(1000, 1200, "Sí.", "ca")], NETFLIX, 25, end_ms=1500)
        assert (cue.start, cue.end) == (920, 1500)  # two frames early: it needs them

    def test_a_fast_cue_takes_time_from_a_neighbour_who_has_it(self):
        fast = spoken("Vam haver d'anar tots corrents cap a l'hospital.", 2000, ms_per_char=58)
        slow = spoken("Aquell dia, |400 tothom callava a casa. |900", fast[-1].end + 60, ms_per_char=90)
        first, second = segment([*fast, *slow], NETFLIX, 25)
        assert first.start < 2000 and second.start > slow[0].start
        assert second.start - slow[0].start <= 120 and 2000 - first.start <= 80

    @pytest.mark.parametrize("wild", [-1, 9_999_999])
    def test_one_wild_time_does_not_move_the_others(self, wild):
        words = spoken("Una frase ben dita. |400 I una altra que ve tot seguit.")
        words[2] = Word(wild, wild, words[2].text, "ca")
        cues = segment(words, NETFLIX, 25, end_ms=10_000)
        assert cues[-1].start == words[4].start


class TestCuts:
    TEXT = "Això és la primera frase. |700 Aquesta ja és la segona."

    @pytest.mark.parametrize(
        ("off", "start"), [(-240, 0), (-130, 0), (-120, -120), (-80, -80), (-40, -40), (0, 0), (120, 120), (130, 0)]
    )
    def test_a_cue_starts_on_a_cut_within_three_frames_of_its_word(self, off, start):
        words = spoken(self.TEXT, 2000)
        _, second = segment(words, NETFLIX, 25, cuts=[words[5].start + off])
        assert second.start - words[5].start == start

    @pytest.mark.parametrize(
        ("off", "start"), [(-510, 0), (-440, -440), (-130, -130), (130, 130), (440, 440), (510, 0)]
    )
    def test_a_start_that_nobody_hears_goes_to_a_cut_half_a_second_away(self, off, start):
        text = (
            "Aquesta és la primera part de la frase del dia, |700 i aquesta ja és la segona part de la frase del dia."
        )
        words = [replace(word, probability=None) for word in spoken(text, 2000)]
        _, second = segment(words, NETFLIX, 25, cuts=[words[10].start + off])
        assert second.start - words[10].start == start

    def test_a_cue_does_not_stay_over_a_cut_shortly_before_the_next(self):
        words = spoken("Això és la primera frase del dia d'avui. |700 Aquesta ja és la segona.", 2000)
        cut = words[8].start - 240
        first, second = segment(words, NETFLIX, 25, cuts=[cut])
        assert first.end == words[8].start - 500 < cut and second.start == words[8].start

    def test_a_cue_ends_two_frames_before_a_cut(self):
        words = spoken(self.TEXT + " |3000 I la tercera.", 2000)
        cut = words[9].end + 400
        assert segment(words, NETFLIX, 25, cuts=[cut])[1].end == cut - 80
        assert segment(words, NETFLIX, 25)[1].end != cut - 80

    def test_one_cue_ends_and_the_next_starts_on_the_same_cut(self):
        words = spoken("Aquesta és la primera frase del dia. |60 Aquesta ja és la segona del dia.", 2000)
        cut = words[7].start + 80
        first, second = segment(words, NETFLIX, 25, cuts=[cut])
        assert (first.end, second.start) == (cut - 80, cut)

    def test_cues_rather_break_on_a_cut(self):
        text = "Cada dia camino fins a la plaça petita i compro el pa amb la gent que hi fa cua llarga"
        words = spoken(text, ms_per_char=85)
        place = next(k for k, word in enumerate(words) if word.text == "amb")
        plain = [cue.start for cue in segment(words, NETFLIX, 25)]
        cut = [cue.start for cue in segment(words, NETFLIX, 25, cuts=[words[place].start])]
        assert words[place].start in cut or plain == cut


class TestSpeakers:
    def test_a_change_in_quick_dialogue_is_dashed(self):
        words = dialogue(("1", "D'on ets, tu, si es pot saber?", 300), ("2", "Jo soc de Reus, com els meus pares.", 0))
        cues = segment(words, NETFLIX, 25)
        assert [(cue.speaker, cue.text) for cue in cues] == [
            ("1", "D'on ets, tu, si es pot saber?"),
            ("2", "—Jo soc de Reus, com els meus pares."),
        ]
        assert texts_of(segment(words, NETFLIX, 25, lang="en"))[1].startswith("-Jo")

    def test_a_change_after_a_silence_needs_no_dash(self):
        words = dialogue(("1", "Això és tot per avui.", 5000), ("2", "Bon dia a tothom.", 0))
        assert texts_of(segment(words, NETFLIX, 25)) == ["Això és tot per avui.", "Bon dia a tothom."]

    def test_names_label_the_first_cue_of_each_turn(self):
        words = dialogue(
            ("1", "D'on ets, tu, si es pot saber?", 300),
            ("2", "Jo soc de Reus, com els meus pares. |400 Hi vam viure sempre, tots plegats.", 300),
            ("1", "Moltes gràcies per venir.", 0),
        )
        cues = segment(words, NETFLIX, 25, names={"1": "Laura Puig", "2": "Joel"})
        assert [cue.speaker for cue in cues] == ["Laura Puig", "Joel", "Joel", "Laura Puig"]
        assert [cue.lines[0].partition(":")[0] for cue in cues if ":" in cue.text] == [
            "LAURA PUIG",
            "JOEL",
            "LAURA PUIG",
        ]

    def test_one_speaker_is_not_labelled(self):
        assert texts_of(segment(dialogue(("1", "Bon dia.", 0)), NETFLIX, 25, names={"1": "Laura"})) == ["Bon dia."]

    def test_a_name_as_long_as_a_line_becomes_a_dash(self):
        words = dialogue(("1", "D'on ets?", 900), ("2", "De Reus de tota la vida.", 0))
        cues = segment(words, NETFLIX, 25, names={"1": "Maria " * 8, "2": "Joel"})
        assert texts_of(cues) == ["—D'on ets?", "JOEL: De Reus de tota la vida."]
        assert cues[0].speaker == "Maria " * 8

    def test_two_short_turns_share_a_cue(self):
        words = dialogue(("1", "Vols venir?", 100), ("2", "No.", 100), ("1", "Doncs me'n vaig jo sola al teatre.", 0))
        first, second = segment(words, NETFLIX, 25)
        assert (first.text, first.speaker) == ("—Vols venir?\n—No.", None)
        assert second.speaker == "1"

    def test_turns_that_can_stand_alone_do_not_share(self):
        words = dialogue(("1", "Que vols venir amb mi?", 900), ("2", "Avui no puc, ja ho saps.", 900))
        assert [cue.speaker for cue in segment(words, NETFLIX, 25)] == ["1", "2"]

    def test_among_three_speakers_short_turns_are_named(self):
        words = dialogue(("1", "Qui vol venir?", 300), ("2", "Jo no.", 300), ("3", "Jo sí que hi vull anar.", 0))
        cues = segment(words, NETFLIX.model_copy(update={"cps": 25}), 25, names={"1": "Joel", "2": "Eva", "3": "Pau"})
        assert cues[0].text == "—JOEL: Qui vol venir?\n—EVA: Jo no."

    def test_a_reviewed_dialogue_keeps_its_speakers(self):
        words = dialogue(("1", "Vols venir?", 100), ("2", "No.", 100), ("1", "Doncs me'n vaig jo sola al teatre.", 0))
        names = {"1": "Laura", "2": "Joel"}
        again = spoken_words(segment(words, NETFLIX, 25, names=names), words, "ca", names.values())
        assert [names.get(str(word.speaker), word.speaker) for word in again] == [names[str(w.speaker)] for w in words]
        assert [word.text for word in again] == [word.text for word in words]


def hour(rnd: Random) -> list[Word]:
    """An hour of speech: 9,000 words, two speakers in turns."""
    words: list[Word] = []
    text = "Quan vaig arribar al barri, vaig trobar ajuda i gent amb ganes de fer coses. |300 Ara ja hi visc |900"
    while len(words) < 9000:
        speaker = "12"[len(words) // 90 % 2]
        words += spoken(text, words[-1].end if words else 0, rnd.randint(50, 75), speaker)
    return words


def test_an_hour_is_cut_and_stays_small():
    rnd = Random(1)
    words = hour(rnd)
    cuts = [rnd.randrange(3_600_000) for _ in range(600)]
    sounds = [Sound(start, start + rnd.randint(500, 9000), "music") for start in rnd.sample(range(3_600_000), 100)]
    names = {"1": "Laura", "2": "Joel"}
    cues = segment(words, NETFLIX, 25, cuts=cuts, names=names, sounds=sounds)
    assert len(cues) > 600
    tracemalloc.start()
    segment(words[:3000], NETFLIX, 25, cuts=cuts, names=names)
    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()
