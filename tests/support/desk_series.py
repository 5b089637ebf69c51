"""A series as a build leaves it, made in a second and without engines: for tests of the page that reviewers work on.

One story of twenty seconds, heard with doubts, with captions in Catalan and their translation; nobody has touched them.
"""

from __future__ import annotations

import http.client
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from footage_clips import AAC, X264, Clips, lavfi
from hasty_servers import hasty_servers
from small_series import make_series, make_story

from pipeline import files
from pipeline.build.footage import probe_key
from pipeline.build.step_cache import StepCache
from pipeline.cues import Cue, Sound, SuspectedHallucination, Track, Transcript, Word
from pipeline.desk.app import create_app
from pipeline.desk.desk_runs import PROGRAM
from pipeline.desk.desk_service import ReviewDesk
from pipeline.desk.live import Live, ResultPlace
from pipeline.desk.security import OWN_HEADER, Door
from pipeline.media.probe import probe
from pipeline.project.layout import Layout, StoryLayout
from pipeline.project.story import load_story
from pipeline.review import track_store
from pipeline.serving import HOST, EndingServer, listen
from pipeline.subtitles.srt import write_srt
from tools.made_up import heard

STORY = """
spoken = ["ca"]
title = { ca = "La història d’en Joel", en = "Joel’s story" }
summary = { ca = "Una frase.", en = "One sentence." }
place = { ca = "Barcelona", en = "Barcelona" }
[[people]]
name = "Joel"
[[people]]
name = "Laura"
"""

#: (start, Catalan, English); each stands for two and a half seconds.
SAID = (
    (1000, "Bon dia a tothom,\nem dic Joel.", "Good morning everyone,\nmy name is Joel."),
    (4000, "Treballo a l’ort del barri.", "I work in the local allotment."),
    (7000, "Hi vaig cada matí\namb els veïns.", "I go there every morning\nwith the neighbours."),
    (10000, "Plantem tomates i enciams.", "We plant tomatoes and lettuces."),
    (13000, "M’agrada molt.", "I like it a lot."),
    (16000, "Fins aviat a tots.", "See you all soon."),
)
LASTS = 2500
#: Words heard with doubt, and how surely.
DOUBTFUL = {"l’ort": 0.2, "veïns.": 0.4}

SPEECH = {"engine": "scripted", "model": "none", "model_sha256": "0" * 64}


def cues(column: int) -> tuple[Cue, ...]:
    return tuple(Cue(one[0], one[0] + LASTS, str(one[column])) for one in SAID)


def words() -> tuple[Word, ...]:
    found: list[Word] = []
    for start, text, _ in SAID:
        said = text.split()
        step = (LASTS - 300) // len(said)
        found += [
            Word(start + step * k, start + step * (k + 1) - 20, word, "ca", DOUBTFUL.get(word, 0.95))
            for k, word in enumerate(said)
        ]
    return tuple(found)


def footage(clips: Clips) -> Path:
    """Twenty seconds of picture and sound, small."""
    if "desk" not in clips.made:
        picture = lavfi("testsrc2=size=320x180:rate=25:duration=20")
        sound = lavfi("sine=frequency=330:sample_rate=48000:duration=20")
        clips.made["desk"] = clips.make("desk.mp4", *picture, *sound, *X264, *AAC, "-g", "25")
    return clips.made["desk"]


def make_desk(root: Path, clips: Clips, slug: str = "joel") -> StoryLayout:
    """The series below `root`, with its one story; the paths of that."""
    if not (root / "stories").exists():
        make_series(root)
    make_story(root, slug, footage(clips), toml=STORY)
    layout = Layout(root)
    paths = layout.story(layout.stories / slug, slug)
    video = paths.source / f"{slug}.mp4"
    facts = probe(video)
    transcript = Transcript(
        words(), facts.duration_ms, ("ca",), "scripted", "none", "0" * 64,
        speech=tuple((start, start + LASTS) for start, _, _ in SAID),
        sounds=(Sound(18600, 19800, "music"),),
        doubts=(SuspectedHallucination(19000, 19500, "Subtítols d’Amara.org", "silence"),),
    )  # fmt: skip
    heard(paths, facts, [6500, 12500], transcript)
    StepCache(paths.ledger, layout.output).record(
        "probe", probe_key(files.sha256_file(video), load_story(paths.source, layout).info), [paths.probe]
    )
    for lang, column in (("ca", 1), ("en", 2)):
        track = Track(lang, cues(column), "captions" if lang == "ca" else "subtitles", {"speech": SPEECH})
        files.write_json(paths.machine_track(lang), asdict(track))
        track_store.offer(paths, lang, write_srt(track.cues))
    return paths


def make_desk_anew(root: Path, clips: Clips) -> StoryLayout:
    """`make_desk`, over what a test has left. A page that was just closed may still be answered by a server, and
    what that writes goes, too."""
    for folder in (root / "stories/joel", root / "output"):
        for _ in range(200):
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                break
            time.sleep(0.02)
    return make_desk(root, clips)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Site:
    """A server of the review page at work, and a browser that was let in."""

    port: int
    door: Door
    stop: Callable[[], None] = lambda: None

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self.port}"

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """A bare request: only the headers given."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=20)
        given = {name.replace("_", "-").lower(): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host="host" in given, skip_accept_encoding=True)
        if body is not None and "content-length" not in given and "transfer-encoding" not in given:
            connection.putheader("content-length", str(len(body)))
        for name, value in given.items():
            connection.putheader(name, value)
        connection.endheaders()
        if body is not None:
            connection.send(body)
        answer = connection.getresponse()
        found = Answer(answer.status, answer.headers, answer.read())
        connection.close()
        return found

    @property
    def own(self) -> dict[str, str]:
        """The headers that the page sends."""
        return {
            "cookie": f"{self.door.cookie}={self.door.session()}",
            "origin": self.origin,
            OWN_HEADER: "en",
            "content-type": "application/json",
        }

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, **({"cookie": self.own["cookie"], OWN_HEADER: "en"} | headers))

    def write(self, method: str, path: str, data: Any, **headers: str) -> Answer:
        return self.send(method, path, json.dumps(data).encode(), **(self.own | headers))


@contextmanager
def serving(root: Path, *, port: int = 0, program: Sequence[str] = PROGRAM, **door: Any) -> Iterator[Site]:
    """A server of the review page over `root`, in a thread. program: what runs are started with."""
    with hasty_servers(), listen(port) as listener, listen(0) as second:
        number = listener.getsockname()[1]
        opened = Door(number, **({"key": b"k" * 32} | door))
        live = Live(Layout(root), ResultPlace(second.getsockname()[1]), program)
        app = create_app(ReviewDesk(Layout(root)), opened, live)
        server = EndingServer(app, live.end_streams, log_level="error")
        thread = threading.Thread(target=server.run, args=([listener, second],), daemon=True)
        thread.start()
        try:
            yield Site(number, opened, server.stop)
        finally:
            server.stop()
            thread.join(10)
            live.close()


def saved(site: Site, number: int, text: str, lang: str = "ca", by: str = "Marta") -> str:
    """Changes one cue on the page; the hash of the file then."""
    path = f"/api/joel/tracks/{lang}"
    seen = site.get(path).json
    now = [dict(cue) for cue in seen["cues"]]
    now[number - 1]["text"] = text
    form = {"by": by, "seen_sha256": seen["sha256"], "seen": seen["cues"], "cues": now}
    sha256: str = site.write("PUT", path, form).json["sha256"]
    return sha256


def approving(site: Site, by: str, lang: str = "ca", **more: object) -> Answer:
    """Approves a track as it is on the page; although nobody has heard it, unless `more` says otherwise."""
    sha256 = site.get(f"/api/joel/tracks/{lang}").json["sha256"]
    form = {"by": by, "seen_sha256": sha256, "unheard": True} | more
    return site.write("POST", f"/api/joel/tracks/{lang}/approval", form)
