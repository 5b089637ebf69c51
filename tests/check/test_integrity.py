from dataclasses import replace

from check_helpers import CA, cue, found, one


def test_characters_no_font_has():
    assert one("GLYPH", cue("Hola 字")).measured == "字"
    assert not found("GLYPH", cue("♪ L’àvia del col·legi – «hola» ♪"))


def test_times_that_players_refuse():
    notes = lambda *cues, **more: [finding.note for finding in found("VTT", *cues, **more)]  # noqa: E731
    assert notes(cue("Hola.", 1000, 1000)) == ["length"]
    assert notes(cue("Hola.", -5, 1000)) == ["negative"]
    assert notes(cue("Un.", 3000, 4000), cue("Dos.", 1000, 2000)) == ["order"]
    short = replace(CA, duration_ms=2000)
    assert notes(cue("Hola.", 1000, 2500), context=short) == ["outlasts"]
    assert notes(cue("Hola.", 2000, 2500), context=short) == ["behind"]
    assert not notes(cue("Hola.", 1000, 2000), context=short)


def test_letters_in_pieces():
    assert one("VTT", cue("Adeu, a\u0300via.")).note == "characters"
    assert one("VTT", cue("Adeu\x07.")).note == "characters"


def test_nothing_to_read():
    assert one("EMPTY", cue("")).note == "found"
    assert one("EMPTY", cue("…?")).note == "punctuation"
    assert not found("EMPTY", cue("♪"))


def test_the_same_again_and_again():
    cues = [cue(text, k * 2000, k * 2000 + 1500) for k, text in enumerate(["Sí.", "Gràcies.", "gràcies", "Gràcies!"])]
    finding = one("REPEAT", *cues)
    assert (finding.cue, finding.measured, finding.mendable) == (2, 3, False)
    assert not found("REPEAT", *cues[:3])
    assert not found("REPEAT", *[cue("(Música)", k * 2000, k * 2000 + 1500) for k in range(4)])


def test_text_where_nobody_speaks():
    context = replace(CA, speech=((5000, 9000),))
    assert one("REPEAT", cue("Subtítols fets per algú."), context=context).note == "silence"
    assert not found("REPEAT", cue("Hola.", 8000, 9500), context=context)
    assert not found("REPEAT", cue("(Música)"), context=context)
