"""Decision lint at deployment: everything that would be null or ambiguous later is told now, with rule and column."""

from __future__ import annotations

from collections.abc import Iterable

from engine.domain.errors import Finding, Refused
from engine.rules.dmn.boxed import Context, DecisionTable, FunctionOf, Literal
from engine.rules.dmn.errors import Findings
from engine.rules.dmn.graph import logic_of, walk
from engine.rules.dmn.library import Library
from engine.rules.dmn.lint.coverage import examine
from engine.rules.dmn.lint.kinds import check_kinds
from engine.rules.dmn.lint.texts import check_texts
from engine.rules.dmn.lint.values import check_values
from engine.rules.dmn.model import Decision, Definitions
from engine.rules.feel import external_function


def lint(definitions: Definitions, others: Iterable[Definitions] = ()) -> list[Finding]:
    """What is wrong with a file. `others` are the files it imports, if any.

    Errors: wrong texts, unknown types, values of the wrong type, references that lead nowhere, circles, overlaps where the hit
    policy allows none. Warnings: gaps (with an example), rules that can never decide, names nobody declares,
    operators between kinds of values that never fit.
    """
    found = Findings(definitions.file)
    try:
        library = Library([definitions, *others])
    except Refused as refused:
        return list(refused.findings)
    found.items += [item for item in library.findings if item.place.file == definitions.file]
    model = library.models[0]
    check_texts(model, found)
    check_kinds(model, found)
    for node in definitions.nodes.values():
        if isinstance(node, Decision) and node.expression is None:
            found.add("dmn.expression-missing", node.id, node.line, severity="warning", kind="decision")
    for _, expression in logic_of(definitions):
        for part in walk(expression):
            if isinstance(part, FunctionOf) and part.kind != "FEEL" and not _known(part):
                found.add("dmn.function-kind", part.id, part.line, kind=part.kind)
            if isinstance(part, DecisionTable):
                check_values(model, part, found)
                examine(model, part, found)
    return found.items


def _known(function: FunctionOf) -> bool:
    """Whether a Java function is one of those that FEEL has in a form of its own."""
    texts = (
        {entry.name: entry.value.text for entry in function.body.entries if isinstance(entry.value, Literal)}
        if isinstance(function.body, Context)
        else {}
    )
    named = [texts.get(name, "").strip('"') for name in ("class", "method signature")]
    return (
        function.kind == "Java"
        and external_function(named[0], named[1], tuple(item.name for item in function.parameters)) is not None
    )
