"""What is known of a run from the lines that it tells: how far it is, and for how long it will go on."""

from __future__ import annotations

from typing import Any

from pipeline.desk.run_state import RunState


def both(text: str) -> dict[str, str]:
    return {"ca": text, "en": text}


def run_with(*lines: tuple[float, dict[str, Any]]) -> RunState:
    """A run that began at 100 s, and the lines that it told, each with its time."""
    run = RunState(1, "build", {"slugs": []}, {"joel": both("Joel")}, began=100.0)
    for now, line in lines:
        run.hear(line, now)
    return run


STORY = {"event": "story", "slug": "joel", "number": 3, "of": 4}
STEP = {"event": "step", "step": 7, "what": both("listening"), "total": 1000, "since": 0}


def test_a_step_says_how_long_the_rest_will_take() -> None:
    advance = {"event": "advance", "step": 7, "done": 250, "detail": both("1 of 4")}
    view = run_with((110.0, STORY), (120.0, STEP), (130.0, advance)).view(now=130.0)
    (story,) = view["stories"]
    assert (story["title"], story["steps"][0]["share"], story["steps"][0]["left"]) == (both("Joel"), 0.25, 30)
    assert (view["place"], view["left"]) == ({"number": 3, "of": 4}, 30)  # two of four in 30 s


def test_of_stories_side_by_side_each_has_its_own_steps() -> None:
    began = [
        {"event": "story", "slug": slug, "number": k, "of": 4, "ended": 0} for k, slug in ((1, "joel"), (2, "laura"))
    ]
    steps = [STEP | {"step": mark, "slug": slug} for mark, slug in ((1, "joel"), (2, "laura"), (3, "joel"))]
    advance = {"event": "advance", "step": 1, "done": 250, "detail": both(""), "slug": "joel"}
    lines = [*began, *steps, advance, {"event": "note", "text": both("mind this"), "slug": "joel"}]
    view = run_with(*[(110.0, line) for line in lines]).view(now=130.0)
    told = [(story["slug"], [step["share"] for step in story["steps"]], story["notes"]) for story in view["stories"]]
    assert told == [("joel", [0.25, 0.0], [both("mind this")]), ("laura", [0.0], [])]
    assert view["left"] is None, "none has ended: nobody knows"
    third = {"event": "story", "slug": "cynthia", "number": 3, "of": 4, "ended": 1}
    view = run_with(*[(110.0, line) for line in [*lines, third]]).view(now=130.0)
    assert (view["place"], view["left"]) == ({"number": 3, "of": 4}, 90)  # one of four in 30 s


def test_a_run_that_ends_without_a_word_is_broken_and_one_that_was_told_to_is_stopped() -> None:
    run = run_with((110.0, STORY), (120.0, STEP))
    run.ended("Killed", 140.0)
    view = run.view(now=500.0)
    assert (view["outcome"], view["said"], view["spent"]) == ("broken", "Killed", 40)
    assert view["stories"][0]["steps"][0]["broke"]
    run = run_with()
    run.stopping = True
    run.ended("", 101.0)
    assert run.outcome == "stopped"


def test_the_report_says_at_last_what_came_of_each_story() -> None:
    one = {"slug": "joel", "outcome": "failed", "cues": {}, "notes": [], "problems": [both("no film")]}
    report = {"ok": False, "stories": [one], "problems": [both("no index")]}
    end = {"event": "end", "outcome": "failed", "result": report}
    early = {"event": "problem", "text": both("no film")}
    view = run_with((110.0, early), (111.0, STORY), (112.0, end)).view(now=120.0)
    assert [(story["slug"], story["problems"]) for story in view["stories"]] == [
        ("", [both("no index")]),
        ("joel", [both("no film")]),
    ]
