"""`veus publish` through the real command line, to a folder and to a store of fsspec."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from published import (
    AT,
    Site,
    broken,
    dangling,
    everything,
    manifest_at,
    named,
    slugs_at,
    target_of,
)

from pipeline import files
from pipeline.build.status import status
from pipeline.file_stores import Target
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.publish.delivery import publish
from pipeline.publish.plan import Plan
from pipeline.site.manifest import manifest_schema

STORIES = ("film", "other")


def undated(earl: dict[str, Any]) -> list[dict[str, Any]]:
    """What was found, without its days."""
    results = [one for one in earl["@graph"] if "earl:result" in one]
    return [
        one | {"earl:result": {key: value for key, value in one["earl:result"].items() if key != "dct:date"}}
        for one in results
    ]


def change(site: Site, slug: str, name: str, old: str, new: str) -> None:
    path = site.root / "stories" / slug / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_everything_that_is_ready_is_published_whole(site: Site, dest: str) -> None:
    done = site("publish", dest)
    assert done.code == 0, done.err
    target = target_of(dest, site)
    manifest = manifest_at(target)
    assert manifest is not None and slugs_at(target) == [*STORIES] and manifest["status"] == "approved"
    jsonschema.validate(manifest, manifest_schema())
    assert broken(target) == [] and len(list(named(manifest))) > 40 and dangling(target) == []
    there = everything(target)
    for episode in manifest["episodes"]:
        slug = episode["slug"]
        stated = [*episode["sources"], *episode["tracks"], episode["poster"], *(t["srt"] for t in episode["tracks"])]
        feed = there["feed.ca.xml"].decode()
        assert all(file["url"] in feed for file in episode["sources"] if file["language"] in (None, "ca"))
        assert all(file["sha256"][:12] in file["url"] for file in stated)
        assert episode["place"]["en"] == f"{slug}/video.mp4", "only addresses are changed, never texts"
        page = there[unquote(episode["pages"]["ca"])].decode()
        assert all(unquote(file["url"]).split("/")[1] in page for file in stated)
        assert '"video.mp4"' not in page and "captions.ca.vtt" not in page
        day = json.loads(site.paths(slug).looked.read_text("utf-8"))["day"]
        assert day in there[f"{slug}/evidence.json"].decode(), "an auditor reads when the machine looked"
        assert day not in site.paths(slug).evidence.read_text("utf-8")
        assert json.loads(there[f"{slug}/episode.json"])["episode"] == episode
    assert not any(str(site.root).encode() in data for data in there.values())
    assert not any(".work" in name or ".part-" in name for name in there)
    assert "consent for “web”" in done.out


def test_status_says_what_is_public(site: Site, folder: str) -> None:
    def published() -> dict[str, str]:
        lines = status(Series.open(Layout(site.root)), ["film"])
        return {line.language: line.published for line in lines if line.language in ("ca", "en")}

    assert published() == {"ca": "no", "en": "no"}
    assert site("publish", folder, "--dry-run").code == 0 and set(published().values()) == {"no"}
    assert site("publish", folder).code == 0 and set(published().values()) == {"yes"}
    file = site.root / "stories/film/ca.srt"
    words = file.read_text("utf-8")
    file.write_text(words + "\n", "utf-8")
    assert published() == {"ca": "stale", "en": "yes"}
    file.write_text(words, "utf-8")
    known = site.root / "stories/film/.base/published.json"
    known.write_text(json.dumps({"targets": json.loads(known.read_text("utf-8"))["targets"]}), "utf-8")
    assert set(published().values()) == {"stale"}, "an earlier version did not note what it sent"
    assert site("publish", folder).code == 0 and set(published().values()) == {"yes"}


def test_what_has_not_changed_is_not_sent_again(site: Site, dest: str) -> None:
    plan = json.loads(site("publish", dest, "--dry-run", "--json").out)
    target = target_of(dest, site)
    names = [item["name"] for item in plan["plan"]["send"]]
    assert names[-1] == "manifest.json" and target.listing() == {}
    assert names.index("static/" + site.static("veus.css")) < names.index("film/embed.ca.html")
    assert names.index("other/transcript.en.txt") < names.index("feed.ca.xml")
    assert not site.paths("film").published_file.exists(), "a plan is only a plan"
    assert site("publish", dest).code == 0
    again = json.loads(site("publish", dest, "--json").out)["plan"]
    assert again["send"] == again["remove"] == [] and len(again["same"]) == len(plan["plan"]["send"])
    change(site, "film", "en.srt", "three", "seven")
    assert site("build", "--quiet").code == 0
    site.approve("film")
    assert site("build", "--quiet").code == 0
    table = site("publish", dest, "--dry-run", "--prune")
    assert "send" in table.out and "remove" in table.out and "film/video.en." in table.out
    assert not any(line.startswith("send") and "other/" in line for line in table.out.splitlines())
    before = set(target.listing())
    done = site("publish", dest)
    assert done.code == 0 and "Replaced, and still there for cached pages and feeds: " in done.out
    assert before < set(target.listing()) and broken(target) == [], "cached pages ask for them still"
    resting = json.loads(site("publish", dest, "--json").out)["plan"]
    assert resting["send"] == resting["remove"] == [] and site("publish", dest, "--grace", "1").code == 0
    assert before < set(target.listing())
    assert site("publish", dest, "film", "--prune").code == 0
    gone = before - set(target.listing())
    assert gone == set(resting["resting"])
    assert broken(target) == [] and {name.split(".")[0] for name in gone} == {"film/captions", "film/video"}
    assert not any(name.startswith("film/video.") and len(name.split(".")) == 3 for name in gone), "the clean video"


def test_one_story_is_published_beside_what_is_there(site: Site, dest: str) -> None:
    target = target_of(dest, site)
    assert site("publish", dest, "other").code == 0 and slugs_at(target) == ["other"]
    before = everything(target)
    assert site("publish", dest, "film").code == 0 and slugs_at(target) == [*STORIES]
    after = everything(target)
    assert {name: after[name] for name in before if name.startswith("other/")} == {
        name: data for name, data in before.items() if name.startswith("other/")
    }
    assert broken(target) == []
    unknown = site("publish", dest, "flim")
    assert unknown.code == 1 and 'Did you mean "film"?' in unknown.err


def test_a_story_that_lost_a_file_there_is_not_named_by_a_new_manifest(site: Site, dest: str) -> None:
    assert site("publish", dest).code == 0
    target = target_of(dest, site)
    before = target.read("manifest.json")
    target.remove(next(name for name in target.listing() if name.startswith("film/video.")))
    done = site("publish", dest, "other")
    assert done.code == 1 and "is missing there" in done.err and "Publish film again too" in done.err
    assert target.read("manifest.json") == before
    assert site("withdraw", "other", "--reason", "x", "--by", "Marta").code == 0, "nobody waits for that"
    assert slugs_at(target) == ["film"]
    assert site("publish", dest, "film").code == 0 and broken(target) == []


def test_a_place_that_is_emptied_in_between_is_an_error(
    site: Site, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, count = Target.send, iter(range(99))

    def send(target: Target, source: Path, name: str) -> None:
        real(target, source, name)
        if next(count) == 7:
            shutil.rmtree(folder)
            Path(folder).mkdir()

    monkeypatch.setattr(Target, "send", send)
    done = site("publish", folder)
    assert done.code == 1 and "Sent" not in done.out and "emptied or replaced" in done.err
    assert not (Path(folder) / "manifest.json").exists()
    assert site("publish", folder).code == 0 and broken(target_of(folder, site)) == []


def test_a_place_that_was_emptied_before_is_told_and_all_is_sent_anew(
    site: Site, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = site("publish", folder)
    assert first.code == 0 and "sent there before" not in first.err
    shutil.rmtree(folder)
    Path(folder).mkdir()  # or a disk is not connected, and this is where it should be
    assert "sent there before (film, other)" in site("publish", folder, "--dry-run").err
    assert json.loads(site("publish", folder, "--json", "--dry-run").out)["emptied"] == ["film", "other"]
    again = site("publish", folder)
    assert again.code == 0 and "see that it is connected" in again.err and broken(target_of(folder, site)) == []
    assert "sent there before" not in site("publish", folder).err


def test_a_series_without_its_list_is_not_written_over(site: Site, folder: str) -> None:
    assert site("publish", folder).code == 0
    index = Path(folder) / ".veus.json"
    index.rename(index.with_suffix(".away"))
    before = everything(target_of(folder, site))
    done = site("publish", folder)
    assert done.code == 1 and "but not .veus.json, the list of what" in done.err and "from a copy" in done.err
    assert everything(target_of(folder, site)) == before
    index.with_suffix(".away").rename(index)
    assert site("publish", folder).code == 0


def test_a_series_may_be_moved_and_is_not_stale_for_that(site: Site, folder: str) -> None:
    (site.layout.theme / "texts").mkdir(parents=True)
    (site.layout.theme / "texts/en.po").write_text('msgid "transcript.heading"\nmsgstr "Words"\n', "utf-8")
    assert site("build", "--quiet").code == 0
    moved = Site(site.root.rename(site.root.parent / "moved"))
    assert moved("publish", folder).code == 0


CASES = {
    "edited": ("ca.srt", "tres", "set", "ca.srt is not approved: changed since it was approved."),
    "expired": (
        "story.toml",
        'scope = "web"',
        'scope = "web"\nexpires = 2024-02-01',
        "the consent ended on 2024-02-01.",
    ),
    "not yet": ("story.toml", "date = 2024-01-10", "date = 2999-01-10", "the consent holds only from 2999-01-10 on."),
    "other words": ("story.toml", "Vic", "Berga", "is older than what it is made of: veus build film."),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_not_ready_is_refused_by_name(site: Site, folder: str, case: str) -> None:
    name, old, new, reason = CASES[case]
    change(site, "film", name, old, new)
    done = site("publish", folder)
    assert done.code == 1 and "film is not published:" in done.err and reason in done.err, done.err
    target = target_of(folder, site)
    assert slugs_at(target) == ["other"] and not any(n.startswith("film/") for n in target.listing())
    assert "earlier is still there" not in done.err


def test_what_is_still_to_be_written_is_refused_with_its_line(site: Site, folder: str) -> None:
    assert site("publish", folder).code == 0
    before = everything(target_of(folder, site))
    story = site.paths("film").story_file
    story.write_text(story.read_text("utf-8").replace('ca = "Vic"', 'ca = "✎ lloc"'), "utf-8")
    assert site("build", "--quiet").code == 0
    done = site("publish", folder)
    assert done.code == 1 and "stories/film/story.toml, line 5: “✎ lloc” is still to be written." in done.err
    assert "other is not published" not in done.err
    series = site.layout.series_file
    series.write_text(series.read_text("utf-8").replace("www.barcelona.cat/veus", "example.org/veus"), "utf-8")
    assert site("build", "--quiet").code == 0
    done = site("publish", folder)
    assert done.code == 1 and done.err.count("stories/series.toml, line 7: example.org is an example") == 2
    assert "Nothing was sent" in done.out and everything(target_of(folder, site)) == before
    assert site("withdraw", "other", "--reason", "x", "--by", "Marta").code == 0, "nobody waits for texts"


def test_captions_that_are_still_to_be_written_are_refused(site: Site, folder: str) -> None:
    change(site, "film", "en.srt", "three", "✎ three")
    change(site, "other", "en.srt", "(other)", "a.example.org")
    assert site("build", "--quiet").code == 1, "no font has the mark"
    done = site("publish", folder)
    assert done.code == 1 and "stories/film/en.srt, line 3: “✎ three cats. (film)” is still to be written." in done.err
    assert "stories/other/en.srt, line 3: a.example.org is an example and no address." in done.err
    assert not Path(folder).exists()


def test_a_theme_that_is_still_to_be_written_is_refused_for_all(site: Site, folder: str) -> None:
    (site.layout.theme / "texts").mkdir(parents=True)
    (site.layout.theme / "README.md").write_text("✎ example.org", "utf-8")
    (site.layout.theme / "texts/en.po").write_text('msgid "transcript.heading"\nmsgstr "✎ Words"\n', "utf-8")
    assert site("build", "--quiet").code == 0
    done = site("publish", folder)
    assert done.code == 1 and done.err.count("stories/theme/texts/en.po, line 2: “✎ Words") == 2, done.err
    assert "README.md" not in done.err and not Path(folder).exists()


def test_whatever_else_is_shown_and_still_to_be_written_is_found_where_it_would_be_shown(
    site: Site, folder: str
) -> None:
    series = site.layout.series_file
    series.write_text("publish_reviewer_names = true\n" + series.read_text("utf-8"), "utf-8")
    change(site, "film", "en.srt", "three", "seven")
    assert site("build", "--quiet").code == 0 and site("approve", "film", "en", "--by", "✎ nom", "--unheard").code == 0
    assert site("build", "--quiet").code == 0
    done = site("publish", folder)
    assert done.code == 1 and "output/film/episode.json, line " in done.err and "other is not" not in done.err


def test_who_may_not_be_named_and_is_keeps_a_story_back_and_papers_stay_here(site: Site, folder: str) -> None:
    hidden = ', { name = "cats", speaks = false, publish_name = false } ]'
    change(site, "film", "story.toml", " }]", f" }}{hidden}")
    change(site, "film", "story.toml", "[consent]", '[consent]\nscan = "paper-7q.pdf"')
    for slug in STORIES:
        site.paths(slug).consents.mkdir()
        (site.paths(slug).consents / "paper-7q.pdf").write_bytes(b"%PDF-1.7 paper-7q")
    assert site("build", "--quiet").code == 0
    done = site("publish", folder)
    assert done.code == 1 and "“cats” may not be named" in done.err and "other is not published" not in done.err
    change(site, "film", "story.toml", hidden, "]")
    assert site("build", "--quiet").code == 0 and site("publish", folder).code == 0
    sent = everything(target_of(folder, site))
    assert sent and not any("paper-7q" in name or b"paper-7q" in data for name, data in sent.items())


def test_without_consent_or_captions(site: Site, folder: str) -> None:
    path = site.paths("film").story_file
    path.write_text(path.read_text("utf-8").split("[consent]")[0], "utf-8")
    site.paths("other").srt("en").unlink()
    done = site("publish", folder)
    assert done.code == 1 and "nobody has noted a consent." in done.err and "there is no en.srt." in done.err
    assert not Path(folder).exists(), "nothing at all is published"
    assert json.loads(site("publish", folder, "--json").out)["plan"] is None


def test_other_footage_and_stale_translations_are_refused(site: Site, folder: str) -> None:
    with (site.root / "stories/film/film.mp4").open("ab") as video:
        video.write(b"\0")
    change(site, "other", "ca.srt", "tres", "set")
    assert site("build", "other", "--quiet").code == 0
    refused = json.loads(site("publish", folder, "--json").out)["refused"]
    assert any("footage changed since it was approved" in reason for reason in refused["film"])
    assert "1 place in en.srt waits for a look, as the speech was changed since: veus settle." in refused["other"]


def test_approved_but_not_built_again_is_stale(site: Site, folder: str) -> None:
    change(site, "film", "en.srt", "three", "seven")
    site("build", "--to", "captions", "--quiet")
    site.approve("film")
    done = site("publish", folder)
    assert done.code == 1 and "what output/ has of en.srt is missing or older than that: veus build film." in done.err
    assert site("build", "--quiet").code == 0
    assert site("publish", folder).code == 0


def test_tampered_output_is_refused(site: Site, folder: str) -> None:
    site.paths("film").embed("ca").write_text("<script>alert(1)</script>", "utf-8")
    done = site("publish", folder)
    assert done.code == 1 and "older than what it is made of" in done.err


def test_a_refused_story_stays_as_it_was_published(site: Site, folder: str) -> None:
    assert site("publish", folder).code == 0
    target = target_of(folder, site)
    before = {name: data for name, data in everything(target).items() if name.startswith("film/")}
    change(site, "film", "ca.srt", "tres", "set")
    done = site("publish", folder)
    assert done.code == 1 and "What was published of it earlier is still there" in done.err
    assert {name: data for name, data in everything(target).items() if name.startswith("film/")} == before
    assert broken(target) == []


def test_a_story_that_people_took_out_goes_without_a_notice(site: Site, folder: str) -> None:
    assert site("publish", folder).code == 0
    (site.root / "stories/film").rename(site.root / "stories/.film")
    assert site("publish", folder, "other").code == 0
    target = target_of(folder, site)
    assert slugs_at(target) == ["other", "film"], "it was not asked for all of them"
    assert site("publish", folder).code == 0
    assert slugs_at(target) == ["other"] and not any(name.startswith("film/") for name in target.listing())


def test_a_manifest_that_is_not_ours_is_left_alone(site: Site, folder: str) -> None:
    Path(folder).mkdir()
    for text in ("{", "[]", "null", '{"episodes": [{}]}', '{"episodes": []}'):
        (Path(folder) / "manifest.json").write_text(text)
        done = site("publish", folder)
        assert done.code == 1 and "Traceback" not in done.err
        assert files.sha256_text(text) == files.sha256_file(Path(folder) / "manifest.json")


def test_what_was_checked_goes_along_and_a_signature_waits_for_a_build(site: Site, dest: str) -> None:
    assert site("publish", dest).code == 0
    target = target_of(dest, site)
    (film, _) = (manifest_at(target) or {})["episodes"]
    there = everything(target)
    earl = json.loads(there[film["evidence"]["earl"]])
    built = json.loads((site.root / "output/film/evidence.json").read_bytes())
    assert undated(earl) == undated(built), "only the day on which the machine looked is added"
    assert all("dct:date" in one["earl:result"] for one in earl["@graph"] if "earl:result" in one)
    assert any(one.get("earl:result", {}).get("earl:outcome") == "earl:passed" for one in earl["@graph"])
    for lang, url in film["evidence"]["pages"].items():
        assert f"embed.{lang}.html" in there[url].decode()
    assert site("attest", "film", "keyboard", "--outcome", "failed", "--by", "Berta Roca").code == 0
    refused = site("publish", dest, "film")
    assert refused.code != 0 and "veus build film" in refused.out + refused.err
    assert site("build", "film", "--quiet").code == 0 and site("publish", dest, "film").code == 0
    assert b"earl:failed" in everything(target)[film["evidence"]["earl"]]


def test_what_is_saved_while_it_is_sent_does_not_count_as_public(site: Site, folder: str) -> None:
    srt = site.paths("film").srt("ca")

    def save(todo: Plan) -> None:
        srt.write_text(srt.read_text("utf-8").replace("gats", "gossos"), "utf-8")

    publish(site.layout, folder, ("film",), today=date(2024, 8, 1), begins=save)
    assert site("approve", "film", "ca", "--by", "Marta Puig", "--at", AT, "--unheard").code == 0
    lines = json.loads(site("status", "film", "--json").out)
    assert {line["language"]: line["published"] for line in lines} == {"ca": "stale", "en": "yes"}
