"""Unified social credit codes: real ones pass, every single wrong letter and every exchange of neighbours is noticed."""

from __future__ import annotations

import pytest

from engine.joint.credit_code import LETTERS, made, wrong

#: Public codes of state bodies and large companies.
REAL = ("11330600002577559T", "11330106053666367B", "91110000600037341L", "91440300708461136T", "91350100M000100Y43")


@pytest.mark.parametrize("code", REAL)
def test_real_codes_pass_and_no_wrong_letter_does(code: str) -> None:
    assert wrong(code) == ""
    for place in range(18):
        for letter in LETTERS:
            if letter != code[place]:
                assert wrong(code[:place] + letter + code[place + 1:]), (code, place, letter)


@pytest.mark.parametrize("code", REAL)
def test_exchanged_neighbours_are_noticed(code: str) -> None:
    swapped = [code[:place] + code[place + 1] + code[place] + code[place + 2:] for place in range(17) if code[place] != code[place + 1]]
    assert len(swapped) > 8
    assert all(wrong(item) for item in swapped)


@pytest.mark.parametrize(("code", "part"), [
    ("", "length"), (REAL[0][:-1], "length"), (REAL[0] + "0", "length"), ("1133060000257755IT", "letters"), ("11330600002577559t", "letters"),
    ("11A30600002577559T", "area"), ("91330600002577558T", "subject"), ("11330600002577559U", "check"), ("９１１１００００６０００３７３４１Ｌ", "letters"),
])
def test_what_is_wrong_is_named(code: str, part: str) -> None:
    assert wrong(code) == part


def test_made_codes_are_right() -> None:
    assert all(wrong(made("91", "330402", f"MA{number:06}")) == "" for number in range(200))


def test_a_code_published_with_a_wrong_check_is_refused() -> None:
    assert wrong("91350203M0001QAY9B") == "check"
