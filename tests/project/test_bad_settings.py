"""What is wrong with the settings of the series, through the real command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from footage_clips import Clips
from small_series import make_series, make_story
from veus_job import in_process as veus


class TestSettings:
    """What is wrong with series.toml concerns all stories: one sentence, and nothing is touched."""

    @pytest.fixture
    def root(self, clips: Clips, tmp_path: Path) -> Path:
        root = make_series(tmp_path / "root")
        make_story(root, "film", clips["silent"])
        return root

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            ("[captions\n", ("series.toml: ", "not valid TOML", "line 7")),
            ("[captions]\nline = 900\n", ("series.toml: ", 'line 8, key "captions.line"')),
            ("[captions]\nlin = 40\n", ("series.toml: ", 'line 8, key "captions.lin"', "misspelt")),
            ('languages = ["ca", "fr"]\n', ("series.toml: ", 'line 7, key "languages', 'unknown language "fr"')),
            (
                '[speech]\nengine = "faster-wisper"\n',
                ("faster-wisper", 'Did you mean "faster-whisper"?', "series.toml"),
            ),
            ('[speech]\nengine = "sphinx"\n', ('no speech engine "sphinx"', "faster-whisper", "series.toml")),
            (
                '[speech]\nmodel = "smal"\n',
                ('model "smal" is not on this machine', 'Did you mean "small"?', "series.toml"),
            ),
            ('[speech]\nmodel = "small"\n', ('model "small" is not on this machine', "veus models get small")),
        ],
    )
    def test_one_sentence(
        self, root: Path, more: str, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make_series(root, more)
        monkeypatch.setenv("VEUS_MODELS", str(tmp_path / "no models"))
        ran = veus(root, "build")
        assert ran.code == 1
        assert "Traceback" not in ran.err
        lines = [line for line in ran.err.splitlines() if line.strip()]
        assert len(lines) == 1 and lines[0].startswith("veus: "), lines
        for word in words:
            assert word in lines[0]
        assert not (root / "output/film").exists()

    def test_no_series_file(self, root: Path) -> None:
        (root / "stories/series.toml").unlink()
        ran = veus(root, "build")
        assert ran.code == 1
        assert "series.toml: this file is missing" in ran.err

    def test_no_stories_folder(self, tmp_path: Path) -> None:
        ran = veus(tmp_path, "build")
        assert ran.code == 1
        assert len(ran.err.splitlines()) == 1
        assert "--root" in ran.err
        assert list(tmp_path.iterdir()) == []
