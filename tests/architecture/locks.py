"""Writes the locks from pyproject.toml: hashes for every file, no addresses, and the digest of what they were made from.

`make lock` runs it; test_locks.py fails when pyproject.toml changed and the locks did not.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
DEV, RUNTIME = ROOT / "requirements-dev.lock", ROOT / "requirements.lock"


def digest_of_requirements(text: str) -> str:
    """SHA-256 over what decides the locks: the interpreter, the dependencies and the groups."""
    data = tomllib.loads(text)
    said = [data["project"]["requires-python"], data["project"]["dependencies"], data["dependency-groups"]]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def header(text: str) -> str:
    """The first line of a lock."""
    return f"# made by `make lock` from pyproject.toml, requirements digest {digest_of_requirements(text)}\n"


def write() -> None:
    """Resolve and write both locks; versions already locked stay unless pyproject.toml says otherwise."""
    text = (ROOT / "pyproject.toml").read_text()
    for lock, extra in ((RUNTIME, []), (DEV, ["--group", "dev"])):
        subprocess.run(
            ["uv", "pip", "compile", "--quiet", "pyproject.toml", *extra, "--generate-hashes", "--no-header", "--universal",
             "--python-version", "3.11", "--no-emit-index-url", "--no-emit-find-links", "-o", lock.name],
            cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
        )
        lock.write_text(header(text) + lock.read_text())


if __name__ == "__main__":
    write()
