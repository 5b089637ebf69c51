"""Plans are pure; carrying one out may be cut short anywhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import fsspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from published import Dying, Killed

from pipeline import files
from pipeline.errors import VeusError
from pipeline.file_stores import PART, Target
from pipeline.project.layout import Layout
from pipeline.publish.plan import INDEX, Entry, Grace, Index, Item, Plan, Stage, addressed, plan, read_index
from pipeline.publish.send import carry_out
from pipeline.publish.targets import open_target

Content = dict[str, str]


def items_of(folder: Path, content: Content) -> list[Item]:
    """An edition: media, a page that names them, and a manifest that names all with their hashes."""
    folder.mkdir(parents=True, exist_ok=True)
    media = {f"film/{addressed(name, files.sha256_text(text))}": text for name, text in content.items()}
    page = {"film/embed.html": "\n".join(media)}
    manifest = {name: files.sha256_text(text) for name, text in media.items()} | {"film/embed.html": None}
    every = media | page | {"manifest.json": json.dumps(manifest), "manifest.schema.json": "{}"}
    found = []
    for number, (name, text) in enumerate(every.items()):
        path = folder / str(number)
        path.write_text(text, "utf-8")
        stage = Stage.MEDIA if name in media else Stage.MANIFEST if name == "manifest.json" else Stage.PAGE
        found.append(Item(name, path, len(text.encode()), files.sha256_text(text), stage))
    return found


def sound(target: Target) -> bool:
    """Whether all that the manifest and the page there name is there, with the right bytes."""
    data = target.read("manifest.json")
    named = json.loads(data) if data else {}
    page = target.read("film/embed.html")
    shown = page.decode().split() if page else []
    bytes_of = {name: target.read(name) for name in [*named, *shown]}
    return all(
        there is not None and named.get(name) in (None, files.sha256_bytes(there)) for name, there in bytes_of.items()
    )


def steps(target: Target, most: int) -> range:
    """After how many changes a run is killed: any number, and each third where a change takes its time."""
    return range(0, most, 3 if target.address.startswith("ftp:") else 1)


def deliver(target: Target, items: list[Item]) -> list[str]:
    index = read_index(target.read(INDEX), target.address)
    todo = plan(items, lambda name: False, index, target.listing())
    sent: list[str] = []
    carry_out(todo, target, "me", lambda item: sent.append(item.name))
    return sent


def test_killed_before_each_change_it_stays_consistent_and_is_finished_by_the_next_run(
    target: Target, tmp_path: Path
) -> None:
    old = items_of(tmp_path / "old", {"video.mp4": "old video", "captions.ca.vtt": "old words", "poster.jpg": "same"})
    new = items_of(tmp_path / "new", {"video.mp4": "new video!", "captions.ca.vtt": "NEW words", "poster.jpg": "same"})
    for count in steps(target, 200):
        start = Target(f"{target.address}-{count}", target.system, f"{target.root}-{count}")
        deliver(start, old)
        dying = Target(start.address, Dying(start.system, count), start.root)
        try:
            deliver(dying, new)
            assert count > 10
            break
        except Killed:
            assert sound(start), count
        deliver(start, new)
        assert sound(start) and set(start.listing()) == {INDEX, *(item.name for item in new)}, count
        assert deliver(start, new) == []
    else:
        pytest.fail("it never came to an end")


def test_killed_first_run_leaves_no_manifest_or_a_whole_one(target: Target, tmp_path: Path) -> None:
    items = items_of(tmp_path / "new", {"video.mp4": "video", "poster.jpg": "poster"})
    for count in steps(target, 30):
        empty = Target(target.address, target.system, f"{target.root}-{count}")
        try:
            deliver(Target(empty.address, Dying(empty.system, count), empty.root), items)
            break
        except Killed:
            assert sound(empty)
        deliver(empty, items)
        assert sound(empty) and not any(PART in name for name in empty.listing())


def empty(target: Target) -> None:
    for name in target.listing():
        target.remove(name)


def swap(target: Target) -> None:
    """Another disk of the same name: it has been published to as well, and nobody is at work there."""
    empty(target)
    target.write(INDEX, Index().to_bytes())
    target.write("manifest.json", b"{}")


def lose_one(target: Target) -> None:
    target.remove(next(name for name in target.listing() if "video" in name))


def cut_one(target: Target) -> None:
    target.write(next(name for name in target.listing() if "video" in name), b"c")


@pytest.mark.parametrize("trouble", [empty, swap, lose_one, cut_one])
def test_a_place_that_is_lost_while_it_is_sent_to_is_never_called_done(
    target: Target, tmp_path: Path, trouble: Callable[[Target], None]
) -> None:
    items = items_of(tmp_path / "new", {"video.mp4": "video", "poster.jpg": "poster", "captions.ca.vtt": "words"})
    ordered = plan(items, lambda name: False, Index(), {}).send
    for moment in (item.name for item in ordered if "poster" not in item.name and "captions" not in item.name):
        place = Target(f"{target.address}-{moment}", target.system, f"{target.root}-{moment.replace('/', '-')}")

        def sent(item: Item, place: Target = place, moment: str = moment) -> None:
            if item.name == moment:
                trouble(place)

        todo = plan(items, lambda name: False, Index(), {})
        with pytest.raises(VeusError, match=r"emptied or replaced.*run the same command again"):
            carry_out(todo, place, "me", sent)
        if moment != "manifest.json":
            assert place.read("manifest.json") in (None, b"{}"), moment
        if trouble is not swap:
            deliver(place, items)
            assert sound(place) and set(place.listing()) == {INDEX, *(item.name for item in items)}


def test_what_was_there_before_is_looked_for_too(target: Target, tmp_path: Path) -> None:
    deliver(target, items_of(tmp_path / "a", {"video.mp4": "video"}))
    new = items_of(tmp_path / "b", {"video.mp4": "video", "poster.jpg": "poster"})
    todo = plan(new, lambda name: False, read_index(target.read(INDEX), ""), target.listing())
    old = target.read("manifest.json")
    with pytest.raises(VeusError, match=r"film/video\..*gone or changed"):
        carry_out(todo, target, "me", lambda item: lose_one(target) if "poster" in item.name else None)
    assert target.read("manifest.json") == old


def test_a_folder_put_in_the_place_of_another_is_noticed(tmp_path: Path) -> None:
    target = open_target(str(tmp_path / "site"), Layout(tmp_path / "root"))
    items = items_of(tmp_path / "new", {"video.mp4": "video", "poster.jpg": "poster"})

    def unplug(item: Item) -> None:
        if "video" in item.name:
            (tmp_path / "site").rename(tmp_path / "unplugged")

    with pytest.raises(VeusError, match="emptied or replaced"):
        carry_out(plan(items, lambda name: False, Index(), {}), target, "me", unplug)
    assert not (tmp_path / "site").exists(), "nothing is written where the disk was"


def test_what_a_kept_story_lacks_is_known_before_anything_is_sent() -> None:
    known = {"film/a.mp4": Entry(bytes=1, sha256="a" * 64), "film/b.vtt": Entry(bytes=1, sha256="a" * 64)}
    for listing, missing in (
        ({"film/a.mp4": 1, "film/b.vtt": 1}, ()),
        ({"film/a.mp4": 1}, ("film/b.vtt",)),
        ({"film/a.mp4": 2, "film/b.vtt": 1}, ("film/a.mp4",)),
    ):
        assert plan([], lambda name: True, Index(files=known), listing, {*known}).missing == missing


OLD, NEW = "film/video.0123456789ab.mp4", "film/video.ba9876543210.mp4"
DAY = date(2024, 6, 1)


def known(*names: str, replaced: date | None = None) -> dict[str, Entry]:
    return {name: Entry(bytes=1, sha256="a" * 64, replaced=replaced) for name in names}


def rested(files: dict[str, Entry], day: date, days: int = 30, kept: bool = False, public: str = "film") -> Plan:
    wanted = [] if kept else [Item(NEW, Path("x"), 1, "a" * 64, Stage.MEDIA)]
    grace = Grace(day, days, frozenset({public, "static"}))
    return plan(wanted, lambda name: kept, Index(files=files), dict.fromkeys(files, 1), grace=grace)


def test_a_replaced_file_stays_for_its_days_and_then_goes() -> None:
    first = rested(known(OLD, NEW), DAY)
    assert first.resting == (OLD,) and first.remove == () and first.after.files[OLD].replaced == DAY
    for kept in (False, True):
        again = rested(dict(first.after.files), DAY + timedelta(29), kept=kept)
        assert again.nothing_to_do and again.resting == (OLD,), "and the day is that of the first run"
        over = rested(dict(first.after.files), DAY + timedelta(30), kept=kept)
        assert over.remove == (OLD,) and set(over.after.files) == {NEW}
        assert rested(dict(first.after.files), DAY, days=0, kept=kept).remove == (OLD,)
    assert read_index(first.after.to_bytes(), "there") == first.after


@pytest.mark.parametrize("name", ["film/embed.en.html", "feed.en.xml", "film/captions.en.srt", "film/video.0123.mp4"])
def test_what_bears_no_hash_never_rests(name: str) -> None:
    assert rested(known(name, NEW), DAY).remove == (name,)


def test_what_was_taken_out_goes_at_once() -> None:
    """An interpreter withdraws: nothing has replaced the film with their face, nor what that had replaced before."""
    signed = ("film/sign.csc.0123456789ab.mp4", "film/video.csc.sign.0123456789ab.mp4")
    found = rested(known(OLD, NEW, *signed) | known("film/sign.csc.ba9876543210.mp4", replaced=DAY), DAY)
    assert found.resting == (OLD,)
    assert found.remove == ("film/sign.csc.0123456789ab.mp4", "film/sign.csc.ba9876543210.mp4", signed[1])


def test_what_was_never_whole_or_is_not_public_never_rests() -> None:
    assert rested(known(OLD, NEW), DAY, public="other").remove == (OLD,)
    assert rested(known(NEW) | {OLD: Entry(bytes=1, sha256=None)}, DAY).remove == (OLD,)
    assert rested(known(OLD, NEW, replaced=DAY), DAY, public="other").remove[0] == OLD
    assert rested(known("static/veus.0123456789.css", NEW), DAY).resting == ("static/veus.0123456789.css",)


def test_a_file_that_is_wanted_again_is_not_sent_again_and_rests_no_more() -> None:
    found = rested(known(NEW, replaced=DAY), DAY)
    assert found.send == () and found.resting == () and found.after.files[NEW].replaced is None


def test_what_is_there_is_not_sent_again(target: Target, tmp_path: Path) -> None:
    items = items_of(tmp_path / "a", {"video.mp4": "video", "poster.jpg": "poster"})
    assert deliver(target, items)[-1] == "manifest.json"
    assert deliver(target, items) == []
    video = next(name for name in target.listing() if "video" in name)
    target.remove(video)
    assert deliver(target, items) == [video]
    target.write(video, b"cut")
    assert deliver(target, items) == [video], "the listing shows another size"


def test_other_peoples_files_are_left_alone(target: Target, tmp_path: Path) -> None:
    target.write("film/notes.txt", b"mine")
    target.write("index.html", b"the site's own")
    deliver(target, items_of(tmp_path / "a", {"video.mp4": "video"}))
    deliver(target, items_of(tmp_path / "b", {"video.mp4": "other"}))
    assert target.read("film/notes.txt") == b"mine" and target.read("index.html") == b"the site's own"
    assert sum("video" in name for name in target.listing()) == 1


def test_a_file_in_the_way_is_never_written_over(target: Target, tmp_path: Path) -> None:
    target.write("manifest.json", b"of somebody else")
    with pytest.raises(VeusError, match=r"manifest\.json is there already"):
        deliver(target, items_of(tmp_path / "a", {"video.mp4": "video"}))
    assert target.listing().keys() == {"manifest.json"}


names = st.sampled_from(["manifest.json", "film/a.mp4", "film/b.vtt", "other/a.mp4", "index.ca.html", "static/x.css"])
hashes = st.sampled_from(["a" * 64, "b" * 64])
entries = st.builds(Entry, bytes=st.integers(1, 2), sha256=st.none() | hashes)


@given(
    st.dictionaries(names, st.tuples(st.integers(1, 2), hashes)),
    st.dictionaries(names, entries),
    st.dictionaries(names, st.integers(1, 2)),
    st.sets(names),
)
def test_a_plan_ends_with_what_is_wanted(
    wanted: dict[str, tuple[int, str]], known: dict[str, Entry], listing: dict[str, int], kept: set[str]
) -> None:
    listing = {name: size for name, size in listing.items() if name in known}
    items = [
        Item(name, Path(name), size, sha256, Stage.MANIFEST if name == "manifest.json" else Stage.MEDIA)
        for name, (size, sha256) in wanted.items()
    ]
    found = plan(items, kept.__contains__, Index(files=known), listing)
    sent, same = {item.name for item in found.send}, {item.name for item in found.same}
    assert sent | same == set(wanted) and not sent & same
    assert all(known[name].sha256 == wanted[name][1] for name in same)
    assert not set(found.remove) & (set(wanted) | kept)
    after = (listing.keys() | sent) - set(found.remove)
    assert after == set(found.after.files)
    assert all(found.after.files[name].sha256 == wanted[name][1] for name in wanted)
    assert [item.stage for item in found.send] == sorted(item.stage for item in found.send)


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/passwd", "a//b", "c:\\x", "", "a\nb"])
def test_an_index_cannot_lead_out_of_the_destination(name: str) -> None:
    data = json.dumps({"version": 1, "files": {name: {"bytes": 1, "sha256": None}}}).encode()
    with pytest.raises(VeusError, match="cannot be read"):
        read_index(data, "there")


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"version": 2}', b"\xff"])
def test_a_damaged_index_is_no_empty_one(data: bytes) -> None:
    with pytest.raises(VeusError, match="cannot be read"):
        read_index(data, "there")


def test_names_change_with_the_bytes() -> None:
    assert addressed("captions.ca.vtt", "0123456789abcdef") == "captions.ca.0123456789ab.vtt"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ftp://me:geheim@example.org/x", "password"),
        ("nosuch://example.org/x", "nosuch"),
        ("/", "nothing can be published"),
        ("{root}/output", "nothing can be published"),
        ("{root}/stories/site", "nothing can be published"),
        ("{root}", "footage included"),
        ("{root}/..", "footage included"),
    ],
)
def test_what_cannot_be_a_destination(tmp_path: Path, address: str, said: str) -> None:
    root = tmp_path / "root"
    with pytest.raises(VeusError, match=said) as error:
        open_target(address.format(root=root), Layout(root))
    assert "geheim" not in str(error.value)


def test_a_store_that_fails_is_an_error_for_people(tmp_path: Path) -> None:
    class Failing(fsspec.AbstractFileSystem):  # type: ignore[misc]
        protocol = "s3"

        def pipe_file(self, path: str, value: bytes, mode: str = "overwrite", **more: Any) -> None:
            raise RuntimeError("AccessDenied")

    with pytest.raises(VeusError, match=r"s3://x: .*AccessDenied.*same command again"):
        Target("s3://x", Failing(), "x").write("a", b"")
