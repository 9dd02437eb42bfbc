"""Made-up objects of supervision: shops, enterprises, scenic spots, dogs. The same seed makes the same district."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from engine import made_credit_code

FILE = Path(__file__).with_name("words.toml")
#: Shares of the kinds: a district has shops first of all.
SHARES = {"shop": 0.66, "enterprise": 0.2, "dog": 0.136, "scenic": 0.004}
LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True, slots=True)
class Made:
    """An object as `engine.records.load` takes it, and the matters that fit its trade."""

    values: Mapping[str, Any]
    matters: tuple[str, ...]


def words() -> dict[str, Any]:
    """The vocabulary."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def objects(random: Random, number: int, today: date) -> Iterator[Made]:
    """So many objects, kind after kind."""
    said = words()
    counts = {kind: int(number * share) for kind, share in SHARES.items()}
    counts["shop"] += number - sum(counts.values())
    serial = 0
    for kind, makes in (("shop", _shop), ("enterprise", _enterprise), ("scenic", _scenic), ("dog", _dog)):
        for place in range(counts[kind]):
            serial += 1
            area = random.choice(list(said["streets"]))
            yield makes(random, said, area, serial, place, today)


def _shop(random: Random, said: Mapping[str, Any], area: str, serial: int, place: int, today: date) -> Made:
    trades = said["shop"]["trade"]
    trade = random.choices(trades, [item["weight"] for item in trades])[0]
    enterprise = random.random() < 0.35
    name = f"{random.choice(said['shop']['first'])}{random.choice(said['shop']['second'])}{random.choice(trade['suffix'])}（{serial}店）"  # told apart, as a register tells them
    values = _common(random, said, "shop", area, serial, name) | {
        "credit_code": _code(random, "91" if enterprise else "92", serial), "enterprise": enterprise, "trade": trade["name"], "operator": f"经营者{serial:05}",
        "phone": f"1{random.randrange(10**10):010}", "floor_area": str(random.randrange(12, 400)), "opened_on": _day(random, today, 4000),
    }
    return Made(values, tuple(trade["matters"]))


def _enterprise(random: Random, said: Mapping[str, Any], area: str, serial: int, place: int, today: date) -> Made:
    name = f"嘉兴{random.choice(said['shop']['first'])}{random.choice(said['shop']['second'])}{random.choice(said['enterprise']['suffix'])}"
    values = _common(random, said, "enterprise", area, serial, name) | {
        "credit_code": _code(random, "91", serial), "enterprise": True, "trade": random.choice(said["enterprise"]["trade"]), "operator": f"负责人{serial:05}",
        "phone": f"1{random.randrange(10**10):010}", "opened_on": _day(random, today, 6000),
    }
    return Made(values, ("S05", "S09", "S16", "S25", "S29"))


def _scenic(random: Random, said: Mapping[str, Any], area: str, serial: int, place: int, today: date) -> Made:
    names = said["scenic"]["names"]
    values = _common(random, said, "scenic", "330402010", serial, f"{names[place % len(names)]}{place // len(names) + 1}号点位")
    return Made(values | {"unit": "zhzf.nhjq", "capacity": str(random.randrange(2, 60) * 100), "level": "5A"}, ("S02", "S10", "S25"))


def _dog(random: Random, said: Mapping[str, Any], area: str, serial: int, place: int, today: date) -> Made:
    values = _common(random, said, "dog", area, serial, f"犬只 {serial:06}") | {
        "tag": f"SY{serial:06}", "chip": f"156{serial:012}", "breed": random.choice(said["dog"]["breeds"]), "colour": random.choice(said["dog"]["colours"]),
        "owner": f"养犬人{serial:05}", "phone": f"1{random.randrange(10**10):010}", "zone": "general" if area > "330402100" else "key",
        "registered_to": _valid_to(random, today), "vaccinated_to": _valid_to(random, today),
    }
    return Made({name: value for name, value in values.items() if name not in ("list_type", "credit_class")}, ())


def _common(random: Random, said: Mapping[str, Any], kind: str, area: str, serial: int, name: str) -> dict[str, Any]:
    return {
        "id": f"SYN-{kind.upper()}-{serial:06}", "kind": kind, "name": name, "area_code": area, "address": f"{random.choice(said['streets'][area])}{random.randrange(1, 999)}号",
        "list_type": random.choices([None, "noDisturb", "key", "random"], [70, 8, 6, 16])[0], "credit_class": random.choices("ABCD", [62, 28, 8, 2])[0],
    }


def _code(random: Random, kind: str, serial: int) -> str:
    """A code of a place that does not exist in the register (region 330402, subject numbers beginning with MASY): right in form, nobody's."""
    tail, number = "", serial
    for _ in range(4):
        number, digit = divmod(number, len(LETTERS))
        tail = LETTERS[digit] + tail
    return made_credit_code(kind, "330402", f"MAXY{tail}")


def _valid_to(random: Random, today: date) -> str:
    """Nearly all are in order; two in a hundred ran out or soon will, so that the daily watch has what to do and no more."""
    return (today + timedelta(days=random.randrange(60, 366) if random.random() < 0.98 else random.randrange(-60, 60))).isoformat()


def _day(random: Random, today: date, back: int) -> str:
    return (today - timedelta(days=random.randrange(30, back))).isoformat()
