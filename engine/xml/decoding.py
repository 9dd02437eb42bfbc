"""The text of an XML file, whatever its encoding (XML 1.0, appendix F)."""

from __future__ import annotations

import codecs
import re

DECLARED = re.compile(r"""(\A\s*<\?xml[^>]*?\sencoding\s*=\s*["'])([\w.-]+)""")
MARKS = (  # the longer ones first: those of UTF-16 begin them
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"),
)


def text_of(content: bytes) -> str:
    """The text with a declaration that says UTF-8: by its byte order mark, else as it declares, else UTF-8. What cannot be read so shows the
    replacement character; a file that was deployed has none."""
    codec = next((name for mark, name in MARKS if content.startswith(mark)), None)
    if codec is None:
        head = DECLARED.match(content[:200].decode("ascii", "replace"))
        codec = head[2] if head is not None else "utf-8"
    try:
        text = content.decode(codec)
    except (LookupError, UnicodeError):
        text = content.decode("utf-8", "replace")
    return DECLARED.sub(r"\g<1>UTF-8", text, count=1)
