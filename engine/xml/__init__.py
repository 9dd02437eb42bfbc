"""Safe reading of BPMN and DMN files: bytes in, a plain tree with line numbers out."""

from engine.xml.decoding import text_of
from engine.xml.reader import Element, XmlRefused, read

__all__ = ["Element", "XmlRefused", "read", "text_of"]
