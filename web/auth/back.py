"""Where to go afterwards: only places of this site (no open redirect, CWE-601)."""

from __future__ import annotations

from urllib.parse import urlsplit


def safe(target: str | None, otherwise: str) -> str:
    """`target` if it is a plain path of this site, else `otherwise`.

    Browsers read `//host`, `/\\host` and paths with control characters as another site, so these are refused too.
    """
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return otherwise
    if "\\" in target or any(ord(letter) < 33 for letter in target):
        return otherwise
    parts = urlsplit(target)
    return otherwise if parts.scheme or parts.netloc else target
