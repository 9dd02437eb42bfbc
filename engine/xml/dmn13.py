"""A DMN file of version 1.1 or 1.2 in the namespaces of 1.3, the only one that editors open. The words are the same (DMN 1.3, annex C)."""

from __future__ import annotations

import re

NAMESPACES = {
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd": "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "http://www.omg.org/spec/DMN/20151101/dmn11.xsd": "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "http://www.omg.org/spec/DMN/20180521/MODEL/": "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "http://www.omg.org/spec/DMN/20180521/DMNDI/": "https://www.omg.org/spec/DMN/20191111/DMNDI/",
}
DECLARED = re.compile(r"""(\sxmlns(?::[\w.-]+)?\s*=\s*)(["'])(""" + "|".join(map(re.escape, NAMESPACES)) + r")\2")


def as_dmn_13(text: str) -> str:
    """The file with its namespaces renamed where they are declared; others stay as they are."""
    return DECLARED.sub(lambda found: f"{found[1]}{found[2]}{NAMESPACES[found[3]]}{found[2]}", text)
