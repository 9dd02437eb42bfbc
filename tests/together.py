"""Which tests stay on one worker of a parallel run: those that share something costly.

pytest-xdist 3.8 appends the group of its mark to `item._nodeid`, which pytest 9.2 no longer reads, so that `--dist loadgroup` spreads groups
over all workers without a word. A scheduler of our own asks the path instead. It keeps the order of the collection, in which the longest
come first: begun last, one walk of a browser would keep a worker busy for minutes after the others have gone home.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    import pytest
    from xdist.remote import Producer

FLOWS = "one demo and one process of simulators"
TOGETHER = {
    "tests/bundles/test_cases.py": "published once; the last test knows what all walked",
    "tests/e2e/test_credit_in_browser.py": FLOWS, "tests/e2e/test_dog_in_browser.py": FLOWS, "tests/e2e/test_scenic_in_browser.py": FLOWS,
}
#: What takes longest, the longest first.
LONGEST = (
    "tests/e2e/test_case_in_browser.py", "tests/bundles/test_cases.py", "tests/e2e/test_credit_in_browser.py", "tests/e2e/test_dog_in_browser.py",
    "tests/e2e/test_scenic_in_browser.py", "tests/e2e/test_editor_in_browser.py", "tests/e2e/test_wheel.py", "tests/rest/test_contract.py",
)


def turn(item: pytest.Item) -> int:
    """When a test has its turn: the place of its file in LONGEST, then all others."""
    path = item.nodeid.partition("::")[0]
    return LONGEST.index(path) if path in LONGEST else len(LONGEST)


class Together(LoadScopeScheduling):
    """Sends a test to whichever worker is free, and the tests of a group to the same one."""

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER.get(nodeid.partition("::")[0], nodeid)
