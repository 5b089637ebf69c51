"""Whether the people shown agree that a story is public on a given day."""

from __future__ import annotations

from datetime import date

from pipeline.project.story_file import Consent


def against(consent: Consent | None, today: date, part: str = "[consent]") -> str:
    """Why a story may not be public on `today`, or "" where its consent holds: from its date to its last day. part: of
    story.toml, where it stands."""
    if consent is None:
        return f"nobody has noted a consent. Add {part} to story.toml: given_by, date, scope."
    if consent.date > today:
        return f"the consent holds only from {consent.date} on."
    if consent.expires and consent.expires < today:
        return f"the consent ended on {consent.expires}."
    return ""
