"""Fills a form-js form as a person would: through its inputs, found by the ids that the schema gives them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

Component = Mapping[str, Any]


def fill_in(page: Page, data: Mapping[str, Any], *, picture: Path | None = None) -> None:
    """Enter `data` (by key) into the form of the page, in the order of its schema. Keys that are no field fail the test."""
    page.wait_for_selector(".fjs-container .fjs-form-field")
    schema = json.loads(page.locator('[data-part="schema"]').text_content() or "{}")
    left = _fill(page, schema["components"], data, "", picture)
    assert not left, f"no field in {schema['id']} for {left}"


def _fill(page: Page, components: list[Component], data: Mapping[str, Any], row: str, picture: Path | None) -> set[str]:
    left = set(data)
    for component in components:
        key = component.get("key") or component.get("path")
        if key in data:
            left.discard(str(key))
            if component["type"] == "dynamiclist":
                _rows(page, component, data[key], picture)
            else:
                _one(page, component, data[key], row, picture)
        elif component.get("components"):
            left &= _fill(page, component["components"], {name: data[name] for name in left}, row, picture) | (set(data) - left)
    return left


def _rows(page: Page, component: Component, rows: list[Mapping[str, Any]], picture: Path | None) -> None:
    first = next(part for part in component["components"] if part.get("key"))
    for number, values in enumerate(rows):
        if page.locator(_selector(first, f"_{number}", first["type"] in {"radio", "checklist"})).count() == 0:
            page.locator(".fjs-form-field-dynamiclist").filter(has_text=component["label"]).locator(".fjs-repeat-render-add").click()
        left = _fill(page, component["components"], values, f"_{number}", picture)
        assert not left, f"no field in a row of {component['path']} for {left}"


def _selector(component: Component, row: str, choice: bool = False) -> str:
    return f'[id^="fjs-form-"][id$="-{component["id"]}{row}{"-0" if choice else ""}"]'


def _one(page: Page, component: Component, value: Any, row: str, picture: Path | None) -> None:
    kind = component["type"]
    box = page.locator(f'[id^="fjs-form-"][id$="-{component["id"]}{row}"]')
    if kind in {"radio", "checklist"}:
        labels = [option["value"] for option in component["values"]]
        for chosen in value if isinstance(value, list) else [value]:
            page.locator(f'[id^="fjs-form-"][id$="-{component["id"]}{row}-{labels.index(chosen)}"]').check()
    elif kind == "checkbox":
        box.set_checked(bool(value))
    elif kind in {"select", "taglist"}:
        for chosen in value if isinstance(value, list) else [value]:
            door = page.locator(f'[id^="fjs-form-"][id$="-{component["id"]}{row}-display"]') if kind == "select" else box
            _choose(page, door, _label(component, chosen))
        page.keyboard.press("Escape")
    elif kind == "datetime":
        _moment(page, component, value, row)
    elif kind == "filepicker":
        assert picture is not None
        box.set_input_files(picture)
    elif component.get("properties", {}).get("kind") == "sign":
        _draw(page, component)
    else:
        box.fill(str(value))
        if component.get("properties", {}).get("kind") == "ref":
            option = page.locator(f'[id$="-{component["id"]}{row}-list"] [role=option]')
            if "free" not in component["properties"]:
                option.first.click()
        box.blur()


def _draw(page: Page, component: Component) -> None:
    """A stroke with the mouse."""
    area = page.locator('svg.ot-sign-pad')
    area.scroll_into_view_if_needed()
    place = area.bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + 20, place["y"] + 20)
    page.mouse.down()
    for step in range(1, 8):
        page.mouse.move(place["x"] + 20 + 12 * step, place["y"] + 20 + (8 if step % 2 else 24))
    page.mouse.up()


def _label(component: Component, value: str) -> str:
    return next((str(option["label"]) for option in component.get("values", []) if option["value"] == value), value)


def _choose(page: Page, box: Locator, label: str) -> None:
    box.click()
    item = page.locator(".fjs-dropdownlist-item").filter(has_text=re.compile(re.escape(label)))
    item.first.click()


def _moment(page: Page, component: Component, value: datetime, row: str) -> None:
    day = page.locator(f'[id^="fjs-form-"][id$="-{component["id"]}{row}-date"]')
    day.fill(value.strftime("%Y-%m-%d"))
    day.press("Enter")
    if component.get("subtype") == "datetime":
        hour = page.locator(f'[id^="fjs-form-"][id$="-{component["id"]}{row}-time"]')
        hour.fill(value.strftime("%H:%M"))
        hour.press("Enter")
