"""The pages on which a series and a story begin, over a real server: what is written, refused, put together."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest
from desk_series import Answer, Site, serving
from footage_clips import Clips
from limited_files import no_file_above
from posted_pages import changed, fields, look, send, session
from small_series import make_series, make_story

from pipeline.desk.uploads import Uploads
from pipeline.files import sha256_bytes
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.review.history import Why
from pipeline.review.settings_file import story_settings

START, NEW = "/ca/-/start", "/ca/-/new"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Site]:
    """The desk of a folder in which nothing is."""
    with serving(tmp_path / "new") as found:
        yield found


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[Site]:
    with serving(make_series(tmp_path / "new")) as found:
        yield found


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path / "new")


def sent(site: Site, path: str, **values: str | None) -> Answer:
    return send(site, path, changed(fields(look(site, path).body), **values))


def upload(site: Site, name: str, data: bytes, parts: int = 3) -> str:
    """Sends all of a file as the page does; the id of the upload."""
    id: str = site.write("POST", "/api/-/uploads", {"name": name, "size": len(data)}).json["id"]
    step = -(-len(data) // parts)
    for at in range(0, len(data), step):
        answer = chunk(site, id, at, data[at : at + step])
        assert answer.status == 200, answer.body
    return id


def chunk(site: Site, id: str, at: int, data: bytes, **headers: str) -> Answer:
    kind = {"content-type": "application/octet-stream", "x-veus-sha256": sha256_bytes(data)}
    return site.send("PUT", f"/api/-/uploads/{id}?at={at}", data, **(site.own | kind | headers))


def test_an_empty_folder_begins_with_its_series(empty: Site, layout: Layout) -> None:
    assert empty.get("/en/").headers["location"] == "/en/-/start"
    assert empty.get("/en/-/new").headers["location"] == "/en/-/start"
    page = html.unescape(look(empty, START).body.decode())
    assert "marcat amb ✎" in page and "example.org" in page
    values = empty.get("/api/-/start/values").json["values"]  # asked for, in case somebody else begins it
    assert values["languages"] == ["ca", "en"]
    answer = sent(empty, START, title__ca="Veus d'Ací", publisher__name="L’Ajuntament", base_url="a.cat/veus")
    assert answer.status == 422 and 'value="Veus d&#39;Ací"' in answer.body.decode() and not layout.stories.exists()
    answer = sent(empty, START, title__ca="Veus d'Ací", publisher__name="L’Ajuntament", base_url="https://a.cat/veus/")
    assert (answer.status, answer.headers["location"]) == (303, "/ca/-/new?done=started")
    text = layout.series_file.read_text("utf-8")
    assert text == (
        "# The series. Texts that begin with ✎ are still to be written.\n"
        'id = "veus-d-aci"\n'
        f"published = {tomllib.loads(text)['published']}\n"
        'languages = ["ca", "en"]\n'
        'base_url = "https://a.cat/veus/"\n\n'
        '[title]\nca = "Veus d\'Ací"\nen = "✎ title of the series"\n\n'
        '[summary]\nca = "✎ una frase"\nen = "✎ one sentence"\n\n'
        '[publisher]\nname = "L’Ajuntament"\nurl = "https://example.org/"\n'
    )
    page = html.unescape(look(empty, "/ca/").body.decode())
    assert "Veus d'Ací" in page and "Encara no hi ha cap història" in page and "no es publica res" in page


@pytest.mark.parametrize(
    ("page", "said"), [("ca", "hi falta series.toml, el fitxer de la sèrie"), ("en", "series.toml, the file of their")]
)
def test_stories_without_their_series_are_no_empty_folder(begun: Site, layout: Layout, page: str, said: str) -> None:
    """On a drive that is still being synced; only where there never was one, somebody begins it."""
    make_story(layout.root, "joel")
    layout.series_file.rename(layout.stories / "series (1).toml")
    told = html.unescape(look(begun, begun.get(f"/{page}/").headers["location"]).body.decode())
    assert said in told and "encara no hi ha res" not in told and "nothing in this folder" not in told
    assert sent(begun, START, title__ca="Veus").status == 303
    assert Series.open(layout).story("joel").slug == "joel"


def test_what_was_typed_meets_a_series_that_somebody_began_meanwhile(empty: Site, layout: Layout) -> None:
    mine = changed(fields(look(empty, START).body), title__ca="El meu títol", summary__ca="Una frase meva.")
    make_series(layout.root)
    theirs = layout.series_file.read_bytes()
    answer = send(empty, START, mine)
    page = html.unescape(answer.body.decode())
    assert answer.status == 409 and "El meu títol" in page and "Proves" in page and "Una frase meva." in page
    assert layout.series_file.read_bytes() == theirs
    chosen = [*fields(answer.body), ("choose.title.ca", "mine"), ("choose.summary.ca", "theirs")]
    answer = send(empty, START, chosen)
    assert answer.headers["location"] == "/ca/-/new?done=started", answer.body
    settings = Series.open(layout).settings
    assert (settings.title["ca"], settings.title["en"]) == ("El meu títol", "Tests")
    assert settings.summary["ca"] == "Històries petites."


def test_a_story_from_a_file_of_this_computer(begun: Site, layout: Layout, clips: Clips) -> None:
    answer = sent(
        begun, NEW, title__ca="L’hort d’en Joel", place__ca="Nou Barris", file=f'"{clips["plain"]}"',
        consent__given_by="Joel", consent__scope="el web", consent__date="2024-05-01",
    )  # fmt: skip
    assert answer.headers["location"] == "/ca/lhort-den-joel/story?done=made", answer.body
    story = Series.open(layout).story("lhort-den-joel")
    assert (story.info.place.ca, story.info.place.en) == ("Nou Barris", "✎ place")
    assert story.info.consent and story.info.consent.given_by == "Joel"
    assert (story.paths.source / "lhort-den-joel.mp4").read_bytes() == clips["plain"].read_bytes()
    assert [one.reason.why for one in story_settings(story.paths).versions()] == [Why.PAGE]  # to be taken back
    page = look(begun, answer.headers["location"]).body.decode()
    assert 'data-done="new"' in page and "S’ha creat la història" in page


@pytest.mark.parametrize(
    ("page", "said"), [("ca", "no admet cap fitxer tan gran com"), ("en", "takes no file as large as")]
)
def test_a_film_that_the_disk_of_the_stories_does_not_take(
    begun: Site, layout: Layout, clips: Clips, page: str, said: str
) -> None:
    """The film is named, and nothing of it stays."""
    film = clips["plain"]
    with no_file_above(film.stat().st_size - 1):
        answer = sent(begun, f"/{page}/-/new", title__ca="El Joel", file=str(film))
    assert answer.status == 422 and f"{said} {film.name} (" in html.unescape(answer.body.decode())
    assert [path.name for path in layout.stories.iterdir()] == ["series.toml"]


def test_an_answer_that_was_lost_makes_no_second_story(begun: Site, layout: Layout, clips: Clips) -> None:
    mine = changed(fields(look(begun, NEW).body), title__ca="Joel", file=str(clips["plain"]))
    for _ in range(2):
        assert send(begun, NEW, mine).headers["location"] == "/ca/joel/story?done=made"
    other = changed(mine, file=str(clips["silent"]))
    answer = send(begun, NEW, other)
    assert answer.status == 422 and "Ja hi ha una història" in answer.body.decode()
    written = layout.stories / "joel/story.toml"
    written.write_text(written.read_text("utf-8") + "# A note.\n", "utf-8")
    assert send(begun, NEW, mine).status == 422


def test_two_askings_at_once_make_one_story(begun: Site, layout: Layout, clips: Clips) -> None:
    id = upload(begun, "a.mp4", clips["plain"].read_bytes())
    mine = changed(fields(look(begun, NEW).body), title__ca="Joel", upload=id)
    session(begun)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: send(begun, NEW, mine), range(4)))
    assert {answer.headers["location"] for answer in answers} == {"/ca/joel/story?done=made"}
    assert sorted(path.name for path in layout.stories.iterdir()) == ["joel", "series.toml"]


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({}, "title.ca", "Aquí hi falta el text"),
        ({"title__ca": "Joel"}, "upload", "Encara hi falta el vídeo"),
        ({"title__ca": "Joel", "name": "En Joel"}, "name", "lletres minúscules"),
        ({"title__ca": "Joel", "name": "static"}, "name", "Ja hi ha"),
        ({"title__ca": "Joel", "file": "joel.mp4"}, "file", "camí sencer"),
        ({"title__ca": "Joel", "file": "/nowhere/joel.mp4"}, "file", "no hi ha cap fitxer"),
        ({"title__ca": "Joel", "file": "/"}, "file", "carpeta"),
        ({"title__ca": "Joel", "file": "/dev/null"}, "file", "no es pot llegir"),
        ({"title__ca": "Joel", "file": __file__}, "file", "No és cap vídeo"),
        ({"title__ca": "Joel", "upload": "f" * 32}, "upload", "ja no queda res"),
        ({"title__ca": "Joel", "consent__given_by": "Joel"}, "consent.date", "Aquí hi falta el dia"),
    ],
)
def test_each_field_says_what_is_wrong(
    begun: Site, layout: Layout, values: dict[str, str], field: str, said: str
) -> None:
    pairs = changed(fields(look(begun, NEW).body), **values)
    answer = send(begun, NEW, pairs)
    page = html.unescape(answer.body.decode())
    line = re.search(rf'data-field="{re.escape(field)}">(.*)</p>', page)
    assert answer.status == 422 and line and said.lower() in line[1].lower(), page
    asked = begun.write("POST", "/api/-/new/check", {"form": pairs}, **session(begun), **{"x-veus-desk": "ca"})
    assert said.lower() in asked.json["wrong"][field]["text"].lower()
    assert [path.name for path in layout.stories.iterdir()] == ["series.toml"]


def test_a_file_of_this_computer_cannot_be_named_from_another(tmp_path: Path, clips: Clips) -> None:
    make_series(tmp_path / "new")
    password, public = "a long password", "https://a.cat"
    with serving(tmp_path / "new", public=public, password=password) as site:
        headers = {"cookie": f"{site.door.cookie}={site.door.session()}", "host": "a.cat", "origin": public}
        page = site.send("GET", NEW, **headers).body
        assert b'name="file"' not in page
        pairs = [*changed(fields(page), title__ca="Joel"), ("file", str(clips["plain"]))]
        headers["content-type"] = "application/x-www-form-urlencoded"
        answer = site.send("POST", NEW, urlencode(pairs).encode(), **headers)
        assert answer.status == 422 and "Encara hi falta el vídeo" in answer.body.decode()


def test_a_story_from_an_upload(begun: Site, layout: Layout, clips: Clips) -> None:
    data = clips["plain"].read_bytes()
    id = upload(begun, "C0001.MP4", data)
    assert begun.write("POST", f"/api/-/uploads/{id}/finish", {}).json == {}
    answer = sent(begun, NEW, title__ca="Joel", upload=id)
    assert answer.headers["location"] == "/ca/joel/story?done=made", answer.body
    assert (layout.stories / "joel/joel.mp4").read_bytes() == data
    assert sorted(path.name for path in layout.stories.iterdir()) == ["joel", "series.toml"]


def test_a_file_of_this_computer_in_place_of_an_upload_that_failed(begun: Site, layout: Layout, clips: Clips) -> None:
    """Nobody has to take the upload away first; it is gone with the story. One of which all is here is asked about."""
    film = clips["plain"]
    id = begun.write("POST", "/api/-/uploads", {"name": "joel.mp4", "size": film.stat().st_size}).json["id"]
    answer = sent(begun, NEW, title__ca="Joel", upload=id, file=str(film))
    assert answer.headers["location"] == "/ca/joel/story?done=made", answer.body
    assert not list(layout.stories.glob(".part-upload-*"))
    answer = sent(begun, NEW, title__ca="Laura", upload="0" * 32, file=str(film))  # gone long ago
    assert answer.headers["location"] == "/ca/laura/story?done=made", answer.body
    whole = upload(begun, "marta.mp4", film.read_bytes())
    answer = sent(begun, NEW, title__ca="Marta", upload=whole, file=str(film))
    assert answer.status == 422 and "Traieu-ne un" in html.unescape(answer.body.decode())
    assert Uploads(layout).find(whole).complete() and not (layout.stories / "marta").exists()


def test_an_upload_goes_on_where_it_was(begun: Site, clips: Clips) -> None:
    data = clips["plain"].read_bytes()
    id = begun.write("POST", "/api/-/uploads", {"name": "a.mp4", "size": len(data)}).json["id"]
    assert chunk(begun, id, 0, data[:1000]).json == {"received": 1000}
    answer = chunk(begun, id, 500, data[500:1500])
    assert (answer.status, answer.json["kind"], answer.json["data"]) == (422, "elsewhere", {"received": 1000})
    state = begun.get(f"/api/-/uploads/{id}").json
    assert (state["received"], state["last"]["sha256"]) == (1000, sha256_bytes(data[:1000]))
    answer = sent(begun, NEW, title__ca="Joel", upload=id)
    assert answer.status == 422 and "encara no ha arribat sencer" in answer.body.decode()
    assert begun.write("POST", f"/api/-/uploads/{id}/finish", {}).json["kind"] == "unfinished"
    kind = {"content-type": "application/octet-stream"}
    for _ in range(2):
        assert begun.send("DELETE", f"/api/-/uploads/{id}", b"", **(begun.own | kind)).status == 200
    assert begun.get(f"/api/-/uploads/{id}").json["kind"] == "gone"


def test_what_is_no_footage_is_said_and_not_kept(begun: Site, layout: Layout) -> None:
    id = upload(begun, "a.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 5000, parts=1)
    answer = begun.write("POST", f"/api/-/uploads/{id}/finish", {}, **{"x-veus-desk": "ca"})
    assert (answer.status, answer.json["kind"]) == (422, "no_film") and "No és cap vídeo" in answer.json["error"]
    assert answer.json["detail"] and [path.name for path in layout.stories.iterdir()] == ["series.toml"]
    id = begun.write("POST", "/api/-/uploads", {"name": "a.mp4", "size": 30}).json["id"]
    assert chunk(begun, id, 0, b"Dear Joel, this is no film. :)").json["kind"] == "no_film"


@pytest.mark.parametrize("name", ["../../a.mp4", "..\\..\\a.mp4", "/etc/a.mp4", "a\0.mp4", "ä" * 100 + ".mp4"])
def test_no_name_leads_out_of_the_folder(begun: Site, layout: Layout, name: str) -> None:
    answer = begun.write("POST", "/api/-/uploads", {"name": name, "size": 10})
    assert answer.status == 200, answer.body
    (folder,) = layout.stories.glob(".part-upload-*")
    assert {path.name for path in folder.iterdir()} <= {"about.json", "chunks", "footage.mp4", "lock"}
    for id in ("..%2f..", "....", "F" * 32, "%2e%2e"):
        assert begun.get(f"/api/-/uploads/{id}").status in (404, 422)


def test_limits_are_of_the_server(begun: Site, clips: Clips) -> None:
    answer = begun.write("POST", "/api/-/uploads", {"name": "a.mp4", "size": 10**12}, **{"x-veus-desk": "ca"})
    assert answer.json["kind"] == "large" and "més de 100 GB" in answer.json["error"]
    id = begun.write("POST", "/api/-/uploads", {"name": "a.mp4", "size": 10**8}).json["id"]
    assert chunk(begun, id, 0, b"\0" * (8 * 1024 * 1024 + 1)).status == 413
    assert chunk(begun, id, 0, b"\0" * 10, **{"x-veus-desk": "en", "origin": "https://evil.org"}).status == 403


def test_uploads_of_another_folder_are_not_known(begun: Site, tmp_path: Path) -> None:
    other = Uploads(Layout(tmp_path / "other")).begin("a.mp4", 10)
    assert begun.get(f"/api/-/uploads/{other.id}").json["kind"] == "gone"
