"""Whether two processors compute alike: what counts, and what does not."""

from __future__ import annotations

import re

import pytest

from pipeline.cluster.arithmetic import CHOSEN_BY, arithmetic, arithmetic_of, processor_of

AMD = "processor\t: 0\nvendor_id\t: AuthenticAMD\nmodel name\t: EPYC\nflags\t\t: fpu sse4_2 avx avx2 fma\n\n"
ARM = "processor\t: 0\nFeatures\t: fp asimd sve\nCPU implementer\t: 0x41\nCPU architecture: 8\n"


def test_it_is_of_this_machine_and_can_be_shown() -> None:
    assert re.fullmatch(r"[\w.-]+ [0-9a-f]{8}", arithmetic())


@pytest.mark.parametrize(
    "other",
    [
        AMD.replace("fma", "fma avx512f"),
        AMD.replace(" avx2", ""),
        AMD.replace("AuthenticAMD", "GenuineIntel"),
        ARM,
    ],
)
def test_other_instructions_and_makers_compute_otherwise(other: str) -> None:
    assert arithmetic_of(AMD, "", {}) != arithmetic_of(other, "", {})


def test_what_no_sum_depends_on_does_not_count() -> None:
    newer = AMD.replace("EPYC", "EPYC 2").replace("fpu sse4_2 avx", "hypervisor avx sse4_2 sha_ni")
    assert arithmetic_of(AMD, "x", {"LANG": "ca_ES.UTF-8"}) == arithmetic_of(newer, "y", {})


def test_where_linux_tells_of_no_instructions_the_name_counts() -> None:
    assert arithmetic_of("", "arm", {}) != arithmetic_of("", "i386", {})
    assert arithmetic_of("", "arm", {}) == arithmetic_of("", "arm", {})


@pytest.mark.parametrize("name", CHOSEN_BY)
def test_what_a_user_chose_counts(name: str) -> None:
    assert arithmetic_of(AMD, "", {name: "x"}) != arithmetic_of(AMD, "", {})
    assert arithmetic_of(AMD, "", {name: ""}) == arithmetic_of(AMD, "", {})


def test_pictures_come_out_the_same_on_all_processors_of_a_kind_that_are_not_very_old() -> None:
    same = {processor_of("x86_64", told) for told in (AMD, AMD.replace("fma", "fma avx512f"))}
    assert same == {"x86_64 with AVX2"}
    assert processor_of("x86_64", AMD.replace("avx2 ", "")) == processor_of("x86_64", "") == "x86_64"
    assert processor_of("aarch64", ARM) == "aarch64"
