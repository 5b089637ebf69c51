"""The preview server, asked over a real connection on a free port."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hasty_servers import hasty_servers

from pipeline.errors import VeusError
from pipeline.project.layout import Layout
from pipeline.site import preview
from pipeline.site.contract import Manifest
from pipeline.site.oembed_answers import answer
from pipeline.site.static_files import static_files

STATIC = static_files()


@pytest.fixture
def port(layout: Layout, site: Manifest) -> Iterator[int]:
    import uvicorn

    listener = socket.create_server((preview.HOST, 0))
    config = uvicorn.Config(preview.create_app(layout), log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    with hasty_servers():
        thread.start()
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join(5)
    listener.close()


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(preview.HOST, port, timeout=5)
    connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_home_leads_to_the_series(port: int) -> None:
    answer, _ = ask(port, "/")
    assert (answer.status, answer.headers["location"]) == (307, "/index.ca.html")
    answer, body = ask(port, "/index.ca.html")
    assert answer.status == 200 and b"<h1>" in body


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/joel/embed.ca.html", "text/html; charset=utf-8"),
        ("/joel/captions.ca.vtt", "text/vtt; charset=utf-8"),
        ("/joel/captions.ca.srt", "application/x-subrip; charset=utf-8"),
        ("/joel/transcript.ca.txt", "text/plain; charset=utf-8"),
        ("/joel/video.mp4", "video/mp4"),
        ("/joel/poster.jpg", "image/jpeg"),
        ("/manifest.json", "application/json"),
        (f"/static/{STATIC['veus.css'].name}", "text/css; charset=utf-8"),
        (f"/static/{STATIC['player.js'].name}", "text/javascript; charset=utf-8"),
        (f"/static/{STATIC['icon.svg'].name}", "image/svg+xml"),
    ],
)
def test_files_come_with_their_type_and_the_right_headers(port: int, path: str, kind: str) -> None:
    answer, body = ask(port, path)
    assert (answer.status, answer.headers["content-type"]) == (200, kind)
    assert int(answer.headers["content-length"]) == len(body) > 0
    assert_safe(answer)
    answer, body = ask(port, path, "HEAD")
    assert (answer.status, answer.headers["content-type"], body) == (200, kind, b"")


def assert_safe(answer: http.client.HTTPResponse) -> None:
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("url={}joel/embed.ca.html", 200),
        ("url={}joel/player.ca.html%3Ft%3D5&maxwidth=300&maxheight=200&format=json", 200),
        ("url={}joel/embed.ca.html&format=xml", 501),
        ("url={}nobody/embed.ca.html", 404),
        ("url=https://elsewhere.example/joel/embed.ca.html", 404),
        ("url={}joel/embed.ca.html&maxwidth=-1", 400),
        ("url={}joel/embed.ca.html&maxwidth=wide", 400),
        ("maxwidth=300", 400),
    ],
)
def test_an_oembed_endpoint(port: int, query: str, status: int) -> None:
    """§2.2 and §2.3.5 of oEmbed 1.0; a series that is not on the web has its pages on this server."""
    home = f"http://127.0.0.1:{port}/"
    answer, body = ask(port, "/oembed?" + query.format(home))
    assert (answer.status, answer.headers["content-type"]) == (status, "application/json")
    assert_safe(answer)
    if status == 200:
        data = json.loads(body)
        assert data["type"] == "video" and f'src="{home}joel/player.ca.html"' in data["html"]
        assert data["width"] <= 300 and data["height"] <= 200


def test_oembed_shows_the_page_where_it_was_asked_for(layout: Layout, public: Manifest) -> None:
    here, there = "http://127.0.0.1:8765/", "https://news.example.org/veus/"
    for base in (here, there):
        status, data = answer(layout, {"url": f"{base}joel/embed.ca.html"}, here)
        assert status == 200 and data and f'src="{base}joel/player.ca.html"' in data["html"]
        assert data["provider_url"] == f"{base}index.ca.html"


def test_parts_of_a_video(port: int, layout: Layout) -> None:
    whole = (layout.output / "joel" / "video.mp4").read_bytes()
    size = len(whole)
    for asked, part in (("0-1", whole[:2]), ("100-199", whole[100:200]), ("-10", whole[-10:])):
        answer, body = ask(port, "/joel/video.mp4", Range=f"bytes={asked}")
        assert (answer.status, body) == (206, part)
    assert answer.headers["content-range"] == f"bytes {size - 10}-{size - 1}/{size}"
    answer, body = ask(port, "/joel/video.mp4", Range=f"bytes={size - 5}-")
    assert (answer.status, body) == (206, whole[-5:])
    answer, _ = ask(port, "/joel/video.mp4", Range=f"bytes={size}-")
    assert (answer.status, answer.headers["content-range"]) == (416, f"bytes */{size}")
    assert_safe(answer)


@pytest.mark.parametrize(
    "path",
    [
        "/none.html",
        "/joel",
        "/joel/",
        "//etc/passwd",
        "/../series.toml",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/joel/..%2f..%2fsecret.txt",
        "/joel/..%5c..%5csecret.txt",
        "/.work/ledger.json",
        "/%2ework/ledger.json",
        "/.hidden",
        "/joel/.hidden",
        "/out.txt",
        "/inside.json",
        "/loop",
        "/joel%00.html",
        "/" + "a" * 300,
    ],
)
def test_what_is_not_to_be_seen_is_not_found(port: int, layout: Layout, path: str) -> None:
    secret = layout.root / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    layout.work.mkdir(exist_ok=True)
    for hidden in (
        layout.work / "ledger.json",
        layout.output / ".hidden",
        layout.output / "joel" / ".hidden",
    ):
        hidden.write_text("secret", encoding="utf-8")
    (layout.output / "out.txt").symlink_to(secret)
    (layout.output / "inside.json").symlink_to(layout.work / "ledger.json")
    (layout.output / "loop").symlink_to(layout.output / "loop")
    answer, body = ask(port, path)
    assert answer.status == 404
    assert b"secret" not in body and b"no existeix" in body
    assert_safe(answer)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_names_of_this_computer_are_answered(port: int, host: str) -> None:
    assert ask(port, "/index.ca.html", Host=f"{host}:{port}")[0].status == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", ""])
def test_any_other_name_is_refused(port: int, host: str) -> None:
    answer, body = ask(port, "/index.ca.html", Host=host)
    assert answer.status == 400 and b"<h1>" not in body
    assert_safe(answer)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_changed(port: int, method: str) -> None:
    answer, _ = ask(port, "/index.ca.html", method)
    assert answer.status == 405
    assert_safe(answer)


def test_a_folder_without_pages_is_an_error(layout: Layout) -> None:
    with pytest.raises(VeusError, match="no pages"):
        preview.serve(layout, port=0)


def test_a_busy_port_is_an_error_with_a_way_out(layout: Layout, site: Manifest) -> None:
    with socket.create_server((preview.HOST, 0)) as other:
        number = other.getsockname()[1]
        with pytest.raises(VeusError, match=rf"port {number} .*already in use.*--port"):
            preview.serve(layout, port=number)
    with pytest.raises(VeusError, match="port 99999"):
        preview.serve(layout, port=99999)


def test_serving_until_stopped(layout: Layout, site: Manifest, monkeypatch: pytest.MonkeyPatch) -> None:
    import uvicorn

    opened: list[str] = []
    ready: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    servers: list[uvicorn.Server] = []
    run = uvicorn.Server.run

    def remember(self: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
        servers.append(self)
        run(self, sockets)

    monkeypatch.setattr(uvicorn.Server, "run", remember)
    thread = threading.Thread(
        target=preview.serve,
        kwargs={"layout": layout, "port": 0, "open_browser": True, "on_ready": ready.append},
        daemon=True,
    )
    thread.start()
    deadline = time.monotonic() + 5
    while not (servers and servers[0].started) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert ready == opened and ready[0].startswith("http://127.0.0.1:")
    assert ask(int(ready[0].rstrip("/").rsplit(":", 1)[1]), "/index.en.html")[0].status == 200
    servers[0].should_exit = True
    thread.join(5)
    assert not thread.is_alive()


def test_importing_the_room_loads_nothing_heavy() -> None:
    import subprocess
    import sys

    code = (
        "import sys, pipeline.site.pages, pipeline.site.preview, pipeline.site.manifest;"
        "print([m for m in ('jinja2', 'starlette', 'uvicorn') if m in sys.modules])"
    )
    root = Path(preview.__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert done.stdout.strip() == "[]"
