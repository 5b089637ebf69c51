"""A story at a glance: what waits for whom, and what is public."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from desk_series import STORY, make_desk
from footage_clips import Clips
from published import AT, Site
from veus_job import in_process

from pipeline.build.status import status
from pipeline.desk.desk_home import DeskHome
from pipeline.files import sha256_file
from pipeline.media.sample_files import RATE, write_samples
from pipeline.project.layout import Layout, StoryLayout
from pipeline.project.series import Series
from pipeline.publish.overview import StoryGlance, WaitingTask, glance
from pipeline.publish.sent_parts import parts_of
from pipeline.review import withdrawal
from pipeline.review.review_record import Approval, set_approval

CONSENT = '[consent]\ngiven_by = "Joel"\ndate = 2024-01-01\nscope = "web"\n'
WHEN = "2024-06-01T10:00:00+02:00"


@pytest.fixture
def paths(tmp_path: Path, clips: Clips) -> StoryLayout:
    return make_desk(tmp_path, clips)


def seen(root: Path, day: date = date(2024, 6, 1)) -> StoryGlance:
    series = Series.open(Layout(root))
    return glance(series, series.story("joel"), day)


def approve(paths: StoryLayout, lang: str) -> None:
    footage = sha256_file(paths.source / "joel.mp4")
    sha = sha256_file(paths.srt(lang))
    set_approval(paths, lang, Approval(by="Berta", when=WHEN, sha256=sha, footage_sha256=footage))


def send(root: Path, paths: StoryLayout) -> None:
    """Notes that all of the story has arrived somewhere."""
    series = Series.open(Layout(root))
    withdrawal.add_target(paths, "/srv/web")
    withdrawal.note_sent(paths, "/srv/web", parts_of(series, series.story("joel")))


def test_what_waits_until_a_story_is_public(tmp_path: Path, paths: StoryLayout) -> None:
    assert seen(tmp_path).waits == (WaitingTask("consent"), WaitingTask("hear", "ca"), WaitingTask("hear", "en"))
    paths.story_file.write_text(STORY + CONSENT, "utf-8")
    approve(paths, "ca")
    found = seen(tmp_path)
    assert [track.status for track in found.tracks] == ["approved", "draft"]
    assert found.waits == (WaitingTask("hear", "en"),)
    approve(paths, "en")
    assert seen(tmp_path).waits == (WaitingTask("build"),)  # nothing of it is in output/ yet
    send(tmp_path, paths)
    found = seen(tmp_path)
    assert (found.public, found.waits) == ("yes", ())
    paths.srt("en").write_bytes(paths.srt("en").read_bytes().replace(b"allotment", b"orchard"))
    found = seen(tmp_path)
    assert (found.public, [wait.task for wait in found.waits]) == ("stale", ["hear"])


def _replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


CHANGES: dict[str, Callable[[StoryLayout], object]] = {
    "a text": lambda paths: _replace(paths.story_file, "Una frase.", "Una altra."),
    "a new interpretation": lambda paths: paths.sign_source("csc").write_bytes(b"csc"),
    "another interpretation": lambda paths: paths.sign_source("ssp").write_bytes(b"more"),
    "no interpretation": lambda paths: paths.sign_source("ssp").unlink(),
    "a new recording": lambda paths: (paths.recordings("ca") / "2.wav").write_bytes(b"2"),
    "another recording": lambda paths: (paths.recordings("ca") / "1.wav").write_bytes(b"2"),
    "no description": lambda paths: paths.srt("description.ca").unlink(),
    "another poster": lambda paths: (paths.source / "joel.jpg").write_bytes(b"more"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_changed_beside_captions_is_not_public_yet(tmp_path: Path, paths: StoryLayout, change: str) -> None:
    paths.story_file.write_text('poster = "joel.jpg"\n' + STORY + CONSENT, "utf-8")
    paths.srt("description.ca").write_text("1\n00:00:18,600 --> 00:00:19,800\nUn cabàs.\n", "utf-8")
    paths.recordings("ca").mkdir(parents=True)
    for file in (paths.sign_source("ssp"), paths.source / "joel.jpg", paths.recordings("ca") / "1.wav"):
        file.write_bytes(b"1")
    send(tmp_path, paths)
    assert seen(tmp_path).public == "yes"
    CHANGES[change](paths)
    assert seen(tmp_path).public == "stale"


def test_what_people_agreed_to_is_told_nobody(tmp_path: Path, paths: StoryLayout) -> None:
    signed = '[sign.ssp]\ninterpreter = "Anna"\n'
    paths.story_file.write_text(STORY + signed, "utf-8")
    send(tmp_path, paths)
    paths.story_file.write_text(STORY + signed + CONSENT.replace("[", "[sign.ssp.") + CONSENT, "utf-8")
    assert seen(tmp_path).public == "yes"


def test_a_text_that_was_corrected_is_built_and_published_again(site: Site) -> None:
    def waits() -> list[str]:
        series = Series.open(site.layout)
        return [wait.task for wait in glance(series, series.story("film"), date(2024, 7, 2)).waits]

    _published(site)
    assert waits() == []
    _replace(site.paths("film").story_file, "Resum film.", "Un altre resum.")
    assert waits() == ["build"]
    assert site("build", "--quiet").code == 0 and waits() == ["again"]
    _published(site)
    assert waits() == []


def test_texts_footage_and_captions_that_are_missing(tmp_path: Path, paths: StoryLayout) -> None:
    paths.story_file.write_text(STORY.replace("Una frase.", "✎ una frase") + CONSENT, "utf-8")
    (paths.source / "joel.mp4").unlink()
    paths.srt("en").unlink()
    assert [wait.task for wait in seen(tmp_path).waits] == ["write", "footage", "build", "hear"]


def test_a_withdrawn_story_waits_for_nobody(tmp_path: Path, paths: StoryLayout) -> None:
    withdrawal.note_withdrawal(paths, withdrawal.Withdrawal(by="Berta", when=WHEN, reason="En Joel ho demana."))
    found = seen(tmp_path)
    assert found.withdrawal and found.waits == ()


def test_after_a_correction_the_build_comes_before_its_translation_is_heard(built_film: Path) -> None:
    """What will be translated anew is not to be heard before; and nothing is built before the speech has been heard."""

    def waits() -> list[tuple[str, str]]:
        series = Series.open(Layout(built_film))
        found = glance(series, series.story("film"), date(2024, 6, 1)).waits
        return [(wait.task, wait.track) for wait in found if wait.task not in ("consent", "write")]

    assert waits() == [("hear", "ca"), ("hear", "en")]
    paths = Series.open(Layout(built_film)).story("film").paths
    text = paths.srt("ca").read_text("utf-8")
    paths.srt("ca").write_text(text.replace(text.split()[4], "Gossos", 1), "utf-8")
    assert waits() == [("hear", "ca")]
    footage = sha256_file(paths.source / "film.mp4")
    sha = sha256_file(paths.srt("ca"))
    set_approval(paths, "ca", Approval(by="Berta", when=WHEN, sha256=sha, footage_sha256=footage))
    assert waits() == [("build", "")]
    assert in_process(built_film, "build", "--quiet").code == 0
    assert waits() == [("hear", "en")]


# The list of the desk and `veus status` say the same.


def _as_it_is(site: Site) -> None:
    pass


def _edited(site: Site) -> None:
    path = site.paths("film").srt("ca")
    path.write_text(path.read_text("utf-8").replace("gats", "gossos"), "utf-8")


def _other_footage(site: Site) -> None:
    film = site.paths("film").source / "film.mp4"
    film.write_bytes(film.read_bytes() + b"more")


def _other_footage_built(site: Site) -> None:
    _other_footage(site)
    assert site("build", "--quiet").code == 0


def _published(site: Site) -> None:
    assert site("publish", str(site.root.parent / "web")).code == 0


def _published_and_edited(site: Site) -> None:
    _published(site)
    _edited(site)


def _withdrawn(site: Site) -> None:
    _published(site)
    assert site("withdraw", "film", "--by", "Marta", "--reason", "x").code == 0


def _unbuilt(site: Site) -> None:
    shutil.rmtree(site.layout.output)


def _without_captions(site: Site) -> None:
    site.paths("film").srt("en").unlink()


def _broken_captions(site: Site) -> None:
    site.paths("film").srt("en").write_text("no captions at all", "utf-8")


def _broken_story(site: Site) -> None:
    site.paths("film").story_file.write_text("title = [", "utf-8")


def _broken_review(site: Site) -> None:
    site.paths("film").review_file.write_text("{", "utf-8")


def _without_footage(site: Site) -> None:
    (site.paths("film").source / "film.mp4").unlink()


def _described(site: Site) -> None:
    path = site.paths("film").srt("description.ca")
    path.write_text("1\n00:00:00,100 --> 00:00:00,190\nUna porta.\n", "utf-8")


def _described_recorded_approved(site: Site) -> None:
    paths = site.paths("film")
    paths.srt("description.ca").write_text("1\n00:00:04,200 --> 00:00:04,400\n[ampliada] Riu.\n", "utf-8")
    paths.recordings("ca").mkdir(parents=True)
    write_samples(paths.recordings("ca") / "1.wav", [np.full(RATE, 0.1, dtype=np.float32)])
    assert site("build", "--quiet").code == 0
    assert site("approve", "film", "description.ca", "--by", "Marta Puig", "--at", AT, "--unheard").code == 0
    assert site("build", "--quiet").code == 0


STATES: list[Callable[[Site], None]] = [
    _as_it_is,
    _edited,
    _other_footage,
    _other_footage_built,
    _published,
    _published_and_edited,
    _withdrawn,
    _unbuilt,
    _without_captions,
    _broken_captions,
    _broken_story,
    _broken_review,
    _without_footage,
    _described,
    _described_recorded_approved,
]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__.strip("_"))
def test_the_list_and_status_say_the_same(site: Site, state: Callable[[Site], None]) -> None:
    state(site)
    series = Series.open(site.layout)
    lines = [line for line in status(series, []) if line.story == "film"]
    (home,) = (one for one in DeskHome(site.layout).list(1, "")["stories"] if one["slug"] == "film")
    waits = [(wait["said"], wait["track"]) for wait in home.get("waits", ())]
    if any(line.problem for line in lines):
        assert home["problem"] or {"footage", "mend"} & dict(waits).keys()
        return
    assert home["problem"] is None
    assert [(one["lang"], one["status"], one["public"]) for one in home["tracks"]] == [
        (line.language, line.track, line.published) for line in lines
    ]
    assert bool(home["withdrawn"]) == all("withdrawn" in line.note for line in lines)
    if home["withdrawn"]:
        return
    if state is _other_footage:  # before anybody hears it, it is to be built
        assert waits == [("build", "")] and {line.track for line in lines} == {"edited"}
        return
    unheard = {line.language for line in lines if line.track in ("draft", "edited")}
    assert {track for said, track in waits if said in ("hear", "describe")} == unheard
    unmade = {line.language for line in lines if line.track is None or "no" in (line.made, line.burned)}
    assert not unmade or unheard or ("build", "") in waits
    ready = not unheard and all(line.made == "yes" and line.burned in ("yes", "–") for line in lines)
    public = all(line.published == "yes" for line in lines)
    assert not ready or waits == ([] if public else [("publish", "")])
