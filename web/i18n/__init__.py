"""Chinese and English texts: TOML catalogues in `zh/` and `en/`, read once, looked up by key.

A test holds both catalogues to the same keys, every key used in code and templates to both, and every code the engine
can answer with to a text.
"""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from flask import g, has_request_context, session

LANGUAGES = {"zh": "中文", "en": "English"}
DEFAULT = "zh"
HTML_LANGUAGE = {"zh": "zh-CN", "en": "en"}
_log = logging.getLogger(__name__)


class _Forgiving(Formatter):
    """Leaves a gap where a value is missing: a poor sentence is better than no page."""

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        return kwargs.get(str(key), "")


_FORMATTER = _Forgiving()


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """All texts of a language by key: `[inbox] title` is `inbox.title`, `[fault] "login.failed"` is `fault.login.failed`."""
    texts: dict[str, str] = {}
    for file in sorted((Path(__file__).parent / language).glob("*.toml")):
        texts.update(_flat(tomllib.loads(file.read_text(encoding="utf-8")), ""))
    return texts


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def language() -> str:
    """The language of this request: the person's, else the one chosen in this browser, else Chinese."""
    if not has_request_context():
        return DEFAULT
    signed_in = g.get("session")
    wanted = signed_in.actor.language if signed_in is not None else session.get("language", DEFAULT)
    return wanted if wanted in LANGUAGES else DEFAULT


def filled(spoken: str, key: str, /, **values: object) -> str | None:
    """The text of a key in a named language, outside of requests too; None when there is none."""
    text = catalogue(spoken).get(key)
    return None if text is None else _FORMATTER.vformat(text, (), values) if values or "{" in text else text


def known(key: str, /, **values: object) -> str | None:
    """The text of a key in the language of this request, None when there is none."""
    return filled(language(), key, **values)


def t(key: str, /, **values: object) -> str:
    """The text of a key with its values filled in. A missing key shows itself and is logged."""
    text = known(key, **values)
    if text is None:
        _log.warning("no text for %s in %s", key, language())
        return key
    return text
