"""Whoever speaks gets captions in that language, whatever languages the series has."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from fakes import use_fakes
from footage_clips import Clips
from published import SECRET, SETTINGS, toml
from small_series import SCRIPTED, STORY, make_series, make_story, manifest_of, speech
from veus_job import in_process

from pipeline.actions.check_tracks import check
from pipeline.build.build import UpTo, build
from pipeline.build.outcome import Silent
from pipeline.build.status import status
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.project.settings import load_settings
from pipeline.project.story import burned_languages, languages_of, load_story
from pipeline.speech import fake_engines
from pipeline.translation import routes
from pipeline.translation.fake_routes import FakeRoute

SPANISH = STORY.replace('spoken = ["ca"]', 'spoken = ["es"]')


def use_routes(monkeypatch: pytest.MonkeyPatch) -> None:
    for pair in (("es", "ca"), ("es", "en"), ("ca", "es"), ("ca", "en")):
        monkeypatch.setitem(routes.TABLE, pair, (routes.RouteEntry(lambda _, pair=pair: FakeRoute(*pair)),))


@pytest.fixture(scope="module")
def captioned(clips: Clips, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `root` is a copy of."""
    root = make_series(tmp_path_factory.mktemp("captioned"), SCRIPTED)
    make_story(root, "film", speech(clips), toml=SPANISH)
    make_story(root, "other", speech(clips))
    with pytest.MonkeyPatch.context() as monkeypatch:
        use_fakes(monkeypatch)
        use_routes(monkeypatch)
        built(root, "--to", "captions")
    return root


@pytest.fixture
def root(captioned: Path, fakes: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A story in Spanish beside one in Catalan, built up to their captions."""
    use_routes(monkeypatch)
    return Path(shutil.copytree(captioned, tmp_path / "root"))


def built(root: Path, *args: str) -> None:
    ran = in_process(root, "build", "--quiet", *args)
    assert ran.code == 0, ran


def episode(root: Path, slug: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in manifest_of(root)["episodes"] if one["slug"] == slug)
    return found


@pytest.mark.parametrize(
    ("series", "spoken", "tracks", "burned"),
    [
        ("", ["ca"], ("ca", "en"), ("ca", "en")),
        ("", ["es"], ("ca", "en", "es"), ("ca", "en")),
        ("burn_spoken = true\n", ["es"], ("ca", "en", "es"), ("ca", "en", "es")),
        ('languages = ["en"]\n', ["ca", "es"], ("en", "ca", "es"), ("en",)),
        ('languages = ["es", "en"]\n', ["es"], ("es", "en"), ("es", "en")),
    ],
)
def test_the_languages_of_a_story(
    tmp_path: Path, series: str, spoken: list[str], tracks: tuple[str, ...], burned: tuple[str, ...]
) -> None:
    layout = Layout(make_series(tmp_path, series))
    toml = STORY.replace('spoken = ["ca"]', f"spoken = {json.dumps(spoken)}")
    settings, story = load_settings(layout), load_story(make_story(tmp_path, "film", toml=toml), layout)
    assert (languages_of(settings, story), burned_languages(settings, story)) == (tracks, burned)


def test_from_the_speech_to_the_pages(root: Path) -> None:
    built(root)
    spanish, catalan = episode(root, "film"), episode(root, "other")
    assert [(one["language"], one["kind"], one["label"]) for one in spanish["tracks"]] == [
        ("ca", "subtitles", "Català"),
        ("en", "subtitles", "English"),
        ("es", "captions", "Español"),
    ]
    assert [one["language"] for one in catalan["tracks"]] == ["ca", "en"]
    assert [one["language"] for one in spanish["sources"]] == [None, "ca", "en"]
    assert set(spanish["pages"]) == set(manifest_of(root)["series"]["pages"]) == {"ca", "en"}
    assert not [one for one in spanish["notices"] if one["code"] == "missing_track"]
    assert "closedCaptions" in spanish["accessibility"]["features"]
    assert "Buenos días" in (root / "stories/film/es.srt").read_text("utf-8")
    assert not (root / "stories/other/es.srt").exists()

    for lang in ("ca", "en"):
        page = (root / f"output/film/embed.{lang}.html").read_text("utf-8")
        assert 'srclang="es" label="Español"' in page
        assert not (root / "output/film/embed.es.html").exists()
    page = (root / "output/film/transcript.es.html").read_text("utf-8")
    assert '<html lang="ca">' in page and '<div class="said" lang="es">' in page
    assert '<span aria-current="page">Español</span>' in page
    text = (root / "output/film/transcript.es.txt").read_text("utf-8")
    assert "Buenos días" in text and "traducció" not in text.lower()


def test_burned_in_where_the_series_wishes(root: Path) -> None:
    make_series(root, "burn_spoken = true\n" + SCRIPTED)
    built(root, "film")
    assert [one["language"] for one in episode(root, "film")["sources"]] == [None, "ca", "en", "es"]
    assert {line.language: line.burned for line in status(Series.open(Layout(root)), ["film"])}["es"] == "yes"

    make_series(root, SCRIPTED)
    built(root, "film")
    assert not (root / "output/film/video.es.mp4").exists()
    assert {line.language: line.burned for line in status(Series.open(Layout(root)), ["film"])} == {
        "ca": "yes",
        "en": "yes",
        "es": "–",
    }


def test_every_verb_knows_the_track(root: Path, tmp_path: Path) -> None:
    lines = {(line.story, line.language): line for line in status(Series.open(Layout(root)), ())}
    assert ("film", "es") in lines and ("other", "es") not in lines
    tracks = {(one.story, one.lang) for one in check(Series.open(Layout(root)), (), ("es",)).tracks}
    assert tracks == {("film", "es")}
    sheet = tmp_path / "film.ca.xlsx"
    assert in_process(root, "export", "film", "ca", "--to", "xlsx", "--output", str(sheet)).code == 0
    assert in_process(root, "import", "film", "ca", str(sheet)).code == 0
    wrong = in_process(root, "check", "other", "--lang", "es")
    assert wrong.code != 0


def test_who_is_corrected_in_spanish_is_translated_anew(root: Path) -> None:
    path = root / "stories/film/es.srt"
    path.write_text(path.read_text("utf-8").replace("barrio", "huerto"), "utf-8")
    built(root, "film", "--to", "captions")
    assert "huerto-ca" in (root / "stories/film/ca.srt").read_text("utf-8").replace("\n", " ")


def test_it_is_published_once_it_is_approved_too(scripted: Path, clips: Clips, tmp_path: Path) -> None:
    make_series(scripted, SETTINGS)
    folder = make_story(scripted, "film", speech(clips), toml=toml("film").replace('["ca"]', '["es"]'))
    for lang, text in SECRET.items() | {("es", "Vivo sola con tres gatos.")}:
        (folder / f"{lang}.srt").write_text(f"1\n00:00:00,200 --> 00:00:04,000\n{text}\n", "utf-8")
    built(scripted)
    target = tmp_path / "site"
    for lang in ("ca", "en", "es"):
        assert in_process(scripted, "publish", str(target)).code != 0
        alone = ("--by", "Marta", "--same-person", "test", "--unheard")
        assert in_process(scripted, "approve", "film", lang, *alone).code == 0
        built(scripted)
    assert in_process(scripted, "publish", str(target)).code == 0
    assert list((target / "film").glob("captions.es*.vtt")) and list((target / "film").glob("transcript.es*.html"))


@pytest.fixture
def arabic(scripted: Path, clips: Clips, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A story in a language that Veus has no rules for, and no way to translate from."""
    monkeypatch.setitem(fake_engines.SCRIPT, "ar", "مرحبا، اسمي أحمد. أعمل في الحي.")
    make_story(scripted, "film", speech(clips), toml=STORY.replace('spoken = ["ca"]', 'spoken = ["ar"]'))
    for lang in ("ca", "en"):
        (scripted / f"stories/film/{lang}.srt").write_text("1\n00:00:00,500 --> 00:00:03,000\nHola.\n", "utf-8")
    return scripted


def test_a_language_without_rules_has_its_track_too(arabic: Path) -> None:
    built(arabic)
    assert "أحمد" in (arabic / "stories/film/ar.srt").read_text("utf-8")
    track = next(one for one in episode(arabic, "film")["tracks"] if one["language"] == "ar")
    assert (track["kind"], track["label"]) == ("captions", "العربية")
    page = (arabic / "output/film/transcript.ar.html").read_text("utf-8")
    assert '<div class="said" lang="ar" dir="rtl">' in page
    assert not (arabic / "output/film/video.ar.mp4").exists()


def test_it_is_drawn_with_a_font_that_has_it(arabic: Path) -> None:
    make_series(arabic, "burn_spoken = true\n" + SCRIPTED)
    built(arabic)
    assert (arabic / "output/film/video.ar.mp4").is_file()


@pytest.mark.parametrize(("lang", "code"), [("ar", "U+6F22"), ("ca", "U+6F22")])
def test_what_no_font_has_is_refused_by_name_before_anything_is_encoded(arabic: Path, lang: str, code: str) -> None:
    make_series(arabic, "burn_spoken = true\n" + SCRIPTED)
    (arabic / f"stories/film/{lang}.srt").write_text("1\n00:00:00,500 --> 00:00:03,000\nHola, 漢.\n", "utf-8")
    ran = in_process(arabic, "build", "--quiet")
    assert ran.code != 0
    assert not list((arabic / "output").rglob("*.mp4"))
    report = build(Layout(arabic), (), Silent()).stories[0]
    (error,) = report.problems
    assert code in error.what and "caption 1, at 0.5 s" in error.what
    assert ("burn_spoken = false" in error.remedy) == (lang == "ar")


def test_a_language_without_blanks_is_refused_with_its_name(scripted: Path, clips: Clips) -> None:
    make_story(scripted, "film", toml=STORY.replace('spoken = ["ca"]', 'spoken = ["ja"]'))
    (error,) = build(Layout(scripted), (), Silent()).all_problems()
    assert "captions in Japanese cannot be cut by words" in str(error)


def test_captions_in_a_language_that_the_story_has_not_are_told(root: Path) -> None:
    (root / "stories/other/es.srt").write_text("1\n00:00:00,500 --> 00:00:03,000\nHola.\n", "utf-8")
    told = {report.slug: report.notes for report in build(Layout(root), (), Silent(), up_to=UpTo.CAPTIONS).stories}
    assert any("es.srt is left out" in note and "Spanish" in note for note in told["other"])
    assert not any("left out, as" in note for note in told["film"])


def test_a_series_with_tracks_in_spanish_has_pages_in_its_page_languages(root: Path) -> None:
    make_series(root, 'languages = ["ca", "es"]\n' + SCRIPTED)
    built(root)
    assert [one["language"] for one in episode(root, "other")["tracks"]] == ["ca", "es"]
    assert set(manifest_of(root)["series"]["pages"]) == {"ca"}
    assert (root / "output/index.ca.html").exists() and not (root / "output/index.es.html").exists()
