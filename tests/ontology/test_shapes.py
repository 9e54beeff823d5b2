"""SHACL: a good article graph passes, each of many small faults is caught and told with its fix."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ontology import vocabulary
from ontology.namespaces import MO

GRAPHS = Path(__file__).parent / "graphs"
ARTICLE = (GRAPHS / "article.ttl").read_text(encoding="utf-8")
REFERENCE = (GRAPHS / "others.ttl").read_text(encoding="utf-8")


@cache
def _shapes() -> Any:
    return vocabulary.shapes()


@cache  # the cases are also counted together below
def faults(turtle: str) -> list[str]:
    """The messages of what is wrong with the graph."""
    from pyshacl import validate
    from rdflib import SH, Graph

    data = Graph().parse(data=turtle, format="turtle")
    _, report, _ = validate(data, shacl_graph=_shapes(), inplace=True)
    return sorted(str(message) for message in report.objects(None, SH.resultMessage))


# name: (what stands in the good graph, what to write instead, words of the message that must come)
BAD_ARTICLES: dict[str, tuple[str, str, str]] = {
    "hash cut short": ('9abcdef" ;\n    mo:mentions', '9ab" ;\n    mo:mentions', "mo:textSha256"),
    "no language": ('dcterms:language "ar" ; ', "", "dcterms:language"),
    "date is a date and time": ('"2018-07-04"^^xsd:date', '"2018-07-04T00:00:00"^^xsd:dateTime', "dcterms:issued"),
    "person typed as terrorist": ("e:x-1 a mo:Person ,", "e:x-1 a mo:Person , mo:Terrorist ,", "not in the vocabulary"),
    "group typed from elsewhere": ("a mo:ArmedGroup ,", "a <https://schema.org/Thing> ,", "not in the vocabulary"),
    "entity without name": (' ; rdfs:label "تنظيم الدولة"@ar', "", "an entity needs a name"),
    "mentioned entity without type": (
        "mo:mentions e:morocco",
        "mo:mentions e:nowhere , e:morocco",
        "used but has no type",
    ),
    "latitude of 132": ("wgs:lat 32.0", "wgs:lat 132.0", "wgs:lat"),
    "private group": ("mo:normalizedLabel", "mo:isPrivate true ; mo:normalizedLabel", "persons only"),
    "post without title": (
        'x:post a org:Post ; rdfs:label "وزير الداخلية"@ar ;',
        "x:post a org:Post ;",
        "a post needs its title",
    ),
    "post without body": ("org:postIn e:interior ; ", "", "org:postIn"),
    "polarity unknown": ('mo:polarity "affirmed"', 'mo:polarity "maybe"', "mo:polarity"),
    "two certainties": ('mo:certainty "asserted"', 'mo:certainty "asserted" , "alleged"', "mo:certainty"),
    "attribution kind unknown": ('mo:attributionKind "author"', 'mo:attributionKind "press"', "mo:attributionKind"),
    "author has an entity": (
        'mo:attributionKind "author"',
        'mo:attributionKind "author" ; mo:attributedTo e:x-1',
        "does not fit its kind",
    ),
    "confidence above one": ("mo:confidence 0.9", "mo:confidence 1.5", "mo:confidence"),
    "confidence below zero": ("mo:confidence 0.75", "mo:confidence -0.1", "mo:confidence"),
    "confidence is a double": ("mo:confidence 0.9", "mo:confidence 9e-1", "mo:confidence"),
    "claim without evidence": (
        "mo:evidence x:note ; prov:wasDerivedFrom a:1 ; prov",
        "prov:wasDerivedFrom a:1 ; prov",
        "a quote or it does not exist",
    ),
    "evidence is no annotation": (
        '"جنديا" ; mo:evidence x:note',
        '"جنديا" ; mo:evidence x:text',
        "a quote or it does not exist",
    ),
    "claim from no article": ("prov:wasDerivedFrom a:1 ; prov", "prov", "prov:wasDerivedFrom"),
    "claim from no run": (
        "prov:wasDerivedFrom a:1 ; prov:wasGeneratedBy x:run",
        "prov:wasDerivedFrom a:1",
        "prov:wasGeneratedBy",
    ),
    "predicate not a relation": ("rdf:predicate mo:holdsPost", "rdf:predicate mo:mentions", "rdf:predicate"),
    "predicate undeclared": ("rdf:predicate mo:holdsPost", "rdf:predicate mo:hates", "rdf:predicate"),
    "object is text": ("rdf:object x:post", 'rdf:object "وزير"', "rdf:object"),
    "subject without type": ("rdf:subject e:x-1", "rdf:subject e:x-2", "the subject has no type"),
    "claim ends before it begins": ('"2018-01-01"^^xsd:date', '"2016-01-01"^^xsd:date', "mo:validFrom"),
    "plain contentious triple": ("mo:partOf e:morocco", "mo:fights e:islamic-state", "contentious"),
    "plain membership": ("mo:isPrivate false", "mo:isPrivate false ; mo:memberOf e:islamic-state", "contentious"),
    "event type unknown": ("type:SuicideAttack", "type:Terrorism", "event scheme"),
    "two event types": ("type:SuicideAttack", "type:SuicideAttack , type:Bombing", "most specific"),
    "role outside an account": ("x:text a", "x:text mo:victim e:x-1 ; a", "may stand only on"),
    "perpetrator is text": ("mo:perpetrator e:islamic-state", 'mo:perpetrator "مسلحون"', "a role points at"),
    "weapon is an organization": ("mo:weapon x:text", "mo:weapon e:interior", "mo:weapon"),
    "place is a person": ("sem:hasPlace e:morocco", "sem:hasPlace e:x-1", "sem:hasPlace"),
    "event ends before it begins": ('LatestEndTimeStamp "2018-07', 'LatestEndTimeStamp "2018-06', "earliest begin"),
    "event in a year alone": (
        'BeginTimeStamp "2018-07-01"^^xsd:date',
        'BeginTimeStamp "2018"^^xsd:gYear',
        "earliest begin",
    ),
    "precision unknown": ('mo:datePrecision "day"', 'mo:datePrecision "decade"', "mo:datePrecision"),
    "negative toll": ("mo:killedCount 12", "mo:killedCount -12", "mo:killedCount"),
    "toll is text": ("mo:killedCount 12", 'mo:killedCount "twelve"', "mo:killedCount"),
    "qualifier unknown": (
        'mo:countKind "killed" ; mo:countValue 12 ; mo:countQualifier "at least"',
        'mo:countKind "killed" ; mo:countValue 12 ; mo:countQualifier "some"',
        "mo:countQualifier",
    ),
    "quotation without speaker": ("mo:speaker e:x-1 ; ", "", "mo:speaker"),
    "annotation of nothing": (" ; oa:hasTarget x:target", "", "oa:hasTarget"),
    "evidence without source": ("oa:hasSource a:1 ; ", "", "oa:hasSource"),
    "evidence without quote": ('oa:exact "نددت الوزارة بالهجوم" ; ', "", "oa:exact"),
    "evidence with empty quote": ('oa:exact "نددت الوزارة بالهجوم"', 'oa:exact ""', "oa:exact"),
    "evidence without offsets": (" ; oa:start 10 ; oa:end 30", "", "oa:start"),
    "evidence ends before it begins": ("oa:end 30", "oa:end 3", "before oa:end"),
    "evidence without end": (" ; oa:end 30", "", "oa:end: give"),
    "evidence starts below zero": ("oa:start 10", "oa:start -1", "from 0 up"),
    "longitude of 200": ("wgs:long -6.0", "wgs:long 200", "wgs:long"),
    "private is a word": ("mo:isPrivate false", 'mo:isPrivate "no"', "mo:isPrivate is"),
    "mention of a text": ("mo:mentions e:morocco", 'mo:mentions "المغرب" , e:morocco', "mo:mentions"),
    "held by nobody known": ("org:heldBy e:x-1", "org:heldBy e:x-2", "used but has no type"),
    "post in no known body": ("org:postIn e:interior", "org:postIn e:nowhere", "used but has no type"),
    "part of nothing known": ("mo:partOf e:morocco", "mo:partOf e:nowhere", "used but has no type"),
    "held by a name": ("org:heldBy e:x-1", 'org:heldBy "سعيد"', "org:heldBy"),
    "post held in a name": ("org:postIn e:interior", 'org:postIn "الوزارة"', "org:postIn"),
    "holds a person": ("mo:holdsPost x:post .", "mo:holdsPost e:morocco .", "mo:holdsPost"),
    "claim ends at a time": ('"2018-01-01"^^xsd:date', '"2018-01-01T00:00:00"^^xsd:dateTime', "mo:validTo is"),
    "claim of two runs": (
        "prov:wasGeneratedBy x:run .\nx:account",
        "prov:wasGeneratedBy x:run , x:two .\nx:account",
        "at most one run",
    ),
    "two post titles": ('mo:postTitle "وزير الداخلية"', 'mo:postTitle "وزير الداخلية" , "وزير"', "mo:postTitle"),
    "no subject": ("rdf:subject e:x-1 ; ", "", "one rdf:subject"),
    "no predicate": ("rdf:predicate mo:holdsPost ; ", "", "one rdf:predicate"),
    "source is text": (
        'mo:attributionKind "author"',
        'mo:attributionKind "body" ; mo:attributedTo "الوزارة"',
        "mo:attributedTo",
    ),
    "source without words": ('mo:attributionLabel "مصادر أمنية"', 'mo:attributionLabel ""', "mo:attributionLabel"),
    "event ends at a time": (
        'LatestEndTimeStamp "2018-07-01"^^xsd:date',
        'LatestEndTimeStamp "2018-07-01T00:00:00"^^xsd:dateTime',
        "the latest end",
    ),
    "negative wounded": ("mo:killedCount 12", "mo:woundedCount -1", "mo:woundedCount"),
    "half an arrest": ("mo:killedCount 12", "mo:arrestedCount 0.5", "mo:arrestedCount"),
    "negative participants": ("mo:killedCount 12", "mo:participantCount -1", "mo:participantCount"),
    "two occurrences": ('mo:occurrenceKey "1"', "mo:accountOf x:o1 , x:o2", "mo:accountOf"),
    "count of nothing": ('mo:countKind "killed" ; ', "", "mo:countKind"),
    "count without value": ("mo:countValue 12 ; ", "", "mo:countValue"),
    "count without qualifier": (
        'mo:countValue 12 ; mo:countQualifier "at least"',
        "mo:countValue 12",
        "a count needs mo:countQualifier",
    ),
    "text argument without words": (
        'x:text a mo:TextArgument ; rdfs:label "قافلة"@ar',
        "x:text a mo:TextArgument",
        "its words",
    ),
    "filler without type": ("mo:target x:text", "mo:target x:nothing", "what fills a role"),
    "two titles": (
        'dcterms:title "وزير الداخلية يندد بالهجوم"@ar',
        'dcterms:title "وزير"@ar , "هجوم"@ar',
        "dcterms:title",
    ),
    "two cues": ('mo:cue "قال"', 'mo:cue "قال" , "أكد"', "mo:cue"),
    "directness is a word": ("mo:isDirect true", 'mo:isDirect "yes"', "mo:isDirect"),
    "end is text": ("oa:end 30", 'oa:end "30"', "oa:end is one"),
    "blank node": (
        "x:text a mo:TextArgument",
        '[] a mo:TextArgument ; rdfs:label "س" ; mo:evidence x:note .\nx:text a mo:TextArgument',
        "blank node",
    ),
}

BAD_REFERENCES: dict[str, tuple[str, str, str]] = {
    "two names in one language": ('"الجماعة"@ar', '"الجماعة"@ar , "التنظيم"@ar', "skos:prefLabel"),
    "name in another language": ('"الجماعة"@ar', '"Gruppe"@de', "skos:prefLabel"),
    "listing of nobody": ("mo:designates e:group ; ", "", "mo:designates"),
    "listing by nobody": ("mo:authority e:un ; ", "", "mo:authority"),
    "listing without source": (' ; dcterms:source "a list"', "", "dcterms:source"),
    "delisted before listed": ('"2009-01-01"', '"2001-01-01"', "mo:delistedOn"),
    "reference claim without source": (' ; dcterms:source "a page"', "", "dcterms:source"),
    "occurrence without type": ("sem:eventType type:Bombing , type:SuicideAttack ; ", "", "sem:eventType"),
    "occurrence with a role": ("sem:hasActor e:group", "mo:perpetrator e:group", "may stand only on"),
    "delisted at a time": ('"2009-01-01"^^xsd:date', '"2009-01-01T00:00:00"^^xsd:dateTime', "mo:delistedOn is"),
    "listing on nothing": ('mo:list "القائمة الموحدة" ; ', "", "one mo:list:"),
    "object without type": ("rdf:object e:group", "rdf:object e:nobody", "the object has no type"),
    "actor is text": ("sem:hasActor e:group", 'sem:hasActor "الجماعة"', "sem:hasActor"),
    "place is text": ("sem:hasPlace e:town", 'sem:hasPlace "غاو"', "sem:hasPlace points at a place:"),
    "run began on a day": (
        'startedAtTime "2020-01-01T00:00:00Z"^^xsd:dateTime',
        'startedAtTime "2020-01-01"^^xsd:date',
        "prov:startedAtTime",
    ),
    "run ended on a day": (
        'prov:startedAtTime "2020-01-01T00:00:00Z"^^xsd:dateTime',
        'prov:endedAtTime "2020-01-01"^^xsd:date',
        "prov:endedAtTime",
    ),
    "run without fingerprint": ('mo:fingerprint "abc" ; ', "", "mo:fingerprint"),
    "inference is a word": ("mo:delistingInferred true", 'mo:delistingInferred "yes"', "mo:delistingInferred"),
    "primary name without language": ('"الجماعة"@ar-arab', '"الجماعة"', "mo:primaryName"),
    "good name without language": ('"Group"@und-latn', '"Group"', "mo:goodName"),
    "low name without language": ('"هم"@und-arab', '"هم"', "mo:lowName"),
    "entry of nobody": ("mo:entryOf e:group ; ", "", "mo:entryOf"),
    "entry of no register": ('mo:list "سجل النزاعات" ; ', "", "name of the register"),
    "entry without source": (' ; dcterms:source "a register"', "", "entry of a register needs dcterms:source"),
    "decision by nobody": ('mo:decidedBy "marsad" ; ', "", "mo:decidedBy"),
    "decision of a third kind": ('mo:decisionKind "automatic"', 'mo:decisionKind "guess"', "mo:decisionKind"),
    "decision on a day": ('"2026-01-01T10:00:00Z"^^xsd:dateTime', '"2026-01-01"^^xsd:date', "mo:decidedAt"),
    "two reasons": ('mo:why "أب وابنه"', 'mo:why "أب وابنه" , "أخوان"', "mo:why"),
    "distinction of nothing": ("mo:decidesOn e:x-1 ; mo:distinctFrom", "mo:distinctFrom", "mo:decidesOn"),
    "merge of one": ("mo:decidesOn e:x-1 , e:x-2", "mo:decidesOn e:x-1", "a merge is of two"),
    "likeness above one": ("mo:likeness 0.97", "mo:likeness 1.97", "mo:likeness"),
    "distinct from nothing": ("mo:distinctFrom e:x-3 ; ", "", "mo:distinctFrom"),
    "undoing of nothing": ("mo:undoes x:apart", "mo:undoes x:nothing", "mo:undoes"),
    "merged into two": ("mo:mergedInto e:x-2", "mo:mergedInto e:x-2 , e:x-3", "mo:mergedInto"),
}

# What the tables add: no contentious relation as a plain triple, no role on what is not an account.
BAD_BY_TABLE: dict[str, tuple[str, str, str]] = {
    **{
        f"plain {name}": (
            "mo:isPrivate false",
            f"mo:isPrivate false ; mo:{name} e:interior",
            f"mo:{name} is contentious",
        )
        for name in vocabulary.predicates()
        if vocabulary.contentious(name)
    },
    **{
        f"{name} of a person": (
            "mo:isPrivate false",
            f"mo:isPrivate false ; mo:{name} x:text",
            f"mo:{name} may stand only",
        )
        for name in vocabulary.roles()
    },
}


def test_a_good_article_graph_passes() -> None:
    assert faults(ARTICLE) == []


def test_good_reference_occurrences_and_runs_pass() -> None:
    assert faults(REFERENCE) == []


def test_the_ontology_graph_passes() -> None:
    assert faults(vocabulary.turtle().decode()) == []


def test_two_selectors_do_as_well_as_one() -> None:
    quote = 'x:selector a oa:TextQuoteSelector ; oa:exact "نددت" .'
    position = "x:place a oa:TextPositionSelector ; oa:start 1 ; oa:end 5 ."
    two = ARTICLE[: ARTICLE.index("x:selector a")].replace(
        "oa:hasSelector x:selector", "oa:hasSelector x:selector , x:place"
    )
    assert faults(two + quote + position) == []


def test_symmetric_claims_pass_as_claims() -> None:
    claim = ARTICLE.replace(
        "rdf:predicate mo:holdsPost ; rdf:object x:post", "rdf:predicate mo:fights ; rdf:object e:morocco"
    )
    assert claim != ARTICLE
    assert faults(claim) == []


@pytest.mark.parametrize("name", BAD_ARTICLES)
def test_a_bad_article_graph_is_refused(name: str) -> None:
    _refused(ARTICLE, *BAD_ARTICLES[name])


@pytest.mark.parametrize("name", BAD_REFERENCES)
def test_a_bad_reference_graph_is_refused(name: str) -> None:
    _refused(REFERENCE, *BAD_REFERENCES[name])


@pytest.mark.parametrize("name", BAD_BY_TABLE)
def test_what_the_tables_forbid_is_refused(name: str) -> None:
    _refused(ARTICLE, *BAD_BY_TABLE[name])


def test_every_constraint_is_tried() -> None:
    from rdflib import SH

    messages = {str(message) for message in _shapes().objects(None, SH.message)}
    articles = [ARTICLE.replace(old, new, 1) for old, new, _ in [*BAD_ARTICLES.values(), *BAD_BY_TABLE.values()]]
    references = [REFERENCE.replace(old, new, 1) for old, new, _ in BAD_REFERENCES.values()]
    assert messages - {fault for graph in articles + references for fault in faults(graph)} == set()


def _refused(good: str, old: str, new: str, message: str) -> None:
    assert good.count(old) >= 1, "the case does not touch the good graph"
    found = faults(good.replace(old, new, 1))
    assert any(message in fault for fault in found), found


def test_the_cases_are_all_there() -> None:
    assert len(BAD_ARTICLES) == 81
    assert len(BAD_REFERENCES) == 34
    assert len(BAD_BY_TABLE) == 12 + 9


def test_every_term_of_the_shapes_is_declared_with_the_kind_it_is_used_as() -> None:
    text = (Path(vocabulary.__file__).parent / "shapes.ttl").read_text(encoding="utf-8")
    code = re.sub(r"^#.*$", "", text, flags=re.M)
    terms = set(re.findall(r"\bmo:([A-Za-z0-9]+)", code))
    assert len(terms) > 50
    assert {term for term in terms if term not in vocabulary.classes() and term not in vocabulary.properties()} == set()
    for group in re.findall(r"sh:(?:targetClass|class) ((?:[a-z]+:\w+ ?,? ?)+)", code):
        for term in re.findall(r"mo:(\w+)", group):
            assert vocabulary.kind(term) == "class"
    for term in re.findall(r"sh:path mo:(\w+)", code):
        assert vocabulary.kind(term) != "class"


def test_every_message_is_there_and_ends_in_a_fix() -> None:
    from rdflib import SH

    messages = [str(message) for message in _shapes().objects(None, SH.message)]
    assert len(messages) > 80
    assert [message for message in messages if ":" not in message] == []


def test_the_closed_lists_follow_the_tables() -> None:
    from rdflib import SH, URIRef
    from rdflib.collection import Collection

    def listed(name: str) -> set[str]:
        head = _shapes().value(URIRef(vocabulary.SHAPES + name), SH["in"])
        return {str(item) for item in Collection(_shapes(), head)}

    assert listed("DeclaredEventType") == {declared.iri for declared in vocabulary.event_types().values()}
    assert listed("DeclaredRelation") == {MO + name for name in vocabulary.predicates()}
    ours = {iri for iri in listed("DeclaredType") if iri.startswith(MO)}
    assert ours == {MO + name for name in vocabulary.classes()}
