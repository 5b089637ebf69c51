"""A person's word: it ends with any change of what it is about, and with nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from looked_at import HASHES, PRESS, evidence_facts, track_facts, word_on

from pipeline.evidence.assessment import CriterionResult, about_now, assess, changed_since, holds_still
from pipeline.evidence.criteria import Criterion, criteria, find_criterion
from pipeline.evidence.evidence_facts import EvidenceFacts
from pipeline.review.review_record import Attestation

NAMES = ["footage", "page", "story", "track.ca", "track.en", "track.es", "description.ca"]
hashes = st.dictionaries(st.sampled_from(NAMES), st.sampled_from("abc").map(lambda digit: digit * 64))


def is_about(criterion: Criterion, name: str) -> bool:
    several = {"track": "tracks", "description": "descriptions"}
    return several.get(name.split(".")[0], name) in criterion.about


@given(st.sampled_from(criteria()), hashes, hashes)
def test_a_word_holds_as_long_as_all_that_it_is_about_is_the_same(
    one: Criterion, then: dict[str, str], now: dict[str, str]
) -> None:
    word = word_on(one.name, hashes=then)
    before = {name: sha256 for name, sha256 in then.items() if is_about(one, name)}
    after = {name: sha256 for name, sha256 in now.items() if is_about(one, name)}
    assert word.about == before
    assert holds_still(word, one, now) is (before == after != {})
    assert (changed_since(word, one, now) == ()) is (before == after)


@given(st.sampled_from(criteria()), hashes.filter(bool), st.data())
def test_any_single_change_of_it_ends_it_and_no_other_does(one: Criterion, then: dict[str, str], data) -> None:
    word = word_on(one.name, hashes=then)
    name = data.draw(st.sampled_from(NAMES))
    now = {**then, name: "d" * 64}
    held = holds_still(word, one, then)
    assert holds_still(word, one, now) is (held and not is_about(one, name))
    assert changed_since(word, one, now) == ((name,) if is_about(one, name) else ())


def test_a_word_on_one_criterion_is_none_on_another() -> None:
    assert not holds_still(word_on("keyboard"), find_criterion("focus-order"), HASHES)


def result_of(
    name: str, *words: Attestation, facts: EvidenceFacts | None = None, named: bool = False
) -> CriterionResult:
    found = assess(facts or evidence_facts(), words, named)
    (result,) = (one for one in found.results if one.criterion.name == name)
    return result


@pytest.mark.parametrize("said", ["passed", "failed", "cantTell", "inapplicable"])
def test_a_persons_word_is_the_outcome(said: str) -> None:
    result = result_of("keyboard", word_on("keyboard", said))
    assert (result.outcome, result.mode) == (said, "manual")


def test_before_anybody_has_looked_nothing_is_said() -> None:
    result = result_of("keyboard")
    assert (result.outcome, result.mode, result.word) == ("untested", None, None)


def test_a_word_that_has_ended_counts_for_nothing() -> None:
    word = word_on("keyboard", hashes={**HASHES, "page": "f" * 64})
    assert result_of("keyboard", word).outcome == "untested"


def test_the_last_word_counts() -> None:
    assert result_of("keyboard", word_on("keyboard"), word_on("keyboard", "failed")).outcome == "failed"


def test_nobody_passes_what_the_build_found_to_fail() -> None:
    facts = evidence_facts(tracks=())
    for said in ("passed", "inapplicable", "cantTell"):
        word = word_on("captions-prerecorded", said)
        assert result_of("captions-prerecorded", word, facts=facts).outcome == "failed"


def test_a_person_may_fail_what_the_machine_passed() -> None:
    assert result_of("language-of-page").outcome == "passed"
    result = result_of("language-of-page", word_on("language-of-page", "failed"))
    assert (result.outcome, result.mode) == ("failed", "semiAuto")


def test_how_it_was_looked_at() -> None:
    approved = evidence_facts(tracks=(track_facts("ca", PRESS),))
    assert result_of("captions-prerecorded", facts=approved).mode == "semiAuto"
    assert result_of("language-of-page").mode == "automatic"
    assert result_of("page-titled", word_on("page-titled")).mode == "semiAuto"
    assert result_of("motion-actuation", word_on("motion-actuation")).mode == "manual"


def test_a_name_is_told_only_where_the_series_says_so() -> None:
    for named in (False, True):
        result = result_of("keyboard", word_on("keyboard"), named=named)
        assert result.word and result.word.signer.name == ("Berta Roca" if named else None)
        assert result.word.signer.role == "accessibility"


def test_the_day_is_of_the_last_person_or_of_the_look() -> None:
    approved = evidence_facts(tracks=(track_facts("ca", PRESS),))
    assert result_of("captions-prerecorded", facts=approved).when("2024-03-02") == "2024-02-28"
    assert result_of("keyboard", word_on("keyboard")).when("2024-03-02") == "2024-03-01"
    assert result_of("language-of-page").when("2024-03-02") == "2024-03-02"
    assert result_of("language-of-page").when(None) is None


@given(hashes)
def test_what_a_word_is_bound_to_is_in_one_order(now: dict[str, str]) -> None:
    for one in criteria():
        assert list(about_now(one, now)) == sorted(about_now(one, dict(reversed(now.items()))))
