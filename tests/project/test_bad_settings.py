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
            ("[speech]\ntwice = false\n", ('line 8, key "speech.twice": this key is "hearings" now: 1 for false',)),
            (
                "[video]\ntext_height = 6\nbox_alpha = 0.5\n",
                ('key "video.text_height": this key stands under [style] now', 'key "video.box_alpha": this key'),
            ),
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

    def test_stories_without_their_series_begin_no_second_one(self, root: Path, clips: Clips) -> None:
        """On a drive that is still being synced."""
        file = root / "stories/series.toml"
        file.rename(root / "elsewhere.toml")
        for words in (("build",), ("new", "other", str(clips["silent"]))):
            ran = veus(root, *words)
            assert ran.code == 1 and "there are stories beside it" in ran.err and "until it is synced" in ran.err
        assert not file.exists() and not (root / "stories/other").exists()

    def test_no_stories_folder(self, tmp_path: Path) -> None:
        ran = veus(tmp_path, "build")
        assert ran.code == 1
        assert len(ran.err.splitlines()) == 1
        assert "--root" in ran.err
        assert list(tmp_path.iterdir()) == []
