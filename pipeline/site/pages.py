"""Pages from plain data: the page of a story to embed, its transcript, and the page of the series.

Rendering reads only templates and texts and gives path → text; `write_pages` writes. Templates escape all
they are given. A story's pages lie in its own folder, so the URLs of the manifest become relative to that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline import templating
from pipeline.files import write_text
from pipeline.languages import PAGE_LANGUAGES
from pipeline.project.layout import Layout, StoryLayout, finder_name, index_name
from pipeline.site import page_words as w
from pipeline.site.contract import Episode, Manifest, Series
from pipeline.site.feeds.inscript import script_json
from pipeline.site.feeds.jsonld import page_object
from pipeline.site.index_pages import IndexPage, finder_data, index_pages
from pipeline.site.paragraphs import Paragraph
from pipeline.site.theme import render

#: No script, style or picture from anywhere else, and none inside the page.
CSP = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'"


def render_story_pages(
    paths: StoryLayout,
    series: Series,
    episode: Episode,
    paragraphs: Mapping[str, Sequence[Paragraph]],
    theme: Path | None = None,
    read: Mapping[str, Sequence[Paragraph]] | None = None,
) -> dict[Path, str]:
    """The pages of a story: embed.<lang>.html and player.<lang>.html for page languages, transcript.<lang>.html and
    .txt for transcripts. Around one in another language, the page speaks the first page language.

    paragraphs: the transcript in the language of each track. read: the same with what is seen, for the pages that are
    only read. theme: the folder of a site's own templates and texts. Raises ConfigError for mistakes in those.
    """
    from markupsafe import Markup

    pages: dict[Path, str] = {}
    for lang in episode.pages:
        shown = _transcript_language(episode, lang)
        said = paragraphs.get(shown or "", ())
        data = Markup(script_json(page_object(series, episode, lang)))  # escaped already, for where it stands
        pages[paths.embed(lang)] = _render(
            "embed.html", lang, theme, series, episode, shown=shown, paragraphs=said, data=data
        )
        pages[paths.player(lang)] = _render("player.html", lang, theme, series, episode, shown=shown)
    for code in (item.language for item in episode.transcripts):
        said = (read or paragraphs).get(code, ())
        lang = _page_language(episode, code)
        pages[paths.transcript_html(code)] = _render(
            "transcript.html", lang, theme, series, episode, here=code, paragraphs=said
        )
        pages[paths.transcript_text(code)] = transcript_text(series, episode, code, said)
    return pages


def render_index(manifest: Manifest, lang: str, theme: Path | None = None, part: IndexPage | None = None) -> str:
    """The page of the series in one language, from the manifest alone. part: which part of it; None: the first."""
    series, part = manifest.series, part or index_pages(manifest)[0]
    pages = {code: index_name(code, part.number) for code in series.pages}
    values = {"home": "", "series": series, "manifest": manifest, "pages": pages, "href": str, "part": part}
    values |= {"part_url": lambda number: index_name(lang, number), "finder": finder_name(lang)}
    return render("index.html", lang, theme, csp=CSP, **values)


def render_indexes(layout: Layout, manifest: Manifest) -> dict[Path, str]:
    """All parts of the page of the series in each of its languages, with the theme of the series."""
    return {
        layout.index(lang, part.number): render_index(manifest, lang, layout.theme, part)
        for part in index_pages(manifest)
        for lang in manifest.series.pages
    }


def render_finders(layout: Layout, manifest: Manifest) -> dict[Path, str]:
    """What the search on a page of several parts looks through, by language; nothing for a page that shows all."""
    if len(index_pages(manifest)) == 1:
        return {}
    return {layout.output / finder_name(lang): finder_data(manifest, lang) for lang in manifest.series.pages}


def render_notices(layout: Layout, manifest: Manifest) -> dict[Path, str]:
    """For each withdrawn story a plain notice, at the URLs that were its pages and players."""
    pages = {}
    for gone in manifest.withdrawn:
        paths = layout.story(layout.stories / gone.slug, gone.slug)
        values = {"home": "../", "series": manifest.series, "gone": gone, "pages": gone.pages, "href": "../{}".format}
        for lang in gone.pages:
            for path, framed in ((paths.embed(lang), False), (paths.player(lang), True)):
                pages[path] = render("withdrawn.html", lang, layout.theme, csp=CSP, framed=framed, **values)
    return pages


def render_not_found() -> str:
    """What the preview shows for an address that does not exist, in every page language."""
    every = {lang: w.words(lang) for lang in PAGE_LANGUAGES}
    return render("not_found.html", PAGE_LANGUAGES[0], csp=CSP, home="/", every=every)


def transcript_text(series: Series, episode: Episode, code: str, paragraphs: Sequence[Paragraph]) -> str:
    """The transcript as plain text: title, where and when, then one line for each paragraph with its time."""
    lang = _page_language(episode, code)
    head = [_title(episode.title, lang), _title(series.title, lang)]
    head.append(f"{_title(episode.place, lang)}, {w.day(episode.published, lang)}")
    if note := translated(episode, code, lang):
        head.append(note)
    said = []
    for paragraph in paragraphs:
        who = f"{_one_line(paragraph.speaker)}: " if paragraph.speaker else ""
        who = f"{w.sentence('transcript.described', lang)}: " if paragraph.described else who
        said.append(f"[{w.clock(paragraph.start)}] {who}{_one_line(paragraph.text)}")
    return "\n\n".join(["\n".join(_one_line(line) for line in head), *said]) + "\n"


def write_pages(pages: Mapping[Path, str], layout: Layout) -> None:
    """Writes rendered pages, each of them whole or not at all."""
    for path, text in pages.items():
        write_text(path, text, layout.temp)


def translated(episode: Episode, code: str, lang: str) -> str:
    """The sentence, in page language `lang`, that a text in `code` translates the speech; "" where it does not."""
    if code in episode.spoken or not episode.has_speech:
        return ""
    spoken = w.listing([w.language_name(item, lang) for item in episode.spoken], lang)
    return w.sentence("transcript.translated", lang, [code], spoken=spoken)


def _page_language(episode: Episode, code: str) -> str:
    """The page language around a text in `code`: the same, where pages are written in it, or the first one."""
    return code if code in episode.pages else next(iter(episode.pages))


def _transcript_language(episode: Episode, lang: str) -> str | None:
    """The language of the transcript on a page in `lang`: the same, or that of the first one, or None."""
    codes = [item.language for item in episode.transcripts]
    return lang if lang in codes else next(iter(codes), None)


def _render(template: str, lang: str, theme: Path | None, series: Series, episode: Episode, **more: Any) -> str:
    own = f"{episode.slug}/"

    def href(url: str) -> str:
        return url.removeprefix(own) if url.startswith(own) else f"../{url}"

    transcripts = {item.language: item.html for item in episode.transcripts}
    pages = transcripts if template == "transcript.html" else episode.pages
    values = {"home": "../", "series": series, "episode": episode, "pages": pages, "href": href}
    return render(template, lang, theme, csp=CSP, translated=translated, **values, **more)


def _title(texts: Mapping[str, str], lang: str) -> str:
    return texts.get(lang) or next(iter(texts.values()))


def _one_line(text: str) -> str:
    return " ".join(templating.CONTROLS.sub("", text).split())
