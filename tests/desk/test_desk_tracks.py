"""What the page reads and writes of a track: nobody's words are ever overwritten."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from desk_series import Site
from kept_versions import kept

from pipeline.cues import Cue
from pipeline.project.layout import StoryLayout
from pipeline.review.review_record import read_review
from pipeline.review.track_store import status
from pipeline.subtitles.srt import read_srt, write_srt

TRACK = "/api/joel/tracks/ca"


class Page:
    """One browser: what it has seen of a track, and what its reviewer makes of it."""

    def __init__(self, site: Site, by: str = "Marta", lang: str = "ca") -> None:
        self.site, self.by, self.path = site, by, f"/api/joel/tracks/{lang}"
        self.load()

    def load(self) -> None:
        self.seen = self.site.get(self.path).json
        self.cues: list[dict[str, Any]] = [dict(cue) for cue in self.seen["cues"]]

    def write(self, number: int, **change: Any) -> None:
        self.cues[number - 1] |= change

    def save(self) -> Any:
        form = {"by": self.by, "seen_sha256": self.seen["sha256"], "seen": self.seen["cues"], "cues": self.cues}
        answer = self.site.write("PUT", self.path, form)
        if answer.status == 200:
            self.seen, self.cues = answer.json, [dict(cue) for cue in answer.json["cues"]]
        return answer


@pytest.fixture
def page(site: Site) -> Page:
    return Page(site)


def texts(path: Path) -> list[str]:
    return [cue.text for cue in read_srt(path.read_bytes()).cues]


def test_a_file_that_cannot_be_read_is_named(site: Site, paths: StoryLayout) -> None:
    paths.base_srt("ca").unlink()
    paths.base_srt("ca").mkdir()
    answer = site.get(TRACK)
    assert answer.status == 500 and "ca.srt: Is a directory. Check that" in answer.json["detail"]["text"]
    assert "ca.srt: És una carpeta." in site.get("/ca/joel").body.decode()


def test_a_story_with_all_that_the_page_needs(site: Site) -> None:
    story = site.get("/api/joel").json
    assert story["title"] == {"ca": "La història d’en Joel", "en": "Joel’s story"}
    assert (story["duration"], story["fps"], story["people"]) == (20_000, 25.0, ["Joel", "Laura"])
    assert story["cuts"] == [6500, 12500] and story["speech"][0] == [1000, 3500]
    assert {lang: len(track["cues"]) for lang, track in story["tracks"].items()} == {"ca": 6, "en": 6}
    assert story["languages"]["en"]["hard_cps"] == 20 and story["languages"]["ca"]["hard_cps"] == 17
    assert [info["kind"] for info in story["languages"].values()] == ["captions", "subtitles"]


def test_saving_writes_the_file_and_who(page: Page, paths: StoryLayout) -> None:
    page.write(2, text="Treballo a l’hort del barri.")
    answer = page.save()
    assert (answer.status, answer.json["merged"]) == (200, False)
    assert texts(paths.srt("ca"))[1] == "Treballo a l’hort del barri."
    assert read_review(paths).edits["ca"].by == "Marta" and status(paths, "ca") == "edited"


def test_saving_what_is_there_changes_nothing(page: Page, paths: StoryLayout) -> None:
    before = paths.srt("ca").read_bytes()
    assert page.save().status == 200
    assert paths.srt("ca").read_bytes() == before and status(paths, "ca") == "draft"


def test_bytes_that_a_person_made_go_to_the_history(page: Page, paths: StoryLayout) -> None:
    page.write(1, text="Primera.")
    page.save()
    first = paths.srt("ca").read_bytes()
    page.write(1, text="Segona.")
    page.save()
    assert first in kept(paths)


def test_another_editor_meanwhile_is_merged(page: Page, paths: StoryLayout) -> None:
    other = read_srt(paths.srt("ca").read_bytes()).cues
    paths.srt("ca").write_text(write_srt([*other[:5], Cue(16000, 18500, "Fins demà a tots.")]), "utf-8")
    page.write(2, text="Treballo a l’hort del barri.", start=3900)
    answer = page.save()
    assert answer.json["merged"]
    assert texts(paths.srt("ca"))[1] == "Treballo a l’hort del barri."
    assert texts(paths.srt("ca"))[5] == "Fins demà a tots."
    assert [cue["text"] for cue in answer.json["cues"]] == texts(paths.srt("ca"))


def test_two_browsers_on_one_story(site: Site, paths: StoryLayout) -> None:
    one, two = Page(site, "Marta"), Page(site, "Pere")
    one.write(1, text="Hola a tothom,\nem dic Joel.")
    two.cues[2:4] = [{"start": 7000, "end": 12500, "text": "Hi vaig cada matí i plantem.", "top": False}]
    assert one.save().json["merged"] is False and two.save().json["merged"] is True
    assert texts(paths.srt("ca")) == [
        "Hola a tothom,\nem dic Joel.", "Treballo a l’ort del barri.", "Hi vaig cada matí i plantem.", "M’agrada molt.",
        "Fins aviat a tots.",
    ]  # fmt: skip
    assert read_review(paths).edits["ca"].by == "Pere"


def test_what_is_ones_own_in_a_conflict_stands_in_what_was_put_together(site: Site, page: Page) -> None:
    """So that the page finds it there where the others' is chosen: both would stay otherwise."""
    theirs = Page(site, "Laia")
    theirs.write(2, text="Treballo a l’hort municipal.", start=theirs.cues[1]["start"] - 100)
    assert theirs.save().status == 200
    page.write(2, text="Treballo en un hort.")
    data = page.save().json["data"]
    (conflict,) = data["conflicts"]
    (mine,) = conflict["mine"]
    assert mine in data["merged"] and mine["start"] == conflict["theirs"][0]["start"]


def test_a_conflict_writes_nothing_and_says_what_is_whose(site: Site, paths: StoryLayout) -> None:
    one, two = Page(site, "Marta"), Page(site, "Pere")
    one.write(5, text="M’agrada moltíssim.")
    two.write(5, text="No m’agrada gens.")
    two.write(1, text="Bon dia!")
    one.save()
    before = paths.srt("ca").read_bytes()
    answer = two.save()
    assert answer.status == 409 and answer.json["kind"] == "conflict"
    assert paths.srt("ca").read_bytes() == before
    data = answer.json["data"]
    (conflict,) = data["conflicts"]
    assert [cue["text"] for cue in conflict["theirs"]] == ["M’agrada moltíssim."]
    assert [cue["text"] for cue in conflict["mine"]] == ["No m’agrada gens."]
    assert any("No m’agrada gens." in version.decode() for version in kept(paths))
    two.seen, two.cues = {"sha256": data["file"]["sha256"], "cues": data["file"]["cues"]}, data["merged"]
    assert two.save().json["merged"] is False
    assert texts(paths.srt("ca"))[0::4] == ["Bon dia!", "No m’agrada gens."]


@pytest.mark.parametrize("gone", ["removed", "emptied"])
def test_a_file_that_is_gone_is_asked_about(page: Page, paths: StoryLayout, gone: str) -> None:
    paths.srt("ca").unlink()
    if gone == "emptied":
        paths.srt("ca").touch()
    page.write(1, text="Hola.")
    answer = page.save()
    assert answer.status == 409
    data = answer.json["data"]
    assert data["conflicts"][0]["theirs"] == [] == data["file"]["cues"] and data["merged"] == page.cues
    page.seen, page.cues = data["file"], data["merged"]
    assert page.save().status == 200 and texts(paths.srt("ca"))[0] == "Hola."


def test_an_editor_that_is_just_saving_is_waited_for(page: Page, paths: StoryLayout) -> None:
    whole = paths.srt("ca").read_text("utf-8")
    paths.srt("ca").write_bytes(b"")
    write = threading.Timer(0.2, paths.srt("ca").write_text, (whole.replace("molt", "força"), "utf-8"))
    write.start()
    page.write(1, text="Hola.")
    assert page.save().json["merged"]
    write.join()
    assert texts(paths.srt("ca"))[0::4] == ["Hola.", "M’agrada força."]


def test_a_first_track(site: Site, paths: StoryLayout) -> None:
    paths.srt("en").unlink()
    page = Page(site, lang="en")
    assert page.seen["sha256"] is None and page.cues == []
    page.cues = [{"start": 0, "end": 2000, "text": "Hello.", "top": True}]
    assert page.save().status == 200
    assert read_srt(paths.srt("en").read_bytes()).cues == (Cue(0, 2000, "Hello.", top=True),)


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "{\\an8}a <b>b</b> &amp; \"c\" 'd'", "1\n00:00:01,000 --> 00:00:02,000", "<3 -->"],
)
def test_text_stays_text(page: Page, paths: StoryLayout, text: str) -> None:
    page.write(1, text=text)
    assert page.save().status == 200
    page.load()
    assert page.cues[0]["text"] == text and len(page.cues) == 6
    html = page.site.get("/en/joel").body.decode()
    assert "<script>alert" not in html and "</script>alert" not in html
    assert html.count("<script") == 2


@pytest.mark.parametrize(
    "cue",
    [
        {"start": -1, "end": 5, "text": "", "top": False}, {"start": 5, "end": 5, "text": "x", "top": False},
        {"start": 5, "end": 4, "text": "x", "top": False}, {"start": "5", "end": 9, "text": "x", "top": False},
        {"start": 5.5, "end": 9, "text": "x", "top": False}, {"start": 5, "end": 10**12, "text": "x", "top": False},
        {"start": 5, "end": 9, "text": 1, "top": False}, {"start": 5, "end": 9, "text": "x" * 5000, "top": False},
        {"start": 5, "end": 9, "text": "x", "top": False, "path": "../x"}, "x", None,
    ],
)  # fmt: skip
def test_what_is_no_cue_is_not_understood(page: Page, paths: StoryLayout, cue: Any) -> None:
    before = paths.srt("ca").read_bytes()
    page.cues = [cue]
    answer = page.save()
    assert (answer.status, answer.json["kind"]) == (400, "misunderstood")
    assert paths.srt("ca").read_bytes() == before


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"[" * 100_000, b"\xff", b'{"by": "x"}'])
def test_what_is_no_form_is_not_understood(site: Site, body: bytes) -> None:
    assert site.send("PUT", TRACK, body, **site.own).status == 400


def test_half_a_letter_breaks_nothing(site: Site, page: Page, paths: StoryLayout) -> None:
    page.write(1, text="\ud800")
    assert page.save().status == 400
    assert texts(paths.srt("ca"))[0].startswith("Bon dia")


def test_findings_of_the_file_in_the_language_of_the_page(site: Site) -> None:
    english, catalan = (site.get(f"{TRACK}/findings", **{"x-veus-desk": lang}).json for lang in ("en", "ca"))
    assert english["sha256"] == site.get(TRACK).json["sha256"]
    assert english["risks"][0]["text"] == "l'ort"
    assert {one["kind"] for one in english["risks"]} == {"words", "doubt", "sound"}
    assert [one["rule"] for one in english["findings"]] == [one["rule"] for one in catalan["findings"]]
    assert english["findings"][0]["message"] != catalan["findings"][0]["message"]


def test_a_few_cues_while_somebody_types(site: Site, page: Page) -> None:
    page.write(3, text="Hi vaig cada matí amb els veïns i amb tota la gent que hi vol venir. Sempre.")
    form = {"first": 2, "cues": page.cues[1:5], "low": 1, "high": 2}
    found = site.write("POST", f"{TRACK}/check", form).json["findings"]
    assert {"CPL", "CPS"} <= {one["rule"] for one in found}
    assert {one["cue"] for one in found} == {3}
    page.write(3, text="Hi vaig.", end=10200)
    form["cues"] = page.cues[1:5]
    overlap = next(
        one for one in site.write("POST", f"{TRACK}/check", form).json["findings"] if one["rule"] == "OVERLAP"
    )
    assert "caption 4" in overlap["message"]


def test_the_same_findings_for_a_few_as_for_all(site: Site, page: Page) -> None:
    every = site.get(f"{TRACK}/findings").json["findings"]
    form = {"first": 1, "cues": page.cues, "low": 0, "high": 6}
    some = site.write("POST", f"{TRACK}/check", form).json["findings"]
    tell = lambda found: [(one["rule"], one["cue"], one["message"]) for one in found if one["cue"]]  # noqa: E731
    assert tell(some) == [one for one in tell(every) if one[0] not in ("SPK-ID", "SFX-COVER", "REPEAT")]


def test_the_pulse_tells_of_every_change(site: Site, page: Page, paths: StoryLayout) -> None:
    before = site.get("/api/joel/pulse").json
    page.write(1, text="Hola.")
    page.save()
    after = site.get("/api/joel/pulse").json
    assert before["tracks"]["ca"] != after["tracks"]["ca"] == page.seen["sha256"]
    assert before["tracks"]["en"] == after["tracks"]["en"] and before["review"] != after["review"]


def test_words_with_their_times(site: Site) -> None:
    words = site.get("/api/joel/words").json["words"]
    assert words[:2] == [[1000, 1294, "Bon"], [1314, 1608, "dia"]] and words[-1][2] == "tots."


def test_loudness(site: Site, paths: StoryLayout) -> None:
    peaks = site.get("/api/joel/peaks").body
    assert len(peaks) == 400 and max(peaks) == 255
    assert site.get("/api/joel/peaks").body == peaks
    assert len(list(paths.work.glob("peaks.*.bin"))) == 1


def test_a_file_that_is_no_subtitle_file(site: Site, paths: StoryLayout) -> None:
    paths.srt("ca").write_text("Not a subtitle file.", "utf-8")
    answer = site.get("/ca/joel")
    assert answer.status == 422 and "Repareu-lo" in answer.body.decode()
    answer = site.get(TRACK)
    assert answer.status == 422 and "Repair" in answer.json["error"] and "ca.srt" in answer.json["detail"]["text"]


def test_one_story_in_trouble_hides_no_other(site: Site, paths: StoryLayout) -> None:
    bad = paths.source.parent / "bad"
    bad.mkdir()
    (bad / "story.toml").write_text("spoken = <b>", "utf-8")
    page = site.get("/en/").body.decode()
    assert "Joel’s story" in page and "cannot be opened" in page and "<b>" not in page
    assert site.get("/en/bad").status == 422 and site.get("/en/joel").status == 200


def test_errors_are_json_in_the_language_of_the_page(site: Site) -> None:
    for lang, said in (("ca", "no hi és"), ("en", "not here"), ("xx", "no hi és")):
        answer = site.get("/api/none", **{"x-veus-desk": lang})
        assert answer.status == 404 and said in answer.json["error"]
        assert set(json.loads(answer.body)) == {"error", "kind", "detail", "data"}
