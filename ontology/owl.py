"""The tables of the vocabulary written as Turtle: OWL, SKOS, and the SHACL that follows from them.

Written by hand rather than by a serialiser, so that the bytes depend on nothing but the tables. Several domains or
ranges are ``schema:domainIncludes`` (any of them), a single one is ``rdfs:domain``: a union in OWL would need blank
nodes, and several ``rdfs:domain`` would mean all of them at once.
"""

from collections.abc import Iterable, Iterator, Mapping

from ontology.namespaces import EVENT_TYPE, MO, PREFIXES
from ontology.vocabulary import (
    EVENT_SCHEME,
    LICENSE,
    ONTOLOGY,
    SHAPES,
    Class,
    EventType,
    Property,
    classes,
    event_types,
    predicates,
    properties,
    term_iri,
)

_TITLES = {
    "en": "Marsad: vocabulary of a counter-extremism knowledge graph",
    "fr": "Marsad : vocabulaire d’un graphe de connaissances sur la lutte contre l’extrémisme",
    "ar": "مرصد: مفردات الرسم البياني المعرفي لمكافحة التطرف",
}
_SCHEME_TITLES = {"en": "Types of events", "fr": "Types d’événements", "ar": "أنواع الأحداث"}
_CLAIMS_ALONE = {
    "en": "Stands in claims and accounts alone, never as a plain triple between two entities.",
    "fr": "Ne figure que dans des affirmations et des récits, jamais comme simple triplet entre deux entités.",
    "ar": "لا يرد إلا في الإفادات والروايات، ولا يرد أبدا ثلاثية مجردة بين كيانين.",
}
# The writer types entities and accounts with these too; anything else as a type is a mistake.
_OTHER_TYPES = (
    "geo:Feature", "geo:Geometry", "oa:Annotation", "oa:SpecificResource", "oa:TextPositionSelector",
    "oa:TextQuoteSelector", "org:Organization", "org:Post", "owl:Class", "owl:DatatypeProperty", "owl:ObjectProperty",
    "owl:Ontology", "owl:SymmetricProperty", "prov:Activity", "prov:Agent", "prov:Entity",
    "prov:SoftwareAgent", "schema:NewsArticle", "sem:Actor", "sem:Event", "sem:EventType", "sem:Place", "skos:Concept",
    "skos:ConceptScheme",
)  # fmt: skip


def _prefixes() -> str:
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items()))


def _literal(text: str, language: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@{language}'


def _texts(predicate: str, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for language, text in texts.items():
        yield predicate, _literal(text, language)


def _iris(terms: Iterable[str]) -> list[str]:
    return [f"<{term_iri(term)}>" for term in terms]


def _block(subject: str, statements: Iterable[tuple[str, str]]) -> str:
    lines = sorted(set(statements), key=lambda pair: (pair[0] != "a", pair))
    body = " ;\n".join(f"    {predicate} {value}" for predicate, value in lines)
    return f"<{subject}>\n{body} .\n"


def _ontology() -> str:
    return _block(
        ONTOLOGY,
        [
            ("a", "owl:Ontology"),
            ("dcterms:license", f"<{LICENSE}>"),
            ("dcterms:creator", '"Marsad"'),
            *_texts("dcterms:title", _TITLES),
        ],
    )


def _class(declared: Class) -> str:
    return _block(
        MO + declared.name,
        [
            ("a", "owl:Class"),
            ("rdfs:isDefinedBy", f"<{ONTOLOGY}>"),
            *(("rdfs:subClassOf", iri) for iri in _iris(declared.parents + declared.reuses)),
            *_texts("rdfs:label", declared.labels),
            *_texts("skos:definition", declared.definitions),
        ],
    )


def _ends(declared: Property) -> Iterator[tuple[str, str]]:
    for end, terms in (("domain", declared.domain), ("range", declared.range)):
        predicate = f"rdfs:{end}" if len(terms) == 1 else f"schema:{end}Includes"
        for iri in _iris(terms):
            yield predicate, iri


def _property(declared: Property) -> str:
    statements = [
        ("a", "owl:ObjectProperty" if declared.kind == "object" else "owl:DatatypeProperty"),
        ("rdfs:isDefinedBy", f"<{ONTOLOGY}>"),
        *_ends(declared),
        *_texts("rdfs:label", declared.labels),
        *_texts("skos:definition", declared.definitions),
    ]
    if declared.symmetric:
        statements.append(("a", "owl:SymmetricProperty"))
    if declared.contentious:
        statements += _texts("skos:scopeNote", _CLAIMS_ALONE)
    return _block(MO + declared.name, statements)


def _event_type(declared: EventType) -> str:
    place = (
        [("skos:broader", f"<{EVENT_TYPE}{declared.parent}>")]
        if declared.parent
        else [("skos:topConceptOf", f"<{EVENT_SCHEME}>")]
    )
    narrower = [name for name, other in event_types().items() if other.parent == declared.name]
    return _block(
        declared.iri,
        [
            ("a", "skos:Concept"),
            ("a", "sem:EventType"),
            ("skos:inScheme", f"<{EVENT_SCHEME}>"),
            *place,
            *(("skos:narrower", f"<{EVENT_TYPE}{name}>") for name in narrower),
            *_texts("skos:prefLabel", declared.labels),
            *_texts("skos:definition", declared.definitions),
        ],
    )


def _scheme() -> str:
    tops = [declared for declared in event_types().values() if declared.parent is None]
    return _block(
        EVENT_SCHEME,
        [
            ("a", "skos:ConceptScheme"),
            ("dcterms:license", f"<{LICENSE}>"),
            *(("skos:hasTopConcept", f"<{top.iri}>") for top in tops),
            *_texts("dcterms:title", _SCHEME_TITLES),
            *_texts("skos:prefLabel", _SCHEME_TITLES),
        ],
    )


def turtle() -> str:
    """The vocabulary and the event scheme, blocks in the order of their IRIs."""
    blocks = [_ontology(), _scheme()]
    blocks += [_class(declared) for declared in classes().values()]
    blocks += [_property(declared) for declared in properties().values()]
    blocks += [_event_type(declared) for declared in event_types().values()]
    return "\n".join([_prefixes(), *sorted(blocks)])


def _list(iris: Iterable[str]) -> str:
    return "( " + " ".join(iris) + " )"


def _claims_alone(predicate: str) -> str:
    """No node may carry the relation as a plain triple: whoever does is caught by its own target."""
    return _block(
        f"{SHAPES}{predicate}PlainTriple",
        [
            ("a", "sh:NodeShape"),
            ("sh:targetSubjectsOf", f"mo:{predicate}"),
            (
                "sh:property",
                f'[ sh:path mo:{predicate} ; sh:maxCount 0 ; sh:message "mo:{predicate} is contentious and may not'
                f' stand as a plain triple: write a mo:Claim with it as rdf:predicate"@en ]',
            ),
        ],
    )


def _role(declared: Property) -> str:
    subjects = " ".join(f"[ sh:class <{term_iri(term)}> ]" for term in declared.domain)
    message = f"mo:{declared.name} may stand only on " + " or ".join(f"mo:{term}" for term in declared.domain)
    return _block(
        f"{SHAPES}{declared.name}Subject",
        [
            ("a", "sh:NodeShape"),
            ("sh:targetSubjectsOf", f"mo:{declared.name}"),
            ("sh:or", f"( {subjects} )"),
            ("sh:message", f'"{message}: move it there"@en'),
        ],
    )


def shapes_turtle() -> str:
    """The part of the SHACL shapes that follows from the tables."""
    types = [f"<{MO}{name}>" for name in classes()] + list(_OTHER_TYPES)
    events = [f"<{declared.iri}>" for declared in event_types().values()]
    relations = [f"mo:{name}" for name in predicates()]
    blocks = [
        _block(SHAPES + "DeclaredType", [("sh:in", _list(types))]),
        _block(SHAPES + "DeclaredEventType", [("sh:in", _list(events))]),
        _block(SHAPES + "DeclaredRelation", [("sh:in", _list(relations))]),
    ]
    blocks += [_claims_alone(name) for name in predicates() if properties()[name].contentious]
    blocks += [_role(declared) for declared in properties().values() if declared.role]
    return "\n".join([_prefixes(), *blocks])
