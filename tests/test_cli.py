"""The command line as people and programs use it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from footage_clips import Clips
from small_series import CAPTIONS, STORY, make_series, make_story
from tone_voices import use_tones
from veus_job import REPO, in_process, veus

import cli
from pipeline import __version__
from pipeline.terminal import visible

VERBS = (
    "approve",
    "attest",
    "build",
    "check",
    "completion",
    "describe",
    "desk",
    "diff",
    "doctor",
    "export",
    "import",
    "models",
    "new",
    "preview",
    "publish",
    "restore",
    "review",
    "scheduler",
    "settle",
    "shift",
    "status",
    "style",
    "waive",
    "withdraw",
    "worker",
)
HEAVY = ("torch", "numpy", "rich", "pydantic", "jinja2", "whisper", "faster_whisper", "ctranslate2", "moviepy", "av")


@pytest.fixture
def root(tmp_path: Path, clips: Clips) -> Path:
    root = make_series(tmp_path / "root")
    make_story(root, "film", clips["silent"], captions=CAPTIONS)
    return root


class TestHelp:
    @pytest.mark.parametrize("flag", ["--help", "-h"])
    def test_all_verbs_are_there_with_a_whole_sentence(self, tmp_path: Path, flag: str) -> None:
        ran = in_process(tmp_path, flag)
        assert ran.code == 0 and ran.err == ""
        commands = ran.out.split("Commands:\n")[1].splitlines()
        assert [line.split()[0] for line in commands] == list(VERBS)
        assert all(line.endswith(".") and not line.endswith("...") for line in commands)

    @pytest.mark.parametrize("verb", [*VERBS, "models list", "models get", "models where"])
    def test_each_verb(self, tmp_path: Path, verb: str) -> None:
        ran = in_process(tmp_path, *verb.split(), "--help")
        assert ran.code == 0 and ran.err == ""
        assert ran.out.startswith(f"Usage: veus {verb} ")
        assert list(tmp_path.iterdir()) == []

    def test_help_imports_nothing_heavy(self) -> None:
        look = f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
        code = f"import sys; sys.argv = ['veus', '--help']\nimport cli\ntry: cli.main()\nfinally: {look}"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=REPO)
        assert done.returncode == 0 and "Usage: veus" in done.stdout
        assert done.stderr.strip() == "[]"

    def test_a_build_with_nothing_to_do_imports_no_engine(self, root: Path) -> None:
        assert in_process(root, "build").code == 0
        heavy = ("torch", "numpy", "jinja2", "whisper", "faster_whisper", "ctranslate2", "moviepy", "av", "PIL")
        look = f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
        code = f"import sys; sys.argv[0] = 'veus'\nimport cli\ntry: cli.main()\nfinally: {look}"
        command = [sys.executable, "-c", code, "--root", str(root), "build", "--json"]
        done = subprocess.run(command, capture_output=True, text=True, cwd=REPO)
        assert json.loads(done.stdout)["stories"][0]["outcome"] == "unchanged"
        assert done.stderr.strip() == "[]"

    def test_version(self, tmp_path: Path) -> None:
        assert veus(tmp_path, "--version").out == f"veus, version {__version__}\n"

    def test_the_console_script(self) -> None:
        project = tomllib.loads((REPO / "pyproject.toml").read_text("utf-8"))["project"]
        assert project["scripts"] == {"veus": "cli:main"} and callable(cli.main)


@pytest.mark.usefixtures("fakes")
class TestWhatFilesSay:
    """Nothing in a file steers the terminal: the streams are held against a list of what could."""

    HOSTILE = "\x1b[31m\x1b]0;t\x07\x9b2J\u202e"
    #: A part of it as people see it: in our words, and in those of click, which writes it as Python does.
    SHOWN = re.compile(r"\\(?:u00|x)1b\]0;t")
    #: What is to be said is about a track, and names no file and nothing else that is hostile.
    NAMELESS = ("diff", "approve")

    @pytest.fixture
    def hostile(self, tmp_path: Path, clips: Clips) -> Path:
        root = make_series(tmp_path / "root")
        escaped = "".join(f"\\u{ord(char):04x}" for char in self.HOSTILE)
        toml = STORY.replace("Una història", f"Una{escaped}").replace('en = "Barcelona"', f'en = "{escaped}"')
        make_story(root, "film", clips["silent"], name=f"a{self.HOSTILE}.mp4", toml=toml, captions=CAPTIONS)
        make_story(root, "bad", b"", name=f"b{self.HOSTILE}.mp4", captions=f"only words{self.HOSTILE}")
        (root / "stories/bad/review.json").write_text(json.dumps({self.HOSTILE: 1, "waivers": self.HOSTILE}), "utf-8")
        make_story(root, f"c{self.HOSTILE}", toml=f'"{escaped}" = 1')
        return root

    @pytest.mark.parametrize(
        "args",
        [("build",), ("build", "--json"), ("build", "--debug"), ("status",), ("status", "--json"), ("check",)]
        + [("check", "--format", form) for form in ("json", "sarif", "github")]
        + [("doctor",), ("diff", "film", "ca"), ("approve", "bad", "ca", "--by", f"A{HOSTILE}"), ("style", "bad")]
        + [("import", "film", "ca", f"/{HOSTILE}"), ("build", HOSTILE), (HOSTILE,)],
        ids=lambda args: "-".join(visible(arg) for arg in args),
    )
    def test_steers_no_terminal(self, hostile: Path, args: tuple[str, ...]) -> None:
        ran = (veus if "--debug" in args else in_process)(hostile, *args)
        said = ran.out + ran.err
        assert said and not set(said) & {"\x1b", "\x07", "\x9b", "\u202e", "\x00"}
        assert self.SHOWN.search(said) or args[0] in self.NAMELESS
        if {"--json", "json", "sarif"} & set(args):
            assert repr(self.HOSTILE)[1:-1] in repr(json.loads(ran.out)), "programs read the very same"


class TestMistakes:
    @pytest.mark.parametrize(("typed", "meant"), [("biuld", "build"), ("statsu", "status"), ("docotr", "doctor")])
    def test_a_verb(self, tmp_path: Path, typed: str, meant: str) -> None:
        ran = in_process(tmp_path, typed)
        assert ran.code == 2
        assert "Did you mean" in ran.err and meant in ran.err
        assert "Traceback" not in ran.err

    @pytest.mark.parametrize("verb", ["build", "status"])
    def test_a_story(self, root: Path, verb: str) -> None:
        ran = in_process(root, verb, "flim")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err == 'veus: there is no story "flim". Did you mean "film"?\n'

    def test_an_option(self, root: Path) -> None:
        ran = in_process(root, "build", "--jsno")
        assert ran.code == 2 and "--json" in ran.err

    def test_a_choice(self, root: Path) -> None:
        ran = in_process(root, "build", "--to", "page")
        assert ran.code == 2 and "captions" in ran.err and "pages" in ran.err

    def test_a_root_that_is_a_file(self, root: Path) -> None:
        ran = in_process(root / "stories/series.toml", "build")
        assert ran.code == 2 and "Traceback" not in ran.err

    def test_nothing_typed_shows_help(self, tmp_path: Path) -> None:
        ran = in_process(tmp_path)
        assert ran.code == 2 and "Usage: veus" in ran.out + ran.err


@pytest.mark.usefixtures("fakes")
class TestForPrograms:
    def test_build(self, root: Path) -> None:
        ran = in_process(root, "build", "--json")
        report = json.loads(ran.out)
        assert (ran.code, ran.err) == (0, "")
        assert set(report) == {"ok", "stories", "problems", "index"} and report["ok"] is True
        (story,) = report["stories"]
        assert set(story) == {"story", "outcome", "made", "cues", "notes", "problems"}
        assert story["cues"]["ca"] == 2

    def test_a_build_that_fails(self, root: Path) -> None:
        make_story(root, "zero", b"")
        ran = in_process(root, "build", "--json", "--to", "captions")
        report = json.loads(ran.out)
        assert (ran.code, ran.err, report["ok"]) == (1, "", False)
        (problem,) = report["stories"][1]["problems"]
        assert set(problem) == {"kind", "what", "where", "remedy"} and problem["kind"] == "MediaError"

    def test_status(self, root: Path) -> None:
        ran = in_process(root, "status", "--json")
        assert (ran.code, ran.err) == (0, "")
        assert [line["language"] for line in json.loads(ran.out)] == ["ca", "en"]

    def test_models(self, root: Path) -> None:
        ran = in_process(root, "models", "list", "--json")
        assert (ran.code, ran.err) == (0, "")
        assert json.loads(ran.out)[0]["name"] == "base"


def test_doctor_for_programs(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """With the routes and voices that are here: no library writes past us what programs would have to read."""
    ran = in_process(root, "doctor", "--json")
    findings = json.loads(ran.out)
    assert {"stories", "python", "ffmpeg", "speech engine"} <= {finding["area"] for finding in findings}
    assert ran.err == "" and capfd.readouterr() == ("", "")
    assert ran.code == int(any(finding["state"] == "missing" for finding in findings))


@pytest.mark.usefixtures("fakes")
class TestForPeople:
    def test_progress_goes_to_standard_error(self, root: Path) -> None:
        ran = in_process(root, "build", "--to", "captions")
        assert (ran.code, ran.out) == (0, "")
        assert "film" in ran.err and "built" in ran.err

    def test_quiet_is_silent_on_success(self, root: Path) -> None:
        ran = in_process(root, "--quiet", "build", "--to", "captions")
        assert (ran.code, ran.out, ran.err) == (0, "", "")

    def test_quiet_still_tells_what_went_wrong(self, root: Path) -> None:
        make_story(root, "zero", b"")
        ran = in_process(root, "--quiet", "build", "--to", "captions")
        assert (ran.code, ran.out) == (1, "")
        (line,) = ran.err.splitlines()
        assert line.startswith("veus: ") and "zero.mp4: the file is empty" in line

    def test_options_of_the_program_may_stand_behind_the_verb(self, root: Path, tmp_path: Path) -> None:
        assert in_process(root, "build", "--quiet", "--to", "captions").err == ""
        ran = in_process(tmp_path, "status", "--json", f"--root={root}")
        assert ran.code == 0
        assert in_process(tmp_path, "status", "--json", "--root", str(root)).out == ran.out
        assert "Traceback" in veus(root, "build", "flim", "--debug").err

    def test_debug_shows_where_it_broke(self, root: Path) -> None:
        assert "Traceback" not in in_process(root, "build", "flim").err
        assert "Traceback" in veus(root, "--debug", "build", "flim").err

    def test_debug_shows_it_for_each_story(self, root: Path) -> None:
        make_story(root, "text", b"text" * 999)
        ran = veus(root, "--debug", "build", "--to", "captions")
        assert ran.code == 1 and "Traceback" in ran.err and "this is not a video that can be read" in ran.err

    def test_status_reads_well_in_a_pipe(self, root: Path) -> None:
        make_story(root, "zero", b"")
        ran = in_process(root, "status")
        lines = [line.split() for line in ran.out.splitlines()]
        assert lines[0] == ["story", "language", "captions", "to", "look", "at", "burned", "in", "made", "published"]
        assert ["film", "ca", "edited", "–", "no", "no", "no"] in lines

    def test_doctor_in_words(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        use_tones(monkeypatch)
        out = in_process(root, "doctor").out
        assert "✓ stories: 1 in" in out and "speech engine: faster-whisper" in out and "will be used" in out

    def test_models_in_words(self, root: Path) -> None:
        out = in_process(root, "models", "list").out
        assert out.splitlines()[1].split()[:3] == ["base", "speech", "yes"]
        assert in_process(root, "models", "where").out.strip()


class TestRoot:
    def test_from_the_environment(self, root: Path) -> None:
        command = [sys.executable, str(REPO / "cli.py"), "status", "--json"]
        env = {"VEUS_ROOT": str(root), "PATH": ""}
        done = subprocess.run(command, capture_output=True, text=True, cwd="/", env=env)
        assert json.loads(done.stdout)[0]["story"] == "film"

    def test_the_current_folder(self, root: Path) -> None:
        command = [sys.executable, str(REPO / "cli.py"), "status", "--json"]
        done = subprocess.run(command, capture_output=True, text=True, cwd=root, env={"PATH": ""})
        assert json.loads(done.stdout)[0]["story"] == "film"

    def test_a_folder_without_stories(self, tmp_path: Path) -> None:
        for verb in ("build", "status"):
            ran = in_process(tmp_path, verb)
            assert ran.code == 1 and "--root" in ran.err and len(ran.err.splitlines()) == 1
        assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("fakes")
class TestNew:
    def test_with_options(self, root: Path, clips: Clips) -> None:
        texts = ("--title-ca", "Títol", "--title-en", "Title", "--summary-ca", "Frase.", "--summary-en", "Sentence.")
        spoken = ("--spoken", "es", "--spoken", "ca")
        ran = in_process(root, "new", "maria", str(clips["silent"]), *texts, *spoken, "--place", "Sants")
        assert ran.code == 0, ran
        assert "Then: veus build maria" in ran.out and "✎" not in ran.out
        story = tomllib.loads((root / "stories/maria/story.toml").read_text("utf-8"))
        assert story["title"] == {"ca": "Títol", "en": "Title"} and story["spoken"] == ["es", "ca"]
        assert in_process(root, "build", "maria", "--to", "captions").code == 0

    def test_without_options_and_without_a_terminal(self, root: Path, clips: Clips) -> None:
        ran = in_process(root, "new", "maria", str(clips["silent"]))
        assert ran.code == 0
        assert "Fill in what is marked with ✎" in ran.out and "title.ca" in ran.out

    @pytest.mark.parametrize("slug", ["film", "../x", "A"])
    def test_names_that_will_not_do(self, root: Path, clips: Clips, slug: str) -> None:
        ran = in_process(root, "new", slug, str(clips["silent"]))
        assert (ran.code, ran.out) == (1, "") and len(ran.err.splitlines()) == 1

    def test_a_video_that_is_not_there(self, root: Path) -> None:
        ran = in_process(root, "new", "maria", "nowhere.mp4")
        assert ran.code == 1 and "nowhere.mp4: there is no such file" in ran.err


class TestCompletion:
    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_scripts(self, tmp_path: Path, shell: str) -> None:
        ran = in_process(tmp_path, "completion", shell)
        assert ran.code == 0 and "_VEUS_COMPLETE" in ran.out

    def test_bash_takes_it(self, tmp_path: Path) -> None:
        script = tmp_path / "veus.bash"
        script.write_text(in_process(tmp_path, "completion", "bash").out)
        assert subprocess.run(["bash", "-n", str(script)]).returncode == 0

    @pytest.mark.parametrize(
        ("words", "number", "expected"),
        [
            ("veus b", "1", ["build"]),
            ("veus build f", "2", ["film"]),
            ("veus status ", "2", ["film", "other"]),
            ("veus approve film ", "3", ["ca"]),
            ("veus build --to ", "3", ["captions", "video", "pages"]),
        ],
    )
    def test_what_the_tab_key_finds(
        self, root: Path, clips: Clips, words: str, number: str, expected: list[str]
    ) -> None:
        make_story(root, "other", clips["silent"])
        code = "import sys; sys.argv = ['veus']; import cli; cli.main()"
        env = {"_VEUS_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": number, "PATH": ""}
        env |= {"PYTHONPATH": str(REPO), "VEUS_ROOT": str(root)}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, env=env)
        assert [line.partition(",")[2] for line in done.stdout.split()] == expected


class TestGuard:
    """The one place where errors become messages and exit codes."""

    def run(self, error: BaseException, debug: bool = False) -> int:
        def fail() -> None:
            raise error

        return cli.guarded(fail, debug)

    def test_success(self) -> None:
        assert cli.guarded(lambda: None, False) == 0
        assert cli.guarded(lambda: 4, False) == 4

    def test_interrupted(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.run(KeyboardInterrupt()) == 130
        assert "interrupted" in capsys.readouterr().err

    def test_the_unexpected(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.run(KeyError("x")) == 1
        said = capsys.readouterr().err
        assert len(said.splitlines()) == 1 and "unexpected" in said and "--debug" in said
        with pytest.raises(KeyError):
            self.run(KeyError("x"), debug=True)

    def test_the_system_says_no(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.run(PermissionError(13, "Permission denied", "output/.work")) == 1
        assert capsys.readouterr().err.startswith("veus: output/.work: Permission denied. Check that")

    def test_output_that_nobody_reads(self, root: Path) -> None:
        """Whoever read it (head, less) has gone before anything is written."""
        reader, writer = os.pipe()
        os.close(reader)
        command = [sys.executable, str(REPO / "cli.py"), "--root", str(root), "models", "list"]
        done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True)
        os.close(writer)
        assert (done.returncode, done.stderr) == (1, ""), "as rich ends what nobody reads"
