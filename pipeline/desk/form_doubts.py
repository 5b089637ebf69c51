"""What may be saved and is hardly meant: told beside its field, and left to whoever writes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.desk.form_fields import PostedForm
from pipeline.desk.form_problems import FieldProblem

#: Years within which a consent begins, and after which nobody who gave it is there to ask: of the life of a series.
_FIRST_YEAR, _YEARS = 1990, 100


def doubts(form: PostedForm, today: date) -> dict[str, FieldProblem]:
    """By the name of the field in the page. form: of a story; others have none."""
    found = dict(_same_names(form))
    begins, ends = (_day(form.values.get(f"consent.{name}", "")) for name in ("date", "expires"))
    for name, day in (("consent.date", begins), ("consent.expires", ends)):
        if day and not _FIRST_YEAR <= day.year <= today.year + _YEARS:
            found[name] = FieldProblem("year", values={"year": str(day.year)})
    if begins and begins > today:
        found.setdefault("consent.date", FieldProblem("later"))
    if ends and ends < today:
        found.setdefault("consent.expires", FieldProblem("ended"))
    return found


def _same_names(form: PostedForm) -> Iterator[tuple[str, FieldProblem]]:
    """Captions, pages and who may be named go by names."""
    seen: dict[str, bool] = {}
    for number, person in zip(form.ids.get("people", ()), form.values.get("people", ()), strict=False):
        name, public = person["name"].casefold(), person["publish_name"]
        if name and name in seen:
            yield f"people.{number}.name", FieldProblem("same_name" if seen[name] == public else "same_name_hidden")
        seen.setdefault(name, public)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
