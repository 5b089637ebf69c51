"""Footage in chunks: whatever is cut, killed or damaged, what was taken stays, and the file comes out as it was."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from limited_files import no_file_above

from pipeline.desk import uploads as module
from pipeline.desk.uploads import UploadRefused, Uploads
from pipeline.errors import DiskFullError
from pipeline.files import sha256_bytes, takes
from pipeline.project.layout import Layout

BYTES = b"\0\0\0\x18ftypmp42" + random.Random(4).randbytes(300_000)
CHUNK = 10_000


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    return Uploads(Layout(tmp_path))


def put(uploads: Uploads, id: str, at: int, data: bytes = BYTES) -> int:
    chunk = data[at : at + CHUNK]
    return uploads.find(id).add(at, chunk, sha256_bytes(chunk))


def why(refused: pytest.ExceptionInfo[UploadRefused]) -> str:
    return refused.value.why


def test_a_file_comes_in_chunks(uploads: Uploads, tmp_path: Path) -> None:
    upload = uploads.begin("C:\\clips\\Joel 1.MP4", len(BYTES))
    assert upload.state() == {"id": upload.id, "name": "Joel 1.MP4", "size": len(BYTES), "received": 0, "last": None}
    at = 0
    while at < len(BYTES):
        with pytest.raises(UploadRefused) as refused:
            upload.whole()
        assert why(refused) == "unfinished"
        at = put(uploads, upload.id, at)
    assert upload.whole().read_bytes() == BYTES and upload.whole().suffix == ".mp4"
    assert upload.folder.parent == tmp_path / "stories" and upload.folder.stat().st_mode & 0o077 == 0
    upload.drop()
    with pytest.raises(UploadRefused) as refused:
        uploads.find(upload.id)
    assert why(refused) == "gone"


def test_what_is_not_the_next_chunk_is_refused(uploads: Uploads) -> None:
    upload = uploads.begin("a.mp4", len(BYTES))
    put(uploads, upload.id, 0)
    for at in (0, CHUNK - 1, CHUNK + 1, 10**9, -1):
        with pytest.raises(UploadRefused) as refused:
            put(uploads, upload.id, at)
        assert why(refused) == "elsewhere" and refused.value.data == {"received": CHUNK}
    with pytest.raises(UploadRefused) as refused:
        upload.add(CHUNK, b"other", sha256_bytes(BYTES[CHUNK : 2 * CHUNK]))
    assert why(refused) == "damaged" and upload.state()["received"] == CHUNK
    with pytest.raises(UploadRefused) as refused:
        upload.add(CHUNK, BYTES, sha256_bytes(BYTES))
    assert why(refused) == "length"


@pytest.mark.parametrize(
    ("name", "size", "said"),
    [("a.txt", 10, "kind"), ("a", 10, "kind"), ("a.mp4", 0, "empty_file"), ("a.mp4", 10**12, "large")],
)
def test_what_is_not_even_begun(uploads: Uploads, name: str, size: int, said: str) -> None:
    with pytest.raises(UploadRefused) as refused:
        uploads.begin(name, size)
    assert why(refused) == said


def test_the_disk_is_looked_at_first(uploads: Uploads, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    free = module.LEFT_FREE + 1000
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _: type("Usage", (), {"free": free}))
    with pytest.raises(UploadRefused) as refused:
        uploads.begin("a.mp4", 1001)
    assert why(refused) == "no_room" and not list((tmp_path / "stories").iterdir())
    first = uploads.begin("a.mp4", 600)
    with pytest.raises(UploadRefused) as refused:  # what another page still has to send needs its room
        uploads.begin("b.mp4", 600)
    assert why(refused) == "no_room" and refused.value.values == {"missing": "0.1"}
    uploads.begin("b.mp4", 400)
    first.drop()
    uploads.begin("c.mp4", 600)


def test_a_disk_that_takes_no_file_as_large_as_that(tmp_path: Path) -> None:
    """As FAT32 does with 4 GB: before anything travels, and with the film's name. The disk here may take all."""
    size = 2**62
    uploads = Uploads(Layout(tmp_path), largest=2 * size)
    uploads.layout.stories.mkdir()
    if takes(tmp_path, size):
        pytest.skip("the disk of this machine takes files of any size")
    with pytest.raises(UploadRefused) as refused:
        uploads.begin("Joel 1.mp4", size)
    assert why(refused) == "large_for_disk" and refused.value.values["name"] == "Joel 1.mp4"
    assert not list((tmp_path / "stories").iterdir())


def test_a_disk_that_says_only_on_the_way_that_a_file_is_too_large(uploads: Uploads) -> None:
    upload = uploads.begin("Joel 1.mp4", len(BYTES))
    put(uploads, upload.id, 0)
    with no_file_above(CHUNK + 100), pytest.raises(UploadRefused) as refused:
        put(uploads, upload.id, CHUNK)
    assert why(refused) == "large_for_disk" and refused.value.values == {"name": "Joel 1.mp4", "size": "0.0003"}
    assert upload.state()["received"] == CHUNK


def test_a_disk_that_fills_up_all_the_same(uploads: Uploads, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = uploads.begin("a.mp4", len(BYTES))
    put(uploads, upload.id, 0)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(module.os, "fsync", full)
        with pytest.raises(DiskFullError):
            put(uploads, upload.id, CHUNK)
    assert upload.state()["received"] == CHUNK
    assert put(uploads, upload.id, CHUNK) == 2 * CHUNK


def test_a_file_that_begins_as_none_of_pictures_or_sound(uploads: Uploads) -> None:
    text = b"Dear Joel, " * 100
    upload = uploads.begin("a.mp4", len(text))
    with pytest.raises(UploadRefused) as refused:
        put(uploads, upload.id, 0, text)
    assert why(refused) == "no_film"


@pytest.mark.parametrize("id", ["", "..", "../../etc", "f" * 31, "F" * 32, "0" * 32])
def test_an_upload_that_is_none(uploads: Uploads, id: str) -> None:
    with pytest.raises(UploadRefused) as refused:
        uploads.find(id)
    assert why(refused) == "gone"


def test_what_nobody_goes_on_with_is_removed(uploads: Uploads) -> None:
    old, new = uploads.begin("old.mp4", 100), uploads.begin("new.mp4", 100)
    before = time.time() - module.STALE_S - 60
    for path in [*old.folder.iterdir(), old.folder]:
        os.utime(path, (before, before))
    uploads.clean()
    assert not old.folder.exists() and new.folder.exists()


def test_all_of_it_is_looked_at_once(uploads: Uploads) -> None:
    upload, looked = uploads.begin("a.mp4", len(BYTES)), list[Path]()
    with pytest.raises(UploadRefused):
        upload.finish(looked.append)
    for at in range(0, len(BYTES), CHUNK):
        put(uploads, upload.id, at)

    def wrong(path: Path) -> None:
        raise ValueError(path)

    with pytest.raises(ValueError, match="footage"):
        upload.finish(wrong)
    assert not upload.looked_at
    for _ in range(2):
        upload.finish(looked.append)
    assert upload.looked_at and looked == [upload.path]


def test_what_the_power_took_counts_no_more(uploads: Uploads) -> None:
    upload = uploads.begin("a.mp4", len(BYTES))
    for number in range(3):
        put(uploads, upload.id, number * CHUNK)
    with upload.path.open("r+b") as stream:
        stream.truncate(2 * CHUNK + 5)
    with (upload.folder / "chunks").open("a") as log:
        log.write("30000 40")
    assert upload.state()["received"] == 2 * CHUNK
    assert put(uploads, upload.id, 2 * CHUNK) == 3 * CHUNK


#: A server's work on one upload, that says when it takes a chunk; killed at any moment.
CHILD = """
import sys
from pathlib import Path
from pipeline.desk.uploads import Uploads
from pipeline.files import sha256_bytes
from pipeline.project.layout import Layout
root, id, source, chunk = sys.argv[1], sys.argv[2], Path(sys.argv[3]).read_bytes(), int(sys.argv[4])
upload = Uploads(Layout(Path(root))).find(id)
at = upload.state()["received"]
print("ready", flush=True)
while at < len(source):
    part = source[at:at + chunk]
    at = upload.add(at, part, sha256_bytes(part))
    print(at, flush=True)
"""


def test_kills_at_random_moments(uploads: Uploads, tmp_path: Path) -> None:
    """What was told to be here is here after every kill, and the file comes out as it was."""
    source = tmp_path / "source.mp4"
    source.write_bytes(BYTES)
    upload = uploads.begin("a.mp4", len(BYTES))
    dice, told = random.Random(20), 0
    for _ in range(8):
        command = [sys.executable, "-c", CHILD, str(tmp_path), upload.id, str(source), "1000"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout and child.stdout.readline() == "ready\n"
            for _ in range(dice.randrange(1, 12)):
                told = int(child.stdout.readline() or told)
            time.sleep(dice.random() / 500)
            child.send_signal(signal.SIGKILL)
            told = max([told, *map(int, child.stdout.read().split("\n")[:-1])])
        assert upload.state()["received"] >= told
    at = upload.state()["received"]
    assert 0 < at < len(BYTES)
    while at < len(BYTES):
        at = put(uploads, upload.id, at)
    assert upload.whole().read_bytes() == BYTES
