"""Numbers with a check character that Chinese authorities write into forms."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

CREDIT_SIGNS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100-2015, table 1: digits and capital letters without I, O, S, V, Z; the place is the value."""
CREDIT_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS: Final = "10X98765432"


def credit_code(text: str) -> bool:
    """The unified social credit code: 18 signs of which the last checks the others (GB 32100-2015, 5.3).

    """
    if len(text) != 18 or any(sign not in CREDIT_SIGNS for sign in text) or not text[2:8].isdigit():
        return False
    total = sum(CREDIT_SIGNS.index(sign) * weight for sign, weight in zip(text[:17], CREDIT_WEIGHTS, strict=True))
    return CREDIT_SIGNS[(31 - total % 31) % 31] == text[17]


def id_number(text: str) -> bool:
    """The citizen's identity number (GB 11643-1999): region, birthday that exists, order, check sign by ISO 7064 MOD 11-2."""
    if not re.fullmatch(r"[1-9]\d{16}[\dX]", text, re.ASCII):
        return False
    try:
        date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(int(sign) * weight for sign, weight in zip(text[:17], ID_WEIGHTS, strict=True))
    return text[6:8] in ("18", "19", "20") and ID_CHECKS[total % 11] == text[17]
