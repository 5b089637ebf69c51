"""What reviewers decide on the page: comments, proposals, findings accepted, approval, an earlier version back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_browser import at, press
from desk_series import Site, approving, cues, saved

from pipeline.cues import Cue
from pipeline.project.layout import StoryLayout
from pipeline.review import history, track_store
from pipeline.review.history import Why
from pipeline.review.open_items import read_open
from pipeline.review.review_record import read_review
from pipeline.subtitles.srt import read_srt, write_srt
from tools import browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TRACK = "/api/joel/tracks/ca"


def test_a_comment_stays_until_it_is_done(site: Site, paths: StoryLayout) -> None:
    form = {"by": "Marta", "lang": "ca", "start": 4000, "end": 6500, "text": "Treballo", "comment": "<b>Ho diu?</b>"}
    made = site.write("POST", "/api/joel/comments", form).json
    assert site.get("/api/joel/review").json["comments"] == [made]
    assert made["comment"] == "<b>Ho diu?</b>" and made["when"].startswith("20")
    assert site.write("POST", f"/api/joel/comments/{made['id']}", {"done": True}).status == 200
    assert read_review(paths).comments[0].done
    assert site.write("POST", "/api/joel/comments/none", {"done": True}).status == 422
    assert site.write("POST", "/api/joel/comments", form | {"lang": "../en"}).status == 404
    assert site.write("POST", "/api/joel/comments", form | {"comment": ""}).status == 400


def test_approval_is_about_the_bytes_that_were_seen(site: Site, paths: StoryLayout) -> None:
    sha256 = saved(site, 2, "Treballo a l’hort del barri.")
    assert site.get(f"{TRACK}/approval").json["obstacles"] == []
    done = approving(site, "Pere", role="premsa")
    assert done.status == 200, done.json
    approval = read_review(paths).approvals["ca"]
    assert (approval.by, approval.role, approval.sha256, approval.edited_by) == ("Pere", "premsa", sha256, "Marta")
    track = site.get("/api/joel/review").json["tracks"]["ca"]
    assert (track["status"], track["approval"]["by"], track["why"]) == ("approved", "Pere", "")
    saved(site, 1, "Bona nit.")
    track = site.get("/api/joel/review").json["tracks"]["ca"]
    assert (track["status"], track["approval"], track["why"]) == ("edited", None, "changed")


def test_what_nobody_saw_is_not_approved(site: Site, paths: StoryLayout) -> None:
    form = {"by": "Pere", "seen_sha256": "0" * 64}
    answer = site.write("POST", f"{TRACK}/approval", form)
    assert (answer.status, answer.json["kind"]) == (409, "changed")
    assert not read_review(paths).approvals


def test_errors_stand_in_the_way_until_they_are_accepted(site: Site, paths: StoryLayout) -> None:
    text = "Treballo al col.legi."
    saved(site, 2, text)
    (obstacle,) = site.get(f"{TRACK}/approval", **{"x-veus-desk": "ca"}).json["obstacles"]
    assert (obstacle["code"], obstacle["finding"]["rule"]) == ("error", "CA-GEM")
    assert "en lloc de" in obstacle["finding"]["message"]
    answer = approving(site, "Pere")
    assert (answer.status, answer.json["kind"]) == (422, "refused")
    assert [one["code"] for one in answer.json["data"]["obstacles"]] == ["error"]
    form = {"by": "Pere", "rule": "CA-GEM", "text": text, "reason": "així s’escriu"}
    assert site.write("POST", f"{TRACK}/waivers", form).status == 200
    found = site.get(f"{TRACK}/findings").json["findings"]
    assert [one["waived"] for one in found if one["rule"] == "CA-GEM"] == ["així s’escriu"]
    assert approving(site, "Pere").status == 200
    assert site.write("POST", f"{TRACK}/waivers", form | {"rule": "XXX"}).status == 422


def test_another_person_approves_a_translation(site: Site) -> None:
    saved(site, 1, "Hello everyone,\nmy name is Joel.", "en", "Marta")
    answer = approving(site, "marta", "en")
    assert [one["code"] for one in answer.json["data"]["obstacles"]] == ["same-person"]
    assert approving(site, "marta", "en", same_person="Som dues persones i l’altra és fora.").status == 200


def test_a_proposal_of_the_machine_is_decided_on(site: Site, paths: StoryLayout) -> None:
    saved(site, 2, "Treballo a l’hort del barri.")
    machine = [*cues(1)[:1], Cue(4000, 6500, "Treballo a l’hort municipal."), *cues(1)[2:]]
    track_store.offer(paths, "ca", write_srt(machine))
    (item,) = site.get("/api/joel/review").json["tracks"]["ca"]["open"]
    assert item["kind"] == "conflict" and item["machine"][0]["text"] == "Treballo a l’hort municipal."
    assert site.write("POST", f"{TRACK}/open/{item['id']}", {"by": "Marta", "take": True}).status == 200
    assert read_srt(paths.srt("ca").read_bytes()).cues[1].text == "Treballo a l’hort municipal."
    assert read_open(paths, "ca") == ()


def test_an_earlier_version_comes_back(site: Site, paths: StoryLayout) -> None:
    saved(site, 1, "Primera.")
    first = paths.srt("ca").read_bytes()
    now = saved(site, 1, "Segona.")
    listed = site.get(f"{TRACK}/history").json
    assert [(one["why"], one["by"]) for one in listed["versions"]] == [
        ("page-save", "Marta"), ("page-save", "Marta"), ("machine", ""),
    ]  # fmt: skip
    assert listed["kept"] == 3
    version = listed["versions"][1]
    form = {"by": "Pere", "version": version["sha256"], "seen_sha256": "0" * 64}
    assert site.write("POST", f"{TRACK}/restore", form).json["kind"] == "changed"
    assert site.write("POST", f"{TRACK}/restore", form | {"seen_sha256": now}).status == 200
    assert paths.srt("ca").read_bytes() == first
    assert [version.reason.why for version in history.versions(paths, "ca")][:2] == ["restored", "page-save"]
    assert site.write("POST", f"{TRACK}/restore", form | {"version": "../../etc"}).status == 400


def test_where_the_track_differs_from_an_earlier_version_word_by_word(site: Site, paths: StoryLayout) -> None:
    saved(site, 1, "La primera.")
    saved(site, 1, "La segona.")
    first = site.get(f"{TRACK}/history").json["versions"][1]["sha256"]
    found = site.get(f"{TRACK}/history/{first}").json
    (row,) = found["rows"]
    assert row["kinds"] == ["wording"] and row["before"] == row["after"] and len(row["after"]) == 2
    assert [(one["side"], one["text"]) for one in row["words"]] == [
        ("both", "La"), ("before", "primera."), ("after", "segona.")
    ]  # fmt: skip
    assert found["more"] == 0
    assert site.get(f"{TRACK}/history/{'0' * 64}").status == 422
    history.keep(paths, "ca", b"no captions", history.Reason(Why.EXTERNAL, "", "2024-01-01T00:00:00+01:00"))
    unread = site.get(f"{TRACK}/history").json["versions"][0]["sha256"]
    assert site.get(f"{TRACK}/history/{unread}").json["kind"] == "no-subtitles"


def test_a_name_is_a_name(site: Site) -> None:
    sha256 = site.get(TRACK).json["sha256"]
    for name in ("", "x" * 200):
        assert site.write("POST", f"{TRACK}/approval", {"by": name, "seen_sha256": sha256}).status == 400
    assert site.write("POST", f"{TRACK}/approval", {"by": "  ", "seen_sha256": sha256}).status == 422


def test_a_review_file_that_is_damaged_is_told_and_kept(site: Site, paths: StoryLayout) -> None:
    paths.review_file.write_text("{", "utf-8")
    answer = site.get("/api/joel/review")
    assert answer.status == 422 and "review.json" in answer.json["detail"]["text"]
    seen = site.get(TRACK).json
    form = {"by": "Marta", "seen_sha256": seen["sha256"], "seen": seen["cues"], "cues": seen["cues"][:5]}
    site.write("PUT", TRACK, form)
    assert len(read_srt(paths.srt("ca").read_bytes()).cues) == 5
    assert paths.review_file.read_text("utf-8") == "{"


@pytest.mark.skipif(browser.find() is None, reason="no Chromium here: sudo apt install chromium")
def test_where_only_a_build_helps_a_link_leads_there(chromium: Browser, site: Site, paths: StoryLayout) -> None:
    (paths.source / "joel.mp4").write_bytes((paths.source / "joel.mp4").read_bytes() + b"\0")
    for path in paths.source.glob("en.srt"):
        path.unlink()
    with at(chromium, site) as page:
        page.goto(f"{site.origin}/ca/joel")
        press(page, "Aprova…")
        reason = page.get_by_role("listitem").filter(has_text="El vídeo ha canviat després de l’última construcció")
        assert reason.get_by_role("link").get_attribute("href") == "/ca/-/build"
        press(page, "Tanca")
        page.get_by_role("radio", name="Anglès").focus()
        page.keyboard.press("Space")
        page.locator("#list-aside").get_by_role("link", name="Construeix les històries").wait_for()
