"""What is published of a film in which nobody speaks: no captions that say nothing, nor those that say it no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from footage_clips import Clips
from published import SETTINGS, Site, broken, dangling, everything, manifest_at, target_of, toml
from small_series import make_series, make_story

from pipeline.file_stores import Target

MUSIC = {"ca": "1\n00:00:00,200 --> 00:00:01,900\n(Música)\n\n", "en": "1\n00:00:00,200 --> 00:00:01,900\n[music]\n\n"}


@pytest.fixture
def site(fakes: None, tmp_path: Path, clips: Clips) -> Site:
    """A film with music, told in both languages, that nobody has approved yet."""
    found = Site(make_series(tmp_path / "root", SETTINGS))
    folder = make_story(found.root, "film", clips["plain"], toml=toml("film"), captions=MUSIC["ca"])
    (folder / "en.srt").write_text(MUSIC["en"], "utf-8")
    return found


def published(site: Site, address: str) -> Target:
    """What lies at a place once people have approved the film as it is now."""
    assert site("build", "--quiet").code == 0
    site.approve("film")
    assert site("build", "--quiet").code == 0
    ran = site("publish", address)
    assert ran.code == 0, ran.out + ran.err
    target = target_of(address, site)
    assert broken(target) == dangling(target) == []
    return target


def captions(target: Target) -> list[str]:
    """Files at a place that players read, without what tells their bytes."""
    names = [name.removeprefix("film/").split(".") for name in everything(target)]
    return sorted(f"{name[0]}.{name[1]}.{name[-1]}" for name in names if name[0] in ("captions", "transcript"))


def test_what_says_nothing_any_more_leaves_a_destination(site: Site, tmp_path: Path) -> None:
    address = str(tmp_path / "site")
    every = [f"captions.{lang}.{end}" for lang in ("ca", "en") for end in ("srt", "vtt")]
    every += [f"transcript.{lang}.{end}" for lang in ("ca", "en") for end in ("html", "txt")]
    assert captions(published(site, address)) == every

    (site.root / "stories/film/en.srt").write_text("", "utf-8")
    target = published(site, address)
    assert captions(target) == [name for name in every if ".en." not in name]
    manifest = manifest_at(target) or pytest.fail("nothing is there")
    (episode,) = manifest["episodes"]
    assert episode["status"] == "approved" and [track["language"] for track in episode["tracks"]] == ["ca"]
    assert set(episode["review"]["approvals"]) == {"ca", "en"}, "that there is nothing to say is a person's word, too"


def test_a_silent_film_is_published_without_captions(site: Site, tmp_path: Path, clips: Clips) -> None:
    (site.root / "stories/film/film.mp4").write_bytes(clips["silent"].read_bytes())
    for lang in MUSIC:
        (site.root / f"stories/film/{lang}.srt").unlink()
    target = published(site, str(tmp_path / "site"))
    assert captions(target) == []
    manifest = manifest_at(target) or pytest.fail("nothing is there")
    assert [notice["code"] for notice in manifest["episodes"][0]["notices"]] == ["no_audio"]
