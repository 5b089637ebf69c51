"""A story that many hands work on, for tests: pages of several editors, programs that write blindly into the files,
files handed out and brought back, runs of the machine, decisions, moves in time – and mishaps in the midst of any.

Every word that a person writes is new ("h12"), so that a lost one is missed. The machine's begin with other letters.
"""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from file_steps import Killed, watched
from hypothesis import event
from kept_versions import kept
from small_series import make_series, make_story, track_file

from pipeline import files
from pipeline.actions.approve import approve
from pipeline.actions.export import export
from pipeline.actions.import_track import film_of, import_file
from pipeline.actions.restore import restore
from pipeline.actions.settle import settle
from pipeline.actions.shift import shift
from pipeline.build.footage import probe_key
from pipeline.build.footage_sound import FootageSound, write_sound
from pipeline.build.step_cache import StepCache
from pipeline.cues import Cue, Lang, Track, Transcript
from pipeline.desk import desk_save
from pipeline.desk.forms import CueForm, RestoreForm, SaveForm
from pipeline.desk.port import EditConflict
from pipeline.errors import VeusError
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.review import history, review_record, track_store, waiting
from pipeline.review.approval import State, state_of
from pipeline.review.history import Why
from pipeline.review.open_items import read_open
from pipeline.review.track_file import TrackFile
from pipeline.review.version_log import version_log
from pipeline.subtitles import formats
from pipeline.subtitles.exchanged import Incoming, Outgoing
from pipeline.subtitles.srt import read_srt, write_srt
from tools import made_up

AT = "2024-03-01T09:30:00+01:00"
LANGS = ("ca", "en")
WORD = re.compile(r"\bh\d+\b")
FOOTAGE = b"not a film"
LENGTH_MS = 60_000
#: Captions of a track, and how they begin by language: a translation has no word of the speech.
CAPTIONS, SAYS = 3, {"ca": "w", "en": "v"}

#: What the machine makes: which wording of each caption, and how many ms later than at first.
Version = tuple[Sequence[str], int]
FIRST: Version = ("a" * CAPTIONS, 0)


@dataclass(frozen=True)
class Mishap:
    """kind: "killed" before file operation `at`; the "power" cut, or the disk "full", as it is waited for the `at`th
    time; a "guest" who writes into the file of `lang` before operation `at`; "" for none."""

    kind: str = ""
    at: int = 0
    lang: Lang = "ca"


def machine_text(lang: Lang, version: Version) -> str:
    letters, later = version
    say = SAYS[lang]
    return write_srt(
        [Cue(3000 * n + later, 3000 * n + 2500 + later, f"{say}{n}{x} {say}{n}") for n, x in enumerate(letters)]
    )


def links(lang: Lang, version: Version) -> list[list[str]] | None:
    """The sentences that the captions of a translation stand for."""
    return None if lang == "ca" else [[f"s{n}{x}"] for n, x in enumerate(version[0])]


def words(cues: Sequence[Cue]) -> set[str]:
    return {word for cue in cues for word in WORD.findall(cue.text)}


def reworded(path: Path, word: str, new: str) -> None:
    """One word of a file replaced as an editor does that knows the format: in the parts of a package, too."""
    wanted = re.compile(rb"\b%s\b" % word.encode())
    data = path.read_bytes()
    if not zipfile.is_zipfile(path):
        path.write_bytes(wanted.sub(new.encode(), data, count=1))
        return
    made, left = io.BytesIO(), 1
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(made, "w") as out:
        for part in package.infolist():
            text, done = wanted.subn(new.encode(), package.read(part), count=left) if left else (package.read(part), 0)
            left -= done
            out.writestr(part, text)
    path.write_bytes(made.getvalue())


class Newsroom:
    """owed: words that were acknowledged, or that we have seen. unseen: by language, those of a blind program that
    nobody has looked at yet: they go once it writes over itself, and no earlier. pages: hash and cues of a file as each
    page saw it. approved: hash of what was approved last, and was told to be. alone: whether nobody else may write now;
    guests: words of who did. full: whether the disk may be."""

    def __init__(self, root: Path) -> None:
        self.layout = Layout(make_series(root))
        make_story(root, "film", FOOTAGE)
        self.series = Series.open(self.layout)
        self.story = self.series.story("film")
        self.paths = self.story.paths
        self.numbers = count()
        self.owed: set[str] = set()
        self.unseen: dict[Lang, set[str]] = {lang: set() for lang in LANGS}
        self.pages: dict[tuple[str, Lang], tuple[str | None, tuple[Cue, ...]]] = {}
        self.handed_out: list[tuple[Path, Lang]] = []
        self.approved: dict[Lang, str] = {}
        self.alone, self.full = True, False
        self.guests: dict[Lang, set[str]] = {}
        self._build()

    def _build(self) -> None:
        """What a build leaves, without engines."""
        sha256 = files.sha256_bytes(FOOTAGE)
        transcript = Transcript((), LENGTH_MS, ("ca",), "scripted", "none", "0" * 64)
        made_up.heard(self.paths, made_up.facts(320, 180, LENGTH_MS), [], transcript)
        StepCache(self.paths.ledger, self.layout.output).record(
            "probe", probe_key(sha256, self.story.info), [self.paths.probe]
        )
        write_sound(self.paths, FootageSound(sha256, LENGTH_MS, "", shifted_ms=0))
        for lang in LANGS:
            self.machine_runs(lang, FIRST)

    # What there is.

    def cues(self, lang: Lang) -> tuple[Cue, ...]:
        return read_srt(files.read_if_any(self.paths.srt(lang)) or b"").cues

    def new_word(self) -> str:
        return f"h{next(self.numbers)}"

    def edited(self, cues: tuple[Cue, ...], how: str, at: int) -> tuple[Cue, ...]:
        word, end = self.new_word(), max((cue.end for cue in cues), default=0)
        if how == "insert" or not cues:
            return (*cues, Cue(end + 500, end + 1500, word))
        at %= len(cues)
        one, said = cues[at], cues[at].text.split()
        if how == "delete":
            return cues[:at] + cues[at + 1 :]
        if how == "split" and len(said) > 1 and one.duration > 1000:
            middle = (one.start + one.end) // 2
            parts = (replace(one, end=middle, text=said[0]), replace(one, start=middle, text=f"{said[1]} {word}"))
            return (*cues[:at], *parts, *cues[at + 1 :])
        if how == "retime":
            return (*cues[:at], one.moved(one.start, one.end + 100), *cues[at + 1 :])
        return (*cues[:at], replace(one, text=f"{said[0]} {word}"), *cues[at + 1 :])

    def track(self, lang: Lang) -> TrackFile:
        return TrackFile(self.series, self.story, lang)

    def state(self, lang: Lang) -> State:
        return state_of(self.paths, lang, lambda: files.sha256_bytes(FOOTAGE))

    def lost(self) -> set[str]:
        """Words that are in no file, open item, comment or version."""
        there = {word for one in review_record.read_review(self.paths).comments for word in WORD.findall(one.comment)}
        for lang in LANGS:
            items = waiting.read(self.paths, lang).items
            there |= words([*self.cues(lang), *(cue for one in items for cue in (*one.people, *one.machine))])
            there |= {word for data in kept(self.paths, lang) for word in WORD.findall(data.decode())}
        return (self.owed | self.unseen["ca"] | self.unseen["en"]) - there

    # Mishaps.

    @contextlib.contextmanager
    def mishap(self, one: Mishap) -> Iterator[None]:
        """What a person sees where the block does not get done, and a new process after one that is gone."""
        self.alone, self.full, self.guests = one.kind != "guest", one.kind == "full", {}
        guest = self.edited(self._first(one.lang), "reword", one.at)
        try:
            with watched(
                self.paths.source,
                dies_at=one.at if one.kind == "killed" else -1,
                cut_at=one.at if one.kind == "power" else -1,
                full_at=one.at if one.kind == "full" else -1,
                guests={one.at: lambda: self._visit(one.lang, guest, one.at)} if one.kind == "guest" else None,
            ):
                yield
        except (VeusError, OSError) as error:
            event(f"refused: {type(error).__name__}")
        except Killed:
            event(one.kind)
            version_log.cache_clear()
            for lang in LANGS:
                track_store.finish(self.paths, lang)

    def seen(self, *langs: Lang) -> None:
        """One of our commands has looked at these files – but perhaps before a guest came, or a full disk let it note
        nothing."""
        for lang in () if self.full else langs:
            late = self.unseen[lang] & self.guests.get(lang, set())
            self.owed |= self.unseen[lang] - late
            self.unseen[lang] = late

    def _stays(self, lang: Lang, before: set[str], deleted: Set[str] = frozenset()) -> None:
        """Of the words that the file had before, all are there; a guest may have written over them, but nobody over the
        guest, unless they have seen what he wrote and `deleted` it."""
        self.guests[lang] = self.guests.get(lang, set()) - deleted
        gone = (before if self.alone else self.guests[lang]) - words(self.cues(lang))
        assert not gone, "a word has gone from the file that nobody took away"

    @contextlib.contextmanager
    def _noted(self, why: Why) -> Iterator[None]:
        """What the block writes into a file is in the history, and why, as soon as it is told to be done."""
        before = {lang: files.read_if_any(self.paths.srt(lang)) for lang in LANGS}
        yield
        for lang in LANGS if self.alone else ():
            now = files.read_if_any(self.paths.srt(lang)) or b""
            made = {(one.sha256, one.reason.why) for one in history.versions(self.paths, lang)}
            assert now == before[lang] or (files.sha256_bytes(now), why) in made, f"{lang}: {why} is not in the history"

    # The machine.

    def machine_runs(self, lang: Lang, version: Version) -> None:
        before = words(self.cues(lang))
        track_store.offer(self.paths, lang, machine_text(lang, version), links=links(lang, version), at=AT)
        self.seen(lang)
        self._stays(lang, before)

    # Pages.

    def page_opens(self, lang: Lang, by: str) -> None:
        text = desk_save.current(self.track(lang))
        self.seen(lang)
        self.pages[by, lang] = (text.sha256, text.cues) if text else (None, ())

    def page_saves(self, lang: Lang, by: str, how: str, at: int) -> None:
        """With whatever it saw last."""
        if (by, lang) not in self.pages:
            self.page_opens(lang, by)
        seen_sha256, seen = self.pages[by, lang]
        mine = self.edited(seen, how, at)
        new, deleted, before = words(mine) - words(seen), words(seen) - words(mine), words(self.cues(lang))
        form = SaveForm(by=by, seen_sha256=seen_sha256, seen=_forms(seen), cues=_forms(mine))
        try:
            with self._noted(Why.PAGE):
                answer = desk_save.save(self.track(lang), form)
        except EditConflict:
            event("conflict of pages")
            self.owed |= new
            return
        self.owed |= new
        self.seen(lang)
        self.pages[by, lang] = answer["sha256"], tuple(Cue(**cue) for cue in answer["cues"])
        self._stays(lang, before - deleted | new, deleted)

    def pages_quarrel(self, lang: Lang, at: int, times: int) -> None:
        """Two pages that saw the same change the same caption."""
        for _ in range(times):
            for by in ("Anna", "Pau"):
                self.page_opens(lang, by)
            for by in ("Anna", "Pau"):
                self.page_saves(lang, by, "reword", at)

    def page_restores(self, lang: Lang, by: str, number: int) -> None:
        if (by, lang) not in self.pages:
            self.page_opens(lang, by)
        listed, seen_sha256 = history.versions(self.paths, lang), self.pages[by, lang][0]
        if listed and seen_sha256:
            version = listed[number % len(listed)].sha256
            with self._noted(Why.RESTORED):
                desk_save.restore(self.track(lang), RestoreForm(by=by, version=version, seen_sha256=seen_sha256))
            self.seen(lang)
            if self.alone:
                self._stays(lang, set(WORD.findall(history.read(self.paths, lang, version).decode())))

    def page_comments(self, lang: Lang, by: str) -> None:
        word = self.new_word()
        review_record.add_comment(self.paths, lang, (0, 1000), "w0", word, by=by, when=AT)
        self.owed.add(word)

    # Another program.

    def blind_write(self, lang: Lang, how: str, at: int, stale: bool, atomic: bool) -> None:
        """stale: the program has had the file open since the machine first wrote it."""
        self._write(lang, self.edited(self._first(lang) if stale else self.cues(lang), how, at), atomic)

    def _visit(self, lang: Lang, cues: Sequence[Cue], at: int) -> None:
        self._write(lang, cues, at % 2 == 0)
        self.guests[lang] = words(cues)

    def _first(self, lang: Lang) -> tuple[Cue, ...]:
        return read_srt(machine_text(lang, FIRST).encode()).cues

    def _write(self, lang: Lang, cues: Sequence[Cue], atomic: bool) -> None:
        self.unseen[lang] = words(cues) - self.owed  # what it wrote over itself, nobody can know
        file, data = self.paths.srt(lang), write_srt(cues).encode()
        if atomic:
            new = file.with_name("~editor")
            new.write_bytes(data)
            new.replace(file)
        else:
            file.write_bytes(data)

    def look(self, lang: Lang) -> None:
        track_store.status(self.paths, lang)
        self.seen(lang)

    # Files handed out and brought back.

    def hand_out(self, lang: Lang, form: str) -> None:
        target = self.layout.root / f"out{len(self.handed_out)}.{formats.ending(form)}"
        export(track_file(self.layout, "film", lang), form, target, at=AT)
        self.seen(lang)
        self.handed_out.append((target, lang))

    def bring_back(self, number: int, at: int, how: str = "reword") -> None:
        """A file taken home some time ago – once more, perhaps –, with another word of any language in it reworded, or
        edited otherwise by a program that writes the whole file anew."""
        if not self.handed_out:
            return
        path, lang = self.handed_out[number % len(self.handed_out)]
        film = film_of(self.track(lang))
        before = formats.read(path, film)
        if how != "reword" and before.cues:
            self._write_anew(path, lang, before, self.edited(before.cues, how, at))
            before = formats.read(path, film)
        said = how == "reword" and re.findall(
            r"\b(?:[wv]\d[abc]|h\d+)\b", " ".join(one.text for one in (*before.cues, *before.beside))
        )
        if said:
            reworded(path, said[at % len(said)], self.new_word())
        incoming = formats.read(path, film)
        with self._noted(Why.IMPORT):
            import_file(track_file(self.layout, "film", lang), path, by="Joan", at=AT, insist=True)
        self.owed |= words(incoming.cues) | {word for one in incoming.beside for word in WORD.findall(one.text)}
        self.seen(*LANGS if incoming.beside else (lang,))
        event(f"brought back: {formats.form_of(path)}")

    def _write_anew(self, path: Path, lang: Lang, before: Incoming, cues: Sequence[Cue]) -> None:
        """In its own format, with the mark of the version that it was made from, and without the other language."""
        data = write_srt(cues).encode()
        made = Outgoing("film", Track(lang, tuple(cues)), data, before.sha256 or "")
        path.write_bytes(formats.write(made, _form_of(path)))

    def bring_back_as_it_is(self, lang: Lang, form: str) -> None:
        """A file that nobody has changed changes nothing, whatever the track says."""
        path = self.layout.root / f"same.{formats.ending(form)}"
        export(track_file(self.layout, "film", lang), form, path, force=True, at=AT)
        before = {one: (files.read_if_any(self.paths.srt(one)), read_open(self.paths, one)) for one in LANGS}
        done = import_file(track_file(self.layout, "film", lang), path, by="Joan", at=AT, insist=True)
        self.seen(lang)
        if self.alone:
            after = {one: (files.read_if_any(self.paths.srt(one)), read_open(self.paths, one)) for one in LANGS}
            assert not done.changed and before == after, f"{form}: a file that nobody has changed has changed something"

    def bring_other(self, lang: Lang, form: str, how: str, at: int) -> None:
        """A file that another program made, of what it saw in the track."""
        path, cues = self.layout.root / f"other.{formats.ending(form)}", self.edited(self.cues(lang), how, at)
        path.write_bytes(_as_other(cues, form, lang))
        with self._noted(Why.IMPORT):
            import_file(track_file(self.layout, "film", lang), path, by="Maria", at=AT, insist=True)
        self.owed |= words(cues)
        self.seen(lang)
        event(f"brought: {form}")

    # Decisions.

    def restores(self, lang: Lang, number: int) -> None:
        if listed := history.versions(self.paths, lang):
            with self._noted(Why.RESTORED):
                done = restore(track_file(self.layout, "film", lang), str(1 + number % len(listed)), by="Anna", at=AT)
            self.seen(lang)
            if self.alone:
                self._stays(lang, set(WORD.findall(history.read(self.paths, lang, done.sha256).decode())))

    def settles(self, lang: Lang, number: int, take: bool) -> None:
        if items := read_open(self.paths, lang):
            one, before = items[number % len(items)], words(self.cues(lang))
            with self._noted(Why.SETTLED):
                settle(track_file(self.layout, "film", lang), [one.id], take=take, by="Pau", at=AT)
            if self.alone:
                self._stays(lang, before - words(one.people) | words(one.machine) if take else before)
            event("taken" if take else "kept as it stands")
            self.seen(lang)  # where nothing waits, nobody looks at the file

    def approves(self, lang: Lang) -> None:
        track, alone = track_file(self.layout, "film", lang), "nobody else is here"
        done = approve(track, by="Marta", same_person=alone, at=AT, unheard=True)
        self.seen(lang)
        self.approved[lang] = done.approval.sha256
        event("approved")

    def shifts(self, ms: int, rate: str, only: Lang | None) -> None:
        before = {lang: words(self.cues(lang)) for lang in LANGS}
        with self._noted(Why.SHIFTED):
            done = shift(Series.open(self.layout), "film", ms, rate=rate, only=only, at=AT)
        for lang in LANGS:
            outside = words(done.outside.get(lang, ()))
            self._stays(lang, before[lang] - outside, outside)
        self.seen(*([only] if only else LANGS))
        if done.languages:
            event("moved in time")


def _form_of(path: Path) -> str:
    return next(form for form in formats.WRITTEN if path.name.endswith(f".{formats.ending(form)}"))


def _as_other(cues: Sequence[Cue], form: str, lang: Lang) -> bytes:
    text = write_srt(cues)
    if form in formats.WRITTEN and form != "srt":  # of a version that nobody here knows
        return formats.write(Outgoing("film", Track(lang, tuple(cues)), text.encode(), "0" * 64), form)
    if form == "txt":  # as Avid writes it
        avid = re.sub(r"(?m)^\d+\n(\S+) --> (\S+)$", r"\1 \2", text)
        return f"@ Avid\n<begin subtitles>\n\n{avid}<end subtitles>\n".encode()
    if form == "sbv":
        times = re.compile(r"(?m)^\d+\n0(\d:\d\d:\d\d),(\d{3}) --> 0(\d:\d\d:\d\d),(\d{3})$")
        return times.sub(r"\1.\2,\3.\4", text).encode()
    if form == "ass":
        import pysubs2

        made = pysubs2.SSAFile.from_string(text, format_="srt")
        return made.to_string("ass").encode()
    return text.encode()


def _forms(cues: Sequence[Cue]) -> tuple[CueForm, ...]:
    return tuple(CueForm(start=cue.start, end=cue.end, text=cue.text, top=cue.top) for cue in cues)
