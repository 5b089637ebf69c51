"""From a file to a form and back: what nobody changes is never touched."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from searching import examples

from pipeline.desk.form_changes import clashing, with_changes
from pipeline.desk.form_fields import (
    SERIES_FORM,
    STORY_FORM,
    FormValues,
    fits,
    posted,
    shown,
)

word = st.text(st.sampled_from("aé ’\n#"), min_size=1, max_size=5)
both = st.fixed_dictionaries({"ca": word, "en": word})
stories = st.fixed_dictionaries(
    {"title": both, "spoken": st.lists(st.sampled_from(["ca", "es", "ar"]), unique=True, max_size=2)},
    optional={
        "slug": word,
        "poster": st.one_of(st.floats(0, 99, allow_nan=False), word),
        "consent": st.fixed_dictionaries({"date": st.dates()}, optional={"given_by": word, "extra": word}),
        "people": st.lists(
            st.fixed_dictionaries({"name": word}, optional={"speaks": st.booleans(), "role": both, "x": word})
        ),
        "chapters": st.lists(st.fixed_dictionaries({"start": word, "title": both})),
    },
)


def sent(values: FormValues) -> list[tuple[str, str]]:
    """What a browser sends of these values."""
    pairs: list[tuple[str, str]] = []

    def put(name: str, value: Any) -> None:
        if isinstance(value, bool):
            pairs.extend([(name, "on")] if value else [])
        elif isinstance(value, str):
            pairs.append((name, value))
        elif value is not None and not isinstance(value, list):
            pairs.append((name, str(value)))

    for name, value in values.items():
        put(name, value)
        for number, one in enumerate(value if isinstance(value, list) else []):
            if isinstance(one, str):
                pairs.append((name, one))
            else:
                for key, inside in one.items():
                    put(f"{name}.{number}.{key}", inside)
    return pairs


@given(stories)
@settings(max_examples=examples(60), deadline=None)
def test_what_nobody_changes_stays_as_it_is(data: dict[str, Any]) -> None:
    seen = shown(STORY_FORM, data, {})
    assert all(fits(STORY_FORM, name, value) for name, value in seen.items())
    mine = copy.deepcopy(seen) | {"title.ca": "Nou"}
    made = with_changes(STORY_FORM, data, seen, seen, mine)
    assert made == data | {"title": data["title"] | {"ca": "Nou"}}
    assert clashing(STORY_FORM, seen, seen, mine) == []


@given(stories)
@settings(max_examples=examples(60), deadline=None)
def test_a_browser_sends_what_it_was_shown(data: dict[str, Any]) -> None:
    data["chapters"] = []
    seen = shown(STORY_FORM, data, {})
    rows = [
        one for one in seen["people"] if one["name"] or one["role.ca"] or one["role.en"]
    ]  # of blanks alone is nobody
    assert posted(STORY_FORM, sent(seen)).values == seen | {"people": rows}


def test_chapters_stand_in_the_order_of_their_times() -> None:
    starts = ["1:00:00", "x", "0:09.5", "10:00"]
    pairs = [(f"chapters.{number}.start", start) for number, start in enumerate(starts)]
    form = posted(STORY_FORM, [*pairs, ("chapters.7.start", " ")])
    assert [row["start"] for row in form.values["chapters"]] == ["0:09.5", "10:00", "1:00:00", "x"]
    assert form.ids["chapters"] == [2, 3, 0, 1]


def test_a_row_keeps_what_its_page_does_not_show() -> None:
    data = {"glossary": [{"ca": "hort", "plural": {"ca": "horts"}}, {"ca": "veí"}]}
    seen = shown(SERIES_FORM, data, {})
    mine = copy.deepcopy(seen)
    mine["glossary"] = [mine["glossary"][1], mine["glossary"][0] | {"ca": "l’hort", "hint": False}]
    assert with_changes(SERIES_FORM, data, seen, seen, mine)["glossary"] == [
        {"ca": "veí"},
        {"ca": "l’hort", "plural": {"ca": "horts"}, "hint": False},
    ]


def test_what_is_emptied_goes_and_a_day_is_a_day() -> None:
    data = {"consent": {"given_by": "Ona", "date": date(2024, 5, 1)}, "poster": 3.0}
    seen = shown(STORY_FORM, data, {})
    mine = seen | {"consent.given_by": "", "consent.date": "", "poster": "4.5", "consent.expires": ""}
    assert with_changes(STORY_FORM, data, seen, seen, mine) == {"poster": 4.5}
    mine = seen | {"consent.expires": "2025-01-31"}
    assert with_changes(STORY_FORM, data, seen, seen, mine)["consent"]["expires"] == date(2025, 1, 31)


def test_the_same_change_from_two_is_no_clash() -> None:
    seen = shown(STORY_FORM, {"people": [{"name": "Joel"}]}, {})
    now = shown(STORY_FORM, {"people": [{"name": "Joel"}, {"name": "Ona"}]}, {})
    mine = copy.deepcopy(now)
    mine["people"][1]["was"] = None
    assert clashing(STORY_FORM, seen, now, mine) == []
    mine["people"][1]["name"] = "Anna"
    assert clashing(STORY_FORM, seen, now, mine) == ["people"]
