"""What a query may do: read this store, nothing else. Told from its tokens, so that words in strings do not count."""

import re
from collections.abc import Iterator

from ontology.errors import UsageError

# In the order in which they must be tried. An escaped character in a prefixed name (ex:it\\'s) opens no string.
_TOKEN = re.compile(
    r'''
    (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<string>"""(?:[^"\\]|\\.|"(?!""))*""" | \'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'
             | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
  | (?P<comment>\#[^\n\r]*)
  | (?P<variable>[?$]\w+)
  | (?P<tag>@[A-Za-z-]+)
  | (?P<name>(?:[^\W\d_][\w.\-]*)?:(?:[\w:%.\-]|\\.)*)
  | (?P<word>[^\W\d_]\w*)
  | (?P<other>\\.|.)
    ''',
    re.VERBOSE | re.DOTALL,
)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")


def words(query: str) -> Iterator[tuple[str, int]]:
    """The words of a query outside strings, IRIs, comments and variables, in capitals, each with its offset. Of a
    prefixed name the prefix counts: the parser needs no space after a keyword and reads ``SERVICEex:a`` as two."""
    for match in _TOKEN.finditer(query):
        if match.lastgroup == "word":
            yield match[0].upper(), match.start()
        elif match.lastgroup == "name":
            yield match[0].partition(":")[0].upper() + ":", match.start()


def check_query(query: str) -> None:
    """Let a query that only reads this store pass.

    Raises:
        UsageError: it asks another machine (SERVICE), changes the store, or is no query.
    """
    form: str | None = None
    for word, offset in words(query):
        if "SERVICE" in word:
            place = _place(query, offset)
            raise UsageError(f"{place}: SERVICE would ask another machine; a query may read this store only")
        if form is None and word in _UPDATES:
            raise UsageError(f"{_place(query, offset)}: {word} changes the store; use ingest or withdraw for that")
        if form is None and word.startswith(_FORMS):
            form = word
    if form is None:
        raise UsageError("not a SPARQL query: it has no SELECT, ASK, CONSTRUCT or DESCRIBE; write one of them")


def _place(query: str, offset: int) -> str:
    line = query.count("\n", 0, offset) + 1
    return f"line {line}, column {offset - query.rfind(chr(10), 0, offset)}"
