"""Addresses of what the browser loads: the built islands by Vite's manifest, our own style sheet by its content."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, url_for
from markupsafe import Markup, escape

STATIC = Path(__file__).parent / "static"
MANIFEST = STATIC / "dist" / "manifest.json"


def install(app: Flask) -> None:
    """Reads the manifest once; says so at start when the front end was never built."""
    app.extensions["onething-manifest"] = read(MANIFEST)
    if not app.extensions["onething-manifest"]:
        app.logger.warning("the front end is not built: %s is missing", MANIFEST)


def read(path: Path) -> dict[str, Any]:
    """Vite's manifest by entry name; {} when nothing was built."""
    if not path.is_file():
        return {}
    chunks: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {chunk.get("name", ""): {**chunk, "styles": sorted(_styles(chunks, chunk))} for chunk in chunks.values() if chunk.get("isEntry")}


def _styles(chunks: dict[str, Any], chunk: dict[str, Any], seen: frozenset[str] = frozenset()) -> set[str]:
    """Style sheets of a chunk and of what it imports: Vite lists each only where it is defined."""
    found = set(chunk.get("css", ()))
    for name in chunk.get("imports", ()):
        if name not in seen and name in chunks:
            found |= _styles(chunks, chunks[name], seen | {name})
    return found


def island(name: str) -> Markup:
    """The script and style tags of one entry: app, diagram, form, modeler or decision; nothing when it is not built."""
    entry = current_app.extensions["onething-manifest"].get(name)
    if entry is None:
        return Markup("")
    links = [f'<link rel="stylesheet" href="{escape(_dist(style))}">' for style in entry["styles"]]
    return Markup("\n".join((*links, f'<script type="module" src="{escape(_dist(entry["file"]))}"></script>')))  # noqa: S704  escaped above


def _dist(file: str) -> str:
    return url_for("static", filename=f"dist/{file}")


def url(file: str) -> str:
    """The address of one of our own static files, named by its content so that it may be kept for ever."""
    return url_for("static", filename=file, v=_digest(file))


@cache
def _digest(file: str) -> str:
    return hashlib.sha256((STATIC / file).read_bytes()).hexdigest()[:12]
