"""Read XML from strangers into a plain tree.

No DOCTYPE, no entities, no network, bounded size, depth and count. What comes out is data: nothing of lxml leaves this
module. Namespaces are decided by URI, never by prefix (XML Namespaces 1.0).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from engine.domain.errors import Invalid, Place, TooLarge

MAX_BYTES = 4_000_000
MAX_DEPTH = 200
MAX_ELEMENTS = 100_000


class XmlRefused(Invalid):
    """The file is not acceptable XML: {reason}."""

    code = "xml.refused"


@dataclass(frozen=True, slots=True)
class Element:
    """One element: `namespace` URI, local `name`, attributes keyed `name` or `{uri}name`, text before the first child."""

    namespace: str
    name: str
    attributes: Mapping[str, str]
    children: tuple[Element, ...]
    text: str
    line: int
    declared: frozenset[str] = frozenset()  # of the root: the namespaces it declares, used or not

    def get(self, name: str, default: str | None = None, *, namespace: str | None = None) -> str | None:
        """The attribute's value; without `namespace` the unprefixed attribute."""
        return self.attributes.get(f"{{{namespace}}}{name}" if namespace else name, default)

    def find(self, name: str, namespace: str | None = None) -> Element | None:
        """The first child with that local name (and namespace, if given)."""
        return next(self.all(name, namespace), None)

    def all(self, name: str, namespace: str | None = None) -> Iterator[Element]:
        """The children with that local name (and namespace, if given), in document order."""
        return (c for c in self.children if c.name == name and (namespace is None or c.namespace == namespace))

    def walk(self) -> Iterator[Element]:
        """This element and everything below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


def read(data: bytes, *, file: str | None = None, max_bytes: int = MAX_BYTES) -> Element:
    """Parse `data`. Raises `TooLarge` over `max_bytes`, `XmlRefused` (with line) for anything unsafe or not well-formed."""
    if len(data) > max_bytes:
        raise TooLarge(limit=max_bytes, place=Place(file=file))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise XmlRefused(reason=getattr(error, "msg", None) or str(error), place=Place(file=file, line=line)) from error
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        raise XmlRefused(reason="DOCTYPE", code="xml.doctype", place=Place(file=file, line=1))
    return _plain(root, file)


def _plain(root: etree._Element, file: str | None) -> Element:
    count = 0

    def convert(node: etree._Element, depth: int) -> Element:
        nonlocal count
        count += 1
        line = node.sourceline or 0
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            raise XmlRefused(reason="too deep or too many elements", place=Place(file=file, line=line))
        name = etree.QName(node)
        children = tuple(convert(child, depth + 1) for child in node if isinstance(child.tag, str))
        attributes = {str(key): str(value) for key, value in node.attrib.items()}
        return Element(name.namespace or "", name.localname, attributes, children, node.text or "", line)

    return replace(convert(root, 1), declared=frozenset(map(str, root.nsmap.values())))
