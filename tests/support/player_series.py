"""A series built to its pages in seconds, with people's captions and no engine: for tests of what viewers meet."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_series import cues, footage
from footage_clips import Clips
from small_series import SCRIPTED, make_series, make_story

import cli
from pipeline.build import recognizer
from pipeline.speech import engines
from pipeline.subtitles.srt import write_srt
from pipeline.translation import routes
from pipeline.translation.fake_routes import FakeRoute

NEWS = """
[[sections]]
text = { ca = "Una entrada.\\n\\nI un altre paràgraf.", en = "An opening.\\n\\nAnd another paragraph." }
[[sections]]
heading = { ca = "Al barri", en = "In the quarter" }
text = { ca = "Hi ha un hort.", en = "There is an allotment." }
stories = ["joel"]
links = [{ url = "https://example.org/hort", label = { ca = "L’hort del barri", en = "The local allotment" } }]
[[related]]
url = "https://example.org/altra"
label = { ca = "Una altra notícia", en = "Another story" }
"""

STORY = """
spoken = ["ca"]
title = { ca = "La història d’en Joel", en = "Joel’s story" }
summary = { ca = "En Joel treballa a l’hort del barri.", en = "Joel works in the local allotment." }
place = { ca = "Barcelona", en = "Barcelona" }
poster_alt = { ca = "Barres de colors.", en = "Bars of colours." }
stand_in = true
chapters = [
  { start = "0:00", title = { ca = "L’hort", en = "The allotment" } },
  { start = "0:13", title = { ca = "Comiat", en = "Goodbye" } },
]
[[people]]
name = "Joel"
role = { ca = "hortolà", en = "gardener" }
"""

WITHDRAWN = '{"withdrawals": [{"by": "Anna", "when": "2024-05-02T10:00:00+02:00", "reason": "Ho demana."}]}'


def make_player_series(root: Path, clips: Clips) -> Path:
    """Builds one story of twenty seconds below `root`, with the captions of desk_series.SAID in both languages, and
    the notice of one that was withdrawn."""
    make_series(root, 'base_url = "https://example.org/veus/"\n' + SCRIPTED + NEWS)
    folder = make_story(root, "joel", footage(clips), toml=STORY)
    for lang, column in (("ca", 1), ("en", 2)):
        (folder / f"{lang}.srt").write_text(write_srt(cues(column)), "utf-8")
    gone = make_story(root, "anna", footage(clips), toml=STORY)
    (gone / "withdrawal.json").write_text(WITHDRAWN, "utf-8")
    build(root)
    return root


def build(root: Path) -> None:
    """`veus build` in this process, with engines and routes that need nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(engines.ENGINES, "scripted", "pipeline.speech.fake_engines:ScriptedEngine")
        for pair in list(routes.TABLE):
            patch.setitem(routes.TABLE, pair, (routes.RouteEntry(lambda _, pair=pair: FakeRoute(*pair)),))
        patch.setattr(recognizer, "ready", lambda model: model.folder)
        cli.veus.main(["--root", str(root), "build"], prog_name="veus", standalone_mode=False)
