"""Renditions of series.toml: made, shown, listed, published, and gone when nobody wants them any more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from published import SETTINGS, Site
from small_series import SERIES, make_series, manifest_of
from veus_job import Ran

from pipeline.errors import ConfigError
from pipeline.project.layout import Layout
from pipeline.project.settings import Settings, load_settings

TALL = '[[renditions]]\nname = "tall"\nshape = "9:16"\ncards = true\nlanguages = ["ca"]\n'
SMALL = '[[renditions]]\nname = "small"\ncodec = "hevc"\n'


def series(root: Path, more: str) -> None:
    (root / "stories/series.toml").write_text(SERIES + SETTINGS + more, "utf-8")


def videos(root: Path, slug: str = "film") -> set[str]:
    return {path.name for path in (root / "output" / slug).glob("*.mp4")}


OWN = {"video.mp4", "video.ca.mp4", "video.en.mp4"}


def test_from_the_settings_to_the_destination_and_away_again(site: Site, folder: str) -> None:
    series(site.root, TALL + SMALL)
    told = site("status", "film", "--json")
    assert [line["burned"] for line in json.loads(told.out)] == ["stale", "stale"]
    assert site("build", "film", "--quiet").code == 0
    extra = {"video.ca.tall.mp4", "video.ca.small.mp4", "video.en.small.mp4"}
    assert videos(site.root) == OWN | extra

    episode = next(one for one in manifest_of(site.root)["episodes"] if one["slug"] == "film")
    listed = {one["url"].removeprefix("film/"): one for one in episode["alternatives"]}
    assert set(listed) == extra
    tall = listed["video.ca.tall.mp4"]
    assert (tall["width"], tall["height"], tall["shape"], tall["cards"]) == (180, 320, "9:16", True)
    assert tall["duration_ms"] == pytest.approx(episode["duration_ms"] + 6_000, abs=50)
    assert tall["label"]["en"].endswith("tall (9:16), with opening and closing titles")
    assert listed["video.en.small.mp4"]["type"].startswith('video/mp4; codecs="hvc1.1.')
    assert {one["url"].removeprefix("film/") for one in episode["sources"]} == OWN
    assert "video.ca.tall.mp4" in (site.root / "output/film/embed.ca.html").read_text("utf-8")

    assert site("publish", folder, "film").code == 0
    sent = {path.name.split(".")[-3] if path.name.count(".") > 3 else "" for path in Path(folder, "film").glob("*.mp4")}
    assert {"tall", "small"} <= sent

    before = {path: path.stat().st_mtime_ns for path in (site.root / "output/film").glob("*.mp4")}
    assert site("build", "film", "--quiet").code == 0
    assert {path: path.stat().st_mtime_ns for path in before} == before

    series(site.root, "")
    assert site("build", "film", "--quiet").code == 0
    assert videos(site.root) == OWN
    assert not next(one for one in manifest_of(site.root)["episodes"] if one["slug"] == "film")["alternatives"]


def test_a_title_changes_the_cards_and_nothing_else(site: Site) -> None:
    series(site.root, TALL)
    assert site("build", "film", "--quiet").code == 0
    out = site.root / "output/film"
    before = {path.name: path.read_bytes() for path in out.glob("*.mp4")}
    segments = {path.name for path in site.paths("film").segments.glob("*.mp4")}
    toml = site.root / "stories/film/story.toml"
    toml.write_text(toml.read_text("utf-8").replace("Títol film", "Un altre títol"), "utf-8")
    assert site("build", "film", "--quiet").code == 0
    changed = {path.name for path in out.glob("*.mp4") if path.read_bytes() != before[path.name]}
    assert changed == {"video.ca.tall.mp4"}
    assert len({path.name for path in site.paths("film").segments.glob("*.mp4")} - segments) == 1


def test_a_logo_is_on_the_cards_and_one_that_is_not_there_is_named(site: Site) -> None:
    from PIL import Image

    def build(logo: str) -> Ran:
        named = SERIES.replace('{ name = "Veus",', f'{{ name = "Veus",{logo}')
        (site.root / "stories/series.toml").write_text(named + SETTINGS + TALL, "utf-8")
        return site("build", "film", "--quiet")

    assert build("").code == 0
    before = {path.name: path.read_bytes() for path in (site.root / "output/film").glob("*.mp4")}
    missing = build(' logo = "marca.png",')
    assert missing.code == 1 and 'names the logo "marca.png", which is not there' in missing.err
    assert build(' logo = "../marca.png",').code == 1, "nothing outside the folder"
    Image.new("RGB", (160, 90), (10, 200, 10)).save(site.root / "stories/marca.png")
    assert build(' logo = "marca.png",').code == 0
    changed = {
        path.name for path in (site.root / "output/film").glob("*.mp4") if path.read_bytes() != before[path.name]
    }
    assert changed == {"video.ca.tall.mp4"}


@pytest.mark.parametrize("name", ["", "Tall", "a/b", "..", "a.b", "ca mp4", "-a", "x" * 33, "tall\n"])
def test_names_that_cannot_be_part_of_a_file_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "stories").mkdir()
    series(tmp_path, f"[[renditions]]\nname = {json.dumps(name)}\n")
    if name == "tall\n":  # white space around is no part of a name
        assert load_settings(Layout(tmp_path)).renditions[0].name == "tall"
        return
    with pytest.raises(ConfigError, match="renditions"):
        load_settings(Layout(tmp_path))


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (TALL + TALL, "same name"),
        ('[[renditions]]\nname = "x"\nlanguages = ["es"]\n', 'rendition "x": no tracks are made in es'),
        ('[[renditions]]\nname = "x"\nshape = "4:3"\n', "shape"),
        ('[video]\nencoder = "h264_amf"\n', "encoder"),
    ],
)
def test_what_is_wrong_with_renditions_is_told(tmp_path: Path, more: str, says: str) -> None:
    make_series(tmp_path, more)
    with pytest.raises(ConfigError) as caught:
        load_settings(Layout(tmp_path))
    assert says in str(caught.value)


def test_by_default_there_are_none(tmp_path: Path) -> None:
    (tmp_path / "stories").mkdir()
    series(tmp_path, "")
    settings: Settings = load_settings(Layout(tmp_path))
    assert settings.renditions == ()
    assert settings.video.encoder == "x264"


def test_a_poster_of_ones_own(site: Site) -> None:
    from PIL import Image

    toml, image = site.root / "stories/film/story.toml", site.root / "stories/film/ours.png"
    written = toml.read_text("utf-8")
    Image.new("RGB", (160, 90), (10, 200, 10)).save(image)
    toml.write_text('poster = "ours.png"\n' + written, "utf-8")
    assert site("build", "film", "--quiet").code == 0
    with Image.open(site.paths("film").poster) as made:
        assert made.getpixel((80, 45)) == pytest.approx((10, 200, 10), abs=6)
    episode = next(one for one in manifest_of(site.root)["episodes"] if one["slug"] == "film")
    assert episode["poster"]["preview"].startswith("data:image/webp;base64,")

    image.unlink()
    gone = site("build", "film", "--quiet")
    assert gone.code != 0
    assert 'names the poster "ours.png"' in gone.err
    for bad in ('"../x.png"', '"x.gif"', "-1", "true", '"1:75"'):
        toml.write_text(f"poster = {bad}\n" + written, "utf-8")
        refused = site("build", "film", "--quiet")
        assert (refused.code != 0, "poster" in refused.err) == (True, True)
    toml.write_text('poster = "0:01.5"\n' + written, "utf-8")
    assert site("build", "film", "--quiet").code == 0


def test_cards_are_without_what_is_still_to_be_written(site: Site) -> None:
    series(site.root, TALL)
    toml = site.root / "stories/film/story.toml"
    toml.write_text(toml.read_text("utf-8").replace("Títol film", "✎ títol"), "utf-8")
    ran = site("build", "film")
    assert ran.code == 0 and "video.ca.tall.mp4" in videos(site.root)
    assert " ".join(ran.err.split()).count("still to be written: ✎ títol") == 1


def test_a_title_that_no_font_has_is_refused_before_anything_is_encoded(site: Site) -> None:
    series(site.root, TALL)
    toml = site.root / "stories/film/story.toml"
    toml.write_text(toml.read_text("utf-8").replace("Títol film", "Títol 漢字"), "utf-8")
    ran = site("build", "film", "--quiet")
    assert ran.code == 1
    assert "no font of the cards has 字 (U+5B57) 漢 (U+6F22)" in ran.err
    assert "cards = false" in ran.err
    assert "video.ca.tall.mp4" not in videos(site.root)
