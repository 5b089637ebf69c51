"""Interpretations into sign languages, with real clips: in step with the film, checked, agreed to, published, gone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from footage_clips import X264, ffmpeg, lavfi
from published import Site
from small_series import manifest_of

#: From black to white at a second of the film's clock: to see what is in step.
FLASH = "color=black:size=640x360:rate=30:duration={length},drawbox=w=iw:h=ih:color=white:t=fill:enable='gte(t,{at})'"
AGREED = '\n[sign.csc]\n{more}\n[sign.csc.consent]\ngiven_by = "Núria Signant"\ndate = 2024-01-10\nscope = "web"\n'


def sign(site: Site, length: float, at: float = 1.0, name: str = "sign.csc.mp4") -> Path:
    path = site.root / "stories/film" / name
    ffmpeg(*lavfi(FLASH.format(length=length, at=at)), *X264, str(path))
    return path


def told(site: Site, more: str = "") -> None:
    toml = site.root / "stories/film/story.toml"
    toml.write_text(toml.read_text("utf-8").partition("\n[sign.")[0] + more, "utf-8")


def episode(site: Site) -> dict[str, Any]:
    return next(one for one in manifest_of(site.root)["episodes"] if one["slug"] == "film")


def brightness(path: Path, box: str = "iw:ih:0:0") -> np.ndarray:
    """Mean of each picture of a video in a part of it, 0 to 255, at 25 pictures a second."""
    raw = ffmpeg("-i", str(path), "-vf", f"crop={box},fps=25,scale=1:1:flags=area,format=gray", "-f", "rawvideo", "-")
    return np.frombuffer(raw, np.uint8)


def length_of(site: Site) -> float:
    return episode(site)["duration_ms"] / 1000


def test_it_is_in_step_in_manifest_page_and_player_and_published_with_consent_alone(site: Site, folder: str) -> None:
    length = length_of(site)
    sign(site, length + 0.4)
    assert site("build", "film", "--quiet").code == 0
    made = site.paths("film").sign("csc")
    lit = brightness(made)
    assert abs(len(lit) / 25 - length) < 0.05 and abs(int(np.argmax(lit > 128)) / 25 - 1.0) <= 0.04
    assert b"soun" not in made.read_bytes()[:4000]

    (listed,) = episode(site)["signs"]
    assert (listed["language"], listed["url"], listed["interpreter"]) == ("csc", "film/sign.csc.mp4", None)
    assert (listed["width"], listed["height"], listed["copy_with"]) == (640, 360, None)
    assert listed["label"] == {"ca": "llengua de signes catalana", "en": "Catalan Sign Language"}
    assert "signLanguage" in episode(site)["accessibility"]["features"]
    data = json.loads((site.root / "output/film/video.en.jsonld").read_text("utf-8"))
    assert "signLanguage" in data["accessibilityFeature"] and "Catalan Sign Language" in data["accessibilitySummary"]
    for page in ("embed", "player"):
        assert "sign.csc.mp4" in (site.root / f"output/film/{page}.ca.html").read_text("utf-8")

    refused = site("publish", folder, "film")
    assert refused.code == 1 and "sign.csc.mp4: nobody has noted a consent. Add [sign.csc.consent]" in refused.err
    told(site, AGREED.format(more='interpreter = "Núria Signant"'))
    assert site("build", "film", "--quiet").code == 0 and site("publish", folder, "film").code == 0
    there = [path for path in Path(folder).rglob("*") if path.is_file()]
    assert [path.name for path in there if path.name.startswith("sign.csc.")]
    assert not [path for path in there if "Núria Signant" in path.read_bytes().decode("utf-8", "ignore")]

    made_before = made.stat().st_mtime_ns
    told(site, AGREED.format(more='interpreter = "Núria Signant"\npublish_name = true'))
    assert site("build", "film", "--quiet").code == 0 and made.stat().st_mtime_ns == made_before
    assert episode(site)["signs"][0]["interpreter"] == "Núria Signant"
    assert site("withdraw", "film", "--reason", "Ho demana.", "--by", "Marta").code == 0
    assert not [path for path in Path(folder, "film").iterdir() if path.suffix == ".mp4"] and not made.exists()


def test_one_that_begins_elsewhere_is_moved_into_step(site: Site) -> None:
    length = length_of(site)
    for offset, at in ((0.5, 0.5), (-0.6, 1.6)):
        sign(site, length / 2 if offset > 0 else length + 2, at)
        told(site, AGREED.format(more=f"offset_s = {offset}"))
        assert site("build", "film", "--quiet").code == 0
        lit = brightness(site.paths("film").sign("csc"))
        assert abs(int(np.argmax(lit > 128)) / 25 - 1.0) <= 0.04 and abs(len(lit) / 25 - length) < 0.05


def test_what_is_wrong_with_one_is_told(site: Site) -> None:
    path = sign(site, length_of(site) + 1.2)
    done = site("build", "film", "--quiet")
    assert done.code == 1 and "sign.csc.mp4: this interpretation is 1.2 s longer than the film." in done.err
    sign(site, 2.0)
    assert "shorter than the film. Copy the whole of it, or say" in site("build", "film", "--quiet").err
    path.write_bytes(b"no video")
    done = site("build", "film", "--quiet")
    assert done.code == 1 and "sign.csc.mp4" in done.err
    told(site, AGREED.format(more="offset_s = 100"))
    sign(site, 1.0)
    assert "with this offset no picture" in site("build", "film", "--quiet").err
    path.unlink()
    done = site("build", "film", "--quiet")
    assert "story.toml has [sign.csc], and there is no sign.csc.mp4" in done.err
    told(site)
    sign(site, 1.0, name="sign.xyz.mp4")
    done = site("build", "film", "--quiet")
    assert '"xyz" is no code of a sign language' in done.err and "csc" in done.err
    told(site, "\n[sign.xyz]\noffset_s = 1\n")
    assert "story.toml" in site("build", "film", "--quiet").err


def test_on_wish_there_is_a_copy_with_it_in_the_picture(site: Site) -> None:
    sign(site, length_of(site), 0.0)
    series = site.root / "stories/series.toml"
    series.write_text(series.read_text("utf-8") + "\n[sign]\nburned = true\nheight = 0.5\n", "utf-8")
    assert site("build", "film", "--quiet").code == 0
    copy = site.paths("film").sign_copy("csc")
    width, height = episode(site)["width"], episode(site)["height"]
    high, margin = round(height * 0.5 / 2) * 2, round(height * 0.03)
    wide = round(high * 16 / 9 / 2) * 2
    box = f"{wide - 8}:{high - 8}:{width - wide - margin + 4}:{height - high - margin + 4}"
    assert brightness(copy, box).min() > 200, "white from the first to the last picture"
    assert b"soun" in copy.read_bytes() and episode(site)["signs"][0]["copy_with"]["url"] == "film/video.csc.sign.mp4"
    assert "video.csc.sign.mp4" in (site.root / "output/film/embed.ca.html").read_text("utf-8")
    series.write_text(series.read_text("utf-8").replace("burned = true", "burned = false"), "utf-8")
    assert site("build", "film", "--quiet").code == 0 and not copy.exists()


def test_it_is_not_taken_for_the_footage(site: Site) -> None:
    folder = site.root / "stories/film"
    sign(site, length_of(site))
    (footage,) = [path for path in folder.glob("*.mp4") if not path.name.startswith("sign.")]
    footage.rename(folder / "sign.mp4")
    assert site("build", "film", "--quiet").code == 0 and episode(site)["signs"]
    (folder / "sign.csc.mp4").rename(folder / "sign.csc.MOV")
    assert "sign.csc.MOV: this interpretation must be called sign.csc.mp4." in site("build", "film", "--quiet").err
