"""Whatever a track says, in whatever format it goes out: what comes back changes what was changed, and nothing else."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from exchange_tools import FORMS, NAMES, people_cues
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from searching import examples
from small_series import STORY, make_series, make_story, track_file

from pipeline.actions.export import export
from pipeline.actions.import_track import import_file
from pipeline.actions.imported import ImportResult
from pipeline.cues import Cue, Track
from pipeline.project.layout import Layout
from pipeline.review.open_items import read_open
from pipeline.subtitles import formats
from pipeline.subtitles.exchanged import Outgoing
from pipeline.subtitles.srt import read_srt, write_srt

PEOPLE = "".join(f'\n[[people]]\nname = "{name}"\nrole = {{ ca = "Veí", en = "Neighbour" }}\n' for name in NAMES)
Cues = tuple[Cue, ...]


@dataclass(frozen=True)
class Story:
    root: Path

    def path(self, lang: str) -> Path:
        return self.root / f"stories/film/{lang}.srt"

    def out(self, form: str) -> Path:
        return export(track_file(Layout(self.root), "film", "ca"), form, self.root / f"out.{formats.ending(form)}").path

    def back(self, path: Path) -> ImportResult:
        return import_file(track_file(Layout(self.root), "film", "ca"), path, by="Anna", insist=True)

    def files(self) -> dict[str, bytes]:
        return {lang: self.path(lang).read_bytes() for lang in ("ca", "en")}

    def waiting(self) -> int:
        paths = Layout(self.root).story(self.root / "stories/film", "film")
        return sum(len(read_open(paths, lang)) for lang in ("ca", "en"))


@contextmanager
def story(cues: Cues, others: Cues) -> Iterator[Story]:
    with tempfile.TemporaryDirectory() as name:
        here = Story(make_series(Path(name)))
        make_story(here.root, "film", toml=STORY + PEOPLE, captions=write_srt(cues))
        here.path("en").write_text(write_srt(others), "utf-8")
        yield here


@settings(max_examples=examples(30), deadline=None)
@given(form=st.sampled_from(FORMS), cues=people_cues(), others=people_cues())
@example(form="srt", cues=(Cue(0, 2, "Bon dia", top=True), Cue(0, 1, "Bon dia")), others=())
@example(
    form="docx",
    cues=(Cue(0, 1000, "Sí."), Cue(1000, 2000, "Sí.")),
    others=(Cue(0, 1000, "Yes."), Cue(1000, 2000, "Yes, I do.")),
)
def test_a_file_that_nobody_changed_changes_nothing(form: str, cues: Cues, others: Cues) -> None:
    with story(cues, others) as film:
        before = film.files()
        done = film.back(film.out(form))
        assert film.files() == before
        assert (done.changed, done.remarks, film.waiting()) == (False, (), 0)


@settings(max_examples=examples(30), deadline=None)
@given(form=st.sampled_from(FORMS), cues=people_cues(), at=st.integers(0, 7))
def test_one_word_more_in_one_caption_is_that_one_word(form: str, cues: Cues, at: int) -> None:
    assume(cues)
    at %= len(cues)
    with story(cues, ()) as film:
        path = film.out(form)
        sha256 = formats.read(path).sha256 or ""
        said = tuple(replace(cue, text=f"{cue.text} afegit") if n == at else cue for n, cue in enumerate(cues))
        made = Outgoing("film", Track("ca", said), write_srt(said).encode(), sha256)
        path.write_bytes(formats.write(made, form))
        film.back(path)
        now = read_srt(film.path("ca").read_bytes(), names=NAMES).cues
        assert [cue.text for cue in now] == [cue.text for cue in said]
