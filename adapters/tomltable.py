"""A table of a TOML file that knows its place, and which of its keys nobody asked for: whatever is wrong is refused with file and place."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from engine import FeelExpression, FeelMapping, MappingWrong, compile_feel, compile_mapping


class TomlWrong(Exception):
    """A file of settings cannot be used; the message names the file, the place and what is wrong there."""

    def __init__(self, file: str, place: str, why: str) -> None:
        super().__init__(f"{file}: {place}: {why}" if place else f"{file}: {why}")
        self.file, self.place, self.why = file, place, why


def read(content: bytes, file: str) -> TomlTable:
    """The top table of a file. Raises TomlWrong."""
    try:
        return TomlTable(tomllib.loads(content.decode("utf-8")), file, "")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TomlWrong(file, "", str(error)) from error


class TomlTable:
    """Typed access; every method raises TomlWrong with the place."""

    def __init__(self, said: Mapping[str, Any], file: str, place: str) -> None:
        self.file, self.place = file, place
        self._said, self._asked = said, set[str]()

    def wrong(self, key: str, why: str) -> TomlWrong:
        """The error for a key of this table."""
        return TomlWrong(self.file, self._at(key), why)

    def has(self, key: str) -> bool:
        """Whether the file says something under `key`."""
        return key in self._said

    def get(self, key: str, kind: type, default: Any = None) -> Any:
        """A value of exactly this kind; without default it must be there."""
        self._asked.add(key)
        value = self._said.get(key, default)
        if value is None:
            raise self.wrong(key, "is missing")
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.wrong(key, f"must be a {kind.__name__}, not {value!r}")
        return value

    def number(self, key: str, default: int, least: int, most: int) -> int:
        """A whole number within bounds."""
        value: int = self.get(key, int, default)
        if not least <= value <= most:
            raise self.wrong(key, f"must be from {least} to {most}, not {value}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where the file has none."""
        value = self.get(key, list, [])
        if not all(isinstance(item, str) for item in value):
            raise self.wrong(key, "must be a list of texts")
        return tuple(value)

    def table(self, key: str) -> TomlTable:
        """A table inside; empty where the file has none."""
        return TomlTable(self.get(key, dict, {}), self.file, self._at(key))

    def tables(self, key: str) -> list[TomlTable]:
        """The tables of a list, numbered from 1 in their places."""
        found = []
        for index, item in enumerate(self.get(key, list, []), 1):
            if not isinstance(item, Mapping):
                raise self.wrong(key, "must be a list of tables")
            found.append(TomlTable(item, self.file, f"{self._at(key)}[{index}]"))
        return found

    def feel(self, key: str, default: str | None = None) -> FeelExpression:
        """A FEEL expression."""
        try:
            return compile_feel(self.get(key, str, default), self._at(key))
        except MappingWrong as error:
            raise self.wrong(key, error.values["reason"]) from error

    def mapping(self, key: str) -> FeelMapping:
        """A table of names with FEEL expressions."""
        try:
            return compile_mapping(self.get(key, dict, {}), self._at(key))
        except MappingWrong as error:
            raise TomlWrong(self.file, error.values["at"], error.values["reason"]) from error

    def done(self) -> None:
        """Refuse what nobody asked for: a misspelt key must not be a silent default."""
        if left := sorted(set(self._said) - self._asked):
            raise self.wrong(left[0], "is not known here")

    def _at(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key
