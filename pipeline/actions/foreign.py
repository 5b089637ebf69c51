"""Whether a file that is to be imported is of another track: by its marks, its name, its captions, its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.actions.origin import known_versions
from pipeline.actions.typed_import import TypedImport
from pipeline.captions.text_language import language_of
from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.languages import LANGUAGES, TRACK_LANGUAGES
from pipeline.messages import tr, tr_later
from pipeline.project.series import Series, find_folders
from pipeline.project.track_names import TrackRole, language_in, name_of
from pipeline.review.track_file import TrackFile
from pipeline.subtitles.exchanged import Incoming
from pipeline.subtitles.tidy_srt import readable_cues

#: A file name as we write it, without its ending, and what copies of it are called: "joel.ca", "joel.ca (1)",
#: "joel.ca-corregit"; "ca", "ca (1)".
_NAMED = re.compile(
    rf"(?:(?P<story>.+)\.)?(?P<lang>{'|'.join(TRACK_LANGUAGES)})(?(story)(?:[\s_(-].*)?|(?:\s*\(\d+\))?)", re.DOTALL
)
#: Captions with fewer words are the same in many tracks, and with fewer captions than this nothing is told.
_WORDS, _LEAST = 3, 3
#: What tracks of other stories may be called.
_TRACKS = (*TRACK_LANGUAGES, *(name_of(lang, "description") for lang in TRACK_LANGUAGES))
#: Share of a file's captions that are another track's, to be that track's.
_MOST_OF_IT = 0.5


def check_owner(track: TrackFile, incoming: Incoming, typed: TypedImport) -> None:
    """Raises SubtitleError where the file is not of the track, and says why."""
    series, story = track.series, track.story
    for slug, other, why in _signs(track, incoming, typed.path):
        there = language_in(other) in series.languages(story) or any(
            (folder / f"{other}.srt").is_file() for folder, named in _slugs(series).items() if named == slug
        )
        commands = {
            "import_it": replace(typed, story=slug, track=other).command(),
            "insist": replace(typed, insist=True).command(),
        }
        raise SubtitleError(
            why,
            where=typed.path,
            remedy=tr("Import it there: {import_it} – or, if it is right here, insist: {insist}", **commands)
            if there
            else tr("If it is right here, insist: {insist}", **commands),
        )


def _signs(track: TrackFile, incoming: Incoming, path: Path) -> Iterator[tuple[str, str, str]]:
    """(story, language, sentence) of what the file seems to be; the surest signs first."""
    story, lang, own = track.story, track.lang, track.name
    for said, known, what in (
        (incoming.story, story.slug, tr_later('this file was exported from the story "{said}", not "{known}".')),
        (incoming.lang, own, tr_later('this file was exported from the track "{said}", not "{known}".')),
    ):
        if said and said != known:
            why = tr(what, said=said, known=known)
            yield incoming.story or story.slug, incoming.lang or own, why
    if not incoming.sha256 and (found := _by_name(track, path)):  # what a mark says is surer
        yield (
            *found,
            tr(
                "its name says that this file is {named} of {named_story}, not {track} of {story}.",
                named=found[1],
                named_story=found[0],
                track=own,
                story=story.slug,
            ),
        )
    if _share(Counter(map(_plain, incoming.cues)), _versions(track)) >= _MOST_OF_IT:
        return  # it is this track, whatever it says
    if not incoming.sha256 and (found := _by_captions(track, incoming.cues)):
        yield (
            *found,
            tr("most captions of this file are those of {track}.srt of {story}.", track=found[1], story=found[0]),
        )
    if (found_lang := _by_words(track, incoming.cues)) is not None:
        yield (
            story.slug,
            name_of(found_lang, track.role),
            tr(
                "the words of this file are not {own}, they look like {other}.",
                own=tr(LANGUAGES[lang].english),
                other=_called(found_lang),
            ),
        )


def _called(lang: str) -> str:
    return tr(LANGUAGES[lang].english) if lang in LANGUAGES else tr('the language "{code}"', code=lang)


def _by_name(track: TrackFile, path: Path) -> tuple[str, str] | None:
    """The story and the language that the file is named after, where that is another track."""
    match = _NAMED.fullmatch(path.stem)
    if match is None:
        return None
    role: TrackRole = "captions"
    named, own = match["story"] or "", track.story.slug
    if named == "description" or named.endswith(".description"):
        named, role = named.removesuffix("description").removesuffix("."), "description"
    name = name_of(match["lang"], role)
    slug = own
    if named != own and re.fullmatch(r"[a-z0-9-]+", named):
        slugs = _slugs(track.series)
        in_folder = next((slug for folder, slug in slugs.items() if folder.name == named), own)
        slug = named if named in slugs.values() else in_folder
    return (slug, name) if (slug, name) != (own, track.name) else None


def _slugs(series: Series) -> dict[Path, str]:
    """Of each story's folder what commands are told of it: its slug, which may be another word than the folder's name,
    or that name where it cannot be loaded."""
    known = {story.paths.source: story.slug for story in series.stories().loaded}
    return {folder: known.get(folder, folder.name) for folder in find_folders(series.layout)}


def _by_captions(track: TrackFile, cues: Sequence[Cue]) -> tuple[str, str] | None:
    """The track that has most of the captions: of the story, whatever it said earlier, or of another one."""
    texts = Counter(text for text in map(_plain, cues) if len(text.split()) >= _WORDS)
    if texts.total() < _LEAST:
        return None
    series, story = track.series, track.story
    for one in TrackFile.every(series, story):
        if one.name != track.name and _share(texts, _versions(one)) >= _MOST_OF_IT:
            return story.slug, one.name
    for folder in find_folders(series.layout):
        for other in _TRACKS if folder != story.paths.source else ():
            if _share(texts, [_readable(folder / f"{other}.srt")]) >= _MOST_OF_IT:
                return _slugs(series)[folder], other
    return None


def _share(texts: Counter[str], versions: Sequence[Sequence[Cue]]) -> float:
    """How much of `texts` one of the versions has, 0 to 1."""
    found = (texts & Counter(map(_plain, cues)) for cues in versions)
    return max((one.total() / max(1, texts.total()) for one in found), default=0.0)


def _versions(track: TrackFile) -> list[Sequence[Cue]]:
    return [version.cues for version in known_versions(track)]


def _readable(path: Path) -> Sequence[Cue]:
    try:
        return readable_cues(path.read_bytes()) or ()
    except OSError:
        return ()


def _plain(cue: Cue) -> str:
    return " ".join(cue.text.split())


def _by_words(track: TrackFile, cues: Sequence[Cue]) -> str | None:
    """The language of the words, where it is plainly another one; unless those of the track are in it, too."""
    lang, names = track.lang, track.names
    guess = language_of(cues, names)
    if guess is None or not guess.is_other_than(lang):
        return None
    text = track.read()
    now = language_of((text.readable if text else None) or (), names)
    return None if now and now.is_other_than(lang) else guess.lang  # where they are, no import has made them so
