"""A view of the inbox that a person keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedView:
    """`query` is what the list is asked for, by the names of its page; at most one of a person's views is the `default` one."""

    id: str
    name: str
    query: Mapping[str, str]
    default: bool
