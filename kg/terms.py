"""RDF terms as plain values, and their one spelling in N-Triples.

The writer, the digest of a graph and the export all use this spelling, so that equal graphs are equal bytes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal
from urllib.parse import quote

from ontology.namespaces import PREFIXES, expand

TermKind = Literal["iri", "literal", "blank"]

XSD_STRING = PREFIXES["xsd"] + "string"
LANG_STRING = PREFIXES["rdf"] + "langString"

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f]')
# RFC 3987: what may stand in an IRI as it is. Brackets are left out: outside an IPv6 host they must be encoded.
_NOT_IRI = re.compile(
    r"[^A-Za-z0-9\-._~:/?#@!$&'()*+,;=%\u00a0-\u061b\u061d-\u200d\u2010-\u2027\u2030-\u2065\u206a-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
    r"\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd]"
)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_WEB_ADDRESS = re.compile(r"https?://[^/?#@:\s%\[\]]+(:\d{1,5})?([/?#].*)?", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Term:
    """An IRI, a literal or a blank node. ``datatype`` is a full IRI; ``xsd:string`` where the literal is plain."""

    kind: TermKind
    value: str
    datatype: str | None = None
    language: str | None = None

    def n3(self) -> str:
        """The term in N-Triples."""
        if self.kind == "iri":
            return f"<{self.value}>"
        if self.kind == "blank":
            return f"_:{self.value}"
        return literal(self.value, language=self.language, datatype=self.datatype)


def iri(value: str) -> str:
    """A full IRI or a CURIE of the contract (``mo:Claim``) in N-Triples.

    Raises:
        ValueError: it holds a character that no IRI may hold.
    """
    full = expand(value)
    if _NOT_IRI.search(full) or _STRAY_PERCENT.search(full) or ":" not in full:
        raise ValueError(f"not an IRI: {full!r}")
    return f"<{full}>"


def web_iri(url: str) -> str | None:
    """The web address as an IRI, stray characters percent-encoded; ``None`` where that does not make one."""
    head, mark, fragment = url.strip().partition("#")
    if mark:
        head = f"{head}#{fragment.replace('#', '%23')}"
    encoded = _STRAY_PERCENT.sub("%25", _NOT_IRI.sub(lambda match: quote(match[0], errors="replace"), head))
    return encoded if _WEB_ADDRESS.fullmatch(encoded) else None


def literal(value: str, *, language: str | None = None, datatype: str | None = None) -> str:
    """A literal in N-Triples; control characters are escaped and so kept.

    Raises:
        ValueError: half of a surrogate pair, which no RDF literal may hold.
    """
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError("text with half of a surrogate pair; repair the encoding of the input") from error
    quoted = '"' + _TO_ESCAPE.sub(lambda match: _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}", value) + '"'
    if language:
        return f"{quoted}@{language}"
    if datatype and datatype not in (XSD_STRING, LANG_STRING):
        return f"{quoted}^^{iri(datatype)}"
    return quoted


def integer(value: int) -> str:
    """An ``xsd:integer`` in N-Triples."""
    return literal(str(value), datatype="xsd:integer")


def decimal(value: float, places: int = 4) -> str:
    """An ``xsd:decimal`` in N-Triples with at most ``places`` places, in the spelling that the store gives back."""
    spelled = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return literal("0" if spelled in ("-0", "") else spelled, datatype="xsd:decimal")


def boolean(value: bool) -> str:
    """An ``xsd:boolean`` in N-Triples."""
    return literal("true" if value else "false", datatype="xsd:boolean")


def day(value: object) -> str:
    """A ``datetime.date`` (or its ISO spelling) as ``xsd:date`` in N-Triples."""
    return literal(str(value), datatype="xsd:date")


def digest(lines: Iterable[str]) -> str:
    """SHA-256 of a graph given as N-Triples lines, whatever their order."""
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()
