"""Answers to queries as plain values, whole before a byte of them is shown."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kg.terms import Term
from ontology.errors import UsageError

ROW_FORMATS = ("json", "csv", "tsv", "xml")
GRAPH_FORMATS = ("turtle", "nt", "json")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a query gave: rows of a SELECT, the boolean of an ASK, or the graph of a CONSTRUCT or DESCRIBE.

    ``data`` holds SPARQL JSON for rows and booleans, sorted N-Triples for a graph.
    """

    kind: Literal["rows", "boolean", "graph"]
    data: bytes

    @cached_property
    def _json(self) -> dict[str, object]:
        loaded: dict[str, object] = json.loads(self.data)
        return loaded

    @property
    def boolean(self) -> bool:
        """The answer to an ASK."""
        return self.kind == "boolean" and bool(self._json["boolean"])

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """Column names; of a graph ``subject``, ``predicate``, ``object``; of a boolean ``answer``."""
        if self.kind == "boolean":
            return ("answer",)
        if self.kind == "graph":
            return ("subject", "predicate", "object")
        head = self._json["head"]
        assert isinstance(head, dict)
        return tuple(head["vars"])

    @cached_property
    def rows(self) -> tuple[tuple[Term | None, ...], ...]:
        """The rows in the order of the answer, ``None`` where a variable is unbound; a graph gives its triples."""
        if self.kind == "boolean":
            return ((Term("literal", str(self.boolean).lower()),),)
        if self.kind == "graph":
            return _triples(self.data)
        results = self._json["results"]
        assert isinstance(results, dict)
        return tuple(
            tuple(_term(binding[name]) if name in binding else None for name in self.variables)
            for binding in results["bindings"]
        )

    def serialize(self, form: str) -> bytes:
        """The answer as ``json``, ``csv``, ``tsv`` or ``xml`` (rows, booleans), or ``turtle`` or ``nt`` (graphs).

        Raises:
            UsageError: the format does not fit the kind of answer.
        """
        from kg.store import convert_graph, convert_rows

        if self.kind == "graph":
            if form not in ("turtle", "nt"):
                raise UsageError(f"a query that builds a graph has no {form} form; use --format turtle")
            return convert_graph(self.data.decode().splitlines(), "ttl") if form == "turtle" else self.data
        if form not in ROW_FORMATS or (self.kind == "boolean" and form in ("csv", "tsv")):
            fitting = "json or xml" if self.kind == "boolean" else ", ".join(ROW_FORMATS)
            raise UsageError(f"this query has no {form} form; use --format {fitting}")
        return self.data if form == "json" else convert_rows(self.data, form)


def _term(value: dict[str, str]) -> Term:
    if value["type"] == "uri":
        return Term("iri", value["value"])
    if value["type"] == "bnode":
        return Term("blank", value["value"])
    return Term("literal", value["value"], value.get("datatype"), value.get("xml:lang"))


def _triples(data: bytes) -> tuple[tuple[Term | None, ...], ...]:
    from kg.store import parse_triples

    return tuple(parse_triples(data))
