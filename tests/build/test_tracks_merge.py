"""Whole builds after whole corrections: people's words stay, the machine's follow them, and what is stale is listed."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path

import pytest
from fakes import use_fakes
from footage_clips import AAC, X264, Clips
from kept_versions import kept
from small_series import REPO, SCRIPTED, make_series, make_story

from pipeline.actions.check_tracks import check
from pipeline.build.build import UpTo, build
from pipeline.build.outcome import Silent, StoryReport
from pipeline.build.status import status
from pipeline.files import sha256_file
from pipeline.project.layout import Layout, StoryLayout
from pipeline.project.series import Series
from pipeline.review.open_items import read_open, settle
from pipeline.review.review_record import Approval, set_approval
from pipeline.speech import fake_engines
from pipeline.subtitles.srt import read_srt, write_srt
from pipeline.translation import routes
from pipeline.translation.fake_routes import FakeRoute

SAID = "Aquí fa bon dia. Em dic Joel Serra. Treballo a l'hort del barri. Fins aviat i gràcies."


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sentences that were sent to be translated, in order."""
    found: list[str] = []

    class Listening(FakeRoute):
        def _translate(self, sentences):  # type: ignore[no-untyped-def]
            found.extend(sentence.text for sentence in sentences)
            return super()._translate(sentences)

    monkeypatch.setitem(routes.TABLE, ("ca", "en"), (routes.RouteEntry(lambda _: Listening("ca", "en")),))
    return found


@pytest.fixture(scope="module")
def first_build(clips: Clips, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A story of four sentences, built once; to be copied."""
    source = REPO / "stories/joel/joel.mp4"
    cut = ("-ss", "3", "-t", "16", "-i", str(source), "-vf", "scale=160:90", *X264, *AAC)
    if "sixteen" not in clips.made:
        clips.made["sixteen"] = clips.make("sixteen.mp4", *cut)
    root = make_series(tmp_path_factory.mktemp("merged"), SCRIPTED)
    make_story(root, "film", clips.made["sixteen"])
    with pytest.MonkeyPatch.context() as monkeypatch:
        use_fakes(monkeypatch)
        monkeypatch.setitem(fake_engines.SCRIPT, "ca", SAID)
        run(Layout(root))
    return root


@pytest.fixture
def paths(
    first_build: Path, fakes: None, asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> StoryLayout:
    monkeypatch.setitem(fake_engines.SCRIPT, "ca", SAID)
    root = Path(shutil.copytree(first_build, tmp_path / "root"))
    return Layout(root).story(root / "stories/film", "film")


def run(layout: Layout) -> StoryReport:
    report = build(layout, (), Silent(), up_to=UpTo.CAPTIONS)
    assert not report.failed, report.all_problems()
    return report.stories[0]


def texts(paths: StoryLayout, lang: str) -> list[str]:
    return [" ".join(cue.lines) for cue in read_srt(paths.srt(lang).read_bytes()).cues]


def correct(paths: StoryLayout, lang: str, before: str, after: str) -> bytes:
    """A person replaces words in an editor."""
    text = paths.srt(lang).read_text("utf-8")
    assert text.count(before) == 1
    paths.srt(lang).write_text(text.replace(before, after), "utf-8")
    return paths.srt(lang).read_bytes()


def layout_of(paths: StoryLayout) -> Layout:
    return Layout(paths.source.parents[1])


def test_every_cue_remembers_its_sentence(paths: StoryLayout) -> None:
    links = json.loads(paths.base_links("en").read_text("utf-8"))["links"]
    assert links == [["Aquí fa bon dia."], ["Em dic Joel Serra."], ["Treballo a l'hort del barri."],
                     ["Fins aviat i gràcies."]]  # fmt: skip
    assert not paths.base_links("ca").exists(), "the track of the speech translates nothing"


def test_one_corrected_sentence_changes_one_english_cue(paths: StoryLayout, asked: list[str]) -> None:
    before = texts(paths, "en")
    mine = correct(paths, "ca", "l'hort", "l'alberg")
    run(layout_of(paths))
    assert asked == ["Treballo a l'alberg del barri."]
    assert texts(paths, "en") == [*before[:2], "Treballo-en a-en l'alberg-en del-en barri-en.", before[3]]
    assert paths.srt("ca").read_bytes() == mine
    assert [line.track for line in status(Series.open(layout_of(paths)), ())] == ["edited", "draft"]


def test_an_english_cue_that_a_person_wrote_is_stale(paths: StoryLayout, asked: list[str]) -> None:
    mine = correct(paths, "en", "Treballo-en a-en\nl'hort-en del-en barri-en.", "I work in the garden.")
    correct(paths, "ca", "l'hort", "l'alberg")
    notes = run(layout_of(paths)).notes
    assert paths.srt("en").read_bytes() == mine and asked == ["Treballo a l'alberg del barri."]
    (item,) = read_open(paths, "en")
    assert (item.kind, item.source_before, item.source_now) == (
        "stale",
        "Treballo a l'hort del barri.",
        "Treballo a l'alberg del barri.",
    )
    assert [cue.text for cue in item.people] == ["I work in the garden."]
    assert any(note.startswith("1 to look at in en.srt") and "veus settle film en" in note for note in notes)
    line = status(Series.open(layout_of(paths)), ())[1]
    assert (line.language, line.track, line.open, line.stale) == ("en", "edited", 1, 1)
    track = check(Series.open(layout_of(paths)), (), ("en",)).tracks[0]
    assert track.as_dict()["open"] == {"conflict": 0, "stale": 1, "gap": 0}
    assert any("veus settle film en" in note for note in track.notes)
    run(layout_of(paths))
    assert len(read_open(paths, "en")) == 1, "it is listed once"


class TestSettling:
    @pytest.fixture
    def stale(self, paths: StoryLayout) -> StoryLayout:
        correct(paths, "en", "Em-en dic-en", "My name is")
        correct(paths, "ca", "Em dic", "Soc en")
        run(layout_of(paths))
        assert len(read_open(paths, "en")) == 1
        return paths

    def settle(self, paths: StoryLayout, take: bool) -> None:
        (item,) = read_open(paths, "en")
        settle(paths, "en", item.id, take=take, by="Anna", at="2024-03-01T09:30:00+01:00")

    def test_kept(self, stale: StoryLayout) -> None:
        before = stale.srt("en").read_bytes()
        self.settle(stale, take=False)
        assert read_open(stale, "en") == () and stale.srt("en").read_bytes() == before
        run(layout_of(stale))
        assert read_open(stale, "en") == ()

    def test_taken(self, stale: StoryLayout) -> None:
        before = stale.srt("en").read_bytes()
        self.settle(stale, take=True)
        assert texts(stale, "en")[1] == "Soc-en Joel Serra-en."
        assert kept(stale, "en") == [stale.srt("en").read_bytes(), before]
        run(layout_of(stale))
        assert read_open(stale, "en") == ()

    def test_answered_in_an_editor(self, stale: StoryLayout) -> None:
        correct(stale, "en", "My name is", "I am")
        assert read_open(stale, "en") == ()
        run(layout_of(stale))
        assert read_open(stale, "en") == ()

    def test_the_sentence_is_as_it_was(self, stale: StoryLayout) -> None:
        correct(stale, "ca", "Soc en", "Em dic")
        run(layout_of(stale))
        assert read_open(stale, "en") == ()

    def test_the_sentence_changes_once_more(self, stale: StoryLayout) -> None:
        correct(stale, "ca", "Soc en", "Jo soc en")
        run(layout_of(stale))
        (item,) = read_open(stale, "en")
        assert (item.source_before, item.source_now) == ("Em dic Joel Serra.", "Jo soc en Joel Serra.")


def test_another_model_hears_better(paths: StoryLayout, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it hears otherwise is taken; what a person wrote stays; where both differ, somebody is asked."""
    mine = correct(paths, "ca", "Joel Serra", "Joel Serra i Mas")
    correct(paths, "ca", "Fins aviat i gràcies.", "Fins aviat i moltes gràcies.")
    heard = SAID.replace("l'hort", "l'alberg").replace("i gràcies", "i mercès")
    monkeypatch.setitem(fake_engines.SCRIPT, "ca", heard)
    (paths.work / "transcript.json").unlink()
    notes = run(layout_of(paths)).notes
    assert texts(paths, "ca") == [
        "Aquí fa bon dia.",
        "Em dic Joel Serra i Mas.",
        "Treballo a l'alberg del barri.",
        "Fins aviat i moltes gràcies.",
    ]
    assert any("taken in beside" in note for note in notes)
    (item,) = read_open(paths, "ca")
    assert [cue.text for cue in item.machine] == ["Fins aviat i mercès."]
    now, before = kept(paths)
    assert now == paths.srt("ca").read_bytes() and b"i Mas" in before and before != mine
    assert texts(paths, "en")[1:] == [
        "Em-en dic-en Joel Serra-en i-en Mas-en.",
        "Treballo-en a-en l'alberg-en del-en barri-en.",
        "Fins-en aviat-en i-en moltes-en gràcies-en.",
    ]


def test_cues_that_a_person_cut_and_moved_stay_so(paths: StoryLayout, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two, three, four = read_srt(paths.srt("ca").read_bytes()).cues
    joined = one.moved(one.start, two.end - 500)
    cues = [
        joined.__class__(joined.start, joined.end, one.text + "\n" + two.text),
        four.moved(four.start + 200, four.end),
    ]
    paths.srt("ca").write_text(write_srt(cues), "utf-8")
    mine = paths.srt("ca").read_bytes()
    run(layout_of(paths))
    assert paths.srt("ca").read_bytes() == mine, "the third was deleted, and stays so"
    assert three.text not in texts(paths, "ca")


def test_an_approval_that_other_footage_has_ended_keeps_no_caption_out(
    paths: StoryLayout, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct(paths, "ca", "Joel Serra", "Joel Serra i Mas")
    run(layout_of(paths))
    film, when = paths.source / "film.mp4", "2024-03-01T09:30:00+01:00"
    ca = Approval(by="Anna", when=when, sha256=sha256_file(paths.srt("ca")), footage_sha256=sha256_file(film))
    set_approval(paths, "ca", ca)
    monkeypatch.setitem(fake_engines.SCRIPT, "ca", SAID + " Ens veiem demà.")
    film.write_bytes(film.read_bytes() + b"more")  # the same sound, as far as it goes
    notes = run(layout_of(paths)).notes
    assert texts(paths, "ca")[1:] == [
        "Em dic Joel Serra i Mas.",
        "Treballo a l'hort del barri.",
        "Fins aviat i gràcies.",
        "Ens veiem demà.",
    ]
    assert read_open(paths, "ca") == () and not any("ca.srt is approved" in note for note in notes)
    assert any(note.startswith("ca.srt is no longer approved") for note in notes)


COPIES = ("ca (conflicted copy 2026-11-30 101112).srt", "ca-LAPTOP.srt", "en.sync-conflict-20261130-101112-ABC.srt")
OTHERS = ("description.ca (Laia's conflicted copy 2026-11-30).srt", "description.ca.srt", "notes.srt", "cat.srt")


def test_copies_that_a_sync_folder_made_are_told_with_what_takes_them_in(paths: StoryLayout) -> None:
    for name in (*COPIES, *OTHERS):
        shutil.copyfile(paths.srt("ca"), paths.source / name)
    told = [note for note in run(layout_of(paths)).notes if "It may be a copy" in note]
    assert len(told) == 4
    for name, track in zip((*COPIES, OTHERS[0]), ("ca", "ca", "en", "description.ca"), strict=True):
        (note,) = (one for one in told if one.startswith(f"{name} is left out, as only {track}.srt counts."))
        assert note.endswith(f'veus import film {track} "{paths.source / name}"')


def test_a_copy_is_taken_in_also_where_a_folder_has_a_strange_name(paths: StoryLayout, tmp_path: Path) -> None:
    root = shutil.copytree(layout_of(paths).root, tmp_path / 'les "històries" $1')
    copy = root / "stories/film/ca-LAPTOP.srt"
    shutil.copyfile(root / "stories/film/ca.srt", copy)
    (note,) = (note for note in run(Layout(root)).notes if "It may be a copy" in note)
    assert shlex.split(note[note.index("veus import") :]) == ["veus", "import", "film", "ca", str(copy)]
