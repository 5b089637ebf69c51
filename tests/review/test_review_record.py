"""review.json: whatever people write into it stays, and nothing that programs write is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.waivers import Waiver
from pipeline.errors import BusyError, StoryError
from pipeline.project.layout import StoryLayout
from pipeline.review import review_record
from pipeline.review.review_record import Approval, Attestation, Edit, Review, read_review
from pipeline.review.story_lock import changing

REPO = Path(__file__).resolve().parents[2]
WHEN = "2024-03-01T09:30:00+01:00"
APPROVAL = Approval(by="Marta Puig", role="Premsa", when=WHEN, sha256="a" * 64, footage_sha256="b" * 64, veus="0.1")
WAIVER = Waiver(rule="CPS", lang="ca", text="Sí.", reason="parla de pressa", by="Marta", when=WHEN)
EDIT = Edit(by="Joan", when=WHEN, sha256="c" * 64, how="page")


@pytest.fixture
def paths(tmp_path: Path) -> StoryLayout:
    return StoryLayout(tmp_path, tmp_path / "out", tmp_path / "work")


def data(paths: StoryLayout) -> dict[str, object]:
    found: dict[str, object] = json.loads(paths.review_file.read_text("utf-8"))
    return found


def test_no_file_says_nothing(paths: StoryLayout) -> None:
    assert read_review(paths) == Review()
    assert review_record.approved_sha256(paths, "ca") is None
    assert list(paths.source.iterdir()) == []


def test_what_is_noted_can_be_read(paths: StoryLayout) -> None:
    review_record.set_approval(paths, "ca", APPROVAL)
    review_record.add_waiver(paths, WAIVER)
    review_record.note_edit(paths, "en", EDIT)
    comment = review_record.add_comment(paths, "en", (1000, 2500), "Hello.", "Is that so?", by="Joan", when=WHEN)
    review = read_review(paths)
    assert review.approvals == {"ca": APPROVAL} and review_record.approved_sha256(paths, "ca") == "a" * 64
    assert (review.waivers, review.edits, review.comments) == ((WAIVER,), {"en": EDIT}, (comment,))
    assert [entry["what"] for entry in review.log] == ["approve", "waive"]
    review_record.set_done(paths, comment.id)
    assert read_review(paths).comments[0].done
    review_record.set_done(paths, comment.id, False)
    assert read_review(paths).comments == (comment,)


def test_earlier_approvals_stay_in_the_log(paths: StoryLayout) -> None:
    review_record.set_approval(paths, "ca", APPROVAL)
    review_record.set_approval(paths, "ca", APPROVAL.model_copy(update={"by": "Joan"}))
    review = read_review(paths)
    assert review.approvals["ca"].by == "Joan"
    assert [entry["by"] for entry in review.log] == ["Marta Puig", "Joan"]


def test_a_later_waiver_takes_the_place_of_an_earlier_one(paths: StoryLayout) -> None:
    review_record.add_waiver(paths, WAIVER)
    review_record.add_waiver(paths, WAIVER.model_copy(update={"text": " Sí.\n", "reason": "it is fine"}))
    assert [waiver.reason for waiver in read_review(paths).waivers] == ["it is fine"]
    review_record.remove_waiver(paths, WAIVER, "Joan", WHEN)
    assert read_review(paths).waivers == ()
    assert [entry["what"] for entry in read_review(paths).log] == ["waive", "waive", "unwaive"]


def attested(criterion: str, outcome: str = "passed") -> Attestation:
    about = {"page": "d" * 64}
    return Attestation.model_validate(
        {"criterion": criterion, "outcome": outcome, "by": "Berta", "when": WHEN, "about": about}
    )


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["passed", "failed", None])), max_size=8))
def test_the_last_word_on_each_criterion_stands_and_all_are_in_the_log(tmp_path_factory, given_in_turn) -> None:  # type: ignore[no-untyped-def]
    """None: taken back."""
    folder = tmp_path_factory.mktemp("words")
    here = StoryLayout(folder, folder / "out", folder / "work")
    review_record.set_approval(here, "ca", APPROVAL)
    last: dict[str, Attestation] = {}
    for criterion, outcome in given_in_turn:
        last.pop(criterion, None)
        if outcome is None:
            review_record.remove_attestation(here, criterion, "Berta", WHEN)
        else:
            last[criterion] = attested(criterion, outcome)
            review_record.add_attestation(here, last[criterion])
    review = read_review(here)
    assert review.attestations == tuple(last.values()) and review.approvals == {"ca": APPROVAL}
    said = ["approve", *("attest" if outcome else "unattest" for _, outcome in given_in_turn)]
    assert [entry["what"] for entry in review.log] == said


def test_a_word_that_is_none_is_told_by_its_line(paths: StoryLayout) -> None:
    review_record.add_attestation(paths, attested("keyboard"))
    for old, new in (('"passed"', '"untested"'), ("d" * 64, "d" * 63), ("+01:00", "")):
        text = paths.review_file.read_text("utf-8")
        paths.review_file.write_text(text.replace(old, new, 1), "utf-8")
        with pytest.raises(StoryError, match=r"line \d+"):
            read_review(paths)
        paths.review_file.write_text(text, "utf-8")


def test_a_comment_that_is_gone(paths: StoryLayout) -> None:
    with pytest.raises(StoryError, match="no longer there"):
        review_record.set_done(paths, "0")


def test_nothing_is_written_that_could_not_be_read(paths: StoryLayout) -> None:
    review_record.add_waiver(paths, WAIVER)
    before = paths.review_file.read_bytes()
    with pytest.raises(StoryError):
        review_record.note_edit(paths, "ca", Edit.model_construct(by="", when="yesterday", sha256="", how=""))
    assert paths.review_file.read_bytes() == before


# What people write there

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KNOWN = {*Review.model_fields, *Approval.model_fields, *Waiver.model_fields, *Edit.model_fields}
own_keys = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8).filter(lambda key: key not in KNOWN),
    json_values,
    max_size=3,
)


@given(top=own_keys, inner=own_keys, bom=st.booleans(), crlf=st.booleans())
def test_what_people_add_stays(tmp_path_factory, top, inner, bom, crlf) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("story")
    paths = StoryLayout(folder, folder / "out", folder / "work")
    own = top | {
        "waivers": [WAIVER.model_dump() | inner],
        "approvals": {"en": APPROVAL.model_dump() | inner},
        "log": [inner],
    }
    text = json.dumps(own, ensure_ascii=False, indent=3).replace("\n", "\r\n" if crlf else "\n")
    paths.review_file.write_bytes((b"\xef\xbb\xbf" if bom else b"") + text.encode())
    review_record.set_approval(paths, "ca", APPROVAL)
    review_record.note_edit(paths, "ca", EDIT)
    now = data(paths)
    assert list(now)[: len(own)] == list(own)
    assert {key: now[key] for key in top} == top
    assert now["waivers"] == own["waivers"]
    assert now["approvals"] == own["approvals"] | {"ca": APPROVAL.model_dump()}
    assert now["log"][0] == inner  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "line 1: not valid JSON"),
        (b'{\n"waivers": [\n}', "line 3: not valid JSON"),
        (b"[]", r"line 1: an object \{ … \} was expected"),
        (b'{"a": 1,\n"waivers": 3}', 'line 2: "waivers"'),
        (b'{"waivers": [\n"x"]}', 'line 2: "waivers.0"'),
        (b'{"approvals": {"ca":\n{"sha256": "beef"}}}', 'line 2: "approvals.ca.by"'),
        (b'{"a": 1,\n"a": 2}', 'line 2: the key "a" stands here a second time'),
        (b'{"a":\n\xe9}', "line 2: not UTF-8"),
        (b'{"a": "\\ud800"}', "cannot be read"),
        (b"[" * 100_000, "cannot be read"),
        (b'{"edits": {"ca": {"by": "J", "when": "2024-01-01", "sha256": "' + b"a" * 64 + b'", "how": ""}}}', "offset"),
    ],
)
def test_a_damaged_file_is_told_by_line_and_never_written_over(paths: StoryLayout, text: bytes, said: str) -> None:
    paths.review_file.write_bytes(text)
    with pytest.raises(StoryError, match=said):
        read_review(paths)
    with pytest.raises(StoryError, match="Restore it"):
        review_record.add_waiver(paths, WAIVER)
    assert paths.review_file.read_bytes() == text


@pytest.mark.parametrize("key", ["rule", "lang", "reason"])
def test_a_waiver_without_a_reason_silences_nothing(paths: StoryLayout, key: str) -> None:
    paths.review_file.write_text(json.dumps({"waivers": [WAIVER.model_dump() | {key: " "}]}), "utf-8")
    with pytest.raises(StoryError, match=key):
        read_review(paths)


# Several at once

WRITER = """
import sys
from pathlib import Path
from pipeline.project.layout import StoryLayout
from pipeline.review import review_record as record

root, name = Path(sys.argv[1]), sys.argv[2]
paths = StoryLayout(root, root / "out", root / "work")
for number in range(25):
    span = (number, number + 1)
    record.add_comment(paths, "ca", span, "", f"{name} {number}", by=name, when="2024-03-01T09:30:00+01:00")
"""


def test_two_programs_at_once_lose_nothing(paths: StoryLayout) -> None:
    command = [sys.executable, "-c", WRITER, str(paths.source)]
    running = [subprocess.Popen([*command, name], cwd=REPO) for name in ("a", "b")]
    assert [process.wait(60) for process in running] == [0, 0]
    said = [comment.comment for comment in read_review(paths).comments]
    assert sorted(said) == sorted(f"{name} {number}" for name in "ab" for number in range(25))
    assert [one for one in said if one.startswith("a")] == [f"a {number}" for number in range(25)]


def test_a_person_who_saves_meanwhile_is_not_written_over(paths: StoryLayout) -> None:
    with pytest.raises(StoryError, match="saved this file just now"), review_record.edited(paths) as draft:
        paths.review_file.write_text('{"mine": 1}', "utf-8")
        draft["log"] = [{}]
    assert data(paths) == {"mine": 1}


def test_the_lock_is_one_for_a_thread_and_keeps_others_out(paths: StoryLayout) -> None:
    code = "from pipeline.review.story_lock import changing\nfrom pipeline.project.layout import StoryLayout\n"
    code += "import sys, pathlib\n"
    code += "p = pathlib.Path(sys.argv[1])\nwith changing(StoryLayout(p, p, p)): print('in', flush=True); input()"
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(paths.source)],
        cwd=REPO,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout and other.stdout.readline() == "in\n"
    with pytest.raises(BusyError, match="being changed by another program"), changing(paths, patience=0):
        raise AssertionError("two at once")
    other.communicate("\n")
    with changing(paths, patience=0), changing(paths, patience=0):
        review_record.add_waiver(paths, WAIVER)
    assert read_review(paths).waivers == (WAIVER,)
