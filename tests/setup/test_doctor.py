"""`veus doctor`: what is here, what will be used, what would help."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest
from footage_clips import Clips
from small_series import STORY, make_series, make_story
from tone_voices import use_tones

from pipeline import messages
from pipeline.errors import RenderError
from pipeline.project.layout import Layout
from pipeline.setup import doctor
from pipeline.setup.doctor import Diagnosis, examine
from pipeline.speech import whisper_models
from pipeline.translation import routes
from pipeline.translation.fake_routes import BrokenRoute, FakeRoute
from pipeline.translation.route import Route
from pipeline.video import fonts
from pipeline.voices import voices
from pipeline.voices.fake_voices import FAKES

#: How this machine translates.
INTO_ENGLISH = routes.TABLE["ca", "en"]


@pytest.fixture(scope="module")
def examined(tmp_path_factory: pytest.TempPathFactory, clips: Clips) -> list[Diagnosis]:
    """This machine as it is: each route has translated a sentence."""
    root = make_series(tmp_path_factory.mktemp("doctor"))
    make_story(root, "film", clips["silent"])
    return examine(Layout(root))


@pytest.fixture
def root(tmp_path: Path, clips: Clips, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A series, on a machine that translates and speaks in no time."""
    for pair in list(routes.TABLE):
        monkeypatch.setitem(routes.TABLE, pair, table(True))
    use_tones(monkeypatch)
    root = make_series(tmp_path / "root")
    make_story(root, "film", clips["silent"])
    return root


def find(root: Path, area: str) -> list[Diagnosis]:
    return [finding for finding in examine(Layout(root)) if finding.area == area]


def table(*there: bool) -> tuple[routes.RouteEntry, ...]:
    """Routes called first, second, … of which some are installed."""

    def maker(number: int, available: bool) -> Callable[[routes.Means], Route]:
        name = ("first", "second", "third")[number]
        return lambda _: FakeRoute("ca", "en", name=name, available=available)

    return tuple(routes.RouteEntry(maker(number, available)) for number, available in enumerate(there))


def only(folder: Path, monkeypatch: pytest.MonkeyPatch, has_apt: bool) -> None:
    """A machine of which no program is found, or apt alone."""
    folder.mkdir()
    if has_apt:
        (folder / doctor.APT).touch(0o755)
    monkeypatch.setenv("PATH", str(folder))


def test_it_is_said_in_the_language_of_the_reader_and_to_programs_in_english(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "_speaking", "ca")
    (found,) = find(root, "codificador")
    assert found.text.startswith("x264 – és el que es farà servir; ")
    assert found.as_dict()["area"] == "encoder" and "will be used" in found.as_dict()["text"]
    assert any(one.text.startswith("català → anglès: ") for one in find(root, "traducció"))


def test_every_area_is_looked_at(examined: list[Diagnosis]) -> None:
    areas = [finding.area for finding in examined]
    expected = ["stories", "python", "ffmpeg", "fonts", "encoder", "disk", "memory", "speech engine", "speech model"]
    assert list(dict.fromkeys(areas)) == [*expected, "translation", "voices"]


@pytest.mark.parametrize(
    ("asked", "working", "state", "says"),
    [
        ("x264", [], "ok", "x264 – will be used; no graphics card that encodes"),
        ("auto", [], "ok", "x264 – will be used"),
        ("auto", ["qsv", "vaapi"], "ok", "qsv – will be used; graphics card: qsv, vaapi"),
        ("nvenc", ["vaapi"], "missing", "nvenc does not work on this machine; graphics card: vaapi"),
    ],
)
def test_what_encodes(
    root: Path, asked: str, working: list[str], state: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "works", lambda name: name in working)
    series = root / "stories/series.toml"
    series.write_text(series.read_text("utf-8") + f'\n[video]\nencoder = "{asked}"\n', "utf-8")
    found = next(finding for finding in examine(Layout(root)) if finding.area == "encoder")
    assert (found.state, found.text.startswith(says)) == (state, True)


def test_on_this_machine_nothing_is_missing(examined: list[Diagnosis]) -> None:
    assert [finding for finding in examined if finding.state == "missing"] == []


def test_whatever_is_not_ok_has_a_remedy(examined: list[Diagnosis]) -> None:
    for finding in examined:
        assert (finding.state == "ok") == (finding.remedy == "")


def test_as_plain_data(examined: list[Diagnosis]) -> None:
    data = json.loads(json.dumps([finding.as_dict() for finding in examined]))
    assert all(set(entry) == {"area", "state", "text", "remedy"} for entry in data)


class TestStories:
    def test_they_are_named(self, root: Path) -> None:
        (finding,) = find(root, "stories")
        assert finding.state == "ok" and finding.text.startswith("1 in ") and finding.text.endswith(": film")

    def test_broken_ones_too(self, root: Path) -> None:
        make_story(root, "broken", toml="=")
        assert [finding.state for finding in find(root, "stories")] == ["ok", "missing"]

    @pytest.mark.parametrize("damage", ["no folder", "no root", "broken settings"])
    def test_without_stories_the_machine_is_still_looked_at(self, root: Path, damage: str) -> None:
        if damage == "broken settings":
            (root / "stories/series.toml").write_text("=")
        else:
            root = root / "elsewhere"
            if damage == "no folder":
                root.mkdir()
        findings = examine(Layout(root))
        assert findings[0].state == "missing"
        assert {"ffmpeg", "disk", "translation"} <= {finding.area for finding in findings}


class TestMachine:
    def test_no_ffmpeg(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def none() -> str:
            raise RenderError("no ffmpeg for this machine.", remedy="Install ffmpeg")

        monkeypatch.setattr(doctor.ffmpeg, "executable", none)
        assert find(root, "ffmpeg") == [Diagnosis("ffmpeg", "missing", "no ffmpeg for this machine.", "Install ffmpeg")]

    def test_a_font_is_missing(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        lost = fonts.Font("Lost", "fontpkg-lost", "nowhere/Lost.ttf")
        monkeypatch.setattr(doctor, "FONTS", (fonts.FONTS[0], lost))
        good, bad = find(root, "fonts")
        assert good.state == "ok"
        assert (bad.state, bad.remedy) == ("missing", "pip install fontpkg-lost")

    def test_a_disk_that_is_nearly_full(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(doctor, "LEAST_FREE_GB", 10**9)
        (finding,) = find(root, "disk")
        assert finding.state == "better" and "Free some space" in finding.remedy


class TestSpeech:
    def test_what_will_be_used(self, root: Path) -> None:
        make_series(root, '[speech]\nengine = "openai-whisper"\n')
        used = [finding.text for finding in find(root, "speech engine") if "will be used" in finding.text]
        assert len(used) == 1 and used[0].startswith("openai-whisper ")

    @pytest.mark.parametrize(("chosen", "state"), [("faster-whisper", "missing"), ("openai-whisper", "better")])
    def test_an_engine_that_is_not_installed(
        self, root: Path, monkeypatch: pytest.MonkeyPatch, chosen: str, state: str
    ) -> None:
        real = metadata.version

        def version(name: str) -> str:
            if name == "faster-whisper":
                raise metadata.PackageNotFoundError(name)
            return real(name)

        monkeypatch.setattr(doctor.metadata, "version", version)
        make_series(root, f'[speech]\nengine = "{chosen}"\n')
        (finding,) = [finding for finding in find(root, "speech engine") if "not installed" in finding.text]
        assert finding.state == state and finding.remedy == "pip install faster-whisper"

    def test_an_engine_nobody_knows(self, root: Path) -> None:
        make_series(root, '[speech]\nengine = "sphinx"\n')
        (finding,) = find(root, "speech model")
        assert finding.state == "missing" and "sphinx" in finding.text and finding.remedy

    def test_the_bundled_model_could_be_better(self, root: Path) -> None:
        (finding,) = find(root, "speech model")
        assert finding.state == "better" and "veus models get small" in finding.remedy

    def test_the_bundled_model_is_missing(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(whisper_models, "_part", lambda package, path: None)
        (finding,) = find(root, "speech model")
        assert finding.state == "missing"

    def test_a_model_of_ones_own(self, root: Path) -> None:
        (root / "models/ca-ct2").mkdir(parents=True)
        (root / "models/ca-ct2/model.bin").write_bytes(b"weights")
        make_series(root, '[speech]\nmodel = "models/ca-ct2"\n')
        (finding,) = find(root, "speech model")
        assert (finding.state, finding.text) == ("ok", "models/ca-ct2 – will be used")

    def test_a_model_that_was_not_fetched(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("VEUS_MODELS", str(root / "models"))
        make_series(root, '[speech]\nmodel = "small"\n')
        (finding,) = find(root, "speech model")
        assert finding.state == "missing" and "veus models get small" in finding.remedy


class TestTranslation:
    @pytest.mark.parametrize(
        ("there", "state", "text", "remedy"),
        [
            ((True, True), "ok", "Catalan → English: first – will be used", ""),
            ((False, True), "better", "Catalan → English: second – will be used", "install first"),
            ((False, False), "better", "Catalan → English: only Whisper's own, poor translation", "install first"),
        ],
    )
    def test_routes_into_english(
        self,
        root: Path,
        monkeypatch: pytest.MonkeyPatch,
        there: tuple[bool, bool],
        state: str,
        text: str,
        remedy: str,
    ) -> None:
        monkeypatch.setitem(routes.TABLE, ("ca", "en"), table(*there))
        (finding,) = find(root, "translation")
        assert (finding.state, finding.text, finding.remedy) == (state, text, remedy)

    @pytest.mark.parametrize(
        ("figures", "told"),
        [
            ({"bleu": 44.66, "by_makers": True}, "first: BLEU 44.7, as its makers say; not measured here"),
            ({}, "first: not measured here"),
            ({"bleu": 40.0}, "first: BLEU 40.0"),
        ],
    )
    def test_what_a_better_route_would_bring(
        self, root: Path, monkeypatch: pytest.MonkeyPatch, figures: dict[str, float], told: str
    ) -> None:
        first, second = table(False, True)
        second = replace(second, bleu=35.8, spoken=81)
        monkeypatch.setitem(routes.TABLE, ("ca", "en"), (replace(first, **figures), second))
        (finding,) = find(root, "translation")
        assert finding.text == (
            "Catalan → English: second – will be used. second: BLEU 35.8, and 81 % right of what people say; " + told
        )

    @pytest.mark.parametrize(("broken", "state"), [(0, "missing"), (1, "better")])
    def test_a_route_that_is_installed_and_does_not_translate(
        self, root: Path, monkeypatch: pytest.MonkeyPatch, broken: int, state: str
    ) -> None:
        made = [FakeRoute("ca", "en", name="good"), FakeRoute("ca", "en", name="fair")]
        made[broken] = BrokenRoute("ca", "en")
        monkeypatch.setitem(
            routes.TABLE, ("ca", "en"), tuple(routes.RouteEntry(lambda _, route=route: route) for route in made)
        )
        told, *rest = find(root, "translation")
        assert [finding.state for finding in rest] == (["ok"] if broken else [])
        assert (told.state, told.remedy) == (state, "It is meant to.")
        assert told.text == (
            "Catalan → English: broken-raise is installed and does not translate: the fake route broke."
        )

    def test_a_route_that_gives_sentences_back(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        echo = BrokenRoute("ca", "en", how="silent")
        monkeypatch.setitem(routes.TABLE, ("ca", "en"), (routes.RouteEntry(lambda _: echo),))
        told = find(root, "translation")[0]
        assert told.state == "missing" and "as it was" in told.text and told.remedy

    def test_no_route_into_catalan(self, root: Path, clips: Clips, monkeypatch: pytest.MonkeyPatch) -> None:
        make_story(root, "spanish", clips["silent"], toml=STORY.replace('["ca"]', '["es"]'))
        monkeypatch.setitem(routes.TABLE, ("es", "ca"), table(False))
        findings = {finding.text.split(":")[0]: finding for finding in find(root, "translation")}
        assert findings["Spanish → Catalan"].state == "missing"

    @pytest.mark.parametrize(("lang", "name"), [("fr", "French"), ("ar", "Arabic")])
    def test_where_whisper_alone_translates_there_is_nothing_to_get(
        self, root: Path, clips: Clips, lang: str, name: str
    ) -> None:
        make_story(root, "other", clips["silent"], toml=STORY.replace('["ca"]', f'["{lang}"]'))
        findings = {finding.text: finding for finding in find(root, "translation")}
        told = findings[f"{name} → English: only Whisper's own, poor translation"]
        assert (told.state, told.remedy) == ("better", "write the captions by hand")

    @pytest.mark.parametrize(
        ("has_apt", "remedy"),
        [(True, "sudo apt install apertium apertium-por-cat"), (False, "veus models get firefox-ca-en")],
    )
    def test_without_debian_packages_the_best_is_named_that_can_be_had(
        self, root: Path, monkeypatch: pytest.MonkeyPatch, has_apt: bool, remedy: str
    ) -> None:
        monkeypatch.setitem(routes.TABLE, ("ca", "en"), INTO_ENGLISH)
        only(root / "programs", monkeypatch, has_apt)
        monkeypatch.setenv("VEUS_MODELS", str(root / "models"))
        (finding,) = find(root, "translation")
        assert finding.state == "better" and "only Whisper's own" in finding.text
        assert finding.remedy == remedy

    @pytest.mark.parametrize("has_apt", [True, False])
    def test_a_better_route_is_named_only_where_it_can_be_had(
        self, root: Path, monkeypatch: pytest.MonkeyPatch, has_apt: bool
    ) -> None:
        only(root / "programs", monkeypatch, has_apt)
        best, second = table(False, True)
        monkeypatch.setattr(FakeRoute, "remedy", lambda route: f"sudo apt install {route.name}")
        monkeypatch.setitem(routes.TABLE, ("ca", "en"), (best, second))
        (finding,) = find(root, "translation")
        expected = ("better", "sudo apt install first") if has_apt else ("ok", "")
        assert (finding.state, finding.remedy) == expected

    def test_only_what_the_stories_need(self, root: Path) -> None:
        assert [finding.text.split(":")[0] for finding in find(root, "translation")] == ["Catalan → English"]


@pytest.mark.parametrize(
    ("has_apt", "remedy"), [(True, "sudo apt install absent"), (False, "Record descriptions yourself.")]
)
def test_who_reads_descriptions_aloud_is_told_and_what_to_install(
    root: Path, monkeypatch: pytest.MonkeyPatch, has_apt: bool, remedy: str
) -> None:
    only(root / "programs", monkeypatch, has_apt)
    monkeypatch.setattr(voices, "VOICES", {**FAKES, "absent": "pipeline.voices.fake_voices:AbsentVoice"})
    monkeypatch.setattr(voices, "SPEAKERS", {"ca": ("absent",), "en": ("tone-en",), "es": ("tone-es",)})
    monkeypatch.setattr(doctor, "SPEAKERS", voices.SPEAKERS)
    catalan, english = find(root, "voices")
    assert catalan == Diagnosis("voices", "better", "Catalan: no voice that speaks Catalan is installed.", remedy)
    assert english == Diagnosis("voices", "ok", "English: tone-en 1 – will be used")


def test_how_many_stories_a_build_makes_side_by_side(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEUS_JOBS", "3")
    (found,) = find(root, "memory")
    assert found.state == "ok" and "makes 3 stories side by side (--jobs)" in found.text
    monkeypatch.setenv("VEUS_JOBS", "1")
    assert "one story after the other (--jobs)" in find(root, "memory")[0].text
    monkeypatch.setenv("VEUS_JOBS", "many")
    (found,) = find(root, "memory")
    assert found.state == "missing" and 'VEUS_JOBS = "many"' in found.text and "VEUS_JOBS=2" in found.remedy
