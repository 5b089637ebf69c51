"""Who is let in, and from where: over a real connection, since headers are what it is about."""

from __future__ import annotations

import asyncio
import http.client
import json
from pathlib import Path
from typing import Any

import pytest
from desk_series import Site, serving

from pipeline.desk.app import create_app
from pipeline.desk.desk_service import ReviewDesk
from pipeline.desk.security import CSP, LARGEST, OWN_HEADER, SESSION_S, Door, check_public, session_key
from pipeline.errors import VeusError
from pipeline.project.layout import Layout, StoryLayout

PAGES = (
    *("/", "/ca/", "/ca/joel", "/ca/-/start", "/ca/-/new", "/media/joel", "/font/0"),
    *("/api/joel", "/api/joel/peaks", "/api/joel/tracks/ca", f"/api/-/uploads/{'0' * 32}"),
)
SAVE = {"by": "", "seen_sha256": None, "seen": [], "cues": []}


def test_the_token_lets_in_and_leaves_the_address(site: Site) -> None:
    answer = site.send("GET", f"/ca/joel?token={site.door.token}&x=1")
    assert (answer.status, answer.headers["location"]) == (303, "/ca/joel?x=1")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{site.door.cookie}=") and site.door.token not in cookie
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    value = cookie.split(";")[0]
    assert b'id="cues"' in site.send("GET", "/ca/joel", cookie=value).body


@pytest.mark.parametrize("path", PAGES)
def test_nothing_without_a_session(site: Site, path: str) -> None:
    for headers in ({}, {"cookie": f"{site.door.cookie}=9999999999.{'0' * 64}"}, {"cookie": f"{site.door.cookie}=é"}):
        answer = site.send("GET", path, **headers)
        assert answer.status == 401
        assert b"Joel" not in answer.body and b"Veus en engegar-se" in answer.body


def test_a_wrong_token(site: Site) -> None:
    answer = site.send("GET", f"/ca/joel?token={site.door.token}x", **site.own)
    assert answer.status == 401 and "set-cookie" not in answer.headers


@pytest.mark.parametrize("slashes", ["//evil.example/", "/%2Fevil.example/", "/\\evil.example"])
def test_the_way_in_leads_nowhere_else(site: Site, slashes: str) -> None:
    answer = site.send("GET", f"{slashes}?token={site.door.token}")
    place = answer.headers.get("location", "/")
    assert place.startswith("/") and place[1:2] not in ("/", "\\")


def test_every_answer_has_the_headers(site: Site) -> None:
    for path in (*PAGES, "/static/main.js", "/static/none.js", "/nowhere"):
        for answer in (site.get(path), site.send("GET", path)):
            assert answer.headers["content-security-policy"] == CSP
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["x-frame-options"] == "DENY"
            assert answer.headers["cache-control"] == "no-store"
    assert "unsafe" not in CSP and "'none'" in CSP


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_names_of_this_computer(site: Site, host: str) -> None:
    for name in (host, f"{host}:{site.port}", f"{host}:9999"):
        assert site.get("/ca/joel", host=name).status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "", "127.0.0.1:x", "user@127.0.0.1"]
)
def test_any_other_name_is_refused(site: Site, host: str) -> None:
    answer = site.get("/ca/joel", host=host)
    assert answer.status == 400 and b"Joel" not in answer.body


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1", ""])
def test_a_foreign_origin_is_refused(site: Site, paths: StoryLayout, origin: str) -> None:
    before = paths.srt("ca").read_bytes()
    assert site.get("/api/joel", origin=origin).status == 403
    assert site.write("PUT", "/api/joel/tracks/ca", SAVE, origin=origin).status == 403
    assert paths.srt("ca").read_bytes() == before


def test_other_sites_may_lead_here_and_ask_nothing(site: Site) -> None:
    visit = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert site.get("/ca/joel", **visit).status == 200
    assert site.get("/api/joel", **{"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}).status == 403
    assert site.get("/media/joel", **{"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors"}).status == 403


@pytest.mark.parametrize("missing", ["origin", OWN_HEADER, "content-type", "cookie"])
def test_a_write_without_what_the_page_sends(site: Site, paths: StoryLayout, missing: str) -> None:
    headers = {name: value for name, value in site.own.items() if name != missing}
    before = paths.srt("ca").read_bytes()
    answer = site.send("PUT", "/api/joel/tracks/ca", json.dumps(SAVE).encode(), **headers)
    assert answer.status in (401, 403, 415) and answer.json["error"]
    assert paths.srt("ca").read_bytes() == before


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_forms_of_other_sites_are_not_json(site: Site, kind: str) -> None:
    assert site.write("PUT", "/api/joel/tracks/ca", SAVE, **{"content-type": kind}).status == 415


def test_large_bodies(site: Site, paths: StoryLayout) -> None:
    before = paths.srt("ca").read_bytes()
    headers = site.own | {"content-length": str(LARGEST + 1)}
    assert site.send("PUT", "/api/joel/tracks/ca", b"{}", **headers).status == 413
    chunks = b"%x\r\n" % (LARGEST + 1) + b" " * (LARGEST + 1) + b"\r\n0\r\n\r\n"
    assert (
        site.send("PUT", "/api/joel/tracks/ca", chunks, **(site.own | {"transfer-encoding": "chunked"})).status == 413
    )
    assert paths.srt("ca").read_bytes() == before


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/.hidden", "/static/",
        "/media/..", "/media/%2e%2e", "/media/..%2f..%2fsecret", "/media/joel%2f..%2fjoel", "/media/none",
        "/ca/..", "/ca/%2e%2e%2fjoel", "/ca/none", "/es/joel", "/font/9", "/font/-1", "/font/x",
        "/api/..", "/api/%2e%2e/tracks/ca", "/api/joel/tracks/..%2f..%2fca", "/api/joel/tracks/es", "/api/none/pulse",
        "/api/joel/tracks/ca%00", "/api/joel/none",
    ],
)  # fmt: skip
def test_what_is_not_there(site: Site, path: str) -> None:
    answer = site.get(path)
    assert answer.status == 404
    assert b"Traceback" not in answer.body and b"secret" not in answer.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_pages_are_only_read(site: Site, method: str) -> None:
    assert site.write(method, "/ca/joel", {}).status in (403, 404, 405)


def test_the_footage_comes_in_parts(site: Site, paths: StoryLayout) -> None:
    whole = (paths.source / "joel.mp4").read_bytes()
    answer = site.get("/media/joel", range="bytes=100-199")
    assert (answer.status, answer.body, answer.headers["content-type"]) == (206, whole[100:200], "video/mp4")


def test_sessions_end() -> None:
    door = Door(1, b"k" * 32)
    session = door.session(now=1000)
    assert door.admits(session, now=1000 + SESSION_S - 1)
    assert not door.admits(session, now=1000 + SESSION_S + 1)
    assert not door.admits(session.replace("1", "2", 1), now=1000)
    assert not Door(1, b"l" * 32).admits(session, now=1000)
    assert not Door(1, b"k" * 32, public="https://x.org", password="p").admits(session, now=1000)
    assert Door(1, b"k" * 32).token != Door(1, b"k" * 32).token
    assert all(secret not in repr(door) for secret in (door.token, "kkkk"))


def test_the_key_is_for_one_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "veus" / "review.key"
    key = session_key(path)
    assert len(key) == 32 and session_key(path) == key
    assert path.stat().st_mode & 0o077 == 0
    path.chmod(0o644)
    assert session_key(path) != key
    path.unlink()
    path.symlink_to(tmp_path / "other")
    assert len(session_key(path)) == 32 and not (tmp_path / "other").exists()


LONG = "a long enough password"


@pytest.mark.parametrize(
    ("host", "behind", "password", "said"),
    [
        ("0.0.0.0", None, None, "--behind-tls-proxy .* VEUS_REVIEW_PASSWORD"),
        ("192.168.1.2", None, LONG, "--behind-tls-proxy"),
        ("::", "https://review.example.org", None, "VEUS_REVIEW_PASSWORD"),
        ("0.0.0.0", "https://review.example.org", "short", "too short"),
        ("0.0.0.0", "http://review.example.org", LONG, "https://"),
        ("0.0.0.0", "https://review.example.org/path", LONG, "https://"),
        ("127.0.0.1", "https://review.example.org", None, "VEUS_REVIEW_PASSWORD"),
    ],
)
def test_others_are_served_only_behind_tls_and_a_password(
    host: str, behind: str | None, password: str | None, said: str
) -> None:
    with pytest.raises(VeusError, match=said):
        check_public(host, behind, password)


def test_who_may_be_served() -> None:
    assert check_public("127.0.0.1", None, None) is check_public("localhost", None, LONG) is None
    assert check_public("0.0.0.0", "https://Review.example.org/", LONG) == "https://review.example.org"


@pytest.fixture
def behind_proxy(tmp_path: Path, paths: StoryLayout):
    with serving(tmp_path, public="https://review.example.org", password=LONG) as site:
        yield site


def test_behind_a_proxy_a_password_lets_in(behind_proxy: Site) -> None:
    site = behind_proxy
    headers = {"host": "review.example.org", "origin": "https://review.example.org"}
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = site.send("GET", "/ca/joel", host="review.example.org")
    assert answer.status == 401 and b'type="password"' in answer.body
    printed = site.send("GET", f"/ca/joel?token={site.door.token}", host="review.example.org")
    assert printed.status == 401 and printed.body == answer.body, "no address lets in there, and none is spoken of"
    assert site.send("GET", "/api/joel/pulse", host="review.example.org").json["kind"] == "ask-password"
    assert site.send("GET", "/ca/joel", host="127.0.0.1").status == 400
    assert site.send("POST", "/login", b"password=wrong", **headers, **form).status == 401
    assert (
        site.send("POST", "/login", b"password=a+long+enough+password", host="review.example.org", **form).status == 403
    )
    answer = site.send("POST", "/login", b"password=a+long+enough+password", **headers, **form)
    cookie = answer.headers["set-cookie"]
    assert answer.status == 303 and cookie.startswith("__Host-veus=") and "Secure" in cookie
    answer = site.send("GET", "/ca/joel", host="review.example.org", cookie=cookie.split(";")[0])
    assert answer.status == 200


def test_no_password_page_on_this_computer(site: Site) -> None:
    assert site.send("POST", "/login", b"password=", **site.own).status in (404, 405)
    assert b'type="password"' not in site.send("GET", "/ca/joel").body


@pytest.mark.parametrize("name", ["origin", "cookie", "content-type", OWN_HEADER])
def test_a_header_that_counts_and_comes_twice_is_refused(site: Site, paths: StoryLayout, name: str) -> None:
    """Even where both say the same: whoever stands in between may look at the other one."""
    before = paths.srt("ca").read_bytes()
    for second in (site.own[name], "http://evil.example"):
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
        connection.putrequest("PUT", "/api/joel/tracks/ca")
        for header, value in (*site.own.items(), (name, second), ("content-length", "2")):
            connection.putheader(header, value)
        connection.endheaders(b"{}")
        assert connection.getresponse().status == 403
        connection.close()
    assert paths.srt("ca").read_bytes() == before


@pytest.mark.parametrize(("method", "path"), [("PUT", "/api/joel/tracks/ca"), ("POST", "/login")])
def test_a_client_that_drops_in_mid_body_is_no_error(
    tmp_path: Path, paths: StoryLayout, method: str, path: str
) -> None:
    door = Door(1, key=b"k" * 32, password="a long enough password")
    headers = Site(1, door).own | {"host": "127.0.0.1:1", "origin": "http://127.0.0.1:1", "content-length": "100"}
    before, answers = paths.srt("ca").read_bytes(), []
    came = iter([{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}])

    async def receive() -> Any:
        return next(came)

    async def send(message: Any) -> None:
        answers.append(message)

    scope = {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": b"",
        "scheme": "http", "http_version": "1.1", "root_path": "", "server": ("127.0.0.1", 1), "client": None,
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    asyncio.run(create_app(ReviewDesk(Layout(tmp_path)), door)(scope, receive, send))
    assert answers == [] and paths.srt("ca").read_bytes() == before


@pytest.mark.parametrize("what", ["video", "folder of the video", "srt", "review.json", "story.toml"])
def test_nothing_outside_of_the_stories_is_shown_through_a_link(
    site: Site, paths: StoryLayout, tmp_path_factory: pytest.TempPathFactory, what: str
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret"
    names = {"video": "joel.mp4", "srt": "ca.srt"}
    if what == "folder of the video":
        paths.source.rename(secret)
        paths.source.symlink_to(secret)
    else:
        path = paths.source / names.get(what, what)
        if not path.exists():
            secret.write_text("{}")
        else:
            path.rename(secret)
        path.symlink_to(secret)
    asked = {"video": "/media/joel", "folder of the video": "/media/joel", "srt": "/api/joel/tracks/ca"}
    answer = site.get(asked.get(what, "/api/joel/review"))
    assert answer.status == 404 and b"tothom" not in answer.body


def test_a_link_within_the_stories_is_followed(site: Site, paths: StoryLayout) -> None:
    video = paths.source / "joel.mp4"
    video.rename(paths.source.parent / "footage.mp4")
    video.symlink_to("../footage.mp4")
    assert site.get("/media/joel").status == 200
