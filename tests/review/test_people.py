"""People's caption files: whatever happens, in whatever order, not a byte of a person's is lost."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from pipeline import files
from pipeline.errors import StoryError
from pipeline.layout import Layout, StoryLayout
from pipeline.review import people
from pipeline.review.people import Offer, belongs_to_person, offer, status


class Killed(BaseException):
    """The machine was switched off."""


@pytest.fixture
def paths(tmp_path: Path) -> StoryLayout:
    layout = Layout(tmp_path)
    (layout.stories / "film").mkdir(parents=True)
    return layout.story(layout.stories / "film", "film")


def test_a_new_file_is_written(paths: StoryLayout) -> None:
    assert status(paths, "ca") is None
    assert offer(paths, "ca", "one") is Offer.WRITTEN
    assert paths.srt("ca").read_bytes() == b"one"
    assert status(paths, "ca") == "machine"


def test_the_same_again_changes_nothing(paths: StoryLayout) -> None:
    offer(paths, "ca", "one")
    before = paths.srt("ca").stat().st_mtime_ns
    assert offer(paths, "ca", "one") is Offer.UNCHANGED
    assert paths.srt("ca").stat().st_mtime_ns == before


def test_the_machine_may_improve_its_own(paths: StoryLayout) -> None:
    offer(paths, "ca", "one")
    assert offer(paths, "ca", "two") is Offer.WRITTEN
    assert paths.srt("ca").read_bytes() == b"two"


def test_what_a_person_wrote_stays(paths: StoryLayout) -> None:
    offer(paths, "ca", "one")
    paths.srt("ca").write_bytes(b"one\r\n")
    assert offer(paths, "ca", "two") is Offer.KEPT
    assert paths.srt("ca").read_bytes() == b"one\r\n"
    assert status(paths, "ca") == "edited"


def test_a_file_that_was_there_first_is_a_persons(paths: StoryLayout) -> None:
    paths.srt("ca").write_bytes(b"mine")
    assert offer(paths, "ca", "two") is Offer.KEPT
    assert paths.srt("ca").read_bytes() == b"mine"


def test_an_empty_file_is_a_persons_too(paths: StoryLayout) -> None:
    offer(paths, "ca", "one")
    paths.srt("ca").write_bytes(b"")
    assert offer(paths, "ca", "two") is Offer.KEPT


def test_a_deleted_file_is_written_anew(paths: StoryLayout) -> None:
    offer(paths, "ca", "one")
    paths.srt("ca").unlink()
    assert offer(paths, "ca", "one") is Offer.WRITTEN
    assert paths.srt("ca").read_bytes() == b"one"


def test_languages_do_not_disturb_each_other(paths: StoryLayout) -> None:
    offer(paths, "ca", "one")
    paths.srt("ca").write_bytes(b"mine")
    assert offer(paths, "en", "two") is Offer.WRITTEN
    assert paths.srt("ca").read_bytes() == b"mine"


def test_somebody_saves_while_the_machine_writes(paths: StoryLayout, monkeypatch: pytest.MonkeyPatch) -> None:
    offer(paths, "ca", "one")
    real = files.write_bytes

    def slow(path: Path, data: bytes, temp_dir: Path | None = None) -> None:
        real(path, data, temp_dir)
        paths.srt("ca").write_bytes(b"saved just now")

    monkeypatch.setattr(people.files, "write_bytes", slow)
    assert offer(paths, "ca", "two") is Offer.KEPT
    assert paths.srt("ca").read_bytes() == b"saved just now"


def test_after_a_kill_the_machine_still_knows_its_own(paths: StoryLayout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after the file got its name and before its base did; then there is something new to offer."""
    offer(paths, "ca", "one")
    with pytest.raises(Killed), monkeypatch.context() as patch:
        kill_at(patch, 2, done=True)
        offer(paths, "ca", "two")
    assert paths.srt("ca").read_bytes() == b"two"
    assert offer(paths, "ca", "three") is Offer.WRITTEN
    assert paths.srt("ca").read_bytes() == b"three"


class TestApproval:
    def approve(self, paths: StoryLayout, sha256: str) -> None:
        review = {"approvals": {"ca": {"sha256": sha256, "by": "Anna", "date": "2024-05-06"}}}
        paths.review_file.write_text(json.dumps(review), "utf-8")

    def test_approved_is_exactly_these_bytes(self, paths: StoryLayout) -> None:
        offer(paths, "ca", "one")
        self.approve(paths, files.sha256_text("one"))
        assert status(paths, "ca") == "approved"
        paths.srt("ca").write_bytes(b"one ")
        assert status(paths, "ca") == "edited"

    def test_approval_of_another_version_does_not_count(self, paths: StoryLayout) -> None:
        offer(paths, "ca", "one")
        self.approve(paths, files.sha256_text("another"))
        assert status(paths, "ca") == "machine"

    def test_a_review_file_without_this_language(self, paths: StoryLayout) -> None:
        offer(paths, "en", "one")
        self.approve(paths, files.sha256_text("one"))
        assert status(paths, "en") == "machine"

    @pytest.mark.parametrize("damaged", ["{", "[]", '{"approvals": 3}', '"x"', "\udcff"])
    def test_a_damaged_review_file_is_told(self, paths: StoryLayout, damaged: str) -> None:
        offer(paths, "ca", "one")
        paths.review_file.write_bytes(damaged.encode("utf-8", "surrogateescape"))
        with pytest.raises(StoryError, match=r"review\.json: the review file cannot be read\. Restore"):
            status(paths, "ca")


def kill_at(patch: pytest.MonkeyPatch, number: int, done: bool) -> None:
    """The machine dies at the `number`-th file it writes: before it has its name, or right after."""
    real, calls = files.write_bytes, 0

    def dying(path: Path, data: bytes, temp_dir: Path | None = None) -> None:
        nonlocal calls
        calls += 1
        if calls == number and not done:
            raise Killed
        real(path, data, temp_dir)
        if calls == number:
            raise Killed

    patch.setattr(people.files, "write_bytes", dying)


MACHINE = st.sampled_from(["machine 1", "machine 2", "machine 3"])
HUMAN = st.sampled_from([b"", b"human 1", b"human 2", b"\xff\xfe", b"machine 1\n"])


class PeopleAndMachine(RuleBasedStateMachine):
    """Any order of offers, kills, edits and deletions."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        layout = Layout(Path(self.folder.name))
        self.paths = layout.story(layout.stories / "film", "film")
        self.paths.source.mkdir(parents=True)
        self.file = self.paths.srt("ca")
        self.written_by_person: bytes | None = None

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()

    @rule(text=MACHINE)
    def machine_offers(self, text: str) -> None:
        outcome = offer(self.paths, "ca", text)
        assert (outcome is Offer.KEPT) == (self.written_by_person is not None)
        if self.written_by_person is None:
            assert self.file.read_bytes() == text.encode(), "the machine's own file follows the machine"
            assert not list(self.paths.base.glob("*.coming.*"))

    @rule(text=MACHINE, number=st.integers(1, 2), done=st.booleans())
    def machine_is_killed(self, text: str, number: int, done: bool) -> None:
        with pytest.MonkeyPatch.context() as patch:
            kill_at(patch, number, done)
            try:
                offer(self.paths, "ca", text)
            except Killed:
                return

    @rule(data=HUMAN)
    def person_saves(self, data: bytes) -> None:
        self.file.write_bytes(data)
        self.written_by_person = data

    @rule()
    def person_deletes(self) -> None:
        self.file.unlink(missing_ok=True)
        self.written_by_person = None

    @invariant()
    def nothing_of_a_person_is_lost(self) -> None:
        if self.written_by_person is not None:
            assert self.file.read_bytes() == self.written_by_person
        assert belongs_to_person(self.paths, "ca") == (self.written_by_person is not None)


TestPeopleAndMachine = PeopleAndMachine.TestCase
TestPeopleAndMachine.settings = settings(max_examples=150, stateful_step_count=25, deadline=None)
