"""What the page says was heard, doubts ticked off on it, and what it is told before an approval."""

from __future__ import annotations

from desk_series import Site, approving, saved

from pipeline.project.layout import StoryLayout
from pipeline.review.review_record import read_review

TRACK = "/api/joel/tracks/ca"
#: ms.
LASTS = 20_000


def doubts(site: Site) -> list[dict]:
    return site.get(f"{TRACK}/findings").json["risks"]


def tick(site: Site, doubt: dict, ticked: bool = True, **more: str):
    form = {key: doubt[key] for key in ("kind", "start", "end", "text")} | {"by": "Marta", "ticked": ticked}
    return site.write("POST", f"{TRACK}/ticks", form | more)


def hear(site: Site, *played: tuple[int, int], cues=(), by: str = "Marta"):
    form = {"by": by, "played": [list(span) for span in played], "opened": list(cues)}
    return site.write("POST", f"{TRACK}/heard", form)


def test_what_is_played_and_opened_is_noted_in_small_steps(site: Site, paths: StoryLayout) -> None:
    track = site.get(TRACK).json
    assert site.get(f"{TRACK}/heard").json == {"sha256": track["sha256"], "played": 0, "unopened": [1, 2, 3, 4, 5, 6]}
    hear(site, (0, 3000))
    answer = hear(site, (3000, 5000), (4000, 10_000), cues=track["cues"][:2]).json
    assert (answer["played"], answer["unopened"]) == (0.5, [3, 4, 5, 6])
    (marta,) = read_review(paths).heard
    assert (marta.by, marta.played, len(marta.opened)) == ("Marta", ((0, 10_000),), 2)
    assert hear(site, (10_000, LASTS), by="").json["played"] == 1, "all together"
    assert [one.by for one in read_review(paths).heard] == ["Marta", ""]
    for wrong in ((5000, "x"), (5000,), (-1, 5)):
        assert hear(site, wrong).status == 400  # type: ignore[arg-type]


def test_the_pulse_is_still_while_somebody_listens(site: Site, paths: StoryLayout) -> None:
    """Every page would ask for everything again."""
    before = site.get("/api/joel/pulse").json
    hear(site, (0, 3000))
    assert site.get("/api/joel/pulse").json == before
    tick(site, doubts(site)[0])
    assert site.get("/api/joel/pulse").json != before


def test_a_doubt_is_ticked_off_by_somebody_and_bound_to_its_words(site: Site, paths: StoryLayout) -> None:
    first = doubts(site)[0]
    assert (first["text"], first["must"], first["ticked"]) == ("l'ort", True, None)
    (again, *others) = tick(site, first).json["risks"]
    assert again["ticked"]["by"] == "Marta" and not any(one["ticked"] for one in others)
    saved(site, 3, "Hi vaig cada dia\namb els veïns.")
    assert doubts(site)[0]["ticked"], "another caption was changed"
    tick(site, first, ticked=False)
    assert read_review(paths).ticks == ()
    tick(site, first)
    saved(site, 2, "Treballo a l’hort del barri.")
    answer = tick(site, first)
    assert (answer.status, answer.json["kind"]) == (409, "changed")
    saved(site, 2, "Treballo a l’ort del barri.")
    assert doubts(site)[0]["ticked"], "these words were heard, and are right"
    assert tick(site, first, by="").status == 400


def test_before_an_approval_it_is_told_what_nobody_has_heard(site: Site, paths: StoryLayout) -> None:
    (obstacle,) = site.get(f"{TRACK}/approval").json["obstacles"]
    assert (obstacle["code"], obstacle["doubt"]["text"]) == ("doubt", "l'ort")
    assert [one["code"] for one in approving(site, "Pere", unheard=True).json["data"]["obstacles"]] == ["doubt"]
    saved(site, 2, "Treballo a l’hort del barri.")
    known = site.get(f"{TRACK}/approval").json
    assert known == {"obstacles": [], "unheard": {"doubts": len(doubts(site)), "captions": 6, "of": 6, "played": 0.0}}
    refused = approving(site, "Pere", unheard=False)
    assert (refused.status, refused.json["kind"], refused.json["data"]) == (422, "refused", known)
    assert approving(site, "Pere", unheard=True).status == 200
    approval = read_review(paths).approvals["ca"]
    assert approval.unheard is not None and approval.unheard.captions == 6 and not approval.heard_through


def test_what_was_heard_is_approved_without_a_question(site: Site, paths: StoryLayout) -> None:
    hear(site, (0, LASTS), cues=site.get(TRACK).json["cues"])
    for doubt in doubts(site):
        assert tick(site, doubt).status == 200
    assert site.get(f"{TRACK}/approval").json == {"obstacles": [], "unheard": None}
    assert approving(site, "Pere", unheard=False).status == 200
    assert read_review(paths).approvals["ca"].heard_through


def test_a_misspelled_word_comes_with_what_a_dictionary_has(site: Site) -> None:
    saved(site, 1, "Bon dia a tothom,\nem dicc Joel.")
    (found,) = [
        one for one in site.get(f"{TRACK}/findings").json["findings"] if one["rule"] == "SPELL" and one["cue"] == 1
    ]
    assert found["word"] == "dicc" and "dic" in found["instead"]
    assert all(one["instead"] == [] for one in site.get(f"{TRACK}/findings").json["findings"] if one["rule"] != "SPELL")
