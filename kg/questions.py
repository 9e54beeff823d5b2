"""Questions: SPARQL by hand or by name. The named ones are files in ``kg/queries`` that run as they stand.

A file begins with comment lines: the title, what it answers, and one line a parameter,
``# param: since = "2000-01-01"^^xsd:date | from this day on``. The default also stands in the query, in a line
``VALUES ?since { "2000-01-01"^^xsd:date }``, and there another value takes its place.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from kg.answers import Answer
from kg.guard import check_query
from kg.store import Store
from kg.terms import boolean, day, iri, literal
from ontology.errors import DataError, UsageError
from ontology.namespaces import ENTITY, EVENT_TYPE, MO, PREFIXES
from ontology.reference import LANGUAGES

FOLDER = Path(__file__).parent / "queries"
_PARAMETER = re.compile(r"#\s*param:\s*(\w+)\s*=\s*(.+?)\s*\|\s*(.+)")
_NAMESPACES = {"entity": ENTITY, "event": EVENT_TYPE, "mo": MO}

__all__ = ["Answer", "NamedQuery", "Parameter", "ask", "listing", "named"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a named query; ``default`` as it is written in SPARQL, ``shown`` as a user would give it."""

    name: str
    default: str
    description: str

    @property
    def shown(self) -> str:
        """The default without the marks of SPARQL."""
        plain = re.sub(r'^"(.*)"(\^\^\S+)?$', r"\1", self.default)
        return re.sub(r"^(mo|event|entity):", "", plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A query of ``kg/queries``: ``title`` is one line, ``description`` what the answer means."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str


def ask(store: Store, query: str) -> Answer:
    """The answer to a SPARQL query; the prefixes of the contract are known to it.

    Raises:
        UsageError: it does not parse (with line and column), would change something, or holds SERVICE.
    """
    check_query(query)
    return store.query(query)


def named(
    store: Store, name: str, parameters: Mapping[str, str] | None = None, *, language: str | None = None
) -> Answer:
    """The answer to a named query. ``language`` is that of the labels, where the query shows any.

    Raises:
        UsageError: no such query, no such parameter, or a value of the wrong kind.
    """
    query = find(name)
    values = dict(parameters or {})
    if language is not None and any(parameter.name == "language" for parameter in query.parameters):
        values.setdefault("language", language)
    text = fill(query, values)
    for raw, canonical in store.canonical.of.items() if ENTITY in text else ():
        text = text.replace(f"<{raw}>", f"<{canonical}>")
    return ask(store, text)


def find(name: str) -> NamedQuery:
    """The named query of this name.

    Raises:
        UsageError: there is none; the message lists them.
    """
    for query in listing():
        if query.name == name:
            return query
    raise UsageError(f"no query {name!r}; there are: {', '.join(query.name for query in listing())}")


@cache
def listing() -> tuple[NamedQuery, ...]:
    """All named queries, by name."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.rq")))


def fill(query: NamedQuery, values: Mapping[str, str]) -> str:
    """The text of a named query with other values for its parameters.

    Raises:
        UsageError: no such parameter, or a value of the wrong kind.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    text = query.text
    for name, value in values.items():
        if name not in known:
            fitting = ", ".join(known) or "none"
            raise UsageError(f"{query.name} has no parameter {name!r}; it has: {fitting}")
        spelled = _spell(known[name], value)
        text = _slot(name).sub(lambda match, term=spelled: f"{match[1]} {term} }}", text)  # type: ignore[misc]
    return text


def _slot(name: str) -> re.Pattern[str]:
    return re.compile(rf"(VALUES \?{name} \{{)[^}}]*\}}")


def _spell(parameter: Parameter, value: str) -> str:
    """A user's value as a term of the same kind as the default."""
    default = parameter.default
    value = value.strip()
    try:
        if default.startswith('"') and default.endswith("^^xsd:date"):
            return day(date.fromisoformat(value))
        if default.startswith('"'):
            if parameter.name == "language" and value not in LANGUAGES:
                raise ValueError(f"not one of {', '.join(LANGUAGES)}")
            return literal(value)
        if default in ("true", "false"):
            if value not in ("true", "false"):
                raise ValueError("not true or false")
            return boolean(value == "true")
        if default.isdigit():
            return str(int(value))
        prefix = default.partition(":")[0]
        return iri(value if ":" in value else _NAMESPACES.get(prefix, PREFIXES.get(prefix, "")) + value)
    except ValueError as error:
        raise UsageError(
            f"{parameter.name}={value!r} does not fit ({error}); give it like {parameter.shown}"
        ) from error


def _read(path: Path) -> NamedQuery:
    text = path.read_text(encoding="utf-8")
    head = [line for line in _head(text) if line]
    parameters: list[Parameter] = []
    prose: list[str] = []
    for line in head:
        match = _PARAMETER.fullmatch(line)
        if match:
            parameters.append(Parameter(name=match[1], default=match[2], description=match[3]))
        else:
            prose.append(line.lstrip("# ").strip())
    if not prose:
        raise DataError(f"{path.name}: has no title; begin it with a comment line")
    for parameter in parameters:
        if f"VALUES ?{parameter.name} {{ {parameter.default} }}" not in text:
            raise DataError(f"{path.name}: parameter {parameter.name} has no VALUES line with its default; add it")
    return NamedQuery(
        name=path.stem, title=prose[0], description=" ".join(prose[1:]), parameters=tuple(parameters), text=text
    )


def _head(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("#"):
            return
        yield line
