"""`python -m tests.rules.tck DIR [-v]`: a table per folder (passed, failed, total), with -v each failure.

Status 1 when a folder passes fewer cases than `expected.json` says; folders that it does not list are only counted.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from tests.rules.tck.run import Result, folders, run_folder

EXPECTED = Path(__file__).with_name("expected.json")


def main(arguments: list[str], expected: Path = EXPECTED) -> int:
    """Print the table; 0 when no count dropped, 1 when one did, 2 when there is no case."""
    paths = [item for item in arguments if not item.startswith("-")]
    if len(paths) != 1 or not Path(paths[0]).is_dir():
        print("usage: python -m tests.rules.tck DIR [-v]", file=sys.stderr)
        return 2
    totals: Counter[tuple[str, str]] = Counter()
    before: dict[str, int] = json.loads(expected.read_text())
    dropped: list[str] = []
    print(f"{'folder':62} {'passed':>7} {'failed':>7} {'total':>7}")
    for folder in folders(Path(paths[0])):
        results = list(run_folder(folder))
        _count(folder.parent.name, results, totals)
        failed = [item for item in results if item.detail]
        print(f"{folder.parent.name}/{folder.name:42} {len(results) - len(failed):7} {len(failed):7} {len(results):7}")
        passed, name = len(results) - len(failed), f"{folder.parent.name}/{folder.name}"
        if passed < before.get(name, 0):
            dropped.append(f"{name}: {passed}, was {before[name]}")
        if "-v" in arguments:
            for item in failed:
                print(f"    {item.case} {item.node}: {item.detail[:400]}")
    for level in sorted({key for key, _ in totals}):
        for label in ("all", "expecting a value"):
            passed, total = totals[level, f"{label} passed"], totals[level, f"{label} total"]
            print(f"{level:20} {label:18} {passed:6} of {total:6}  {100 * passed / max(total, 1):6.2f} %")
    for line in dropped:
        print(f"DROPPED {line}")
    return 1 if dropped else 0 if totals else 2


def _count(level: str, results: list[Result], totals: Counter[tuple[str, str]]) -> None:
    for item in results:
        for label in ("all", "expecting a value") if item.valued else ("all",):
            totals[level, f"{label} total"] += 1
            totals[level, f"{label} passed"] += not item.detail


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
