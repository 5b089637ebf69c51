"""Building, publishing and withdrawing from the page, as plain forms over a real server: the real verbs, each in a
process of its own."""

from __future__ import annotations

import html
import json
import re
import shlex
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import posted_pages
import pytest
from desk_series import Answer, serving
from desk_series import Site as Desk
from fakes import use_fakes
from footage_clips import Clips
from posted_pages import FORM, session
from published import Site
from scripted_run import PROGRAM
from small_series import CAPTIONS, STORY, make_series, make_story, speech

from pipeline import logs
from pipeline.build.build_lock import locked
from pipeline.project.layout import Layout
from pipeline.review.withdrawal import targets_of


@pytest.fixture
def root(ready: Path, tmp_path: Path) -> Path:
    shutil.copytree(ready, tmp_path / "root")
    return tmp_path / "root"


@pytest.fixture
def site(root: Path) -> Iterator[Desk]:
    with serving(root, program=PROGRAM) as found:
        yield found


def look(site: Desk, path: str) -> str:
    answer = posted_pages.look(site, path)
    assert answer.status == 200, answer.body
    return html.unescape(answer.body.decode())


def send(site: Desk, path: str, *pairs: tuple[str, str]) -> Answer:
    token = site.door.form_token(session(site)["cookie"].partition("=")[2])
    return posted_pages.send(site, path, [("token", token), *pairs])


def run_of(site: Desk) -> Any:
    return site.get("/api/-/run", **session(site)).json["data"]


def ended(site: Desk) -> Any:
    """The run, once it has ended."""
    for _ in range(1200):
        if not (run := run_of(site))["going"]:
            return run
        time.sleep(0.05)
    raise AssertionError(run)


def started(site: Desk, path: str, *pairs: tuple[str, str]) -> Any:
    answer = send(site, path, *pairs)
    assert (answer.status, answer.headers["location"]) == (303, f"{path}#run"), answer.body.decode()
    return ended(site)


def refused_in(page: str) -> str:
    """What a page says of stories that stay."""
    return page.partition('<ul class="refused"')[2].partition("</section>")[0].partition("<dl")[0]


def number(site: Desk) -> tuple[str, str]:
    return "of", str(run_of(site)["number"])


def correct(root: Path) -> None:
    """A person has written another word: a build makes what shows it, and need not listen again."""
    srt = root / "stories/film/ca.srt"
    srt.write_text(srt.read_text("utf-8").replace("gats", "gossos"), "utf-8")


def test_a_build_of_all(site: Desk, root: Path) -> None:
    (root / "output/film/index.ca.html").unlink(missing_ok=True)
    correct(root)
    run = started(site, "/ca/-/build", ("which", "all"), ("do", "build"))
    assert run["outcome"] == "done", run
    (story,) = run["stories"]
    assert (story["slug"], story["outcome"], story["title"]["en"]) == ("film", "built", "Title film ../\u202e-->")
    assert story["steps"] and all(step["ended"] and not step["broke"] for step in story["steps"])
    whats = [step["what"] for step in story["steps"]]
    assert any("net" in what["ca"] or "català" in what["ca"] for what in whats)
    assert not [told for told in [*whats, *story["notes"]] if told["ca"] == told["en"]]  # each in the page's language
    page = look(site, "/ca/-/build")
    assert "Fet" in page and "La construcció" in page
    assert "gossos" in (root / "output/film/transcript.ca.txt").read_text("utf-8")


def test_one_story_and_its_problem_in_words(site: Desk, root: Path, clips: Clips) -> None:
    make_story(root, "empty", b"no film", toml=STORY)
    make_story(root, "other", speech(clips), toml=STORY)
    run = started(site, "/en/-/build", ("which", "chosen"), ("slug", "empty"), ("do", "build"))
    assert run["outcome"] == "failed"
    assert [story["slug"] for story in run["stories"]] == ["empty"]
    assert "empty.mp4" in run["stories"][0]["problems"][0]["en"]
    page = look(site, "/en/-/build")
    assert "Finished, with problems" in page and "empty.mp4" in page and not (root / "output/other").exists()


def test_a_story_that_is_made_while_a_build_begins_is_shown_by_its_name(
    root: Path, tmp_path: Path, clips: Clips
) -> None:
    """The run reads the stories a moment after the server has asked for their titles."""
    gate = tmp_path / "gate"
    waits = f"until [ -e {shlex.quote(str(gate))} ]; do sleep 0.05; done; exec {shlex.join(PROGRAM)}"
    with serving(root, program=("sh", "-c", waits)) as site:
        assert send(site, "/ca/-/build", ("which", "all"), ("do", "build")).status == 303
        make_story(root, "just-made", speech(clips), toml=STORY)
        gate.touch()
        run = ended(site)
        made = next(one for one in run["stories"] if one["slug"] == "just-made")
        assert made["title"] == {"ca": "just-made", "en": "just-made"}
        assert "just-made" in look(site, "/ca/-/build")


def test_what_is_not_filled_in_is_said_in_the_page_and_stays(site: Desk) -> None:
    answer = send(site, "/ca/-/build", ("which", "chosen"), ("do", "build"))
    assert answer.status == 422 and "Trieu almenys una història" in answer.body.decode()
    answer = send(site, "/ca/-/publish", ("which", "all"), ("address", " "), ("do", "look"))
    assert answer.status == 422 and "Digueu on" in html.unescape(answer.body.decode())
    answer = send(site, "/ca/-/withdraw", ("slug", "film"), ("reason", "Ho demana"), ("do", "ask"))
    page = html.unescape(answer.body.decode())
    assert answer.status == 422 and "Digueu qui ho decideix" in page and "Ho demana" in page
    assert run_of(site) is None


def test_one_run_at_a_time_which_is_stopped_and_goes_on(root: Path, tmp_path: Path) -> None:
    correct(root)
    with serving(root, program=(*PROGRAM, str(gate := tmp_path / "gate"))) as site:
        assert send(site, "/en/-/build", ("which", "all"), ("do", "build")).status == 303
        for _ in range(600):
            if (run := run_of(site))["stories"] and run["stories"][0]["steps"]:
                break
            time.sleep(0.05)
        assert run["going"] and run["place"] == {"number": 1, "of": 1}
        page = look(site, "/en/-/build")
        assert "Under way – 1 of 1" in page and 'http-equiv="refresh"' in page and "<progress" in page
        assert "A build is under way." in look(site, "/en/-/publish")
        answer = send(site, "/en/-/build", ("which", "all"), ("do", "build"))
        assert answer.status == 503 and "still going on" in answer.body.decode()
        assert send(site, "/en/-/build", ("do", "stop")).status == 303
        run = ended(site)
        assert run["outcome"] == "stopped", run
        assert "Go on" in look(site, "/en/-/build")
        assert send(site, "/en/-/build", ("of", "99"), ("do", "again")).status == 422
        gate.touch()
        assert started(site, "/en/-/build", number(site), ("do", "again"))["outcome"] == "done"


def test_who_finds_another_at_work_is_told_of_no_option(site: Desk, root: Path) -> None:
    with locked(Layout(root), "veus build", False, print):
        run = started(site, "/ca/-/build", ("which", "all"), ("do", "build"))
    assert run["outcome"] == "failed"
    told = html.unescape(look(site, "/ca/-/build"))
    assert "Espereu" in told and "veus build" in told and "--wait" not in told


def test_a_run_ends_with_its_server(root: Path, tmp_path: Path) -> None:
    correct(root)
    with serving(root, program=(*PROGRAM, str(tmp_path / "gate"))) as site:
        assert send(site, "/en/-/build", ("which", "all"), ("do", "build")).status == 303
        holder = root / "output/.work/lock.json"
        for _ in range(600):
            if holder.exists():
                break
            time.sleep(0.05)
        assert json.loads(holder.read_text("utf-8"))["doing"] == "veus build"
    assert not holder.exists()


def test_a_run_that_dies_is_told_of(root: Path) -> None:
    dying = (sys.executable, "-c", "import sys; sys.stdin.readline(); sys.exit('Out of memory')")
    with serving(root, program=dying) as site:
        run = started(site, "/en/-/build", ("which", "all"), ("do", "build"))
        assert (run["outcome"], run["said"]) == ("broken", "Out of memory")
        page = look(site, "/en/-/build")
        assert "broke off unexpectedly" in page and "Out of memory" in page


def test_publishing_is_looked_at_first_and_then_sent(site: Desk, root: Path, clips: Clips) -> None:
    make_story(root, "draft", speech(clips), toml=STORY)
    run = started(site, "/ca/-/publish", ("which", "all"), ("address", "../web"), ("do", "look"))
    assert (run["kind"], run["outcome"]) == ("look", "done")  # that one stays is what a look is for
    page = look(site, "/ca/-/publish")
    assert "Títol film" in page and "El consentiment és per a:" in page and "Envia-ho ara" in page
    assert "Una història" in page and "No hi van, i per què" in page
    assert '<a href="/ca/-/build">Falten els subtítols (català): cal construir la història.</a>' in page
    assert '<a href="/ca/draft/story#f-consent-given_by">Encara no s’ha anotat cap consentiment.</a>' in page
    assert not re.search(r"\.srt|\.toml|output/|veus ", refused_in(page))
    assert not (root.parent / "web").exists()
    run = started(site, "/ca/-/publish", number(site), ("do", "send"))
    assert (run["kind"], run["outcome"]) == ("send", "done") and any(
        step["share"] == 1.0 for step in run["stories"][0]["steps"]
    )
    assert "Què s’ha enviat" in look(site, "/ca/-/publish")
    assert (root.parent / "web/manifest.json").is_file()
    place = str(root.parent / "web")
    assert targets_of(Layout(root).story(root / "stories/film", "film")) == (place,)
    assert f'name="place" value="{place}"' in look(site, "/ca/-/publish")
    started(site, "/ca/-/publish", ("which", "all"), ("place", place), ("do", "look"))
    assert "No hi ha res per enviar." in look(site, "/ca/-/publish")


def test_each_reason_leads_to_where_it_is_done_away_with(site: Desk, root: Path) -> None:
    """In words of the page: nobody is sent to a file, or to a command."""
    film = root / "stories/film"
    toml = (film / "story.toml").read_text("utf-8")
    (film / "story.toml").write_text(toml.replace('"Vic"', '"✎ lloc"', 1), "utf-8")
    correct(root)
    series = root / "stories/series.toml"
    series.write_text(series.read_text("utf-8").replace('"Small stories."', '"✎ one sentence"'), "utf-8")
    run = started(site, "/ca/-/publish", ("which", "all"), ("address", "../web"), ("do", "look"))
    assert run["outcome"] == "done"
    said = refused_in(look(site, "/ca/-/publish"))
    assert '<a href="/ca/film">No s’ha aprovat (català): ' in said
    assert '<a href="/ca/-/build">El que hi ha construït falta o és d’abans (català)' in said
    assert '<a href="/ca/film/story">Textos de la història: «✎ lloc» encara s’ha d’escriure.' in said
    assert '<a href="/ca/-/series">Textos de la sèrie: «✎ one sentence»' in said
    assert not re.search(r"\.srt|\.toml|output/|veus ", said)
    english = refused_in(look(site, "/en/-/publish"))
    assert "Not approved (Catalan): " in english and not re.search(r"\.srt|\.toml|output/|veus ", english)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ftp://me:secret-word@host/x", "a password in an address"),
        ("nosuch://x", "nosuch"),
        ("stories", "nothing can be published to this folder"),
    ],
)
def test_where_nothing_may_be_published(site: Desk, address: str, said: str) -> None:
    answer = send(site, "/en/-/publish", ("which", "all"), ("address", address), ("do", "look"))
    page = html.unescape(answer.body.decode())
    assert answer.status == 422 and said in page and "secret-word" not in page
    assert run_of(site) is None


def test_from_other_computers_only_places_that_are_known(root: Path) -> None:
    with serving(root, program=PROGRAM, public="https://desk.example", password="x" * 20) as site:
        given = {"host": "desk.example", "origin": "https://desk.example"}
        mine = session(site)
        token = site.door.form_token(mine["cookie"].partition("=")[2])
        body = urlencode({"token": token, "which": "all", "address": "/tmp/elsewhere", "do": "look"}).encode()
        answer = site.send("POST", "/en/-/publish", body, **(mine | given | FORM))
        assert answer.status == 422 and "only places can be chosen" in answer.body.decode()
        assert 'id="address"' not in answer.body.decode()


def test_a_story_is_withdrawn(site: Desk, root: Path) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        use_fakes(monkeypatch)
        assert Site(root)("publish", str(root.parent / "web")).code == 0
    more = root / "stories/series.toml"
    text = more.read_text("utf-8").replace('"Small stories."', '"Small stories of Berenguera."')
    more.write_text(text, "utf-8")
    asked = (("slug", "film"), ("by", "Marta"), ("reason", "She asked for it."))
    answer = send(site, "/en/-/withdraw", *asked, ("do", "ask"))
    page = html.unescape(answer.body.decode())
    assert answer.status == 200 and "Do you withdraw it?" in page
    assert str(root.parent / "web") in page and "Small stories of Berenguera." in page
    assert list((root.parent / "web").rglob("*.mp4"))  # nothing is done yet
    run = started(site, "/en/-/withdraw", *asked, ("do", "withdraw"))
    assert run["outcome"] == "done", run
    page = look(site, "/en/-/withdraw")
    assert "It is withdrawn." in page and "A person has to change this" in page and "withdrawn on" in page
    assert not [*(root.parent / "web").rglob("*.mp4"), *(root / "output").rglob("video*.mp4")]
    kept = (root / "stories/film/withdrawal.json").read_text("utf-8")
    assert "She asked for it." in kept and "Marta" in kept
    run = started(site, "/ca/-/build", ("which", "all"), ("do", "build"))
    assert next(note["ca"] for one in run["stories"] for note in one["notes"]).startswith("film: aquesta història")


def test_a_run_adds_to_the_log_of_its_server_and_no_free_text(site: Desk, root: Path) -> None:
    log = root.parent / "veus.log"
    with logs.writing(log):
        started(site, "/ca/-/build", ("which", "chosen"), ("slug", "film"), ("do", "build"))
        asked = (("slug", "film"), ("by", "Berenguera"), ("reason", "Ho ha demanat ella"))
        started(site, "/ca/-/withdraw", *asked, ("do", "withdraw"))
    said = log.read_text("utf-8")
    assert " run-build pipeline.desk.run_process: process " in said and "film: step probe, key " in said
    assert " run-withdraw " in said and "Berenguera" not in said and "ella" not in said
    assert "run 1 (build): exit code 0" in said  # the server's own line


def test_what_a_run_tells_is_in_the_language_of_the_page(root: Path) -> None:
    with serving(root) as site:  # the process as it is
        make_story(root, "other", b"no film", toml=STORY)
        run = started(
            site, "/ca/-/publish", ("which", "chosen"), ("slug", "other"), ("address", "../w"), ("do", "look")
        )
        assert run["stories"][0]["steps"][0]["what"]["ca"] == "es mira què està a punt i què hi ha al lloc"
        page = look(site, "/ca/-/publish").partition("<main")[2]
        assert "other" in page and 'lang="en">' not in page


def test_the_built_pages_are_shown_at_an_origin_of_their_own(site: Desk) -> None:
    answer = site.get("/ca/-/build", **session(site))
    (address,) = re.findall(r'<iframe src="([^"]+)"', answer.body.decode())
    place = urlsplit(address)
    assert place.port
    assert place.port != site.port and answer.headers["content-security-policy"].endswith(
        f"frame-src http://127.0.0.1:{place.port}"
    )
    there = Desk(place.port, site.door)
    shown = there.send("GET", place.path, host=place.netloc)
    assert shown.status == 200 and b"film" in shown.body
    for path in ("/", f"/{place.path.split('/')[-1]}", "/ca/", "/api/-/run"):
        assert there.send("GET", path, host=place.netloc).status == 404, path
    assert site.send("GET", place.path, host=f"127.0.0.1:{site.port}").status == 401


def test_stories_are_built_side_by_side_where_the_machine_says_so(
    tmp_path: Path, clips: Clips, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VEUS_JOBS", "2")
    root = make_series(tmp_path / "several", 'languages = ["ca"]\n[video]\npreset = "ultrafast"\n')
    for slug in ("one", "two"):
        make_story(root, slug, clips["silent"], captions=CAPTIONS)
    with serving(root) as site:
        run = started(site, "/ca/-/build", ("which", "all"), ("do", "build"))
    assert (run["outcome"], run["place"]) == ("done", {"number": 2, "of": 2})
    told = {story["slug"]: [step["what"]["ca"] for step in story["steps"]] for story in run["stories"] if story["slug"]}
    assert told["one"] == told["two"] and len(told["one"]) > 5, "each step stands under its own story"
