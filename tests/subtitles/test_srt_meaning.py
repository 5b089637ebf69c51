"""What the text of a cue says about itself: who speaks, or that it is a sound."""

import pytest

from pipeline.cues import Cue
from pipeline.subtitles.srt import read_srt, write_srt

NAMES = ["Laura", "Joel Martínez"]


@pytest.mark.parametrize(
    ("text", "speaker", "sound"),
    [
        ("LAURA: Hola.", "Laura", False),
        ("JOEL MARTÍNEZ:\nHola.", "Joel Martínez", False),
        ("—LAURA: Hola.\n—JOEL MARTÍNEZ: Ei.", None, False),
        ("Laura: hola.", None, False),
        ("(Aplaudiments)", None, True),
        ("[music]", None, True),
        ("(Riu) Hola.", None, False),
    ],
)
def test_labels_and_sounds_are_understood_and_left_as_they_are(text, speaker, sound):
    (cue,) = read_srt(write_srt([Cue(0, 1000, text)]).encode(), names=NAMES).cues
    assert (cue.text, cue.speaker, cue.sound) == (text, speaker, sound)
    assert write_srt([cue]) == write_srt([Cue(0, 1000, text)])


def test_without_names_a_label_is_text():
    assert read_srt(write_srt([Cue(0, 1000, "LAURA: Hola.")]).encode()).cues[0].speaker is None
