"""The wheel runs by itself: in an empty folder, with only its dependencies, it serves pages, islands and processes."""

from __future__ import annotations

import re
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

from tests.e2e.serving import ROOT, serving


def test_the_wheel_serves_in_an_empty_folder(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")], cwd=ROOT, check=True, capture_output=True)
    [wheel] = (tmp_path / "dist").glob("*.whl")
    site, empty = tmp_path / "site", tmp_path / "empty"
    empty.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(site)
    assert not [name for name in names if "node_modules" in name or name.startswith(("tests/", "web/frontend/"))]
    assert "adapters/bundles/shopfront/shopfront-case.bpmn" in names
    assert [name for name in names if name.startswith("adapters/platform/fonts/") and name.endswith(".ttf")]
    with serving("serve", tmp_path, {}, python_path=site, working_dir=empty) as served:
        with urllib.request.urlopen(f"{served.url}/login") as response:
            page = response.read().decode()
        loaded = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
        assert loaded
        for path in loaded:
            with urllib.request.urlopen(served.url + path) as response:
                assert response.status == 200
        assert "shopfront" in served.log.read_text()
        assert served.stop() == 0
    assert sorted(path.name for path in empty.iterdir()) == []
