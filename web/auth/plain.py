"""Characters that no text has and no database keeps: NUL, and halves of surrogate pairs. Refused in one place, for every page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from flask import Flask, abort, request

UNFIT = re.compile("[\0\ud800-\udfff]")


def install(app: Flask) -> None:
    """Checks path, query and form before any view runs, after it is known who asks; 404 for such a path, else 400."""

    @app.before_request
    def refuse() -> None:
        if UNFIT.search(request.path):
            abort(404)
        if not fit(request.args.items(multi=True)) or not fit(request.form.items(multi=True)):
            abort(400)


def fit(value: object) -> bool:
    """Whether every text in a value of JSON, or in pairs of names and texts, can be kept."""
    if isinstance(value, str):
        return UNFIT.search(value) is None
    if isinstance(value, Mapping):
        return fit(value.items())
    return all(fit(item) for item in value) if isinstance(value, Iterable) else True
