"""What GEXF and GraphML share: text that is legal in XML, whatever was scraped."""

import re
from xml.sax.saxutils import escape, quoteattr

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def attribute(value: str) -> str:
    """A quoted attribute value; characters that XML cannot hold are left out."""
    return quoteattr(_ILLEGAL.sub("", value))


def content(value: str) -> str:
    """The content of an element; characters that XML cannot hold are left out."""
    return escape(_ILLEGAL.sub("", value), {"\r": "&#13;"})
