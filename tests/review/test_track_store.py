"""People's caption files: whatever happens, in whatever order, not a word of a person's is lost."""

from __future__ import annotations

import base64
import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from file_steps import Killed, unhurried_disk, watched
from kept_versions import kept

from pipeline import files
from pipeline.cues import Cue
from pipeline.errors import DiskFullError, StaleFileError, StoryError
from pipeline.project.layout import Layout, StoryLayout
from pipeline.review import history, track_store, waiting
from pipeline.review.history import Why
from pipeline.review.open_items import read_open
from pipeline.review.review_record import read_review
from pipeline.review.track_store import Offer, belongs_to_person, offer, save, status
from pipeline.subtitles.srt import read_srt, write_srt

CUE = Cue(0, 900, "Bon dia!")
AT = "2024-03-01T09:30:00+01:00"


@pytest.fixture(scope="module", autouse=True)
def _unhurried() -> Iterator[None]:
    with unhurried_disk():
        yield


def track(*texts: str, shift: int = 0) -> str:
    """A machine track: a cue of two seconds each, half a second apart."""
    cues = [Cue(2500 * n + shift, 2500 * n + 2000 + shift, text) for n, text in enumerate(texts)]
    return write_srt(cues)


ONE = track("Bon dia.", "Em dic Joel.", "Fins aviat.")


def texts(paths: StoryLayout, lang: str = "ca") -> list[str]:
    return [cue.text for cue in read_srt(paths.srt(lang).read_bytes()).cues]


def edit(paths: StoryLayout, before: str, after: str, lang: str = "ca") -> bytes:
    """A person replaces words in an editor."""
    text = paths.srt(lang).read_text("utf-8")
    assert before in text
    paths.srt(lang).write_text(text.replace(before, after), "utf-8")
    return paths.srt(lang).read_bytes()


def approve(paths: StoryLayout, lang: str = "ca") -> None:
    approval = {"by": "Anna", "when": AT, "sha256": files.sha256_file(paths.srt(lang)), "footage_sha256": "0" * 64}
    paths.review_file.write_text(json.dumps({"approvals": {lang: approval}}), "utf-8")


def leftovers(paths: StoryLayout) -> list[str]:
    """What a write that has ended leaves nowhere."""
    found = [path.name for path in paths.source.rglob("*") if path.is_file()]
    return [name for name in found if ".part-" in name or ".aside." in name or ".coming." in name]


@pytest.fixture
def paths(tmp_path: Path) -> StoryLayout:
    layout = Layout(tmp_path)
    (layout.stories / "film").mkdir(parents=True)
    return layout.story(layout.stories / "film", "film")


class TestTheMachinesOwn:
    def test_a_new_file_is_written(self, paths: StoryLayout) -> None:
        assert status(paths, "ca") is None
        assert offer(paths, "ca", ONE) is Offer.WRITTEN
        assert paths.srt("ca").read_text("utf-8") == ONE
        assert status(paths, "ca") == "draft"
        assert leftovers(paths) == []

    def test_the_same_again_changes_nothing(self, paths: StoryLayout) -> None:
        offer(paths, "ca", ONE)
        before = paths.srt("ca").stat().st_mtime_ns
        assert offer(paths, "ca", ONE) is Offer.UNCHANGED
        assert paths.srt("ca").stat().st_mtime_ns == before

    def test_the_machine_may_improve_it(self, paths: StoryLayout) -> None:
        offer(paths, "ca", ONE)
        assert offer(paths, "ca", track("Bona tarda.")) is Offer.WRITTEN
        assert texts(paths) == ["Bona tarda."]
        assert kept(paths) == [], "what the machine wrote can be made again"

    def test_a_deleted_file_is_written_anew(self, paths: StoryLayout) -> None:
        offer(paths, "ca", ONE)
        paths.srt("ca").unlink()
        assert offer(paths, "ca", ONE) is Offer.WRITTEN
        assert paths.srt("ca").read_text("utf-8") == ONE

    def test_an_empty_track_is_one_too(self, paths: StoryLayout) -> None:
        assert offer(paths, "ca", "") is Offer.WRITTEN
        assert offer(paths, "ca", "") is Offer.UNCHANGED
        assert offer(paths, "ca", ONE) is Offer.WRITTEN


class TestWhatAPersonWrote:
    def test_it_stays_beside_what_the_machine_changed(self, paths: StoryLayout) -> None:
        offer(paths, "ca", ONE)
        mine = edit(paths, "Em dic Joel.", "Em dic Joel i visc aquí.")
        assert offer(paths, "ca", track("Bon dia!", "Em dic Joel.", "Fins aviat."), at=AT) is Offer.MERGED
        assert texts(paths) == ["Bon dia!", "Em dic Joel i visc aquí.", "Fins aviat."]
        assert kept(paths) == [paths.srt("ca").read_bytes(), mine]
        assert [version.reason for version in history.versions(paths, "ca")] == [
            history.Reason(Why.MERGED, "veus", AT),
            history.Reason(Why.EXTERNAL, "", AT),
        ]
        assert status(paths, "ca") == "edited" and read_open(paths, "ca") == ()
        assert leftovers(paths) == []

    def test_not_a_byte_changes_where_nothing_is_taken(self, paths: StoryLayout) -> None:
        offer(paths, "ca", ONE)
        mine = edit(paths, "Bon dia.", "Molt bon dia.").replace(b"\n", b"\r\n")
        paths.srt("ca").write_bytes(mine)
        assert offer(paths, "ca", ONE) is Offer.KEPT
        assert offer(paths, "ca", track("Bon dia a tots.", "Em dic Joel.", "Fins aviat.")) is Offer.KEPT
        assert paths.srt("ca").read_bytes() == mine and kept(paths) == [mine]
        (item,) = read_open(paths, "ca")
        assert (item.kind, item.start, item.end) == ("conflict", 0, 2000)
        assert [cue.text for cue in (*item.people, *item.machine)] == ["Molt bon dia.", "Bon dia a tots."]

    def test_a_file_that_was_there_first(self, paths: StoryLayout) -> None:
        mine = track("El meu text.").encode()
        paths.srt("ca").write_bytes(mine)
        assert offer(paths, "ca", ONE) is Offer.KEPT
        assert paths.srt("ca").read_bytes() == mine
        assert paths.base_srt("ca").read_text("utf-8") == ONE
        assert offer(paths, "ca", track("Bon dia!", "Em dic Joel.", "Fins aviat.")) is Offer.KEPT
        assert paths.srt("ca").read_bytes() == mine

    def test_an_empty_file_stays_empty(self, paths: StoryLayout) -> None:
        """Or an editor is just about to write into it."""
        offer(paths, "ca", ONE)
        paths.srt("ca").write_bytes(b"")
        assert offer(paths, "ca", track("Bon dia!")) is Offer.KEPT
        assert paths.srt("ca").read_bytes() == b""
        assert paths.base_srt("ca").read_text("utf-8") == ONE, "what is saved next began from this"

    def test_what_is_no_subtitle_file_stays_as_it_is(self, paths: StoryLayout) -> None:
        offer(paths, "ca", ONE)
        paths.srt("ca").write_bytes(b"\xff\xfeN\x00o\x00")
        assert offer(paths, "ca", track("Bon dia!")) is Offer.KEPT
        assert paths.srt("ca").read_bytes() == b"\xff\xfeN\x00o\x00"

    def test_languages_do_not_disturb_each_other(self, paths: StoryLayout) -> None:
        offer(paths, "ca", ONE)
        mine = edit(paths, "Joel", "Laura")
        assert offer(paths, "en", track("Good morning.")) is Offer.WRITTEN
        assert paths.srt("ca").read_bytes() == mine

    def test_of_other_footage_nothing_is_taken(self, paths: StoryLayout) -> None:
        offer(paths, "ca", ONE)
        mine = edit(paths, "Joel", "Laura")
        later = track("Bon dia!", "Em dic Joel.", shift=60_000)
        assert offer(paths, "ca", later, moved=True) is Offer.KEPT
        assert (paths.srt("ca").read_bytes(), paths.base_srt("ca").read_text("utf-8")) == (mine, ONE)

    def test_a_track_made_the_machines_again_is_a_draft(self, paths: StoryLayout) -> None:
        offer(paths, "ca", ONE)
        edit(paths, "Joel", "Laura")
        paths.srt("ca").write_text(ONE, "utf-8")
        assert status(paths, "ca") == "draft"


class TestTranslations:
    """Links tell which sentence a cue was made from."""

    def offered(self, paths: StoryLayout, text: str, *sentences: str) -> Offer:
        return offer(paths, "en", text, links=[[sentence] for sentence in sentences], at=AT)

    @pytest.fixture
    def edited(self, paths: StoryLayout) -> bytes:
        self.offered(paths, track("Good morning.", "My name is Joel."), "Bon dia.", "Em dic Joel.")
        return edit(paths, "My name is", "I am", "en")

    def test_another_sentence_is_one_question(self, paths: StoryLayout, edited: bytes) -> None:
        """Although the machine has other words and other times now."""
        newer = track("Good morning.", "My name is Joel Serra.").replace("2,500", "2,800")
        assert self.offered(paths, newer, "Bon dia.", "Em dic Joel Serra.") is Offer.MERGED
        (item,) = read_open(paths, "en")
        assert (item.kind, item.source_before, item.source_now) == ("stale", "Em dic Joel.", "Em dic Joel Serra.")
        assert [cue.text for cue in item.machine] == ["My name is Joel Serra."]
        assert texts(paths, "en") == ["Good morning.", "I am Joel."]

    def test_even_where_the_machine_translates_it_as_before(self, paths: StoryLayout, edited: bytes) -> None:
        same = track("Good morning.", "My name is Joel.")
        assert self.offered(paths, same, "Bon dia.", "Jo em dic Joel.") is Offer.KEPT
        assert [item.kind for item in read_open(paths, "en")] == ["stale"]
        assert paths.srt("en").read_bytes() == edited

    def test_the_same_sentence_is_no_question(self, paths: StoryLayout, edited: bytes) -> None:
        newer = track("Good morning!", "My name is Joel.")
        assert self.offered(paths, newer, "Bon dia.", "Em dic Joel.") is Offer.MERGED
        assert read_open(paths, "en") == ()

    def test_killed_between_any_two_steps(self, paths: StoryLayout, tmp_path: Path) -> None:
        """The question is asked in the end, once."""
        newer = track("Good morning!", "My name is Joel Serra.")
        for dies_at in range(0, 80, 3):
            layout = Layout(tmp_path / str(dies_at))
            paths = layout.story(layout.stories / "film", "film")
            paths.source.mkdir(parents=True)
            self.offered(paths, track("Good morning.", "My name is Joel."), "Bon dia.", "Em dic Joel.")
            edit(paths, "My name is", "I am", "en")
            with contextlib.suppress(Killed), watched(paths.source, dies_at=dies_at):
                self.offered(paths, newer, "Bon dia.", "Em dic Joel Serra.")
            self.offered(paths, newer, "Bon dia.", "Em dic Joel Serra.")
            assert texts(paths, "en") == ["Good morning!", "I am Joel."]
            assert [item.kind for item in read_open(paths, "en")] == ["stale"]
            assert leftovers(paths) == []


class TestApproval:
    def test_approved_is_exactly_these_bytes(self, paths: StoryLayout) -> None:
        offer(paths, "ca", ONE)
        approve(paths)
        assert status(paths, "ca") == "approved"
        paths.srt("ca").write_bytes(paths.srt("ca").read_bytes() + b" ")
        assert status(paths, "ca") == "edited"

    def test_the_machine_never_changes_it(self, paths: StoryLayout) -> None:
        """Not even where nobody but the machine wrote it: a person has vouched for these bytes."""
        offer(paths, "ca", ONE)
        approve(paths)
        assert offer(paths, "ca", track("Bon dia!", "Em dic Joel.", "Fins aviat.")) is Offer.KEPT
        assert paths.srt("ca").read_text("utf-8") == ONE and status(paths, "ca") == "approved"
        (item,) = read_open(paths, "ca")
        assert [cue.text for cue in item.machine] == ["Bon dia!"]
        edit(paths, "Fins aviat.", "Adeu.")
        assert offer(paths, "ca", track("Bon dia!", "Em dic Joel.", "Fins aviat.")) is Offer.KEPT
        assert texts(paths) == ["Bon dia.", "Em dic Joel.", "Adeu."]

    def test_an_approval_that_other_footage_has_ended_keeps_nothing_out(self, paths: StoryLayout) -> None:
        longer = track("Bon dia.", "Em dic Joel.", "Fins aviat.", "Ens veiem demà.")
        offer(paths, "ca", ONE)
        edit(paths, "Fins aviat.", "Adeu.")
        approve(paths)
        assert offer(paths, "ca", longer, moved=True, about=lambda: "1" * 64) is Offer.KEPT, "it is to be moved first"
        assert offer(paths, "ca", longer, about=lambda: "1" * 64) is Offer.MERGED
        assert texts(paths) == ["Bon dia.", "Em dic Joel.", "Adeu.", "Ens veiem demà."] and not read_open(paths, "ca")

    @pytest.mark.parametrize("about", ["0" * 64, "1" * 64])
    def test_the_machines_own_words_that_were_approved(self, paths: StoryLayout, about: str) -> None:
        """They are kept for as long as the approval holds; until they are moved, where the footage was."""
        offer(paths, "ca", ONE)
        approve(paths)
        new = track("Bon dia!", "Em dic Joel.", "Fins aviat.")
        assert offer(paths, "ca", new, moved=True, about=lambda: about) is Offer.KEPT
        holds = about == "0" * 64
        assert offer(paths, "ca", new, about=lambda: about) is (Offer.KEPT if holds else Offer.WRITTEN)
        assert texts(paths)[0] == ("Bon dia." if holds else "Bon dia!")

    def test_what_an_approved_track_is_asked_is_about_its_own_captions(self, paths: StoryLayout) -> None:
        """Of times that both have changed, no part is taken."""
        offer(paths, "ca", ONE)
        text = paths.srt("ca").read_text("utf-8")
        paths.srt("ca").write_text(text.replace("00:00:02,500", "00:00:02,100"), "utf-8")
        approve(paths)
        assert offer(paths, "ca", track("Bon dia.", "Em dic Joel.", "Fins aviat.", shift=900)) is Offer.KEPT
        items = {one.people[0].text: one for one in read_open(paths, "ca")}
        (cue,) = items["Em dic Joel."].people
        assert (cue.start, cue.end) == (2100, 4500) and len(items) == 3

    def test_approval_of_another_version_does_not_count(self, paths: StoryLayout) -> None:
        offer(paths, "ca", ONE)
        approve(paths)
        paths.srt("ca").unlink()
        offer(paths, "ca", track("Bon dia!"))
        assert status(paths, "ca") == "draft"

    def test_a_damaged_review_file_is_told(self, paths: StoryLayout) -> None:
        offer(paths, "ca", ONE)
        paths.review_file.write_text("{", "utf-8")
        with pytest.raises(StoryError, match=r"review\.json"):
            offer(paths, "ca", track("Bon dia!"))
        assert paths.srt("ca").read_text("utf-8") == ONE


class TestSave:
    def saved(self, paths: StoryLayout, new: str | bytes, seen: bytes | None) -> track_store.Saved:
        data = new.encode() if isinstance(new, str) else new
        known = files.sha256_bytes(seen) if seen is not None else None
        return save(paths, "ca", data, seen_sha256=known, why=Why.PAGE, by="Anna", at=AT)

    def test_over_the_machines_own(self, paths: StoryLayout) -> None:
        offer(paths, "ca", ONE)
        done = self.saved(paths, track("Hola."), ONE.encode())
        assert done == track_store.Saved(files.sha256_file(paths.srt("ca")), True)
        assert texts(paths) == ["Hola."] and leftovers(paths) == []
        assert kept(paths) == [track("Hola.").encode(), ONE.encode()]
        assert [version.reason for version in history.versions(paths, "ca")] == [
            history.Reason(Why.PAGE, "Anna", AT),
            history.Reason(Why.MACHINE, "veus", AT),
        ]
        edit = read_review(paths).edits["ca"]
        assert (edit.by, edit.when, edit.sha256, edit.how) == ("Anna", AT, done.sha256, "page-save")

    def test_over_a_persons(self, paths: StoryLayout) -> None:
        offer(paths, "ca", ONE)
        mine = edit(paths, "Joel", "Laura")
        self.saved(paths, track("Hola."), mine)
        assert kept(paths) == [track("Hola.").encode(), mine]

    def test_cues_are_written_as_srt(self, paths: StoryLayout) -> None:
        cues = (Cue(0, 900, "Hola.", top=True),)
        save(paths, "ca", cues, seen_sha256=None, why=Why.PAGE, by="Anna", at=AT)
        assert read_srt(paths.srt("ca").read_bytes()).cues == cues

    def test_any_bytes_come_back_as_they_were(self, paths: StoryLayout) -> None:
        self.saved(paths, b"\xef\xbb\xbf1\r\n\xe9\xff\x00", None)
        assert paths.srt("ca").read_bytes() == b"\xef\xbb\xbf1\r\n\xe9\xff\x00"

    def test_the_same_bytes_are_not_written_again(self, paths: StoryLayout) -> None:
        offer(paths, "ca", ONE)
        before = paths.srt("ca").stat().st_mtime_ns
        assert not self.saved(paths, ONE, ONE.encode()).changed
        assert paths.srt("ca").stat().st_mtime_ns == before

    @pytest.mark.parametrize("seen", [None, b"other"])
    def test_nothing_is_written_over_what_was_not_seen(self, paths: StoryLayout, seen: bytes | None) -> None:
        offer(paths, "ca", ONE)
        with pytest.raises(StaleFileError, match="somebody saved this file just now") as caught:
            self.saved(paths, "x", seen)
        assert caught.value.now == ONE.encode()
        assert paths.srt("ca").read_text("utf-8") == ONE

    def test_a_file_deleted_meanwhile(self, paths: StoryLayout) -> None:
        with pytest.raises(StaleFileError) as caught:
            self.saved(paths, "x", b"seen")
        assert caught.value.now is None and not paths.srt("ca").exists()


class TestEveryVersionIsKept:
    """Whatever another program writes over, whether it has looked at the file or not."""

    def saved(self, paths: StoryLayout, *said: str) -> None:
        seen = files.sha256_file(paths.srt("ca"))
        save(paths, "ca", track(*said).encode(), seen_sha256=seen, why=Why.PAGE, by="Anna", at=AT)

    def test_what_was_saved_and_then_written_over_blindly(self, paths: StoryLayout) -> None:
        offer(paths, "ca", ONE)
        self.saved(paths, "Desat.")
        paths.srt("ca").write_text(track("A cegues."), "utf-8")
        assert track("Desat.").encode() in kept(paths)

    def test_what_was_saved_unchanged_and_was_the_machines_own(self, paths: StoryLayout) -> None:
        offer(paths, "ca", ONE)
        self.saved(paths, "Bon dia.", "Em dic Joel.", "Fins aviat.")
        assert kept(paths) == [ONE.encode()] and history.versions(paths, "ca")[0].reason.by == "Anna"

    @pytest.mark.parametrize("look", [belongs_to_person, status, read_open, track_store.read])
    def test_what_a_look_saw(self, paths: StoryLayout, look: Callable[[StoryLayout, str], object]) -> None:
        offer(paths, "ca", ONE)
        waiting.write(paths, "ca", waiting.Waiting(items=(waiting.item("conflict", "ca", [], [CUE], since=AT),)))
        first = edit(paths, "Joel", "Laura")
        look(paths, "ca")
        paths.srt("ca").write_text(track("A cegues."), "utf-8")
        assert kept(paths) == [first]
        assert history.versions(paths, "ca")[0].reason.why is Why.EXTERNAL

    def test_a_look_at_the_machines_own_keeps_nothing(self, paths: StoryLayout) -> None:
        offer(paths, "ca", ONE)
        track_store.read(paths, "ca")
        assert kept(paths) == []

    def test_a_look_works_where_the_disk_lets_nobody_write(
        self, paths: StoryLayout, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        offer(paths, "ca", ONE)
        mine = edit(paths, "Joel", "Laura")

        def refused(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        with monkeypatch.context() as patch:
            patch.setattr(history, "keep_new", refused)
            assert track_store.read(paths, "ca") == mine

    def test_nothing_is_written_over_where_the_history_cannot_be_written(
        self, paths: StoryLayout, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        offer(paths, "ca", ONE)

        def full(*_: object) -> None:
            raise DiskFullError("the disk is full.")

        with monkeypatch.context() as patch, pytest.raises(DiskFullError):
            patch.setattr("pipeline.review.version_log.VersionLog.append", full)
            self.saved(paths, "Desat.")
        assert paths.srt("ca").read_text("utf-8") == ONE and leftovers(paths) == []

    def test_a_page_that_is_killed_between_any_two_steps(self, tmp_path: Path) -> None:
        """From the moment at which the file says what was saved, the history does too."""
        new, dies_at, ended = track("Desat.").encode(), 0, False
        while not ended:
            layout = Layout(tmp_path / str(dies_at))
            paths = layout.story(layout.stories / "film", "film")
            paths.source.mkdir(parents=True)
            mine = begun(paths)
            try:
                with watched(paths.source, dies_at=dies_at):
                    self.saved(paths, "Desat.")
                ended = True
            except Killed:
                pass
            track_store.finish(paths, "ca")
            now = paths.srt("ca").read_bytes()
            paths.srt("ca").write_text(track("A cegues."), "utf-8")
            assert now in (mine, new) and (now == mine or {mine, new} <= set(kept(paths)))
            assert not [name for name in leftovers(paths) if ".part-" not in name]
            dies_at += 1
        assert now == new and dies_at > 20


def begun(paths: StoryLayout) -> bytes:
    """A person's file, and a new version of the machine's of which something is to be taken."""
    offer(paths, "ca", ONE)
    return edit(paths, "Joel", "Laura")


NEWER = track("Bon dia!", "Em dic Joel.", "Fins aviat.")
MERGED = ["Bon dia!", "Em dic Laura.", "Fins aviat."]


def steps_of_an_offer(tmp_path: Path) -> int:
    layout = Layout(tmp_path / "counted")
    paths = layout.story(layout.stories / "film", "film")
    paths.source.mkdir(parents=True)
    begun(paths)
    with watched(paths.source) as steps:
        offer(paths, "ca", NEWER)
    return steps()


def test_killed_between_any_two_steps(tmp_path: Path) -> None:
    steps = steps_of_an_offer(tmp_path)
    assert steps > 20
    for dies_at in range(steps):
        layout = Layout(tmp_path / str(dies_at))
        paths = layout.story(layout.stories / "film", "film")
        paths.source.mkdir(parents=True)
        mine = begun(paths)
        with pytest.raises(Killed), watched(paths.source, dies_at=dies_at):
            offer(paths, "ca", NEWER)
        assert status(paths, "ca") == "edited"
        assert paths.srt("ca").read_bytes() == mine or texts(paths) == MERGED
        assert kept(paths)[-1] == mine
        offer(paths, "ca", NEWER)
        assert texts(paths) == MERGED and leftovers(paths) == []
        assert kept(paths) == [paths.srt("ca").read_bytes(), mine]


@pytest.mark.parametrize("atomic", [True, False], ids=["by renaming", "in place"])
def test_somebody_saves_between_any_two_steps(tmp_path: Path, atomic: bool) -> None:
    steps = steps_of_an_offer(tmp_path)
    theirs = track("Bon dia.", "Em dic Cynthia.", "Fins aviat.").encode()
    for at in range(steps):
        layout = Layout(tmp_path / str(at))
        paths = layout.story(layout.stories / "film", "film")
        paths.source.mkdir(parents=True)
        begun(paths)

        def save_in_editor(paths: StoryLayout = paths) -> None:
            if atomic:
                new = paths.source / "~ca.srt"
                new.write_bytes(theirs)
                new.replace(paths.srt("ca"))
            else:
                paths.srt("ca").write_bytes(theirs)

        with watched(paths.source, guests={at: save_in_editor}):
            offer(paths, "ca", NEWER)
        everywhere = [paths.srt("ca").read_bytes(), *kept(paths)]
        assert any(b"Cynthia" in data for data in everywhere), at
        assert b"Cynthia" in paths.srt("ca").read_bytes(), "the latest save stands"
        assert belongs_to_person(paths, "ca") and leftovers(paths) == []


@pytest.mark.parametrize("drafted", [True, False], ids=["the machine's own", "a person's"])
def test_an_editor_goes_on_writing_into_the_file_it_had_opened(paths: StoryLayout, drafted: bool) -> None:
    """Into the one that has just been put aside: its words are in the history then."""
    offer(paths, "ca", ONE)
    mine = ONE if drafted else edit(paths, "Joel", "Laura").decode()
    with paths.srt("ca").open("r+b", buffering=0) as opened:

        def write() -> None:
            if paths.aside("ca").exists() and paths.srt("ca").exists():
                opened.seek(0)
                opened.write(mine.replace("dic", "deia").encode())

        with watched(paths.source, guests=dict.fromkeys(range(100), write)):
            offer(paths, "ca", NEWER)
    assert any(b"deia" in data for data in kept(paths))


def test_somebody_keeps_saving(paths: StoryLayout) -> None:
    """The machine gives way, and its changes come with the next build."""
    begun(paths)
    numbers = iter(range(10_000))

    def save_in_editor() -> None:
        paths.srt("ca").write_text(track("Bon dia.", f"Em dic {next(numbers)}.", "Fins aviat."), "utf-8")

    with watched(paths.source, guests=dict.fromkeys(range(10_000), save_in_editor)):
        assert offer(paths, "ca", NEWER) is Offer.KEPT
    assert texts(paths)[0] == "Bon dia." and leftovers(paths) == []
    assert offer(paths, "ca", NEWER) is Offer.MERGED
    assert texts(paths)[0] == "Bon dia!"


def test_a_damaged_journal_takes_nothing_with_it(paths: StoryLayout) -> None:
    mine = begun(paths)
    paths.srt("ca").rename(paths.aside("ca"))
    paths.coming("ca").write_text("{", "utf-8")
    assert status(paths, "ca") == "edited"
    assert paths.srt("ca").read_bytes() == mine and leftovers(paths) == []


def test_a_file_put_aside_that_no_journal_tells_of_comes_back(paths: StoryLayout) -> None:
    """A copy of the folder that was made in the midst of a write; or of two names, a power cut took the first."""
    mine = begun(paths)
    paths.srt("ca").rename(paths.aside("ca"))
    assert status(paths, "ca") == "edited"
    assert paths.srt("ca").read_bytes() == mine and leftovers(paths) == []


def test_nothing_builds_on_a_name_that_a_power_cut_could_take(
    paths: StoryLayout, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folder is waited for: the journal's before the file is put aside, the file's before the journal goes."""
    mine = begun(paths)
    new, told = track("Desat.").encode(), []

    def waited(path: Path) -> None:
        srt = files.read_if_any(paths.srt("ca"))
        told.append((path.name, srt == mine, srt == new, paths.coming("ca").exists()))

    monkeypatch.setattr(files, "name_to_disk", waited)
    seen = files.sha256_bytes(mine)
    save(paths, "ca", new, seen_sha256=seen, why=Why.PAGE, by="Anna", at=AT)
    assert told[-3:] == [
        ("ca.coming.json", True, False, True),
        ("ca.srt", False, True, True),
        ("review.json", False, True, False),
    ]


def test_a_journal_of_before_the_history_took_new_versions_is_finished(paths: StoryLayout) -> None:
    """It says why the old bytes are kept, and nobody has noted them yet."""
    mine = begun(paths)
    new = track("Desat.").encode()
    reason = {"why": "page", "by": "Anna", "when": AT}
    entry = {"seen": files.sha256_bytes(mine), "at": AT, "base": None, "links": None, "reason": reason}
    paths.srt("ca").rename(paths.aside("ca"))
    paths.srt("ca").write_bytes(new)
    paths.coming("ca").write_text(json.dumps(entry | {"data": base64.b64encode(new).decode()}), "utf-8")
    assert status(paths, "ca") == "edited"
    assert paths.srt("ca").read_bytes() == new and set(kept(paths)) == {mine, new} and leftovers(paths) == []


@pytest.mark.parametrize("error", [DiskFullError("the disk is full."), KeyboardInterrupt()])
def test_a_write_that_fails_leaves_the_file_in_its_place(
    paths: StoryLayout, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    mine = begun(paths)

    def fails(*_: object) -> None:
        raise error

    with pytest.raises(type(error)), monkeypatch.context() as patch:
        patch.setattr(files, "write_new", fails)
        offer(paths, "ca", NEWER)
    assert paths.srt("ca").read_bytes() == mine and leftovers(paths) == []


def test_a_disk_without_second_names(paths: StoryLayout, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = begun(paths)

    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", no_links)
    assert offer(paths, "ca", NEWER) is Offer.MERGED
    assert texts(paths) == MERGED and leftovers(paths) == []
    assert kept(paths) == [paths.srt("ca").read_bytes(), mine]
