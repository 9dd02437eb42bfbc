"""PDF out of a typst template and data, with the typeface that travels with us: the same page on every machine.

The compiler reads nothing but the template and the fonts: no packages, no files, no network.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).parent / "fonts"


class NoFont(Exception):
    """The fonts of the notices are missing: run `make install`, or set ONETHING_FONT_DIR."""


class Printer:
    """Fonts are looked up once; compiling is safe from any thread, one document at a time each."""

    def __init__(self, font_dir: Path | None) -> None:
        self._folders = [folder for folder in (font_dir, HERE) if folder is not None and any(folder.glob("*.?tf"))]

    def pdf(self, template: bytes, data: Mapping[str, Any], now: datetime) -> bytes:
        """The document as PDF/A-2b. Raises NoFont, or typst's error with its place in the template."""
        if not self._folders:
            raise NoFont(str(NoFont.__doc__))
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "main.typ"
            source.write_bytes(template)
            made = typst.compile(
                source, None, Path(folder), format="pdf", font_paths=[*self._folders], ignore_system_fonts=True,
                sys_inputs={"data": json.dumps(data, ensure_ascii=False, default=str)}, pdf_standards="a-2b", timestamp=now.astimezone(UTC).replace(microsecond=0),
                package_path=folder, package_cache_path=folder,
            )
        assert isinstance(made, bytes)
        return made
