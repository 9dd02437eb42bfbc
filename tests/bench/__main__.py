"""`make bench`: prints a table and writes var/bench.json. Measures; gates nothing by time."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench import http, rules
from tests.bench.measure import Bench
from tests.postgres import running

TIMERS = 10_000


def figures(url: str, timers: int) -> dict[str, Any]:
    """Everything for one database."""
    bench = Bench(url)
    case = bench.started(199)
    hot, cold = bench.counts(case, 199, cold=False), bench.counts(case, 200, cold=True)
    say("  counts done")
    cpu = bench.cpu()
    say("  CPU done")
    over_http = http.figures(bench, url)
    throughput = bench.throughput()
    waits = bench.timers(timers)
    say(f"  {timers} timers drained")
    return {
        "complete": {
            "commits": hot.commits, "statements": hot.statements, "statements_cold": cold.statements, "parses": hot.parses + cold.parses,
            "file_reads": hot.file_reads, "bytes": hot.bytes, "cpu_ms": cpu,
        },
        "http": over_http,
        "raw_transaction_ms": round(hot.driver_seconds * 1000, 3),
        "throughput_8_clients_per_s": throughput,
        "idle_tick": {"waiting": 2 * timers, "statements": waits["statements"], "instances_loaded": waits["instances_loaded"]},
        "drain_10k_timers_s": waits["drain_s"] if timers == TIMERS else None, "drained": timers,
    }


def say(text: str) -> None:
    """Progress, at once."""
    print(text, flush=True)


def main(timers: int = TIMERS) -> None:
    """Both databases, then the table."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        say("SQLite")
        found["sqlite"] = figures(f"sqlite:///{folder}/bench.sqlite", timers)
    with running() as server:
        say("PostgreSQL")
        found["postgresql"] = figures(server.url(server.create()), timers)
    target = Path("var/bench.json")
    target.parent.mkdir(exist_ok=True)
    rule = rules.figures()
    target.write_text(json.dumps({**found, "rules": rule}, indent=2) + "\n")
    for database, row in found.items():
        cpu = row["complete"]["cpu_ms"]
        say(f"\n{database}: {row['complete']['statements']} statements, {row['complete']['commits']} commit, {row['complete']['bytes']} bytes per action")
        say(f"  {'CPU ms at action':24}" + "".join(f"{point:>9}" for point in ("5", "50", "200", "500")))
        for kind in ("hot", "cold", "stock"):
            say(f"  {kind:24}" + "".join(f"{cpu[kind].get(point, '-'):>9}" for point in ("5", "50", "200", "500")))
        say(f"  growth 5 -> 500 (hot)   {cpu['hot']['500'] / cpu['hot']['5']:>9.2f}x   stock/hot at 200 {cpu['stock']['200'] / cpu['hot']['200']:>6.1f}x")
        say(f"  over HTTP               {row['http']['cpu_ms']:>9} ms of CPU, {row['http']['statements']:g} statements, {row['http']['commits']:g} commit")
        say(f"  8 clients               {row['throughput_8_clients_per_s']:>9} /s     driver time of one action {row['raw_transaction_ms']} ms")
        say(f"  idle tick               {row['idle_tick']['statements']} statements, {row['idle_tick']['instances_loaded']} loaded of {row['idle_tick']['waiting']} that wait; {timers} timers in {row['drain_10k_timers_s']} s")
    say(f"\nrules: a cached condition {rule['condition_us']} us; a table of 20 rules {rule['table_20_ms']} ms (formulas {rule['table_20_formulas_ms']}), "
        f"of 500 rules {rule['table_500_ms']} ms (formulas {rule['table_500_formulas_ms']})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMERS)
