"""Settings of the series: defaults, overrides, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError
from small_series import make_series
from veus_job import REPO

from pipeline.errors import ConfigError
from pipeline.project.caption_profile import PROFILES, CaptionProfile, CaptionSettings
from pipeline.project.layout import Layout
from pipeline.project.settings import Settings, Term, load_settings


def load(root: Path, more: str = "") -> Settings:
    return load_settings(Layout(make_series(root, more)))


def test_defaults(tmp_path: Path) -> None:
    settings = load(tmp_path)
    assert settings.published == date(2024, 1, 2)
    assert settings.languages == ("ca", "en") and settings.order == () and settings.news is None
    speech = settings.speech
    assert (speech.engine, speech.model, speech.beam) == ("faster-whisper", "base", 4)
    assert settings.captions.resolved() == CaptionProfile(line=42, lines=2, cps=17, max_ms=7000)
    assert settings.style.box_alpha >= 0.66
    assert settings.title["ca"] == "Proves" and settings.title["en"] == "Tests"


def test_the_series_of_this_repository() -> None:
    settings = load_settings(Layout(REPO))
    assert settings.order == ("letter", "joel", "laura", "cynthia", "emergency-team")
    assert settings.title["ca"] == "Veus dels serveis socials"


def test_a_profile_and_its_overrides(tmp_path: Path) -> None:
    settings = load(tmp_path, '[captions]\nprofile = "une153010"\ncps = 14\n')
    assert settings.captions.resolved() == PROFILES["une153010"].model_copy(update={"cps": 14})


#: Another value for every number of a profile, each within its bounds.
OTHER_NUMBERS = {
    "line": 40, "lines": 1, "cps": 14.5, "english_cps": 18, "min_ms": 1200, "english_min_ms": 900, "brief_ms": 1400,
    "max_ms": 6500, "gap_frames": 3, "flash_ms": 400, "sync_frames": 4, "linger_ms": 300, "snap_ms": 300,
    "cut_frames": 3, "sound_ms": 4000,
}  # fmt: skip


@pytest.mark.parametrize("profile", sorted(PROFILES))
@pytest.mark.parametrize("name", CaptionProfile.model_fields)
def test_every_number_of_a_profile_can_be_overridden(tmp_path: Path, profile: str, name: str) -> None:
    value = OTHER_NUMBERS[name]
    settings = load(tmp_path, f'[captions]\nprofile = "{profile}"\n{name} = {value}\n')
    assert settings.captions.resolved() == PROFILES[profile].model_copy(update={name: value})


def test_other_values(tmp_path: Path) -> None:
    settings = load(tmp_path, 'languages = ["en"]\n[speech]\nbeam = 3\n[video]\npreset = "slow"\n')
    assert settings.languages == ("en",)
    assert settings.speech.beam == 3 and settings.video.preset == "slow"


def test_they_cannot_be_changed(tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        load(tmp_path).video.crf = 3  # type: ignore[misc]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("colour = 1", 'line 7, key "colour": no such key'),
        ("[speech]\nbeams = 3", 'line 8, key "speech.beams": no such key'),
        ("[speech]\nbeam = 0", 'line 8, key "speech.beam"'),
        ("[captions]\nline = 3", 'line 8, key "captions.line"'),
        ("[captions]\nshot_ms = 3", 'line 8, key "captions.shot_ms": no such key'),
        ("[captions]\nmin_ms = 3000\nmax_ms = 2000", "max_ms (2000) is less than min_ms (3000)"),
        ('[captions]\nprofile = "bbc"', 'line 8, key "captions.profile"'),
        ("[style]\nbox_alpha = 1.1", 'line 8, key "style.box_alpha"'),
        ('[video]\npreset = "best"', 'line 8, key "video.preset"'),
        ('languages = ["ca", "fr"]', 'line 7, key "languages": unknown language "fr"'),
        ('languages = ["ca", "ca"]', 'line 7, key "languages": name each language once.'),
        ("languages = []", 'line 7, key "languages"'),
        ('languages = ["es"]', 'line 7, key "languages": name one that pages are written in'),
        ("[[glossary]]\nen = 'only'", 'line 7, key "glossary.0.ca": this key is missing'),
        ("published_time = 18.30", 'line 7, key "published_time": write a time of day without a time zone, such as'),
        ("published_time = 18", 'line 7, key "published_time": write a time of day'),
        ('published_time = "18:00Z"', 'line 7, key "published_time": write a time of day'),
        ("burn_spoken = 1", 'line 7, key "burn_spoken": input should be a valid boolean'),
        ("[video]\ncrf = true", 'line 8, key "video.crf": input should be a valid integer'),
        ('[video]\nloudness = "low"', 'line 8, key "video.loudness": input should be a valid number'),
        ("[captions]\ncps = nan", 'line 8, key "captions.cps": input should be a finite number'),
    ],
)
def test_what_is_refused(tmp_path: Path, more: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, more)
    assert words in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path / "stories/series.toml"))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "here", ""])
def test_links_are_web_addresses(tmp_path: Path, url: str) -> None:
    with pytest.raises(ConfigError, match=r'key "news\.url"'):
        load(tmp_path, f'[news]\nurl = "{url}"\nlabel = {{ ca = "x", en = "x" }}\n')


def test_hints_are_in_the_languages_spoken(tmp_path: Path) -> None:
    terms = [Term(ca="hort urbà", es="huerto urbano"), Term(ca="CUESB", hint=False), Term(ca="Joel")]
    settings = load(tmp_path).model_copy(update={"glossary": tuple(terms)})
    assert settings.hints(["ca"]) == ["hort urbà", "Joel"]
    assert settings.hints(["es", "ca"]) == ["huerto urbano", "hort urbà", "Joel"]


def test_overrides_keep_the_bounds_of_the_profile() -> None:
    with pytest.raises(ValidationError):
        CaptionSettings(line=200)


def test_no_folder_of_stories(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no stories folder here.*--root"):
        load_settings(Layout(tmp_path))


def test_a_time_zone_by_its_name(tmp_path: Path) -> None:
    assert load(tmp_path).time_zone == "Europe/Madrid"
    assert load(tmp_path, 'time_zone = "Atlantic/Canary"\n').time_zone == "Atlantic/Canary"


@pytest.mark.parametrize("wrong", ["", "Europe", "Madrid", "../etc/passwd", "CEST+1"])
def test_a_time_zone_that_is_none(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(ConfigError, match=r'line \d+, key "time_zone": unknown time zone'):
        load(tmp_path, f'time_zone = "{wrong}"\n')
