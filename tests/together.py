"""Which tests stay on one worker of a parallel run: those that share something costly.

pytest-xdist 3.8 appends the group of its mark to `item._nodeid`, which pytest 9.2 no longer reads, so that `--dist loadgroup` spreads groups
over all workers without a word. A scheduler of our own asks the path instead.
"""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

FLOWS = "one demo and one process of simulators"
TOGETHER = {
    "tests/bundles/test_cases.py": "published once; the last test knows what all walked",
    "tests/e2e/test_credit_in_browser.py": FLOWS, "tests/e2e/test_dog_in_browser.py": FLOWS, "tests/e2e/test_scenic_in_browser.py": FLOWS,
}


class Together(LoadScopeScheduling):
    """Sends a test to whichever worker is free, and the tests of a group to the same one."""

    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER.get(nodeid.partition("::")[0], nodeid)
