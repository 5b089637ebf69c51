"""The manifest in parts, for whoever shows one part of thousands of stories at a time, and does not want all."""

from __future__ import annotations

from pipeline.project.layout import manifest_page_url
from pipeline.site.contract import Episode, Manifest, ManifestPage

#: Episodes and withdrawn stories of a part: some 250 kB, and as many as a part of our own page of the series has.
A_PAGE = 24


def manifest_pages(manifest: Manifest) -> list[ManifestPage]:
    """All parts, one at least. Their episodes and withdrawn stories, in order, are those of the manifest."""
    told = [*manifest.episodes, *manifest.withdrawn]
    parts = [told[first : first + A_PAGE] for first in range(0, len(told), A_PAGE)] or [[]]
    urls = [None, *map(manifest_page_url, range(1, len(parts) + 1)), None]
    return [
        ManifestPage(
            number=number,
            count=len(parts),
            previous=urls[number - 1],
            next=urls[number + 1],
            status=manifest.status,
            series=manifest.series,
            episodes=tuple(one for one in part if isinstance(one, Episode)),
            withdrawn=tuple(one for one in part if not isinstance(one, Episode)),
        )
        for number, part in enumerate(parts, 1)
    ]
