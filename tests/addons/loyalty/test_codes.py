"""Codes are long, random, readable, and found however they are typed."""

from __future__ import annotations

import math

import pytest

from addons.loyalty.codes import LENGTH, SIGNS, grouped, key_of, new_code


@pytest.mark.req("CP-6")
def test_a_code_has_80_random_bits_and_no_signs_that_look_alike() -> None:
    assert len(set(SIGNS)) == len(SIGNS)
    assert LENGTH * math.log2(len(SIGNS)) >= 80
    for alike in ("0OQD"[:2], "1IL", "2Z", "5S", "8B", "6G", "UV"):
        assert len(set(alike) & set(SIGNS)) <= 1, alike
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(key_of(code)) == LENGTH for code in codes)


@pytest.mark.req("CP-6")
def test_case_and_grouping_do_not_matter() -> None:
    code = new_code()
    for typed in (code.lower(), code.replace("-", ""), f"  {code.replace('-', ' ')} ", code.replace("-", "–")):
        assert grouped(key_of(typed)) == code
