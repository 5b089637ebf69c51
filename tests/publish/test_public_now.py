"""What a destination says is public there."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from publish_helpers import settings_with, story_with

from pipeline.errors import VeusError
from pipeline.file_stores import Target
from pipeline.project.layout import Layout
from pipeline.publish.plan import INDEX, MANIFEST, Entry, Index
from pipeline.publish.public_now import FormerSlugs, PublicNow, episode_there, notices_for, read_there
from pipeline.publish.targets import open_target
from pipeline.review.withdrawal import Withdrawal, add_target, note_withdrawal
from pipeline.site.manifest import build_withdrawn

NOTICE = build_withdrawn(settings_with(), "laura", date(2024, 6, 10))
MANIFEST_THERE: dict[str, Any] = {
    "series": {"id": "serie"},
    "episodes": [{"slug": "joel", "later": 1}],
    "withdrawn": [NOTICE.model_dump(mode="json")],
}


@pytest.fixture
def there(tmp_path: Path) -> Target:
    return open_target(str(tmp_path / "site"), Layout(tmp_path / "root"))


def test_an_empty_place_says_nothing(there: Target) -> None:
    assert read_there(there) == PublicNow(Index(), {}, None, {})


def test_what_its_list_and_its_manifest_say(there: Target) -> None:
    index = Index(files={"joel/a.mp4": Entry(bytes=1, sha256=None)})
    there.write(INDEX, index.to_bytes())
    there.write(MANIFEST, json.dumps(MANIFEST_THERE).encode())
    found = read_there(there)
    assert (found.index, found.series, dict(found.notices)) == (index, "serie", {"laura": NOTICE})
    assert found.episodes == {"joel": {"slug": "joel", "later": 1}}, "plain, so that a later version's stay as they are"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b'{"episodes": [], "series": 3}',
        b'{"series": {"id": "x"}, "episodes": [1]}',
        b"\xff",
    ],
)
def test_a_manifest_that_is_none_is_no_empty_one(there: Target, data: bytes) -> None:
    there.write(MANIFEST, data)
    with pytest.raises(VeusError, match=r"manifest there cannot be read.*to an empty place"):
        read_there(there)


def test_an_episode_of_a_later_version_is_told_by_name(there: Target) -> None:
    with pytest.raises(VeusError, match=r"says of joel what this version cannot read"):
        episode_there({"slug": "joel"}, settings_with(), there)


def test_a_notice_for_what_was_withdrawn_and_ever_there_and_for_nothing_else(tmp_path: Path) -> None:
    layout, settings = Layout(tmp_path), settings_with()
    stories = [story_with(layout, slug) for slug in ("joel", "anna", "never", "damaged")]
    withdrawal = Withdrawal(by="Laia", when="2024-06-12T10:00:00+02:00", reason="x")
    for story in (stories[0], stories[2]):
        note_withdrawal(story.paths, withdrawal)
    stories[3].paths.source.mkdir(parents=True)
    stories[3].paths.withdrawal_file.write_text("{", "utf-8")
    now = PublicNow(Index(), dict.fromkeys(("joel", "anna", "damaged")), "serie", {"laura": NOTICE})
    former = FormerSlugs(layout, stories, "/srv/web")
    found = {one.slug: one.withdrawn for one in notices_for(settings, stories, now, set(), former)}
    assert found == {"laura": date(2024, 6, 10), "joel": date(2024, 6, 12)}
    assert [one.slug for one in notices_for(settings, [], now, {"laura"}, former)] == []


def test_a_notice_at_the_address_that_a_story_had_before_unless_it_is_another_ones(tmp_path: Path) -> None:
    layout, web = Layout(tmp_path), "/srv/web"
    joel = story_with(layout, "joel")
    joel.paths.source.mkdir(parents=True)
    add_target(joel.paths, web)
    note_withdrawal(joel.paths, Withdrawal(by="Laia", when="2024-06-12T10:00:00+02:00", reason="x"))
    joel.paths.source.rename(layout.stories / "joel-2")
    stories = [story_with(layout, slug) for slug in ("joel-2", "joel")]
    stories[1].paths.source.mkdir()
    there = PublicNow(Index(files={"joel/a.mp4": Entry(bytes=1, sha256=None)}), {}, "serie", {})

    def notices(*new: str) -> list[str]:
        former = FormerSlugs(layout, stories, web)
        return [one.slug for one in notices_for(settings_with(), stories, there, new, former)]

    assert notices() == ["joel"], "the other one was never sent there"
    assert notices("joel") == []
    add_target(stories[1].paths, web)
    assert notices() == []
    stories.pop()
    assert notices() == [], "one that cannot be read may be it"
