"""Read boxed expressions (DMN 1.5 clause 10.2.2) from the plain XML tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from engine.rules.dmn.boxed import (
    Cell,
    Conditional,
    Context,
    Entry,
    Expression,
    Filter,
    FunctionOf,
    Invocation,
    Iterator,
    ListOf,
    Literal,
    Parameter,
    Relation,
)
from engine.rules.dmn.errors import Findings
from engine.xml.reader import Element

T = TypeVar("T")


def type_of(text: str | None) -> str | None:
    """A type reference; DMN 1.1 wrote qualified names (`feel:string`), so a prefix is dropped."""
    name = (text or "").strip()
    if ":" in name and not name.startswith("{"):
        name = name.rpartition(":")[2]
    elif name.startswith("{"):
        name = name.rpartition("}")[2]
    return name or None


def parameter(element: Element) -> Parameter:
    """A formal parameter or an information item: name and type."""
    return Parameter((element.get("name") or "").strip(), type_of(element.get("typeRef")))


def text_of(element: Element | None) -> str:
    """The text child of an expression."""
    child = None if element is None else element.find("text")
    return "" if child is None else child.text.strip()


def cell(element: Element | None) -> Cell | None:
    """Unary tests, or None when the element is missing or empty."""
    text = text_of(element)
    return None if element is None or not text else Cell(text, element.get("id"), element.line)


class Reader:
    """Reads the expressions of one file and notes what is wrong."""

    def __init__(self, namespace: str, found: Findings) -> None:
        self.namespace = namespace
        self.found = found
        self.kinds: dict[str, Callable[[Element], Expression]] = {
            "literalExpression": self.literal,
            "context": self.context,
            "invocation": self.invocation,
            "list": self.list_of,
            "relation": self.relation,
            "functionDefinition": self.function,
            "conditional": self.conditional,
            "filter": self.filter,
            "for": self.iterator,
            "some": self.iterator,
            "every": self.iterator,
            "decisionTable": self.table,
        }

    def check_language(self, language: str | None, element: Element) -> None:
        """Only FEEL, under any of its names; an empty attribute is the default."""
        if language and "feel" not in language.lower():
            self.found.add("dmn.language", element.get("id"), element.line, language=language)

    def first_expression(self, element: Element | None) -> Expression | None:
        """The expression that is a child of `element`."""
        return next(iter(self.expressions(element)), None) if element is not None else None

    def expressions(self, element: Element) -> list[Expression]:
        """All children that are expressions, in order."""
        return [
            self.kinds[child.name](child)
            for child in element.children
            if child.name in self.kinds and child.namespace == self.namespace
        ]

    def _make(self, kind: Callable[..., T], element: Element, *parts: object) -> T:
        return kind(*parts, type=type_of(element.get("typeRef")), id=element.get("id"), line=element.line)

    def literal(self, element: Element) -> Literal:
        """literalExpression, and everything else that holds one text."""
        self.check_language(element.get("expressionLanguage"), element)
        return self._make(Literal, element, text_of(element))

    def context(self, element: Element) -> Context:
        return self._make(Context, element, tuple(map(self._entry, element.all("contextEntry"))))

    def _entry(self, element: Element) -> Entry:
        variable = element.find("variable")
        item = Parameter("", None) if variable is None else parameter(variable)
        return Entry(item.name or None, item.type, self.first_expression(element))

    def invocation(self, element: Element) -> Invocation:
        bindings = []
        for binding in element.all("binding"):
            name = binding.find("parameter")
            bindings.append(("" if name is None else (name.get("name") or "").strip(), self.first_expression(binding)))
        return self._make(Invocation, element, self.first_expression(element), tuple(bindings))

    def list_of(self, element: Element) -> ListOf:
        return self._make(ListOf, element, tuple(self.expressions(element)))

    def relation(self, element: Element) -> Relation:
        columns = tuple(parameter(column).name for column in element.all("column"))
        return self._make(Relation, element, columns, tuple(tuple(self.expressions(row)) for row in element.all("row")))

    def function(self, element: Element) -> FunctionOf:
        """functionDefinition and encapsulatedLogic."""
        parameters = tuple(map(parameter, element.all("formalParameter")))
        return self._make(
            FunctionOf, element, parameters, self.first_expression(element), element.get("kind") or "FEEL"
        )

    def conditional(self, element: Element) -> Conditional:
        parts = (self.first_expression(element.find(name)) for name in ("if", "then", "else"))
        return self._make(Conditional, element, *parts)

    def filter(self, element: Element) -> Filter:
        parts = (self.first_expression(element.find(name)) for name in ("in", "match"))
        return self._make(Filter, element, *parts)

    def iterator(self, element: Element) -> Iterator:
        source = element.find("in")
        body = element.find("return" if element.name == "for" else "satisfies")
        declared = None if source is None else type_of(source.get("typeRef"))
        return self._make(
            Iterator,
            element,
            element.name,
            (element.get("iteratorVariable") or "").strip(),
            self.first_expression(source),
            self.first_expression(body),
            declared,
        )

    def table(self, element: Element) -> Expression:
        from engine.rules.dmn.parse_table import decision_table

        return decision_table(self, element)
