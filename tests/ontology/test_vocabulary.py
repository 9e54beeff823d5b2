"""The vocabulary: every term of the RDF contract, once, with one kind, in three languages."""

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from ontology import vocabulary
from ontology.errors import DataError
from ontology.namespaces import MO

ROOT = Path(vocabulary.__file__).parent.parent

EVENT_TYPES = {
    "Violence": "ArmedAttack Bombing SuicideAttack Assassination Kidnapping Hijacking Arson Sabotage Robbery "
    "MassKilling Torture Execution CBRNAttack AirStrike Shelling Clash",
    "StateAction": "MilitaryOperation TerritoryChange Raid Arrest Trial Conviction FoiledPlot Listing Sanction "
    "ContentRemoval",
    "Words": "Condemnation Accusation ClaimOfResponsibility Threat Statement",
    "Organisation": "Pledge Split Merger Recruitment Propaganda Financing Training CyberAttack",
    "Crowds": "Protest Riot Strike",
    "Diplomacy": "Gathering Meeting Conference Agreement",
}
CLASSES = {
    "Organization": "ArmedGroup StateBody InternationalBody CounterExtremismBody PoliticalMovement MediaOutlet Company "
    "CivilSociety",
    "Place": "Country Region City Facility",
}
OTHER_CLASSES = "Person Organization Place State EventAccount Claim Quotation Designation Run"
ROLES = "perpetrator target victim organizer host participant speaker topic weapon"
RELATIONS = (
    "memberOf leads holdsPost represents partOf alliedWith cooperatesWith fights pledgedAllegianceTo splitFrom "
    "succeeds funds trains basedIn operatesIn locatedIn"
)
OBJECT = "mentions accountOf attributedTo evidence designates authority"
DATATYPE = (
    "textSha256 normalizedLabel datePrecision killedCount woundedCount arrestedCount participantCount countQualifier "
    "polarity certainty attributionKind attributionLabel confidence cue list listedOn delistedOn wording "
    "postTitle isPrivate"
)
# Latin words that an Arabic text may quote: values as they stand in the data, names of standards and of classes.
VALUES = set(
    re.findall(
        r"\w+",
        "affirmed denied asserted reported alleged planned hypothetical person body unnamed author day week month year "
        "unknown exact at least about most killed wounded arrested participants SHA UTF ISO mo Country State manual "
        "automatic",
    )
)
DECLARED: list[vocabulary.Class | vocabulary.Property | vocabulary.EventType] = [
    *vocabulary.classes().values(),
    *vocabulary.properties().values(),
    *vocabulary.event_types().values(),
]


def test_every_event_type_of_the_contract_is_there_and_no_other() -> None:
    expected = {*EVENT_TYPES, *(name for names in EVENT_TYPES.values() for name in names.split())}
    assert set(vocabulary.event_types()) == expected
    assert len(expected) == 52
    for top, names in EVENT_TYPES.items():
        assert vocabulary.event_types()[top].level == 1
        for name in names.split():
            assert vocabulary.broader(name)[-1] == top


def test_the_event_scheme_has_three_levels() -> None:
    assert {declared.level for declared in vocabulary.event_types().values()} == {1, 2, 3}
    assert vocabulary.broader("Meeting") == ("Meeting", "Gathering", "Diplomacy")
    assert vocabulary.broader("Conference") == ("Conference", "Gathering", "Diplomacy")
    assert vocabulary.broader("SuicideAttack") == ("SuicideAttack", "Bombing", "Violence")


def test_every_class_of_the_contract_is_there() -> None:
    for parent, names in CLASSES.items():
        for name in names.split():
            assert vocabulary.superclasses(name) == (name, parent)
    for name in OTHER_CLASSES.split():
        assert vocabulary.kind(name) == "class"


def test_every_property_of_the_contract_is_there_with_its_kind() -> None:
    assert vocabulary.roles() == tuple(ROLES.split())
    assert vocabulary.predicates() == tuple(RELATIONS.split())
    for name in f"{ROLES} {RELATIONS} {OBJECT}".split():
        assert vocabulary.kind(name) == "object"
    for name in DATATYPE.split():
        assert vocabulary.kind(name) == "datatype"


def test_only_uncontentious_relations_may_be_plain_triples() -> None:
    plain = {name for name in vocabulary.predicates() if not vocabulary.contentious(name)}
    assert plain == {"holdsPost", "partOf", "locatedIn", "basedIn"}
    assert vocabulary.contentious("perpetrator")


def test_symmetric_relations() -> None:
    assert {name for name in vocabulary.predicates() if vocabulary.symmetric(name)} == {
        "alliedWith",
        "cooperatesWith",
        "fights",
    }
    for name in vocabulary.predicates():
        if vocabulary.symmetric(name):
            assert vocabulary.properties()[name].domain == vocabulary.properties()[name].range


def test_actors_are_persons_organizations_and_states() -> None:
    actors = {name for name in vocabulary.classes() if vocabulary.is_actor(name)}
    assert actors == {"Person", "Organization", "State", *CLASSES["Organization"].split()}
    assert vocabulary.is_a("City", "Place")
    assert not vocabulary.is_a("City", "Organization")
    assert vocabulary.reused_superclasses("City") == ("sem:Place",)


def test_nobody_can_be_typed_as_a_terrorist() -> None:
    # A body may counter terrorism; no class, relation or event type may say that somebody is a terrorist.
    assert [d.name for d in DECLARED if "terror" in d.name.lower()] == []
    for declared in DECLARED:
        for language, word in (("en", "terror"), ("fr", "terror"), ("ar", "إرهاب")):
            assert word not in declared.labels[language].lower()


@pytest.mark.parametrize(
    "call",
    [vocabulary.superclasses, vocabulary.symmetric, vocabulary.contentious, vocabulary.broader, vocabulary.kind],
)
def test_an_unknown_name_is_an_error_with_its_fix(call: object) -> None:
    assert callable(call)
    with pytest.raises(DataError, match=r"Nonsense.*declare it in ontology/tables"):
        call("Nonsense")


def _letters(text: str) -> Iterator[str]:
    return (unicodedata.name(char, "").split()[0] for char in text if char.isalpha())


def test_labels_and_definitions_are_complete_and_in_the_right_script() -> None:
    assert len(DECLARED) == len(vocabulary.classes()) + len(vocabulary.properties()) + len(vocabulary.event_types())
    for declared in DECLARED:
        for texts in (declared.labels, declared.definitions):
            assert tuple(texts) == ("en", "fr", "ar")
            assert texts["en"].isascii() or set(texts["en"]) - set(map(chr, range(128))) <= {"’"}
            assert set(_letters(texts["fr"])) == {"LATIN"}
            words = set(re.findall(r"[^\W\d_]+", texts["ar"])) - VALUES
            assert words
            assert set(_letters("".join(words))) == {"ARABIC"}, texts["ar"]
            assert not any(unicodedata.category(char) in ("Mn", "Cf") for char in "".join(texts.values()))
            assert not any("'" in text or "  " in text for text in texts.values())
        assert declared.definitions["fr"] != declared.definitions["en"]
        assert all(text.endswith(".") for text in declared.definitions.values()), declared.name
        assert not any(text.endswith(".") for text in declared.labels.values()), declared.name


@pytest.mark.parametrize("language", vocabulary.LANGUAGES)
def test_no_two_terms_of_a_kind_share_a_label(language: str) -> None:
    for table in (vocabulary.classes(), vocabulary.properties(), vocabulary.event_types()):
        labels = [declared.labels[language] for declared in table.values()]
        assert sorted(labels) == sorted(set(labels))


def test_the_graph_declares_each_term_once_with_one_kind() -> None:
    from rdflib import OWL, RDF, RDFS, SKOS, BNode, URIRef
    from rdflib.term import Node

    graph = vocabulary.graph()
    kinds: dict[Node, str] = {OWL.Class: "class", OWL.ObjectProperty: "object", OWL.DatatypeProperty: "datatype"}
    terms = {*vocabulary.classes(), *vocabulary.properties()}
    assert not set(vocabulary.classes()) & set(vocabulary.properties())
    for name in terms:
        found = [kinds[kind] for kind in graph.objects(URIRef(MO + name), RDF.type) if kind in kinds]
        assert found == [vocabulary.kind(name)]
        assert len(list(graph.objects(URIRef(MO + name), RDFS.label))) == 3
        assert len(list(graph.objects(URIRef(MO + name), SKOS.definition))) == 3
    used = {str(node) for triple in graph for node in triple if str(node).startswith(MO)}
    assert used == {MO + name for name in terms}
    assert not any(isinstance(node, BNode) for triple in graph for node in triple)


def test_the_scheme_is_sound_skos() -> None:
    from rdflib import RDF, SKOS, URIRef

    graph = vocabulary.graph()
    scheme = URIRef(vocabulary.EVENT_SCHEME)
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert {str(concept) for concept in concepts} == {declared.iri for declared in vocabulary.event_types().values()}
    tops = set(graph.objects(scheme, SKOS.hasTopConcept))
    assert tops == set(graph.subjects(SKOS.topConceptOf, scheme))
    for concept in concepts:
        assert (concept, SKOS.inScheme, scheme) in graph
        assert len(set(graph.objects(concept, SKOS.broader))) == (0 if concept in tops else 1)
        for parent in graph.objects(concept, SKOS.broader):
            assert (parent, SKOS.narrower, concept) in graph
        assert {getattr(label, "language", None) for label in graph.objects(concept, SKOS.prefLabel)} == {
            "en",
            "fr",
            "ar",
        }


def test_the_turtle_is_the_same_whatever_the_hash_seed() -> None:
    def bytes_under(seed: str) -> bytes:
        code = "import sys; from ontology import vocabulary as v; sys.stdout.buffer.write(v.turtle())"
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True)
        return run.stdout

    first = bytes_under("0")
    assert first == bytes_under("12345") == vocabulary.turtle()
    assert first.startswith(b"@prefix article:")


def test_lookups_do_not_load_an_rdf_library() -> None:
    code = (
        "import sys; from ontology import vocabulary as v; v.event_types(); v.superclasses('City'); v.predicates();"
        "v.turtle(); assert 'rdflib' not in sys.modules and 'pyshacl' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_the_text_of_a_row_survives_the_turtle() -> None:
    from rdflib import SKOS, Literal, URIRef

    graph = vocabulary.graph()
    for name, declared in vocabulary.properties().items():
        for language, text in declared.definitions.items():
            assert (URIRef(MO + name), SKOS.definition, Literal(text, lang=language)) in graph


BROKEN = {
    "declared twice": ("event_types.tsv", r"^(Violence\t.*)$", r"\1\n\1", "Violence is declared twice"),
    "no Arabic definition": ("event_types.tsv", r"^(Violence\t.*\t)[^\t]*$", r"\1", "Violence has no definition_ar"),
    "parent below": ("event_types.tsv", r"^Violence\t", "Force\t", "parent Violence of ArmedAttack"),
    "parent unknown": ("classes.tsv", r"^City\tPlace", "City\tPlanet", "parent Planet of City"),
    "kind unknown": ("properties.tsv", r"^cue\tdatatype", "cue\ttext", "kind of cue"),
    "class and property": ("properties.tsv", r"^cue\t", "City\t", "City is a class too"),
    "range unknown": ("properties.tsv", r"^(country\t.*?)\tCountry\t", r"\1\tRealm\t", "Realm"),
    "flag unknown": ("properties.tsv", r"^(cue\t.*?)\tno\t", r"\1\tmaybe\t", "write yes or no"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_table_is_refused(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table, old, new, message = BROKEN[case]
    (tmp_path / "tables").mkdir()
    for path in (ROOT / "ontology" / "tables").glob("*.tsv"):
        text = path.read_text(encoding="utf-8")
        if path.name == table:
            broken = re.sub(old, new, text, count=1, flags=re.M)
            assert broken != text
            text = broken
        (tmp_path / "tables" / path.name).write_text(text, encoding="utf-8")
    caches = (vocabulary.classes, vocabulary.properties, vocabulary.event_types)
    monkeypatch.setattr(vocabulary, "_HERE", tmp_path)
    try:
        for cache in caches:
            cache.cache_clear()
        with pytest.raises(DataError, match=message):
            _ = (vocabulary.classes(), vocabulary.properties(), vocabulary.event_types())
    finally:
        for cache in caches:
            cache.cache_clear()


def test_the_broken_cases_are_all_there() -> None:
    assert len(BROKEN) == 8
