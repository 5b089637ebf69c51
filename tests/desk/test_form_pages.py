"""The pages for story.toml and series.toml: as plain forms over a real server, and in a browser by keyboard alone."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from desk_series import STORY, Site
from posted_pages import FORM, changed, fields, look, send, session

from pipeline.project.layout import Layout, StoryLayout
from pipeline.project.series import Series
from pipeline.review.history import Version
from pipeline.review.settings_file import story_settings
from pipeline.review.version_log import version_log

STORY_PAGE, SERIES_PAGE = "/ca/joel/story", "/en/-/series"


def read_version(paths: StoryLayout, version: Version) -> bytes:
    return version_log(paths.story_log).read(version.sha256)


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@pytest.fixture
def series_file(tmp_path: Path, paths: StoryLayout) -> Path:
    return Layout(tmp_path).series_file


def test_a_story_is_saved_without_a_script_and_its_comments_stay(site: Site, paths: StoryLayout) -> None:
    paths.story_file.write_text("# Who is who.\n" + STORY.replace('"Laura"', '"Laura"  # says so herself'), "utf-8")
    answer = look(site, STORY_PAGE)
    assert answer.status == 200, answer.body
    sent = changed(
        fields(answer.body), title__ca='L’hort  d’en "Joel"', people__0__role__ca="veí",
        people__0__role__en="neighbour", people__1__publish_name=None, consent__given_by="Joel",
        consent__date="2024-05-01", consent__scope="el web", poster="0:12.48", by="Ona",
    )  # fmt: skip
    answer = send(site, STORY_PAGE, sent)
    assert (answer.status, answer.headers["location"]) == (303, f"{STORY_PAGE}?done=saved"), answer.body
    assert (
        paths.story_file.read_text("utf-8")
        == """\
# Who is who.

spoken = ["ca"]
title = { ca = "L’hort d’en \\"Joel\\"", en = "Joel’s story" }
summary = { ca = "Una frase.", en = "One sentence." }
place = { ca = "Barcelona", en = "Barcelona" }
poster = "0:12.48"
[[people]]
name = "Joel"
role = { ca = "veí", en = "neighbour" }
[[people]]
name = "Laura"  # says so herself
publish_name = false

[consent]
given_by = "Joel"
date = 2024-05-01
scope = "el web"
"""
    )
    page = look(site, f"{STORY_PAGE}?done=saved").body.decode()
    assert "S’ha desat." in page and "Ona" in page


def test_nothing_changes_where_nobody_changes_anything(site: Site, paths: StoryLayout, series_file: Path) -> None:
    for path, file in ((STORY_PAGE, paths.story_file), (SERIES_PAGE, series_file)):
        before = file.read_bytes()
        answer = send(site, path, fields(look(site, path).body))
        assert answer.status == 303, answer.body
        assert file.read_bytes() == before


def test_each_field_says_what_is_wrong_in_the_language_of_the_page(site: Site, paths: StoryLayout) -> None:
    before = paths.story_file.read_bytes()
    sent = changed(
        fields(look(site, STORY_PAGE).body), title__ca="", consent__given_by="Ona", consent__date="2024-05-02",
        consent__scope="web", consent__expires="2024-05-01", programme__url="example", poster="12 min",
        people__0__role__ca="veí",
    )  # fmt: skip
    sent += [
        ("chapters.7.was", ""),
        ("chapters.7.start", "x"),
        ("chapters.7.title.ca", "a"),
        ("chapters.7.title.en", "b"),
    ]
    answer = send(site, STORY_PAGE, sent)
    assert answer.status == 422 and paths.story_file.read_bytes() == before
    page = html.unescape(answer.body.decode())
    assert 'value="12 min"' in page and 'value="2024-05-01"' in page  # nothing typed is lost
    for name, said in {
        "title.ca": "Aquí hi falta el text",
        "people.0.role.en": "Aquí hi falta el text",
        "consent.expires": "acabaria abans",
        "programme.url": "adreça web",
        "programme.label.ca": "Aquí hi falta",
        "poster": "nom d’una imatge",
        "chapters.7.start": "minuts i segons",
    }.items():
        line = re.search(rf'data-field="{re.escape(name)}">([^<]*)', page)
        assert line and said in line[1], name
        assert re.search(rf'<(input|textarea)[^>]*name="{re.escape(name)}"[^>]*aria-invalid="true"', page), name


def test_the_script_is_told_the_same_before_anything_is_saved(site: Site, paths: StoryLayout) -> None:
    before = paths.story_file.read_bytes()
    form = changed(fields(look(site, STORY_PAGE).body), title__en="", spoken="")
    answer = site.write("POST", "/api/joel/story/check", {"form": form}, **session(site))
    assert answer.status == 200, answer.json
    assert {name: one["text"] for name, one in answer.json["wrong"].items()} == {
        "title.en": "The text is missing here.",
        "spoken": "The text is missing here.",
    }
    assert answer.json["token"] == dict(form)["token"]
    assert paths.story_file.read_bytes() == before and not paths.story_log.exists()


def test_a_file_that_says_much_is_looked_at_too(site: Site, paths: StoryLayout) -> None:
    """One of the fields has all that the page has seen of it."""
    chapters = [{"start": f"{n}:00", "title": {"ca": f"El capítol {n}", "en": f"Chapter {n}"}} for n in range(90)]
    form = changed(fields(look(site, STORY_PAGE).body), seen=json.dumps({"chapters": chapters}), title__en="")
    assert max(len(value) for _, value in form) > 4000
    answer = site.write("POST", "/api/joel/story/check", {"form": form}, **session(site))
    assert answer.status == 200 and "title.en" in answer.json["wrong"], answer.json


def test_what_others_changed_meanwhile_stays_and_the_same_key_is_asked_about(site: Site, paths: StoryLayout) -> None:
    sent = changed(fields(look(site, STORY_PAGE).body), title__ca="Meu", summary__ca="Meva.")
    theirs = (
        paths.story_file.read_text("utf-8").replace("Una frase.", "Seva.  ").replace('"One sentence."', '"Theirs."')
    )
    paths.story_file.write_text(theirs, "utf-8")
    answer = send(site, STORY_PAGE, sent)
    assert answer.status == 409 and paths.story_file.read_text("utf-8") == theirs
    page = answer.body.decode()
    assert re.findall(r'name="asked" value="([^"]*)"', page) == ["summary.ca"]
    assert "Seva." in page and "Meva." in page
    again = fields(answer.body)
    assert send(site, STORY_PAGE, again).status == 409  # nobody has chosen
    answer = send(site, STORY_PAGE, [*again, ("choose.summary.ca", "theirs")])
    assert answer.status == 303, answer.body
    info = Series.open(Layout(paths.source.parents[1])).story("joel").info
    assert (info.title.ca, info.summary.ca, info.summary.en) == ("Meu", "Seva.", "Theirs.")
    assert send(site, STORY_PAGE, changed(sent, summary__ca="Meva.", title__ca="La història d’en Joel")).status == 409
    assert "no desada" in look(site, STORY_PAGE).body.decode()  # and both are in the history


def test_taking_mine(site: Site, paths: StoryLayout) -> None:
    sent = changed(fields(look(site, STORY_PAGE).body), people__0__name="Joel P.")
    paths.story_file.write_text(STORY.replace('name = "Joel"', 'name = "Josep"\nspeaks = false'), "utf-8")
    answer = send(site, STORY_PAGE, sent)
    assert answer.status == 409
    answer = send(site, STORY_PAGE, [*fields(answer.body), ("choose.people", "mine")])
    assert answer.status == 303 and "Joel P." in paths.story_file.read_text("utf-8")


def test_a_broken_file_is_told_with_its_line_and_stays(site: Site, paths: StoryLayout) -> None:
    sent = changed(fields(look(site, STORY_PAGE).body), title__ca="x")
    broken = STORY.replace("[[people]]", "[[people", 1)
    paths.story_file.write_text(broken, "utf-8")
    for answer in (look(site, STORY_PAGE), send(site, STORY_PAGE, sent)):
        assert answer.status == 422 and "línia 6" in answer.body.decode()
    assert paths.story_file.read_text("utf-8") == broken


def test_a_file_that_cannot_be_read_offers_its_earlier_versions(site: Site, paths: StoryLayout) -> None:
    """To look at, and to take back; what broke it is kept among them, and what somebody mends meanwhile stays."""
    send(site, STORY_PAGE, changed(fields(look(site, STORY_PAGE).body), title__ca="Nou"))
    broken = STORY.replace("[[people]]", "[[people", 1)
    paths.story_file.write_text(broken, "utf-8")
    assert 'href="/ca/joel/story"' in look(site, "/ca/").body.decode()
    assert 'href="/ca/joel/story"' in look(site, "/ca/joel").body.decode()
    page = html.unescape(look(site, STORY_PAGE).body.decode())
    assert "La història d’en Joel" in page and "[[people" in page and "Què hi diu" in page
    version = re.findall(r'name="restore" value="([0-9a-f]{12})"', page)[-1]
    sent = [(name, re.findall(rf'name="{name}" value="(.*?)"', page)[0]) for name in ("token", "broken")]
    paths.story_file.write_text(broken + "# mending", "utf-8")
    assert send(site, STORY_PAGE, [*sent, ("restore", version)]).status == 422
    assert paths.story_file.read_text("utf-8").endswith("# mending")
    paths.story_file.write_text(broken, "utf-8")
    answer = send(site, STORY_PAGE, [*sent, ("by", "Ona"), ("restore", version)])
    assert (answer.status, answer.headers["location"]) == (303, f"{STORY_PAGE}?done=mended")
    assert paths.story_file.read_text("utf-8") == STORY
    assert "No es pot llegir" not in look(site, answer.headers["location"]).body.decode()
    assert broken.encode() in [read_version(paths, one) for one in story_settings(paths).versions()]


def test_a_file_that_is_gone_comes_back(site: Site, paths: StoryLayout) -> None:
    send(site, STORY_PAGE, changed(fields(look(site, STORY_PAGE).body), title__ca="Nou"))
    paths.story_file.unlink()
    page = look(site, STORY_PAGE).body.decode()
    version = re.findall(r'name="restore" value="([0-9a-f]{12})"', page)[-1]
    sent = [(name, re.findall(rf'name="{name}" value="(.*?)"', page)[0]) for name in ("token", "broken")]
    assert send(site, STORY_PAGE, [*sent, ("restore", version)]).status == 303
    assert paths.story_file.read_text("utf-8") == STORY


def test_a_series_that_cannot_be_read_offers_its_earlier_versions(site: Site, series_file: Path) -> None:
    before = series_file.read_bytes()
    send(site, SERIES_PAGE, changed(fields(look(site, SERIES_PAGE).body), title__ca="Nou"))
    series_file.write_text("title = [", "utf-8")
    assert 'href="/en/-/series"' in look(site, "/en/").body.decode()
    page = look(site, SERIES_PAGE).body.decode()
    version = re.findall(r'name="restore" value="([0-9a-f]{12})"', page)[-1]
    sent = [(name, re.findall(rf'name="{name}" value="(.*?)"', page)[0]) for name in ("token", "broken")]
    assert send(site, SERIES_PAGE, [*sent, ("restore", version)]).status == 303
    assert series_file.read_bytes() == before


def test_what_a_parser_says_is_in_the_language_of_the_page(site: Site, paths: StoryLayout) -> None:
    paths.story_file.write_text('title = "Joel\n', "utf-8")
    page = html.unescape(look(site, STORY_PAGE).body.decode())
    assert "línia 1, clau «title»: aquí no hi pot haver el caràcter" in page
    paths.story_file.write_text("title = [", "utf-8")
    assert "valor no vàlid" in html.unescape(look(site, STORY_PAGE).body.decode())


def test_rows_come_and_go_without_a_script(site: Site, paths: StoryLayout) -> None:
    before = paths.story_file.read_bytes()
    page = send(
        site, STORY_PAGE, [*changed(fields(look(site, STORY_PAGE).body), place__ca="Gràcia"), ("do", "add:people")]
    )
    assert page.status == 200 and paths.story_file.read_bytes() == before
    page = send(site, STORY_PAGE, [*changed(fields(page.body), people__2__name="Núria"), ("do", "drop:people:0")])
    page = send(site, STORY_PAGE, [*fields(page.body), ("do", "chapter:0:04")])
    sent = changed(fields(page.body), chapters__0__title__ca="L’hort", chapters__0__title__en="The allotment")
    assert send(site, STORY_PAGE, sent).status == 303
    info = Series.open(Layout(paths.source.parents[1])).story("joel").info
    assert [person.name for person in info.people] == ["Laura", "Núria"]
    assert (info.place.ca, info.chapters[0].start) == ("Gràcia", 4000)


def test_several_links_come_and_go_without_a_script(site: Site, paths: StoryLayout) -> None:
    programme = '\n[programme]  # as they call it\nurl = "https://a.cat/"\nlabel = { ca = "A", en = "A" }\n'
    paths.story_file.write_text(STORY + programme, "utf-8")
    page = send(site, STORY_PAGE, [*fields(look(site, STORY_PAGE).body), ("do", "add:links")])
    page = send(site, STORY_PAGE, [*changed(fields(page.body), links__0__url="b"), ("do", "add:links")])
    sent = changed(fields(page.body), links__1__url="https://c.cat/", links__1__label__ca="C", links__1__label__en="C")
    page = send(site, STORY_PAGE, sent)
    told = page.body.decode()
    assert page.status == 422 and "adreça web" in told and 'href="#f-links-0-url"' in told
    page = send(site, STORY_PAGE, [*fields(page.body), ("do", "drop:links:0")])
    assert send(site, STORY_PAGE, fields(page.body)).status == 303
    more = '\n[[links]]\nurl = "https://c.cat/"\nlabel = { ca = "C", en = "C" }\n'
    assert paths.story_file.read_text("utf-8") == STORY + programme + more


def test_that_there_are_to_be_no_chapters(site: Site, paths: StoryLayout) -> None:
    assert send(site, STORY_PAGE, changed(fields(look(site, STORY_PAGE).body), no_chapters="on")).status == 303
    assert "\nchapters = []\n" in paths.story_file.read_text("utf-8")
    assert send(site, STORY_PAGE, changed(fields(look(site, STORY_PAGE).body), no_chapters=None)).status == 303
    assert paths.story_file.read_text("utf-8") == STORY


def test_an_earlier_version_is_shown_and_comes_back(site: Site, paths: StoryLayout) -> None:
    send(site, STORY_PAGE, changed(fields(look(site, STORY_PAGE).body), title__ca="Nou"))
    page = look(site, STORY_PAGE).body.decode()
    version = re.findall(r'name="restore" value="([0-9a-f]{12})"', page)
    assert len(version) == 1 and "La història d’en Joel" in html.unescape(page)
    token = dict(fields(page.encode()))["token"]
    answer = send(site, STORY_PAGE, [("token", token), ("by", "Ona"), ("restore", version[0])])
    assert answer.status == 303 and paths.story_file.read_text("utf-8") == STORY
    assert send(site, STORY_PAGE, [("token", token), ("restore", "0" * 12)]).status == 422


def test_the_series(site: Site, series_file: Path) -> None:
    series_file.write_text(
        "# Ours.\n"
        + series_file.read_text("utf-8")
        + '\n[[glossary]]\nca = "hort" # of all\nplural = { ca = "horts" }\n',
        "utf-8",
    )
    sent = fields(look(site, SERIES_PAGE).body)
    sent = changed(sent, base_url="https://a.cat/veus", glossary__0__en="allotment", publisher__name="Districte")
    sent = [*sent, ("languages", "es"), ("glossary.5.was", ""), ("glossary.5.ca", "Làbora")]
    answer = send(site, SERIES_PAGE, sent)
    assert answer.status == 303, answer.body
    text = series_file.read_text("utf-8")
    assert (
        'ca = "hort" # of all\nplural = { ca = "horts" }\nen = "allotment"\n\n'
        '[[glossary]]\nca = "Làbora"\nhint = false\n' in text
    )
    settings = Series.open(Layout(series_file.parents[1])).settings
    assert (str(settings.base_url), settings.languages) == ("https://a.cat/veus/", ("ca", "en", "es"))
    assert text.startswith("# Ours.\n") and settings.publisher.name == "Districte"
    sent = [one for one in fields(look(site, SERIES_PAGE).body) if one[0] != "languages"]
    answer = send(site, SERIES_PAGE, changed(sent, base_url="https://a.cat/?x=1"))
    page = html.unescape(answer.body.decode())
    assert answer.status == 422 and "Write a plain, whole web address" in page and "Choose Catalan or English" in page


def test_a_word_from_the_captions_goes_to_the_glossary_once(site: Site, series_file: Path) -> None:
    term = {"ca": " l’hort ", "en": "the allotment", "es": ""}
    assert site.write("POST", "/api/-/glossary", term).json == {"added": True}
    assert site.write("POST", "/api/-/glossary", term).json == {"added": False}
    assert series_file.read_text("utf-8").endswith('\n[[glossary]]\nca = "l’hort"\nen = "the allotment"\n')
    assert site.write("POST", "/api/-/glossary", {"ca": ""}).status == 400


@pytest.mark.parametrize("wrong", ["token", "other session", "twice", "origin", "cookie", "no origin"])
def test_a_form_of_anybody_else_is_refused(site: Site, paths: StoryLayout, wrong: str) -> None:
    before = paths.story_file.read_bytes()
    sent = changed(fields(look(site, STORY_PAGE).body), title__ca="x")
    headers: dict[str, str] = {}
    if wrong == "token":
        sent = changed(sent, token="0" * 64)
    elif wrong == "other session":
        headers = {"cookie": f"{site.door.cookie}={site.door.session(9e9)}"}
    elif wrong == "twice":
        sent.append(("token", dict(sent)["token"]))
    elif wrong == "cookie":
        headers = {"cookie": ""}
    elif wrong == "origin":
        headers = {"origin": "http://evil.example"}
    own = session(site) | ({} if wrong == "no origin" else {"origin": site.origin}) | FORM | headers
    answer = site.send("POST", STORY_PAGE, urlencode(sent).encode(), **own)
    assert answer.status == (401 if wrong == "cookie" else 403)
    assert paths.story_file.read_bytes() == before


def test_an_api_takes_no_form(site: Site) -> None:
    token = dict(fields(look(site, STORY_PAGE).body))["token"]
    answer = send(site, "/api/-/glossary", [("token", token), ("ca", "x")])
    assert answer.status == 403 and answer.json["kind"] == "header"


def test_a_signed_paper_is_taken_in_and_given_to_staff_alone(site: Site, paths: StoryLayout) -> None:
    binary = {"content-type": "application/octet-stream"}
    answer = site.send("PUT", "/api/joel/consent?name=..%2FFirma%20Joel.PDF", PNG, **(site.own | binary))
    assert answer.status == 200, answer.body
    name = answer.json["name"]
    assert re.fullmatch(r"Firma-Joel\.[0-9a-f]{8}\.png", name)
    assert (paths.consents / name).read_bytes() == PNG and (paths.consents / name).stat().st_mode & 0o077 == 0
    sent = changed(
        fields(look(site, STORY_PAGE).body), consent__scan=name, consent__given_by="J", consent__date="2024-01-01",
        consent__scope="w",
    )  # fmt: skip
    assert send(site, STORY_PAGE, sent).status == 303
    answer = site.get(f"/consent/joel/{name}")
    assert (answer.status, answer.body, answer.headers["content-type"]) == (200, PNG, "image/png")
    assert site.send("GET", f"/consent/joel/{name}").status == 401
    for other in ("..%2Fstory.toml", "none.png", "%2e%2e", "story.toml"):
        assert site.get(f"/consent/joel/{other}").status == 404


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"GIF89a" + b"\0" * 99, {}, 422), (b"", {}, 422), (b"%P", {}, 422), (b"<svg/>" * 9, {}, 422),
        (b"%PDF-1", {"content-length": str(26 * 1024 * 1024)}, 413),
        (b"%PDF-1.7", {"content-type": "application/json"}, 415),
        (b"%PDF-1.7", {"cookie": ""}, 401), (b"%PDF-1.7", {"origin": "http://evil.example"}, 403),
    ],
)  # fmt: skip
def test_what_is_no_paper_is_not_kept(
    site: Site, paths: StoryLayout, body: bytes, headers: dict[str, str], status: int
) -> None:
    own = site.own | {"content-type": "application/octet-stream"} | headers
    assert site.send("PUT", "/api/joel/consent?name=a.pdf", body, **own).status == status
    assert not paths.consents.exists() or list(paths.consents.iterdir()) == []


def test_a_paper_outside_of_the_stories_is_not_shown(
    site: Site, paths: StoryLayout, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "a.pdf"
    secret.write_bytes(b"%PDF-")
    paths.consents.mkdir()
    (paths.consents / "a.pdf").symlink_to(secret)
    assert site.get("/consent/joel/a.pdf").status == 404


def test_what_a_page_says_it_has_seen_is_not_believed(site: Site, paths: StoryLayout) -> None:
    before = paths.story_file.read_bytes()
    for seen in ("", "[", "[]", json.dumps({"people": [1], "title.ca": 3})):
        sent = changed(fields(look(site, STORY_PAGE).body), seen=seen, title__ca="x")
        answer = send(site, STORY_PAGE, sent)
        assert answer.status == 409
    assert paths.story_file.read_bytes() == before


def test_there_is_no_such_page(site: Site) -> None:
    for path in ("/xx/joel/story", "/ca/none/story", "/xx/-/series", "/ca/-/story"):
        assert site.get(path).status == 404


def test_a_day_that_is_missing_is_no_text(site: Site, paths: StoryLayout) -> None:
    sent = changed(fields(look(site, STORY_PAGE).body), consent__given_by="Ona", consent__scope="el web")
    page = html.unescape(send(site, STORY_PAGE, sent).body.decode())
    assert re.search(r'data-field="consent.date">[^<]*Aquí hi falta el dia', page)


def test_languages_stand_where_a_reader_looks_for_them(site: Site, paths: StoryLayout) -> None:
    page = html.unescape(look(site, STORY_PAGE).body.decode())
    shown = re.findall(r"<option[^>]*>([^<]*)</option>", page.partition('name="spoken"')[2].partition("</select>")[0])
    assert shown[1:5] == ["català", "anglès", "castellà", "afrikaans"]
    assert shown.index("alemany") < shown.index("àrab") < shown.index("armeni") < shown.index("txec")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("consent.date", "9999-05-01", "L’any 9999?"),
        ("consent.date", "0202-05-01", "L’any 202?"),
        ("consent.expires", "9999-12-31", "L’any 9999?"),
        ("consent.date", f"{date.today().year + 2}-05-01", "encara ha d’arribar"),
        ("people.1.name", "joel", "amb aquest mateix nom: "),
    ],
)
def test_what_is_hardly_meant_is_told_and_may_be_saved(site: Site, name: str, value: str, said: str) -> None:
    given = {"consent.given_by": "Joel", "consent.scope": "web", "consent.date": "2024-05-01", name: value}
    sent = changed(fields(look(site, STORY_PAGE).body), **{key.replace(".", "__"): one for key, one in given.items()})
    told = site.write("POST", "/api/joel/story/check", {"form": [one for one in sent if one[0] != "token"]}).json
    assert (told["wrong"], list(told["doubts"])) == ({}, [name])
    answer = send(site, STORY_PAGE, sent)
    assert answer.status == 303, answer.body
    assert said in html.unescape(look(site, STORY_PAGE).body.decode())


def test_a_name_that_only_one_of_two_may_be_called_by_is_told_of(site: Site) -> None:
    sent = changed(fields(look(site, STORY_PAGE).body), people__1__name="Joel", people__1__publish_name=None)
    told = site.write("POST", "/api/joel/story/check", {"form": [one for one in sent if one[0] != "token"]}).json
    assert "would not be protected" in told["doubts"]["people.1.name"]["text"]
