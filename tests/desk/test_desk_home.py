"""The list of stories: in parts, by their titles, with what waits for whom."""

from __future__ import annotations

import html
import json
import os
import shutil
from pathlib import Path

import pytest
from desk_series import Site
from small_series import STORY, make_story

from pipeline.desk import desk_home
from pipeline.desk.desk_home import DeskHome
from pipeline.project.layout import Layout, StoryLayout
from pipeline.review.withdrawal import Withdrawal, note_withdrawal


def test_state_by_language_and_what_waits_for_whom(site: Site, paths: StoryLayout) -> None:
    page = html.unescape(site.get("/ca/").body.decode())
    for said in (
        "La història d’en Joel", "Català: esborrany", "no és pública", "Espera qui revisa", "/ca/joel/story",
        "No hi ha cap consentiment que valgui avui.", "Anglès: s’han d’escoltar", "/ca/-/new",
    ):  # fmt: skip
        assert said in page, said
    note_withdrawal(paths, Withdrawal(by="Berta", when="2024-06-01T10:00:00+02:00", reason="En Joel ho demana."))
    page = html.unescape(site.get("/ca/").body.decode())
    assert "Berta la va retirar el 2024-06-01" in page and "En Joel ho demana." in page
    assert "Espera qui revisa" not in page


def test_its_pulse_changes_with_what_it_tells(site: Site, paths: StoryLayout, tmp_path: Path) -> None:
    home = DeskHome(Layout(tmp_path))
    told = [home.pulse()]
    assert home.pulse() == told[0]
    track = paths.srt("ca")
    track.write_bytes(track.read_bytes() + b"\n")
    told.append(home.pulse())
    paths.published_file.parent.mkdir(exist_ok=True)
    paths.published_file.write_text("{}", "utf-8")
    told.append(home.pulse())
    make_story(tmp_path, os.fsdecode(b"no text \xff"))
    told.append(home.pulse())
    (paths.base / "what is no matter of the list").write_text("", "utf-8")
    assert home.pulse() == told[-1] and len(set(told)) == 4


def test_who_asks_all_the_time_is_told_later(
    paths: StoryLayout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = DeskHome(Layout(tmp_path))
    monkeypatch.setattr(desk_home, "RESTS", 1e9)
    told = home.late_pulse()
    paths.story_file.write_text(paths.story_file.read_text("utf-8") + "\n", "utf-8")
    assert home.late_pulse() == told != home.pulse()
    monkeypatch.setattr(desk_home, "RESTS", 0)
    now = home.pulse()
    paths.story_file.write_text(paths.story_file.read_text("utf-8") + "\n", "utf-8")
    assert home.late_pulse() != now


def test_many_come_in_parts(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_home, "A_PAGE", 3)
    for number in range(5):
        make_story(tmp_path, f"s{number}", toml=STORY.replace("Una història", f"La {number}a història"))
    make_story(tmp_path, "zz", toml='slug = "a-first"\n' + STORY)
    make_story(tmp_path, "broken", toml="spoken = 3")
    found = [DeskHome(Layout(tmp_path)).list(number, "") for number in (1, 2, 3)]
    assert [[one["slug"] for one in part["stories"]] for part in found] == [
        ["a-first", "joel", "broken"],
        ["s0", "s1", "s2"],
        ["s3", "s4"],
    ]
    assert found[0]["stories"][2]["problem"] and (found[0]["count"], found[0]["pages"]) == (8, 3)
    page = site.get("/en/?part=2").body.decode()
    assert 'rel="prev" href="/en/?part=1"' in page and 'rel="next" href="/en/?part=3"' in page
    page = html.unescape(site.get("/en/?q=3a+HISTORIA").body.decode())
    assert "/en/s3" in page and "/en/s2" not in page and 'value="3a HISTORIA"' in page, "accents do not count"
    for odd in ("0", "-1", "x", "9" * 50, "²"):
        assert site.get(f"/en/?part={odd.encode().hex() if odd == '²' else odd}").status == 200


def test_little_is_read_of_a_thousand_stories(
    tmp_path: Path, paths: StoryLayout, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only those of the part that is shown are loaded."""
    from pipeline.project import series

    for number in range(100):
        make_story(tmp_path, f"s{number:03}")
    loaded: list[str] = []
    load = series.load_story
    monkeypatch.setattr(series, "load_story", lambda folder, layout: loaded.append(folder.name) or load(folder, layout))
    assert len(DeskHome(Layout(tmp_path)).list(1, "")["stories"]) == desk_home.A_PAGE
    assert len(loaded) == desk_home.A_PAGE


def test_two_that_claim_one_slug_are_both_told(tmp_path: Path, paths: StoryLayout) -> None:
    make_story(tmp_path, "zz", toml='slug = "joel"\n' + STORY)
    found = DeskHome(Layout(tmp_path)).list(1, "")["stories"]
    told = {one["slug"]: one["problem"]["en"] for one in found if one["problem"]}
    assert told.keys() == {"joel", "zz"} and all("both use the slug" in said for said in told.values())


def test_two_of_one_title_are_told_apart_by_their_names(site: Site, tmp_path: Path, paths: StoryLayout) -> None:
    make_story(tmp_path, "zz", toml=paths.story_file.read_text("utf-8"))
    for path in ("/ca/", "/ca/-/build", "/ca/-/withdraw"):
        page = html.unescape(site.get(path).body.decode())
        assert "La història d’en Joel (joel)" in page and "La història d’en Joel (zz)" in page, path


def test_what_was_built_before_it_was_approved_is_built_again_first(ready: Path, tmp_path: Path) -> None:
    shutil.copytree(ready, tmp_path / "root")
    layout = Layout(tmp_path / "root")
    assert _waits(layout) == ["publish"]
    episode = layout.story(layout.stories / "film", "film").episode
    told = json.loads(episode.read_bytes())
    told["episode"]["review"]["status"] = "draft"
    episode.write_text(json.dumps(told), "utf-8")
    assert _waits(layout) == ["build"]


def _waits(layout: Layout) -> list[str]:
    return [one["said"] for story in DeskHome(layout).list(1, "")["stories"] for one in story["waits"]]
