"""Whether the people shown agree that a story is public on a given day."""

from __future__ import annotations

from datetime import date

from pipeline.messages import tr
from pipeline.project.story_file import Consent


def against(consent: Consent | None, today: date, part: str = "[consent]") -> str:
    """Why a story may not be public on `today`, or "" where its consent holds: from its date to its last day. part: of
    story.toml, where it stands."""
    if consent is None:
        return tr("nobody has noted a consent. Add {part} to story.toml: given_by, date, scope.", part=part)
    if consent.date > today:
        return tr("the consent holds only from {day} on.", day=consent.date)
    if consent.expires and consent.expires < today:
        return tr("the consent ended on {day}.", day=consent.expires)
    return ""
