"""On which days a story may be public."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.project.consent import against
from pipeline.project.story_file import Consent
from pipeline.review.withdrawal import Withdrawal


def consent(day: int, last: int | None = None) -> Consent:
    expires = date(2024, 6, last) if last else None
    return Consent(given_by="Laia", date=date(2024, 6, day), scope="web", expires=expires)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (None, "nobody has noted"),
        (consent(11), "only from 2024-06-11"),
        (consent(10), ""),
        (consent(1, 10), ""),
        (consent(1, 9), "ended on 2024-06-09"),
    ],
)
def test_consent_holds_from_its_date_to_its_last_day(given: Consent | None, why: str) -> None:
    said = against(given, date(2024, 6, 10))
    assert why in said and bool(said) == bool(why)


def test_only_a_consent_of_a_later_day_ends_a_withdrawal() -> None:
    withdrawal = Withdrawal(by="Laia", when="2024-06-10T23:30:00+02:00", reason="x")
    assert [withdrawal.ended_by(given) for given in (None, consent(9), consent(10), consent(11))] == [False] * 3 + [
        True
    ]


def test_a_consent_that_ends_before_it_begins_is_none() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        consent(3, 2)
    assert consent(3, 3).expires == date(2024, 6, 3)


@pytest.mark.parametrize("name", ["../a.pdf", "a/b.pdf", "", ".", "a\\\\b.pdf"])
def test_a_scan_lies_in_its_folder(name: str) -> None:
    with pytest.raises(ValueError, match="without a path"):
        Consent(given_by="Laia", date=date(2024, 6, 1), scope="web", scan=name)
