"""`/oembed` of the preview: what oEmbed 1.0 §2 asks of an endpoint, by which a web team can try its own page.

What is published is static: docs/embedding.md tells how a site answers the same there.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from pydantic import ValidationError

from pipeline.project.layout import Layout
from pipeline.site.contract import Manifest
from pipeline.site.feeds.oembed import oembed, page_asked_for


def answer(layout: Layout, asked: Mapping[str, str], origin: str) -> tuple[HTTPStatus, dict[str, Any] | None]:
    """The status and what is said; nothing where there is none. asked: the parameters. origin: of this server, ending
    in a slash: who asks for a page here is shown the one here, on the web already or not."""
    if asked.get("format", "json") != "json":
        return HTTPStatus.NOT_IMPLEMENTED, None
    if "url" not in asked:
        return HTTPStatus.BAD_REQUEST, None
    try:
        limits = [_pixels(asked.get(name)) for name in ("maxwidth", "maxheight")]
    except ValueError:
        return HTTPStatus.BAD_REQUEST, None
    try:
        manifest = Manifest.model_validate_json(layout.manifest.read_bytes())
    except (OSError, ValidationError):
        return HTTPStatus.NOT_FOUND, None
    for base in (origin, manifest.series.base_url):
        if base and (found := page_asked_for(manifest, asked["url"], base)):
            return HTTPStatus.OK, oembed(manifest.series.model_copy(update={"base_url": base}), *found, *limits)
    return HTTPStatus.NOT_FOUND, None


def _pixels(text: str | None) -> int | None:
    """Raises ValueError for what is no whole number from 1 on."""
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text)):
        raise ValueError(text)
    return int(text)
