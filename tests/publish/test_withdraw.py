"""`veus withdraw` through the real command line: nothing of a person is left, anywhere."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import fsspec
import jsonschema
import pytest
from fakes import use_fakes
from footage_clips import Clips
from made_once import made_once
from published import (
    BASE,
    NAME,
    SECRET,
    Dying,
    Killed,
    Site,
    broken,
    dangling,
    everything,
    manifest_at,
    slugs_at,
    target_of,
    toml,
)
from small_series import manifest_of

from pipeline import files
from pipeline.build.staging import StagedStories
from pipeline.file_stores import Target
from pipeline.publish import withdraw
from pipeline.site.manifest import manifest_schema

WHO = ("--reason", "La Berenguera ho demana.", "--by", "Marta Puig", "--at", "2024-08-01T10:00:00+02:00")
#: What is left of the story: a notice wherever a page or a player of it was.
NOTICES = {f"film/{page}.{lang}.html" for page in ("embed", "player") for lang in ("ca", "en")}


def traces(site: Site, slug: str) -> list[bytes]:
    """Byte sequences that only this person's story has: names, titles, words, and pieces of every medium."""
    said = [f"{NAME} {slug}", f"Títol {slug}", f"Title {slug}", f"Resum {slug}", f"Summary {slug}"]
    said += [f"{SECRET[lang]} ({slug})" for lang in SECRET]
    found = [text.encode() for text in said]
    for path in site.paths(slug).out.iterdir():
        if path.suffix in (".mp4", ".jpg"):
            data = path.read_bytes()
            found += [data[at : at + 64] for at in range(4096, len(data) - 64, max(1, len(data) // 20))]
    return found


def left(data: dict[str, bytes], marks: list[bytes]) -> list[str]:
    return [name for name, found in data.items() if any(mark in found for mark in marks)]


def under(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def different(site: Site, clips: Clips) -> None:
    """Gives `other` footage of its own, so that its media share nothing with those of `film`."""
    source = clips.make("other.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x180:d=5", "-pix_fmt", "yuv420p")
    (site.root / "stories/other/other.mp4").write_bytes(source.read_bytes())
    assert site("build", "--quiet").code == 0
    site.approve("other")
    assert site("build", "--quiet").code == 0


@pytest.fixture(scope="module")
def different_two(tmp_path_factory: pytest.TempPathFactory, approved: Site, clips: Clips) -> Site:
    """The two stories so; to be copied."""

    def make(root: Path) -> None:
        with pytest.MonkeyPatch.context() as monkeypatch:
            use_fakes(monkeypatch)
            different(approved.copy(root), clips)

    return Site(made_once(tmp_path_factory, "different two", make))


@pytest.mark.usefixtures("fakes")
def test_withdrawal_leaves_no_byte_anywhere(different_two: Site, dest: str, tmp_path: Path) -> None:
    site = different_two.copy(tmp_path / "root")
    second = f"memory://{tmp_path.name}-second"
    assert site("publish", dest).code == 0 and site("publish", second).code == 0
    marks, targets = traces(site, "film"), [target_of(dest, site), target_of(second, site)]
    assert all(left(everything(target), marks) for target in targets)
    done = site("withdraw", "film", *WHO)
    assert done.code == 0, done.err
    for target in targets:
        there = everything(target)
        assert left(there, marks) == [] and broken(target) == [] and dangling(target) == []
        assert {name for name in there if name.startswith("film/")} == NOTICES
        assert "has been withdrawn" in there["film/player.en.html"].decode()
        assert "S’ha retirat aquesta història." in there["film/embed.ca.html"].decode()
        assert "has been withdrawn" in there["film/embed.en.html"].decode()
        assert "Berenguera ho demana" not in "".join(data.decode("utf-8", "ignore") for data in there.values())
        manifest = manifest_at(target)
        assert manifest is not None and slugs_at(target) == ["other"]
        assert manifest["withdrawn"][0] | {"text": None} == {
            "id": "test/film",
            "slug": "film",
            "withdrawn": "2024-08-01",
            "text": None,
            "pages": {"ca": "film/embed.ca.html", "en": "film/embed.en.html"},
            "players": {"ca": "film/player.ca.html", "en": "film/player.en.html"},
        }
        jsonschema.validate(manifest, manifest_schema())
    made = under(site.layout.output)
    assert left(made, marks) == [] and not site.paths("film").work.exists()
    assert "has been withdrawn" in site.paths("film").embed("en").read_text("utf-8")
    assert site.paths("film").srt("ca").is_file(), "people's own files are theirs"
    record = json.loads(site.paths("film").withdrawal_file.read_text("utf-8"))["withdrawals"]
    assert record == [{"by": "Marta Puig", "when": "2024-08-01T10:00:00+02:00", "reason": "La Berenguera ho demana."}]


def rename(site: Site, slug: str, name: str) -> None:
    """The folder of a story gets another name, and so does the story."""
    (site.root / "stories" / slug).rename(site.root / "stories" / name)


def lose_slugs(site: Site, slug: str) -> None:
    """What versions before noted of where a story is."""
    known = site.paths(slug).published_file
    record = json.loads(known.read_text("utf-8"))
    known.write_text(json.dumps({key: record[key] for key in ("targets", "sent")}), "utf-8")


@pytest.mark.parametrize("again", ["nothing since", "built since", "published since"])
def test_a_story_that_was_renamed_is_taken_away_under_every_name(
    site: Site, folder: str, again: str, tmp_path: Path
) -> None:
    second = str(tmp_path / "second")
    assert site("publish", folder).code == 0 and site("publish", second).code == 0
    marks, places = traces(site, "film"), [target_of(folder, site), target_of(second, site)]
    staged = tmp_path / "store/veus-staging/test/film/0" / ("0" * 64)
    staged.parent.mkdir(parents=True)
    staged.write_bytes(marks[0])
    StagedStories(site.layout).note("film", str(staged.parent))
    rename(site, "film", "film-2")
    if again != "nothing since":
        assert site("build", "--quiet").code == 0
    if again == "published since":
        assert site("publish", folder, "film-2").code == 0, "the other place and the old name stay as they were"
        assert sorted(slugs_at(places[0])) == ["film", "film-2", "other"]
    done = site("withdraw", "film-2", *WHO)
    assert done.code == 0, done.err
    for target in places:
        there = everything(target)
        names = [name for name in left(there, marks) if not name.startswith("other/")]
        assert names == [] and slugs_at(target) == ["other"] and broken(target) == []
        assert {name for name in there if name.startswith("film/")} == NOTICES, "whoever embedded it is told"
        assert "has been withdrawn" in there["film/embed.en.html"].decode()
    made = [name for name in left(under(site.layout.output), marks) if "/other/" not in name]
    assert made == [] and not (site.layout.work / "film").exists() and not staged.exists()
    assert json.loads(site.paths("film-2").published_file.read_text("utf-8"))["targets"] == []


def test_what_is_public_under_another_name_is_not_said_to_be_public(site: Site, folder: str) -> None:
    assert site("publish", folder).code == 0
    rename(site, "film", "film-2")
    assert site("build", "--quiet").code == 0

    def published() -> set[str]:
        return {line["published"] for line in json.loads(site("status", "film-2", "--json").out)}

    assert published() == {"stale"}
    assert site("publish", folder).code == 0 and published() == {"yes"}
    assert slugs_at(target_of(folder, site)) == ["film-2", "other"]


@pytest.mark.parametrize("broken_story", [False, True])
def test_a_record_without_names_takes_away_what_no_story_is_called(site: Site, folder: str, broken_story: bool) -> None:
    assert site("publish", folder).code == 0
    target = target_of(folder, site)
    rename(site, "film", "film-2")
    lose_slugs(site, "film-2")
    if broken_story:
        text = site.paths("other").story_file.read_text("utf-8")
        site.paths("other").story_file.write_text("title = [", "utf-8")
        done = site("withdraw", "film-2", *WHO)
        assert done.code == 1 and "these are of no story that can be read: film." in done.err
        assert "film" in slugs_at(target) and json.loads(site.paths("film-2").published_file.read_text())["targets"]
        site.paths("other").story_file.write_text(text, "utf-8")
    assert site("withdraw", "film-2", *WHO).code == 0
    assert slugs_at(target) == ["other"] and broken(target) == []
    assert not [name for name in target.listing() if name.startswith("film/")]


def test_another_project_loses_nothing_by_a_record_without_names(site: Site, folder: str) -> None:
    assert site("publish", folder).code == 0
    lose_slugs(site, "film")
    index = Path(folder) / ".veus.json"
    index.write_text(index.read_text("utf-8").replace(json.loads(index.read_text("utf-8"))["project"], "0" * 16))
    rename(site, "film", "film-2")
    site("withdraw", "film-2", *WHO)
    assert sorted(slugs_at(target_of(folder, site))) == ["film", "other"]


def test_what_a_withdrawal_replaces_rests_from_that_day_on(site: Site, folder: str) -> None:
    """Whatever day the story was withdrawn on: the notices in caches still ask for it."""
    assert site("publish", folder).code == 0
    index, old = Path(folder) / ".veus.json", "static/veus.0123456789.css"
    (Path(folder) / old).write_text("body {}", "utf-8")
    known = json.loads(index.read_text("utf-8"))
    known["files"][old] = {"bytes": 7, "sha256": files.sha256_text("body {}")}
    index.write_text(json.dumps(known), "utf-8")
    assert site("withdraw", "film", *WHO).code == 0 and site("withdraw", "other", *WHO).code == 0
    assert site("publish", folder).code == 1 and (Path(folder) / old).exists()


SERIES = f"""
[[glossary]]
ca = "Berenguera"

[[glossary]]
ca = "hort"

[[sections]]
text = {{ ca = "Hi surt la BERENGUERA.", en = "Of the allotment." }}
stories = ["film", "other", "nobody"]
links = [
    {{ url = "{BASE}film/embed.ca.html", label = {{ ca = "Vegeu-la", en = "See her" }} }},
    {{ url = "{BASE}filmoteca/", label = {{ ca = "Filmoteca", en = "Cinema" }} }},
]

[[related]]
url = "{BASE}film/embed.en.html"
label = {{ ca = "La seva història", en = "Her story" }}
"""


def test_a_withdrawal_leaves_no_slug_no_link_and_no_hint_and_names_the_texts_that_people_must_change(
    site: Site, folder: str
) -> None:
    with site.layout.series_file.open("a", encoding="utf-8") as series:
        series.write(SERIES)
    assert site("build", "--quiet").code == 0 and site("publish", folder).code == 0
    target = target_of(folder, site)
    before = everything(target)
    assert not any(b"hints" in data or b'"Berenguera"' in data for data in before.values())
    assert b"See her" in before["index.en.html"] and b"Her story" in before["index.en.html"]
    done = site("withdraw", "film", *WHO)
    assert done.code == 0 and "Only a person can change them" in done.err
    lines = site.layout.series_file.read_text("utf-8").splitlines()
    for text in (
        'ca = "Berenguera"',
        "la BERENGUERA.",
        'stories = ["film"',
        "film/embed.ca.html",
        "film/embed.en.html",
    ):
        number = next(number for number, line in enumerate(lines, 1) if text in line)
        assert f"stories/series.toml, line {number}: " in done.err
    assert "stories/other/story.toml, line 6: " in done.err and "other/ca.srt" not in done.err
    assert "filmoteca" not in done.err
    for there in (everything(target), {k: v for k, v in under(site.layout.output).items() if ".work" not in k}):
        lists = ("manifest.json", "manifest/1.json", "index.en.html")
        told = [data for name, data in there.items() if name.endswith(lists)]
        assert len(told) == 3 and not any(b"See her" in data or b"Her story" in data for data in told)
    data = everything(target)
    for name in ("manifest.json", "manifest/1.json", "other/episode.json"):
        (section,) = json.loads(data[name])["series"]["sections"]
        assert section["episodes"] == ["other"] and len(section["links"]) == 1
    assert not any(b"film/" in data[name] for name in data if name.startswith(("feed.", "sitemap", "other/")))
    assert [link for link in dangling(target) if "filmoteca" not in link] == [] and broken(target) == []
    assert site("build", "--quiet").code == 0 and site("publish", folder, "other").code == 0


def test_replaced_files_of_a_withdrawn_story_go_at_once(site: Site, folder: str) -> None:
    assert site("publish", folder).code == 0
    target = target_of(folder, site)
    for slug in ("film", "other"):
        path = site.paths(slug).srt("en")
        path.write_text(path.read_text("utf-8").replace("three", "seven"), "utf-8")
    assert site("build", "--quiet").code == 0
    for slug in ("film", "other"):
        site.approve(slug)
    assert site("build", "--quiet").code == 0 and site("publish", folder).code == 0
    assert len(left(everything(target), [b"three cats. (film)"])) == 2, "the old captions rest there"
    assert site("withdraw", "film", *WHO).code == 0
    there = everything(target)
    assert left(there, [b"(film)"]) == [] and len(left(there, [b"three cats. (other)"])) == 2
    assert {name for name in there if name.startswith("film/")} == NOTICES


def test_withdrawn_stays_withdrawn_until_people_agree_again(site: Site, folder: str) -> None:
    assert site("publish", folder).code == 0
    target = target_of(folder, site)
    assert site("withdraw", "film", *WHO).code == 0
    named = site("build", "film")
    assert named.code == 1 and "this story was withdrawn on 2024-08-01" in named.err
    before = under(site.layout.output)
    assert site("build").code == 0 and not site.paths("film").episode.exists()
    assert not site.paths("film").work.exists() and under(site.layout.output).keys() >= before.keys() - {"lock.json"}
    refused = site("publish", folder)
    assert refused.code == 1 and "withdrawn on 2024-08-01" in refused.err and slugs_at(target) == ["other"]
    assert "withdrawn on 2024-08-01" in json.loads(site("status", "--json").out)[0]["note"]
    for day in ("2024-07-31", "2024-08-01"):
        site.paths("film").story_file.write_text(toml("film").replace("2024-01-10", day), "utf-8")
        assert site("publish", folder, "film").code == 1
    site.paths("film").story_file.write_text(toml("film").replace("2024-01-10", "2024-08-02"), "utf-8")
    assert site("build").code == 0
    assert site("publish", folder).code == 0
    manifest = manifest_at(target)
    assert manifest is not None and manifest["withdrawn"] == [] and slugs_at(target) == ["film", "other"]
    assert broken(target) == []


def test_withdrawal_goes_on_where_it_could_not_reach(
    site: Site, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = f"memory://{tmp_path.name}-second"
    assert site("publish", folder).code == 0 and site("publish", second).code == 0
    memory = type(fsspec.filesystem("memory"))
    with monkeypatch.context() as patched:
        patched.setattr(memory, "pipe_file", lambda *_, **__: (_ for _ in ()).throw(OSError("no network")))
        first = site("withdraw", "film", *WHO)
    assert first.code == 1 and "the story may still be there" in first.err and "no network" in first.err
    assert slugs_at(target_of(folder, site)) == ["other"] and slugs_at(target_of(second, site)) == ["film", "other"]
    again = site("withdraw", "film", "--reason", "again", "--by", "Joan")
    assert again.code == 0 and "was withdrawn already, by Marta Puig" in again.out
    assert slugs_at(target_of(second, site)) == ["other"]
    assert json.loads(site.paths("film").published_file.read_text("utf-8")) == {"targets": [], "sent": {}, "slugs": {}}


def test_a_place_that_nobody_remembers_and_files_that_somebody_added(site: Site, folder: str) -> None:
    assert site("publish", folder).code == 0
    site.paths("film").published_file.unlink()
    (Path(folder) / "film/copy of the video.mp4").write_bytes(b"x")
    done = site("withdraw", "film", *WHO, "--from", folder)
    assert done.code == 1 and "copy of the video.mp4" in done.err
    assert slugs_at(target_of(folder, site)) == ["other"]


def test_a_later_publish_elsewhere_takes_a_withdrawn_story_away(site: Site, folder: str) -> None:
    assert site("publish", folder).code == 0
    site.paths("film").published_file.unlink()
    assert site("withdraw", "film", *WHO).code == 0 and slugs_at(target_of(folder, site)) == ["film", "other"]
    assert site("publish", folder, "other").code == 0
    assert slugs_at(target_of(folder, site)) == ["other"] and broken(target_of(folder, site)) == []


def test_a_withdrawal_needs_a_consent_that_is_not_later(site: Site) -> None:
    refused = site("withdraw", "film", "--reason", "x", "--by", "Marta", "--at", "2023-01-01")
    assert refused.code == 1 and "was given on a later day" in refused.err
    assert not site.paths("film").withdrawal_file.exists() and site.paths("film").episode.is_file()
    assert site("withdraw", "film", "--reason", " ", "--by", "Marta").code == 1
    assert site("withdraw", "film", "--by", "Marta").code != 0


@pytest.mark.parametrize("dest", ["folder", "memory"], indirect=True)
@pytest.mark.parametrize("count", range(0, 40, 4))
def test_a_withdrawal_that_is_killed_is_finished_by_the_next(
    site: Site, dest: str, count: int, monkeypatch: pytest.MonkeyPatch, clips: Clips
) -> None:
    assert site("publish", dest).code == 0
    target, marks = target_of(dest, site), [f"{NAME} film".encode(), f"{SECRET['ca']} (film)".encode()]
    assert left(everything(target), marks)
    with monkeypatch.context() as patched:
        dying = Dying(target.system, count)
        patched.setattr(withdraw, "find_target", lambda *_: Target(target.address, dying, target.root))
        with contextlib.suppress(Killed):
            withdraw.withdraw(site.layout, "film", reason="x", by="Marta", at="2024-08-01")
    assert broken(target) == []
    assert site("withdraw", "film", *WHO).code == 0
    assert left(everything(target), marks) == [] and broken(target) == []
    assert not any(name.startswith("film/") and name not in NOTICES for name in target.listing())
    assert not any(".part-" in name for name in target.listing())


def test_what_cannot_be_read_here_keeps_no_place_from_being_looked_at(
    site: Site, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = str(tmp_path / "second")
    assert site("publish", folder).code == 0 and site("publish", second).code == 0
    real = withdraw.read_there

    def read_there(target: Target) -> Any:
        if target.root == folder:
            raise PermissionError(13, "Permission denied", "theme.html")
        return real(target)

    def denied(*_: Any) -> None:
        raise PermissionError(13, "Permission denied", "index.html")

    monkeypatch.setattr(withdraw, "read_there", read_there)
    monkeypatch.setattr(withdraw, "list_whole", denied)
    done = site("withdraw", "film", *WHO)
    assert done.code == 1 and done.err.count("the story may still be there") == 2, done.err
    assert "theme.html: Permission denied" in done.err and "index.html: Permission denied" in done.err
    assert slugs_at(target_of(second, site)) == ["other"]


def test_a_damaged_record_keeps_a_story_from_the_public(site: Site, folder: str) -> None:
    site.paths("film").withdrawal_file.write_text("{", "utf-8")
    done = site("publish", folder, "film")
    assert done.code == 1 and "withdrawal.json: this file cannot be read" in done.err
    assert site("build", "film").code == 1


def test_a_store_that_refuses_keeps_no_story_public(site: Site, folder: str) -> None:
    """Whoever withdraws may have no password for the store of the cluster."""
    assert site("publish", folder).code == 0
    settings = site.layout.series_file
    written = settings.read_text("utf-8")
    settings.write_text(f'{written}\n[cluster]\nstore = "ftp://127.0.0.1:9/veus"\n', "utf-8")
    done = site("withdraw", "film", *WHO)
    assert done.code == 1 and "ftp://127.0.0.1:9/veus/veus-staging/test/film" in done.err
    assert "cannot be read or written" in done.err and slugs_at(target_of(folder, site)) == ["other"]


def test_a_language_that_the_series_has_had_since_keeps_no_story_public(site: Site, folder: str) -> None:
    settings = site.layout.series_file
    both = settings.read_text("utf-8")
    settings.write_text(f'languages = ["ca"]\n{both}', "utf-8")
    assert site("build", "--quiet").code == 0 and site("publish", folder).code == 0
    settings.write_text(both, "utf-8")
    assert site("build", "film", "--quiet").code == 0, "one that has the language beside one that has not"
    assert [one["slug"] for one in manifest_of(site.root)["episodes"]] == ["film"]
    done = site("withdraw", "film", *WHO)
    assert done.code == 0, done.err
    assert slugs_at(target_of(folder, site)) == ["other"] and broken(target_of(folder, site)) == []
