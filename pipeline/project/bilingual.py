"""What people write in both page languages."""

from __future__ import annotations

from pydantic import HttpUrl

from pipeline.fieldtypes import NonEmpty
from pipeline.languages import PAGE_LANGUAGES
from pipeline.project.tomlfile import FileModel


class Bilingual(FileModel):
    """A text that exists in every page language."""

    ca: NonEmpty
    """In Catalan."""

    en: NonEmpty
    """In English."""

    def __getitem__(self, lang: str) -> str:
        """The text in a page language; in the first of them for a language that pages are not written in."""
        text: str = getattr(self, lang if lang in PAGE_LANGUAGES else PAGE_LANGUAGES[0])
        return text


class Link(FileModel):
    """A link with its own words in both languages."""

    url: HttpUrl
    """Where it leads; https or http."""

    label: Bilingual
    """What it says, understood without what stands around it."""
