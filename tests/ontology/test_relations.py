"""Relations are those that the named source states: the UCDP actor list and the United Nations list, in small."""

import pytest

from ontology import reference
from ontology.check_reference import UnEntry
from ontology.check_relations import derived, evidence, relation_faults
from ontology.reference import COLUMNS, Reference, Relation, Row, build
from ontology.reference_rules import PLACED, RELATED
from ontology.vocabulary import predicates

COLUMN_NAMES = ("ActorIdPrev", "ActorIdSplitTemp", "ActorIdAlliance", "Location")


def rows(table: str, *cells: dict[str, str]) -> tuple[Row, ...]:
    return tuple(dict.fromkeys(COLUMNS[table], "") | row for row in cells)


def facts(*relations: tuple[str, str, str, str]) -> Reference:
    group = {"type": "ArmedGroup"}
    listed = ("red", "QDe.001"), ("old", "QDe.002"), ("new", "QDe.002")
    return build(
        {
            "groups": rows(
                "groups",
                group | {"id": "red", "label_ar": "الحمر", "label_en": "Red Army", "identifiers": "ucdp:1"},
                group | {"id": "blue", "label_ar": "الزرق", "label_en": "Blue Army", "identifiers": "ucdp:2"},
                group | {"id": "old", "label_en": "Old Name"},
                group | {"id": "new", "label_en": "New Name"},
            ),
            "countries": rows(
                "countries",
                {"id": "mali", "type": "Country|State", "label_ar": "مالي", "label_en": "Mali"},
                {"id": "dr-congo", "type": "Country|State", "label_en": "DR Congo"},
            ),
            "designations": rows(
                "designations",
                *({"entity": who, "authority": "red", "list": "L", "reference": what} for who, what in listed),
            ),
            "relations": rows(
                "relations",
                *(dict(zip(("subject", "predicate", "object", "source"), item, strict=True)) for item in relations),
            ),
        }
    )


def actors(**cells: str) -> dict[str, dict[str, str]]:
    empty = dict.fromkeys(COLUMN_NAMES, "")
    return {"1": empty | cells, "2": dict(empty)}


def un(text: str, places: str = "", reference: str = "QDe.001") -> dict[str, UnEntry]:
    from datetime import date

    entry = UnEntry(person=False, names=(), listed_on=date(2010, 1, 1), list_type="L", text=text, places=places)
    return {reference: entry}


@pytest.mark.parametrize(
    ("cells", "predicate", "other"),
    [
        ({"ActorIdPrev": "2"}, "splitFrom", "blue"),
        ({"ActorIdSplitTemp": "9, 2"}, "splitFrom", "blue"),
        ({"ActorIdAlliance": "2, 7"}, "alliedWith", "blue"),
        ({"Location": "Mali, Nowhere"}, "operatesIn", "mali"),
        ({"Location": "DR Congo (Zaire)"}, "operatesIn", "dr-congo"),
    ],
)
def test_what_a_column_states(cells: dict[str, str], predicate: str, other: str) -> None:
    assert list(derived(facts(), actors(**cells))) == [("red", predicate, other, "ucdp-22.1#1")]
    (missing,) = relation_faults(facts(), {}, actors(**cells))
    assert missing == f"relations.tsv lacks red {predicate} {other} (ucdp-22.1#1)"
    assert list(relation_faults(facts(("red", predicate, other, "ucdp-22.1#1")), {}, actors(**cells))) == []


def test_itself_and_strangers_are_no_relation() -> None:
    assert list(derived(facts(), actors(ActorIdPrev="1, 99"))) == []


def test_a_relation_that_no_column_states() -> None:
    (fault,) = relation_faults(facts(("red", "splitFrom", "blue", "ucdp-22.1#1")), {}, actors())
    assert fault == "red: ucdp-22.1#1 does not state splitFrom blue"


SPLIT = ("red", "splitFrom", "blue", "un-2025-04-19#QDe.001")
ACTIVE = ("red", "operatesIn", "mali", "un-2025-04-19#QDe.001")


@pytest.mark.parametrize(
    ("relation", "text", "places"),
    [
        (SPLIT, "A splinter group of the Blue Army.", ""),
        (SPLIT, "It split from the BLUE-ARMY in 2001.", ""),
        (ACTIVE, "Active in Mali.", ""),
        (ACTIVE, "", "Gao  Mali at time of listing"),
    ],
)
def test_what_a_narrative_states(relation: tuple[str, str, str, str], text: str, places: str) -> None:
    assert list(relation_faults(facts(relation), un(text, places), actors())) == []


@pytest.mark.parametrize(
    ("relation", "text"),
    [
        (SPLIT, "Associated with the Blue Army."),
        (SPLIT, "A splinter group of the Blue Armyworm."),
        (SPLIT, ""),
        (ACTIVE, "Active in Malia and Somalia."),
    ],
)
def test_what_a_narrative_does_not_state(relation: tuple[str, str, str, str], text: str) -> None:
    (fault,) = relation_faults(facts(relation), un(text), actors())
    assert "does not state" in fault


def test_an_entry_of_somebody_else_states_nothing() -> None:
    other = ("blue", "operatesIn", "mali", "un-2025-04-19#QDe.001")
    assert list(relation_faults(facts(other), un("Active in Mali."), actors()))
    assert list(relation_faults(facts(SPLIT), un("A splinter of the Blue Army.", reference="QDe.009"), actors()))


def test_one_entry_under_two_names_is_a_succession_and_nothing_else() -> None:
    heir = ("new", "succeeds", "old", "un-2025-04-19#QDe.002")
    assert list(relation_faults(facts(heir), un("", reference="QDe.002"), actors())) == []
    ally = ("new", "alliedWith", "old", "un-2025-04-19#QDe.002")
    assert list(relation_faults(facts(ally), un("", reference="QDe.002"), actors()))


def test_every_predicate_has_its_evidence_and_is_in_the_vocabulary() -> None:
    assert set(evidence()) == {*PLACED, *RELATED}
    assert set(evidence()) <= set(predicates())


@pytest.mark.parametrize(
    ("subject", "predicate", "target"),
    [
        ("jamaat-ul-ahrar", "splitFrom", "ttp"),
        ("islamic-state-sahel", "splitFrom", "al-mourabitoun"),
        ("al-mourabitoun", "succeeds", "mujao"),
        ("aqim", "succeeds", "gspc"),
        ("pyd", "alliedWith", "sdf"),
        ("anjem-choudary", "pledgedAllegianceTo", "islamic-state"),
        ("boko-haram", "basedIn", "nigeria"),
        ("jnim", "operatesIn", "burkina-faso"),
    ],
)
def test_relations_that_are_shipped(subject: str, predicate: str, target: str) -> None:
    shipped = reference.load().relations
    (found,) = [r for r in shipped if (r.subject, r.predicate, r.object) == (subject, predicate, target)]
    assert isinstance(found, Relation)
    assert found.sources


def test_enough_relations_and_each_with_a_file_as_source() -> None:
    shipped = reference.load().relations
    assert len(shipped) > 500
    assert all(source.startswith(("un-2025-04-19#", "ucdp-22.1#")) for item in shipped for source in item.sources)
