"""Fields of registers: what a form or a cell of a sheet may hold, and how its text becomes a value.

Values are str, bool, a list of str, or None where nothing is given; days are ISO dates, amounts and numbers exact texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from engine.joint import credit_code

CODE: Final = re.compile(r"[\w.*:〔〕()（）/-]{1,100}")
_DAY: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00)?)?")
YES: Final = frozenset({"true", "yes", "y", "1", "是", "有", "√"})
NO: Final = frozenset({"false", "no", "n", "0", "否", "无", "×"})
DIGITS: Final = 18


@dataclass(frozen=True, slots=True)
class Field:
    """A field. `name` is its column in the table, or its key in the details; zh and en head its column in sheets and label it on pages.

    kind: text, area (long text), code, day, yes, choice, words (list), number, credit. choices: code -> (zh, en). personal: masked unless
    someone says why they look. of: the kinds of object that have it, () for all. detail: kept in the JSON of details, not in a column.
    """

    name: str
    zh: str
    en: str
    kind: str = "text"
    required: bool = False
    most: int = 100
    choices: Mapping[str, tuple[str, str]] | None = None
    personal: bool = False
    of: tuple[str, ...] = ()
    detail: bool = False

    def label(self, language: str) -> str:
        """The heading in a language."""
        return self.en if language == "en" else self.zh

    def shown(self, value: Any, language: str) -> str:
        """A value as people and sheets have it."""
        if value is None or value == "":
            return ""
        if self.kind == "yes":
            return (("yes", "no") if language == "en" else ("是", "否"))[0 if value else 1]
        if self.kind == "words":
            return "、".join(str(item) for item in value) if isinstance(value, list | tuple) else str(value)
        if self.choices and value in self.choices:
            return self.choices[str(value)][1 if language == "en" else 0]
        return str(value)


class BadText(ValueError):
    """A text that the field cannot take; args[0] is the code of what is wrong."""


def value_of(field: Field, text: str) -> Any:
    """The value of a text. Raises `BadText`."""
    text = text.strip()
    if not text:
        if field.required:
            raise BadText("record.missing")
        return [] if field.kind == "words" else False if field.kind == "yes" else None
    if text.startswith("="):
        raise BadText("record.formula")
    if len(text) > field.most or any((ord(letter) < 32 and letter not in "\n\t\r") or 0xD800 <= ord(letter) <= 0xDFFF for letter in text):
        raise BadText("record.text")
    return READERS[field.kind](field, text)


def storable(*texts: str) -> bool:
    """Whether a database can hold, and so look for, these texts: no zero bytes, no halves of characters."""
    return not any("\x00" in text or any(0xD800 <= ord(letter) <= 0xDFFF for letter in text) for text in texts)


def _plain(field: Field, text: str) -> str:
    return text


def _code(field: Field, text: str) -> str:
    if not CODE.fullmatch(text):
        raise BadText("record.code")
    return text


def _day(field: Field, text: str) -> str:
    match = _DAY.fullmatch(text)
    if match is None:
        raise BadText("record.day")
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        raise BadText("record.day") from None


def _yes(field: Field, text: str) -> bool:
    folded = text.casefold()
    if folded not in YES and folded not in NO:
        raise BadText("record.yes")
    return folded in YES


def _choice(field: Field, text: str) -> str:
    folded = text.casefold()
    for code, words in (field.choices or {}).items():
        if folded in {code.casefold(), *(word.casefold() for word in words)}:
            return code
    raise BadText("record.choice")


def _words(field: Field, text: str) -> list[str]:
    return list(dict.fromkeys(word.strip() for word in re.split(r"[|、,，;；\n]", text) if word.strip()))


def _number(field: Field, text: str) -> str:
    try:
        number = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        raise BadText("record.number") from None
    if not number.is_finite() or number < 0 or number.adjusted() > DIGITS or not -DIGITS < int(number.as_tuple().exponent) <= DIGITS:
        raise BadText("record.number")
    return f"{number:f}"


def _credit(field: Field, text: str) -> str:
    code = text.upper().replace(" ", "")
    if part := credit_code.wrong(code):
        raise BadText(f"record.credit-{part}")
    return code


READERS: Final[Mapping[str, Callable[[Field, str], Any]]] = {
    "text": _plain, "area": _plain, "code": _code, "day": _day, "yes": _yes, "choice": _choice, "words": _words, "number": _number, "credit": _credit,
}
