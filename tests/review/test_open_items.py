"""What waits for a person's look: settled by their word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from kept_versions import kept
from open_questions import AT, ITS, MINE, conflict, later, stale

from pipeline.cues import Cue
from pipeline.errors import StoryError
from pipeline.messages import in_language
from pipeline.project.layout import Layout, StoryLayout
from pipeline.review import history
from pipeline.review.merge import merge
from pipeline.review.open_items import count, in_words, propose, read_open, settle
from pipeline.review.review_record import read_review
from pipeline.review.track_store import offer
from pipeline.review.waiting import OpenItem
from pipeline.subtitles.srt import read_srt, write_srt


def test_in_words() -> None:
    items = (conflict(), stale("a", "b"))
    assert count(items) == {"conflict": 1, "stale": 1, "gap": 0}
    assert in_words(items, "film", "en").startswith("2 to look at in en.srt: in 1 the machine proposes")
    assert in_words((), "film", "en") == ""
    said = in_language(in_words(items, "film", "en"), "ca")
    assert "la màquina proposa" in said and "in 1" not in said, "all of it, for whoever reads Catalan"


@pytest.fixture
def paths(tmp_path: Path) -> StoryLayout:
    """A track with a conflict: "Bon dia." was "Bon dia!" once, and is now "Bona nit." for the machine."""
    layout = Layout(tmp_path)
    paths = layout.story(layout.stories / "film", "film")
    paths.source.mkdir(parents=True)
    offer(paths, "ca", write_srt([replace(MINE, text="Bon dia!"), Cue(4000, 6000, "Adeu.")]))
    paths.srt("ca").write_text(write_srt([MINE, Cue(4000, 6000, "Adeu.")]), "utf-8")
    offer(paths, "ca", write_srt([ITS, Cue(4000, 6000, "Adeu.")]), at=AT)
    return paths


def renamed(paths: StoryLayout) -> StoryLayout:
    """The same story, with a slug that is not its folder's name."""
    return Layout(paths.source.parents[1]).story(paths.source, "film-2021")


class TestSettling:
    def only(self, paths: StoryLayout) -> OpenItem:
        (found,) = read_open(paths, "ca")
        return found

    def test_keep(self, paths: StoryLayout) -> None:
        before = paths.srt("ca").read_bytes()
        settle(paths, "ca", self.only(paths).id, take=False, by="Anna", at=AT)
        assert read_open(paths, "ca") == () and paths.srt("ca").read_bytes() == before

    def test_take(self, paths: StoryLayout) -> None:
        before = paths.srt("ca").read_bytes()
        settle(paths, "ca", self.only(paths).id, take=True, by="Anna", at=AT)
        assert read_srt(paths.srt("ca").read_bytes()).cues == (ITS, Cue(4000, 6000, "Adeu."))
        assert kept(paths) == [paths.srt("ca").read_bytes(), before]
        assert history.versions(paths, "ca")[0].reason == history.Reason(history.Why.SETTLED, "Anna", AT)
        assert read_review(paths).edits["ca"].by == "Anna"

    def test_it_does_not_come_back(self, paths: StoryLayout) -> None:
        settle(paths, "ca", self.only(paths).id, take=False, by="Anna", at=AT)
        for text in ("Bon dia!", "Bona nit."):
            offer(paths, "ca", write_srt([later(replace(ITS, text=text), 40), Cue(4000, 6000, "Adeu.")]))
        found = [one for one in read_open(paths, "ca") if one.machine[0].text == "Bona nit."]
        assert found == []

    def test_an_unknown_one(self, paths: StoryLayout) -> None:
        with pytest.raises(StoryError, match="veus settle film ca"):
            settle(paths, "ca", "0" * 12, take=True, by="Anna", at=AT)
        with pytest.raises(StoryError, match="veus settle film-2021 ca"):
            settle(renamed(paths), "ca", "0" * 12, take=True, by="Anna", at=AT)

    @pytest.mark.parametrize("damage", [("}", ""), ('"conflict"', '"vote"')], ids=["cut off", "of a later Veus"])
    def test_a_list_that_cannot_be_read_is_told_and_never_written_over(
        self, paths: StoryLayout, damage: tuple[str, str]
    ) -> None:
        self.only(paths)
        file = paths.open_items("ca")
        file.write_text(file.read_text("utf-8").replace(*damage), "utf-8")
        before = file.read_bytes()
        for act in (lambda: read_open(paths, "ca"), lambda: offer(paths, "ca", write_srt([later(ITS, 5000)]))):
            with pytest.raises(StoryError, match=r"open\.ca\.json.*veus restore film ca"):
                act()
        assert file.read_bytes() == before
        with pytest.raises(StoryError, match="veus restore film-2021 ca"):
            read_open(renamed(paths), "ca")

    def test_without_a_list(self, paths: StoryLayout) -> None:
        assert read_open(paths, "en") == ()


def test_a_question_about_times_of_which_one_was_taken_waits(paths: StoryLayout) -> None:
    """It is about what stands there by now: a person's start, and the end that a file has."""
    was, now, file = (Cue(6500, 9000, "Adeu."), Cue(6100, 9000, "Adeu."), Cue(7000, 9500, "Adeu."))
    merged = merge([was], [file], [now])
    propose(paths, "ca", merged.conflicts, merged.cues, since=AT)
    paths.srt("ca").write_text(write_srt(merged.cues), "utf-8")
    (item,) = read_open(paths, "ca")
    assert item.people == (Cue(6100, 9500, "Adeu."),) and item.machine == (file,)
