"""A sentence that cannot be translated: a marked gap and an open item, never a track missing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from footage_clips import AAC, X264, Clips
from small_series import REPO, make_story, track_file

from pipeline.actions.approve import approve
from pipeline.actions.settle import settle
from pipeline.build.build import UpTo, build
from pipeline.build.outcome import Silent, StoryReport
from pipeline.build.translation_task import routes_into
from pipeline.cues import Word
from pipeline.errors import ApprovalError, RouteError, StoryError
from pipeline.project.layout import Layout, StoryLayout
from pipeline.review.open_items import in_words, read_open
from pipeline.speech import fake_engines
from pipeline.subtitles.srt import read_srt
from pipeline.translation import routes
from pipeline.translation.fake_routes import FakeRoute
from pipeline.translation.sentences import Sentence
from pipeline.translation.translate import lay_out, render

SAID = "Aquí fa bon dia. Em dic Joel Serra. Treballo a l'hort del barri. Fins aviat i gràcies."


class Stumbling(FakeRoute):
    at = "Joel"

    def _translate(self, sentences: Sequence[Sentence]) -> list[str]:
        if self.at and any(self.at in sentence.text for sentence in sentences):
            raise RouteError("it stumbled.")
        return super()._translate(sentences)


@pytest.fixture
def paths(scripted: Path, clips: Clips, monkeypatch: pytest.MonkeyPatch) -> StoryLayout:
    monkeypatch.setitem(fake_engines.SCRIPT, "ca", SAID)
    monkeypatch.setattr(Stumbling, "at", "Joel")
    monkeypatch.setitem(routes.TABLE, ("ca", "en"), (routes.RouteEntry(lambda _: Stumbling("ca", "en")),))
    source = REPO / "stories/joel/joel.mp4"
    cut = ("-ss", "3", "-t", "16", "-i", str(source), "-vf", "scale=160:90", *X264, *AAC)
    if "sixteen" not in clips.made:
        clips.made["sixteen"] = clips.make("sixteen.mp4", *cut)
    return Layout(scripted).story(make_story(scripted, "film", clips.made["sixteen"]), "film")


def run(paths: StoryLayout) -> StoryReport:
    report = build(Layout(paths.source.parents[1]), (), Silent(), up_to=UpTo.CAPTIONS)
    assert not report.failed, report.all_problems()
    return report.stories[0]


def english(paths: StoryLayout) -> str:
    return " ".join(" ".join(cue.lines) for cue in read_srt(paths.srt("en").read_bytes()).cues)


def test_the_sentence_stands_as_it_was_said_and_waits(paths: StoryLayout) -> None:
    notes = run(paths).notes
    assert "[?]Em dic Joel Serra." in english(paths)
    assert "bon-en dia-en" in english(paths) and "gràcies-en." in english(paths)
    (item,) = read_open(paths, "en")
    assert (item.kind, item.source_now) == ("gap", "Em dic Joel Serra.")
    assert any("1 sentence could not be translated" in note and "it stumbled." in note for note in notes)
    assert "in 1 a sentence could not be translated" in in_words([item], "film", "en")


def test_it_cannot_be_approved_before_somebody_has_looked(paths: StoryLayout) -> None:
    run(paths)
    layout = Layout(paths.source.parents[1])
    with pytest.raises(ApprovalError, match="1 sentence could not be translated"):
        approve(track_file(layout, "film", "en"), by="Marta")
    left = settle(track_file(layout, "film", "en"), [], take=True).left
    assert [item.kind for item in left] == ["gap"]  # nothing is proposed that could be taken
    with pytest.raises(StoryError, match="nothing is proposed"):
        settle(track_file(layout, "film", "en"), [left[0].id], take=True)
    assert settle(track_file(layout, "film", "en"), [], take=False).left == ()


def test_once_somebody_writes_it_it_waits_no_longer(paths: StoryLayout) -> None:
    run(paths)
    text = paths.srt("en").read_text("utf-8")
    paths.srt("en").write_text(text.replace("[?]Em dic Joel Serra.", "My name is Joel Serra."), "utf-8")
    assert read_open(paths, "en") == ()
    run(paths)
    assert read_open(paths, "en") == () and "My name is Joel Serra." in english(paths)


def test_of_two_languages_only_the_one_that_nothing_translates_is_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(routes.TABLE, ("es", "ca"), (routes.RouteEntry(lambda _: FakeRoute("es", "ca")),))
    turns = (("ca", "Bon dia."), ("fr", "Bonjour à tous."), ("es", "Vivo aquí."))
    words = [
        Word(2000 * n + 400 * k, 2000 * n + 400 * k + 300, text, lang, 0.9)
        for n, (lang, said) in enumerate(turns)
        for k, text in enumerate(said.split())
    ]
    found = routes_into("ca", words)
    said = [word.text for word in lay_out(words, render(words, "ca", found.__getitem__), "ca")]
    assert " ".join(said) == "Bon dia. [?]Bonjour à tous. Vivo-ca aquí-ca."
    with pytest.raises(RouteError, match="French cannot be translated into Catalan"):
        routes_into("ca", [word for word in words if word.lang == "fr"])


def test_the_next_build_tries_again(paths: StoryLayout, monkeypatch: pytest.MonkeyPatch) -> None:
    run(paths)
    monkeypatch.setattr(Stumbling, "at", "")
    run(paths)
    assert "[?]" not in english(paths) and "Joel Serra-en" in english(paths)
    assert read_open(paths, "en") == ()
    assert "track.en" not in run(paths).made
