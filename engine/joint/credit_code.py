"""The unified social credit code of GB 32100-2015: 18 characters, the 9th to 17th a subject code of GB 11714-1997, the last a check character.

Both check characters are verified: one wrong letter, or two neighbours exchanged, and the code is refused.
"""

from __future__ import annotations

from typing import Final

#: Digits and capital letters without I, O, S, V, Z (GB 32100-2015, 4.1); the place of a character is its value.
LETTERS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
#: 3^(i-1) mod 31 (GB 32100-2015, annex A).
WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(17))
SUBJECT_LETTERS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: GB 11714-1997, 3.3.
SUBJECT_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
LENGTH: Final = 18


def check_character(first: str) -> str:
    """The 18th character of a code by its first 17. Raises ValueError for a character the standard does not have."""
    total = sum(LETTERS.index(letter) * weight for letter, weight in zip(first, WEIGHTS, strict=True))
    return LETTERS[-total % 31]


def subject_check_character(first: str) -> str:
    """The 9th character of a subject code (组织机构代码) by its first 8; 10 is written X."""
    rest = -sum(SUBJECT_LETTERS.index(letter) * weight for letter, weight in zip(first, SUBJECT_WEIGHTS, strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def made(registrar: str, area: str, subject: str) -> str:
    """A whole code: two characters of registrar and kind, six digits of the place, eight of the subject; both checks are added."""
    first = registrar + area + subject + subject_check_character(subject)
    return first + check_character(first)


def wrong(code: str) -> str:
    """"" for a right code; else which part is wrong: "length", "letters", "area", "subject" or "check"."""
    if len(code) != LENGTH:
        return "length"
    if any(letter not in LETTERS for letter in code):
        return "letters"
    if not code[2:8].isdigit():
        return "area"
    if code[:2] != "92" and code[16] != subject_check_character(code[8:16]):
        return "subject"  # individual businesses (92) were numbered by the registrar, not always with a subject check
    return "" if code[17] == check_character(code[:17]) else "check"
