"""Two builds are compared by every byte, and nothing is passed over unasked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools import compare_builds
from tools.compare_builds import BLOCK, differences, main


@pytest.fixture
def builds(tmp_path: Path) -> tuple[Path, Path]:
    one, other = tmp_path / "a", tmp_path / "b"
    (one / ".work/joel").mkdir(parents=True)
    (one / "joel").mkdir()
    (one / "manifest.json").write_text('{\n  "id": 1\n}\n')
    (one / "joel/video.mp4").write_bytes(bytes(BLOCK + 7))
    (one / ".work/joel/ledger.json").write_text("{}")
    (one / "link").symlink_to("manifest.json")
    shutil.copytree(one, other, symlinks=True)
    return one, other


def told(builds: tuple[Path, Path], *ignore: str) -> list[str]:
    return [str(difference) for difference in differences(*builds, ignore)]


def run(builds: tuple[Path, Path], *more: str) -> int:
    return main([*map(str, builds), *more])


def test_the_same(builds: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(builds) == 0
    assert tuple(capsys.readouterr()) == ("", "the same\n")


def test_one_byte_far_inside(builds: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    data = bytearray((builds[1] / "joel/video.mp4").read_bytes())
    data[BLOCK + 3] = 1
    (builds[1] / "joel/video.mp4").write_bytes(data)
    assert run(builds) == 1
    assert capsys.readouterr().out == (
        f"joel/video.mp4: differs from byte {BLOCK + 3}, line 1, on ({BLOCK + 7} and {BLOCK + 7} bytes)\n"
    )


def test_where_a_text_differs_and_where_one_ends(builds: tuple[Path, Path]) -> None:
    (builds[1] / "manifest.json").write_text('{\n  "id": 2\n}\n')
    (builds[1] / "joel/video.mp4").write_bytes(bytes(BLOCK))
    assert told(builds) == [
        f"joel/video.mp4: differs from byte {BLOCK}, line 1, on ({BLOCK + 7} and {BLOCK} bytes)",
        "manifest.json: differs from byte 10, line 2, on (14 and 14 bytes)",
    ]


def test_what_only_one_has(builds: tuple[Path, Path]) -> None:
    one, other = builds
    (one / "joel/new").mkdir()
    (other / ".work/joel/ledger.json").unlink()
    assert told(builds) == [f".work/joel/ledger.json: only in {one}", f"joel/new: only in {one}"]
    assert told((other, one))[0] == f".work/joel/ledger.json: only in {one}"


def test_links_and_folders_are_no_files(builds: tuple[Path, Path]) -> None:
    one, other = builds
    (other / "link").unlink()
    shutil.copyfile(one / "manifest.json", other / "link")
    (other / "manifest.json").unlink()
    (other / "manifest.json").mkdir()
    assert told(builds) == [
        f"link: a link to manifest.json in {one}, a file in {other}",
        f"manifest.json: a file in {one}, a folder in {other}",
    ]


@pytest.mark.parametrize(("ignore", "left"), [(["*.mp4"], 1), (["joel/*"], 1), (["manifest.json"], 1), (["*"], 0)])
def test_only_what_is_named_is_passed_over(builds: tuple[Path, Path], ignore: list[str], left: int) -> None:
    (builds[1] / "manifest.json").write_text("{}")
    (builds[1] / "joel/video.mp4").write_bytes(b"")
    assert len(told(builds)) == 2
    assert len(told(builds, *ignore)) == left
    assert run(builds, *(word for pattern in ignore for word in ("--ignore", pattern))) == (1 if left else 0)


@pytest.mark.parametrize("there", [False, True])
def test_nothing_to_compare_is_no_sameness(tmp_path: Path, there: bool) -> None:
    if there:
        (tmp_path / "a").mkdir()
        (tmp_path / "b").mkdir()
    with pytest.raises(SystemExit) as ended:
        run((tmp_path / "a", tmp_path / "b"))
    assert ended.value.code == 2


@given(one=st.binary(max_size=9), other=st.binary(max_size=9), block=st.integers(1, 4))
def test_files_are_the_same_just_where_their_bytes_are(
    tmp_path_factory: pytest.TempPathFactory, one: bytes, other: bytes, block: int
) -> None:
    folders = tmp_path_factory.mktemp("a"), tmp_path_factory.mktemp("b")
    for folder, data in zip(folders, (one, other), strict=True):
        (folder / "file").write_bytes(data)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(compare_builds, "BLOCK", block)
        found = told(folders)
    assert bool(found) == (one != other)
    if found:
        at = next((k for k in range(min(len(one), len(other))) if one[k] != other[k]), min(len(one), len(other)))
        assert f"from byte {at}, line {one[:at].count(10) + 1}, on" in found[0]
