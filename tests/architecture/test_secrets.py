"""No secret is committed. Values that look like one but are test data say so in their line: `only for tests`."""

from __future__ import annotations

import re
from pathlib import Path

from detect_secrets import SecretsCollection
from detect_secrets.core.scan import get_plugins
from detect_secrets.plugins.base import RegexBasedDetector
from detect_secrets.settings import transient_settings

from tests.architecture.sources import ROOT, files, texts

PLUGINS = [
    "AWSKeyDetector", "AzureStorageKeyDetector", "BasicAuthDetector", "CloudantDetector", "GitHubTokenDetector", "GitLabTokenDetector",
    "JwtTokenDetector", "MailchimpDetector", "NpmDetector", "OpenAIDetector", "PrivateKeyDetector", "PypiTokenDetector", "SendGridDetector",
    "SlackDetector", "StripeDetector", "TwilioKeyDetector",
]
#: Example addresses that carry a user and a password to show where they go.
EXAMPLE = re.compile(r"user:password@|only for tests")
NOT_OURS = {".lock", ".ttf", ".png", ".pdf"}
WEBHOOK = re.compile(r"whsec_[A-Za-z0-9+/]{32,}={0,2}")


def found_in(paths: list[Path]) -> list[str]:
    """Lines of files that hold something like a secret."""
    with transient_settings({"plugins_used": [{"name": name} for name in PLUGINS]}):
        secrets = SecretsCollection()
        patterns = [pattern for plugin in get_plugins() if isinstance(plugin, RegexBasedDetector) for pattern in plugin.denylist]
        assert len(patterns) > len(PLUGINS)
        for path in paths:
            text = path.read_text(encoding="utf-8", errors="replace")
            if any(pattern.search(text) for pattern in patterns):  # all detectors are patterns: line by line the whole tree took half a minute
                secrets.scan_file(str(path))
    hits = {(name, secret.line_number) for name, secret in secrets}
    found = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if ((str(path), number) in hits or WEBHOOK.search(line)) and not EXAMPLE.search(line):
                found.append(f"{path}:{number}")
    return found


def test_nothing_committed_looks_like_a_secret() -> None:
    scanned = [path for path in files() if path.suffix not in NOT_OURS and path.name != "package-lock.json"]
    assert found_in([ROOT / path for path in scanned]) == []


def test_the_scan_sees_a_secret(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text("a = '-----BEGIN " + "RSA PRIVATE KEY-----'\nb = 'ghp_" + "a1B2" * 9 + "'\nc = 'whsec_" + "QUJD" * 10 + "'\n")
    assert len(found_in([planted])) == 3


def test_no_address_carries_a_password() -> None:
    pattern = re.compile(r"://[^/\s:@\"'{}<]+:[^/\s:@\"'{}<]+@")
    wrong = [f"{path}: {hit}" for path, text in texts() for hit in pattern.findall(text) if not EXAMPLE.search(hit)]
    assert wrong == []
