"""Both languages are complete: every key used exists, and everything the engine can answer with has words."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from engine.domain.errors import Fault
from engine.execution.errors import TEXTS as RUN_FAILURES
from engine.execution.reading.findings import TEXTS as MODEL_FINDINGS
from engine.forms.texts import TEXTS as FORM_TEXTS
from engine.rules.dmn.errors import MESSAGES as DECISION_FINDINGS
from engine.rules.texts import TEXTS as RULE_TEXTS
from web import i18n
from web.admin.inbound import STATES as INBOUND
from web.admin.processes import KINDS
from web.present.timeline import WITHOUT
from web.schemas.outward import OUTCOMES
from web.schemas.people import RIGHTS, ROLES
from web.schemas.work import SORTS, VIEWS

ROOT = Path(__file__).parents[2]
WEB = ROOT / "web"
ZH, EN = i18n.catalogue("zh"), i18n.catalogue("en")
#: Keys that are put together at run time: what may stand behind the fixed part.
TOLD_OF = ("start", "end", "take", "create", "assignment", "update", "complete", "delete", "timeout")
FAMILIES = {
    "records.deed.": ("created", "changed", "unmasked", "recused", "restored"), "records.state.": ("open", "closed", "decided"), "records.said.": ("state", "title"), "records.does-": ("new", "changed", "same"),
    "joint.state.": ("agreed", "declined", "withdrawn"), "joint.warned.": ("cap", "repeat", "no-disturb"),
    "records.kind.": ("text", "area", "code", "day", "yes", "words", "number", "credit"),
    "changes.is.": ("added", "removed", "changed"),
    "inbox.view.": VIEWS, "inbox.empty.": VIEWS, "inbox.late.": ("mine", "group"), "inbox.empty-hint.": VIEWS, "inbox.sort.": {sort for sorts in SORTS.values() for sort in sorts}, "kind.": KINDS, "right.": RIGHTS,
    "right.hint.": RIGHTS, "role.": tuple(filter(None, ROLES)), "light.": ("none", "green", "yellow", "red"),
    "state.": ("open", "done", "active", "completed", "cancelled", "suspended"), "severity.": ("error", "warning"),
    "health.worker.": ("ok", "silent", "never"), "place.": ("file", "line", "element", "field", "row"),
    "http.": ("400", "401", "403", "404", "405", "413", "415", "500", "503"), "http.title.": ("400", "401", "403", "404", "405", "409", "413", "422", "500", "503"),
    "inbound.state-": INBOUND, "inbound.row-": ("accepted", "repeated", "refused"), "case.wait-": ("until", "message", "signal", "condition", "system"), "outward.outcome.": OUTCOMES, "outward.state.": ("closed", "open", "half-open"), "tokens.is.": ("open", "over", "revoked"), "developer.about.": ("v1", "engine-rest"), "history.part.": ("variables", "inputs", "outputs", "without"), "history.without.": WITHOUT, "listener.": TOLD_OF, "moment.": ("left", "over"),
}
OWN_FIELD_CODES = {"required", "invalid", "length", "pattern", "choice", "many", "unknown", "again", "taken"}


def values_of(text: str) -> set[str]:
    """The names of the values a text is filled with."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def used_keys() -> set[str]:
    """Whole keys given to `t` or `known` in templates and code."""
    call = re.compile(r"""\b(?:t\(|known\(|filled\(\w+, )\s*f?["']([^"'{}]+)["']\s*[,)]""")
    files = [*(WEB / "templates").rglob("*.html"), *(path for path in WEB.rglob("*.py") if "frontend" not in path.parts)]
    return {key for path in files for key in call.findall(path.read_text(encoding="utf-8"))}


def engine_sources() -> list[ast.Module]:
    """The syntax trees of the engine."""
    return [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "engine").rglob("*.py")]


def fault_codes() -> set[str]:
    """Every `code=` and class-level `code` of the engine, and the families behind f-strings."""
    found: set[str] = set()
    for tree in engine_sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg == "code" and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
                found.add(node.value.value)
            if isinstance(node, ast.keyword) and node.arg == "code" and isinstance(node.value, ast.JoinedStr):
                found |= {"f:" + ast.unparse(node.value)}
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "code" and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
                found.add(node.value.value)
    return found


def event_kinds() -> set[str]:
    """Every kind of line in a case's file: first argument of Happened, fourth of append."""
    found: set[str] = set()
    for tree in engine_sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Happened", "append"):
                at = 0 if node.func.id == "Happened" else 3
                options = node.args[at:at + 1]
                for option in options:
                    found |= {item.value for item in ast.walk(option) if isinstance(item, ast.Constant) and isinstance(item.value, str) and re.fullmatch(r"[a-z]+\.[a-z-]+", item.value)}
    return found


def field_codes() -> set[str]:
    """Codes of remarks at fields: one dotted word in a list that stands in a mapping."""
    found: set[str] = set()
    for tree in engine_sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Dict):
                for value in node.values:
                    if isinstance(value, ast.List) and value.elts and isinstance(value.elts[0], ast.Constant):
                        code = value.elts[0].value
                        if isinstance(code, str) and re.fullmatch(r"[a-z]+\.[a-z-]+", code):
                            found.add(code)
    return found


def test_both_languages_have_the_same_keys() -> None:
    assert ZH.keys() == EN.keys()
    assert not [key for key, text in {**ZH, **EN}.items() if not text.strip() and key != "light.none"]


def test_both_languages_name_the_same_values() -> None:
    def loose(text: str) -> set[str]:
        return values_of(text) - {"reason", "instead", "detail"}  # English from the depth of a parser may be left out

    assert not [key for key in ZH if loose(ZH[key]) != loose(EN[key])]


def test_every_text_is_in_its_language() -> None:
    assert not [key for key, text in EN.items() if re.search(r"[一-鿿]", text)]
    assert not [key for key, text in ZH.items() if re.fullmatch(r"[A-Za-z ,.]{4,}", text)]


def test_every_key_used_exists() -> None:
    used = used_keys()
    assert len(used) > 150
    assert not sorted(used - ZH.keys())


@pytest.mark.parametrize("prefix", sorted(FAMILIES))
def test_every_key_put_together_at_run_time_exists(prefix: str) -> None:
    assert not [prefix + word for word in FAMILIES[prefix] if prefix + word not in ZH]


def test_no_text_is_left_over() -> None:
    families = (*tuple(FAMILIES), "fault.", "finding.", "field.", "history.")
    assert not sorted(key for key in ZH.keys() - used_keys() if not key.startswith(families))


def test_every_code_of_the_engine_has_words() -> None:
    codes = fault_codes()
    assert len(codes) > 60
    plain = {code for code in codes if not code.startswith("f:")}
    assert not sorted(code for code in plain if f"fault.{code}" not in ZH and f"finding.{code}" not in ZH)
    families = {code for code in codes if code.startswith("f:") and not code.endswith(".not-found'")}  # these have the words of their kind
    assert families == {"f:f'task.already-{row.state}'", "f:f'task.{action}-forbidden'"}
    for code in ("task.already-done", "task.already-cancelled", "task.claim-forbidden", "task.release-forbidden", "task.complete-forbidden"):
        assert f"fault.{code}" in ZH


def test_every_class_of_fault_has_words() -> None:
    kinds = [Fault]
    for kind in kinds:
        kinds += kind.__subclasses__()
    assert not [kind.code for kind in kinds if f"fault.{kind.code}" not in ZH and f"finding.{kind.code}" not in ZH]


def test_a_text_of_a_fault_uses_only_values_the_fault_carries() -> None:
    """The docstring of the class is the English message; its values are those the translation may use."""
    kinds = [Fault]
    for kind in kinds:
        kinds += kind.__subclasses__()
    wrong = {}
    for kind in kinds:
        text = ZH.get(f"fault.{kind.code}", "")
        carried = values_of((kind.__doc__ or "").split("\n")[0])
        if "code" in vars(kind) and values_of(text) - carried:
            wrong[kind.code] = values_of(text) - carried
    assert wrong == {}
    assert [code for code, text in RUN_FAILURES.items() if values_of(text) != values_of(EN[f"fault.{code}"])] == []


def test_every_finding_has_words() -> None:
    codes = {*MODEL_FINDINGS, *DECISION_FINDINGS, *RULE_TEXTS, *(code for code in FORM_TEXTS if code.startswith("form.lint."))}
    assert not sorted(code for code in codes if f"finding.{code}" not in ZH)


def test_every_remark_at_a_field_has_words() -> None:
    codes = field_codes()
    assert "password.length" in codes
    assert not sorted(code for code in codes | OWN_FIELD_CODES if f"field.{code}" not in ZH)


def test_every_line_of_a_case_has_words() -> None:
    kinds = event_kinds()
    assert {"task.completed", "case.commented", "decision.taken"} <= kinds
    assert not sorted(kind for kind in kinds - {"flow.taken"} if f"history.{kind}" not in ZH)


def test_a_missing_value_leaves_a_gap_and_a_missing_key_shows_itself() -> None:
    assert i18n.t("fault.too-large") == "文件超过  的限制。"
    assert i18n.t("no.such.key") == "no.such.key"
    assert i18n.known("no.such.key") is None
