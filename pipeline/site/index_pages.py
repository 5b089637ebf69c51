"""The page of the series in parts: nobody loads thousands of cards at once. One part, up to A_PAGE stories, is as all
of it was."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.site.contract import Episode, Manifest

#: Stories on a part, besides those that sections name: a multiple of the columns that screens have room for.
A_PAGE = 24

#: How many parts before and after this one have a link, besides the first and the last.
_NEAR = 2


@dataclass(frozen=True, slots=True)
class IndexPage:
    """One part. number: from 1. count: of all. shown: the stories that no section names."""

    number: int
    count: int
    shown: Sequence[Episode]

    def links(self) -> list[int | None]:
        """The parts to be linked, in order; None for those left out between two."""
        near = range(self.number - _NEAR, self.number + _NEAR + 1)
        wanted = sorted({1, self.count, *(number for number in near if 1 <= number <= self.count)})
        found: list[int | None] = []
        for before, number in zip([0, *wanted], wanted, strict=False):
            if number - before == 2:
                found.append(before + 1)
            elif number - before > 2:
                found.append(None)
            found.append(number)
        return found


def finder_data(manifest: Manifest, lang: str) -> str:
    """What the search on a page in `lang` looks through, as JSON: for each story its page and what is said of it."""
    stories = [{"url": episode.pages[lang], "says": _says(episode, lang)} for episode in manifest.episodes]
    return json.dumps(stories, ensure_ascii=False, separators=(",", ":")) + "\n"


def _says(episode: Episode, lang: str) -> dict[str, str]:
    """Whoever may be named is named by the manifest."""
    people = " ".join(person.name for person in episode.people)
    return {
        "title": episode.title[lang],
        "summary": episode.summary[lang],
        "place": episode.place[lang],
        "people": people,
        "published": str(episode.published),
    }


def page_count(others: int) -> int:
    """Of how many parts the page is; others: stories that no section names."""
    return max(1, -(-others // A_PAGE))


def index_pages(manifest: Manifest) -> list[IndexPage]:
    """All parts."""
    told = {slug for section in manifest.series.sections for slug in section.episodes}
    rest = [episode for episode in manifest.episodes if episode.slug not in told]
    count = page_count(len(rest))
    return [IndexPage(number + 1, count, rest[number * A_PAGE : (number + 1) * A_PAGE]) for number in range(count)]
