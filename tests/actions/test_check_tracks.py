"""`veus check` over folders: files, waivers, what a build left, and --fix on files that belong to people."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from kept_versions import kept
from small_series import STORY, make_series, make_story, track_file

from pipeline import files
from pipeline.actions.check_tracks import check
from pipeline.build.build_lock import locked
from pipeline.check.finding import letters
from pipeline.cues import Sound, SuspectedHallucination, Transcript, Word
from pipeline.errors import BusyError, ConfigError, StoryError
from pipeline.media.media_info import MediaInfo
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.review import history, waiting
from pipeline.review.history import Why
from pipeline.speech.transcribe import write_transcript

GOOD = """1
00:00:01,000 --> 00:00:03,500
Bon dia a tothom.
"""

#: Too fast, although there is time; `l.l`; an overlap that the reader mends.
BAD = """1
00:00:01,000 --> 00:00:02,000
Vam anar junts al col.legi del barri.

2
00:00:01,900 --> 00:00:02,400
Sí.
"""


@pytest.fixture
def layout(tmp_path):
    return Layout(make_series(tmp_path))


def story(layout, slug, captions=GOOD, **more):
    return make_story(layout.root, slug, captions=captions, **more)


def left_by_a_build(layout: Layout, slug: str, words: tuple[Word, ...], **more: object) -> None:
    paths = layout.story(layout.stories / slug, slug)
    facts = MediaInfo(
        "mp4", 20_000, 1920, 1080, 1920, 1080, Fraction(25), False, 0, "h264", "yuv420p", 8, Fraction(1), {}, 0, None
    )
    files.write_json(paths.probe, facts.to_json())
    files.write_json(paths.cuts, more.pop("cuts", []))
    write_transcript(paths.transcript, Transcript(words, 20_000, ("ca",), "fake", "m", "0", **more))  # type: ignore[arg-type]


def rules(track):
    return [finding.rule for finding in track.findings]


def test_a_good_file_has_no_errors(layout):
    story(layout, "joel")
    report = check(Series.open(layout), (), ("ca",))
    assert not report.has_errors
    assert (report.tracks[0].story, report.tracks[0].cues, report.tracks[0].findings) == ("joel", 1, [])
    assert json.loads(json.dumps(report.as_dict()))["ok"]


def test_a_bad_file_has(layout):
    story(layout, "joel", BAD)
    report = check(Series.open(layout), ("joel",), ("ca",))
    assert report.has_errors
    assert {"CPS", "CA-GEM", "OVERLAP"} <= set(rules(report.tracks[0]))
    overlap = next(finding for finding in report.tracks[0].findings if finding.rule == "OVERLAP")
    assert report.tracks[0].line_of(overlap) == 2


def test_a_story_without_captions_says_so(layout):
    story(layout, "joel", captions=None)
    report = check(Series.open(layout), (), ())
    assert not report.has_errors
    assert [track.lang for track in report.tracks] == ["ca", "en"]
    assert report.tracks[0].notes == ["there is no ca.srt yet: `veus build joel` makes it."]


def test_never_built_is_said_and_does_no_harm(layout):
    story(layout, "joel")
    assert any("picture and sound" in note for note in check(Series.open(layout), (), ("ca",)).tracks[0].notes)


def test_what_a_build_heard_is_used(layout):
    story(layout, "joel")
    words = tuple(
        Word(1600 + k * 400, 2000 + k * 400, text, "ca", p)
        for k, (text, p) in enumerate([("Bon", 0.9), ("dia", 0.9), ("a", 0.9), ("tothom.", 0.2)])
    )
    left_by_a_build(
        layout,
        "joel",
        words,
        sounds=(Sound(5000, 12_000, "music"),),
        doubts=(SuspectedHallucination(14_000, 15_000, "Adeu", "no-speech"),),
    )
    track = check(Series.open(layout), (), ("ca",)).tracks[0]
    assert rules(track) == ["SYNC-IN", "SFX-COVER"]
    assert [(risk.kind, risk.text) for risk in track.risks] == [
        ("words", "tothom"),
        ("doubt", "Adeu"),
        ("sound", "music"),
    ]


def test_what_another_version_left_is_as_good_as_nothing(layout):
    story(layout, "joel")
    paths = layout.story(layout.stories / "joel", "joel")
    files.write_json(paths.probe, {"old": 1})
    files.write_json(paths.transcript, [1])
    files.write_text(paths.cuts, "{")
    assert not check(Series.open(layout), (), ("ca",)).has_errors


def test_voices_get_the_names_of_the_story(layout):
    people = '[[people]]\nname = "Laura"\n[[people]]\nname = "Carme"\n'
    two = "1\n00:00:01,000 --> 00:00:03,000\nCom et dius?\n\n2\n00:00:05,000 --> 00:00:07,000\nEm dic Carme.\n"
    story(layout, "joel", two, toml=STORY + people)
    said = [(1000, "Com", "A"), (1500, "et", "A"), (2000, "dius?", "A")]
    said += [(5000, "Em", "B"), (5500, "dic", "B"), (6000, "Carme.", "B")]
    left_by_a_build(layout, "joel", tuple(Word(at, at + 500, text, "ca", 0.9, who) for at, text, who in said))
    found = [
        finding for finding in check(Series.open(layout), (), ("ca",)).tracks[0].findings if finding.rule == "SPK-ID"
    ]
    assert [finding.measured for finding in found] == ["Laura", "Carme"]


def test_waived_findings_do_not_fail(layout):
    folder = story(layout, "joel", "1\n00:00:01,000 --> 00:00:01,900\nSí.\n\n2\n00:00:02,000 --> 00:00:04,000\nAdeu.\n")
    assert check(Series.open(layout), (), ("ca",)).has_errors
    waiver = {"rule": "DUR-MIN", "lang": "ca", "text": "Sí.", "reason": "she only says yes", "by": "Marta"}
    (folder / "review.json").write_text(json.dumps({"waivers": [waiver]}), "utf-8")
    report = check(Series.open(layout), (), ("ca",))
    assert not report.has_errors
    assert report.tracks[0].waived[0][1].reason == "she only says yes"


def test_trouble_of_one_story_does_not_hide_the_others(layout):
    story(layout, "good")
    story(layout, "broken", toml="title =")
    story(layout, "not-subtitles", "hello")
    report = check(Series.open(layout), (), ("ca",))
    assert set(report.problems) == {"broken", "not-subtitles (ca)"}
    assert [track.story for track in report.tracks] == ["good"]
    assert report.has_errors


def test_unknown_stories_and_languages(layout):
    story(layout, "joel")
    with pytest.raises(StoryError, match="joel"):
        check(Series.open(layout), ("joell",), ())
    with pytest.raises(ConfigError):
        check(Series.open(layout), (), ("fr",))


# --fix


def test_fix_mends_the_file_and_keeps_what_was_there(layout):
    folder = story(layout, "joel", BAD)
    report = check(Series.open(layout), (), ("ca",), fix=True)
    track = report.tracks[0]
    new = (folder / "ca.srt").read_text("utf-8")
    assert "col·legi" in new
    assert letters("".join(new.splitlines()[2])) == letters("Vam anar junts al col.legi del barri.")
    assert {"CA-GEM", "OVERLAP"} <= {finding.rule for finding in track.fixed}
    assert "OVERLAP" not in rules(track)
    paths = layout.story(folder, "joel")
    assert kept(paths) == [new.encode(), BAD.encode()]
    assert [version.reason.why for version in history.versions(paths, "ca")] == [Why.FIXED, Why.EXTERNAL]


def test_fix_twice_changes_nothing_more(layout):
    folder = story(layout, "joel", BAD)
    check(Series.open(layout), (), ("ca",), fix=True)
    once = (folder / "ca.srt").read_bytes()
    track = check(Series.open(layout), (), ("ca",), fix=True).tracks[0]
    assert (folder / "ca.srt").read_bytes() == once
    assert not track.fixed
    assert len(kept(layout.story(folder, "joel"))) == 2


def test_fix_leaves_a_file_without_findings_byte_for_byte(layout):
    odd = GOOD.replace("\n", "\r\n")
    folder = story(layout, "joel", odd.encode())
    check(Series.open(layout), (), ("ca",), fix=True)
    assert (folder / "ca.srt").read_bytes() == odd.encode()
    assert not (folder / ".base").exists()


def test_without_fix_nothing_is_written(layout):
    folder = story(layout, "joel", BAD)
    check(Series.open(layout), (), ())
    assert (folder / "ca.srt").read_text("utf-8") == BAD
    assert not (folder / ".base").exists() and not layout.output.exists()


def test_a_track_of_the_machine_becomes_a_persons(layout):
    folder = story(layout, "joel", BAD)
    (folder / ".base").mkdir()
    (folder / ".base/ca.srt").write_text(BAD, "utf-8")
    notes = check(Series.open(layout), (), ("ca",), fix=True).tracks[0].notes
    assert any("it is a person's" in note for note in notes)


def test_an_approved_track_is_left_alone(layout):
    folder = story(layout, "joel", BAD)
    of = {"sha256": files.sha256_text(BAD), "footage_sha256": "f" * 64, "by": "A", "when": "2024-01-01T00:00:00Z"}
    (folder / "review.json").write_text(json.dumps({"approvals": {"ca": of}}), "utf-8")
    track = check(Series.open(layout), (), ("ca",), fix=True).tracks[0]
    assert (folder / "ca.srt").read_text("utf-8") == BAD
    assert "approved: left exactly as it is." in track.notes


def test_an_approval_that_other_footage_has_ended_is_none(layout):
    folder = story(layout, "joel", BAD, footage=b"a film")
    for footage, fixed in (("a film", False), ("another one", True)):
        of = {"sha256": files.sha256_text(BAD), "footage_sha256": files.sha256_text(footage)}
        of |= {"by": "A", "when": "2024-01-01T00:00:00Z"}
        (folder / "review.json").write_text(json.dumps({"approvals": {"ca": of}}), "utf-8")
        notes = check(Series.open(layout), (), ("ca",), fix=True).tracks[0].notes
        assert ((folder / "ca.srt").read_text("utf-8") != BAD) == fixed != ("approved: left exactly as it is." in notes)


@pytest.mark.parametrize("kind", ["stale", "gap"])
def test_fix_answers_no_question_that_waits_for_a_person(layout, kind):
    folder = story(layout, "joel", BAD)
    paths = layout.story(folder, "joel")
    track = track_file(layout, "joel", "ca")
    one = waiting.item(kind, "ca", track.cues()[:1], (), since="2024-01-01T00:00:00+01:00", before="a", now="b")
    waiting.write(paths, "ca", waiting.Waiting(items=(one,)))
    before = track.text()
    report = check(Series.open(layout), (), ("ca",), fix=True).tracks[0]
    (now,) = track.open_items()
    assert (now.kind, now.source_before, now.source_now) == (kind, "a", "b") and report.open == (now,)
    assert now.people[0] == track.cues()[0] != one.people[0] and "col·legi" in now.people[0].text
    track.save_over(before.data, track.text().sha256, track.reason(Why.RESTORED, "Anna"))
    assert track.open_items() == (one,), "and as the file was before, it asks what it asked"
    cues = track.cues()
    answer = [replace(cues[0], text="Vam anar plegats al col·legi."), *cues[1:]]
    track.save(answer, track.read(), track.reason(Why.PAGE))
    assert track.open_items() == (), "a person's answer"


def test_fix_waits_for_no_build_and_disturbs_none(layout):
    story(layout, "joel", BAD)
    with locked(layout, "veus build", False, lambda _: None), pytest.raises(BusyError):
        check(Series.open(layout), (), (), fix=True)


def test_a_file_saved_meanwhile_is_not_overwritten(layout, monkeypatch):
    folder = story(layout, "joel", BAD)
    from pipeline.actions import check_tracks as module

    def meddling(cues, context):
        (folder / "ca.srt").write_text(GOOD, "utf-8")
        return real(cues, context)

    real = module.mend
    monkeypatch.setattr(module, "mend", meddling)
    report = check(Series.open(layout), (), ("ca",), fix=True)
    assert "saved this file just now" in str(report.problems["joel (ca)"])
    assert (folder / "ca.srt").read_text("utf-8") == GOOD
