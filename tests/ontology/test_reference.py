"""The reference facts: what the tables hold, what the rules refuse, what the re-reading of sources finds."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import check_reference, reference
from ontology.errors import DataError
from ontology.normalize import normalize
from ontology.reference import (
    COLUMNS,
    FOLDER,
    Alias,
    ContextRule,
    Reference,
    Relation,
    Row,
    build,
    parse_context,
    read_tables,
)
from ontology.reference_rules import faults


@pytest.fixture(scope="module")
def facts() -> Reference:
    return reference.load()


def alias(facts: Reference, entity: str, text: str, language: str) -> Alias:
    found = [a for a in facts.aliases_of(entity) if a.text == text and a.language == language]
    assert len(found) == 1, (entity, text, found)
    return found[0]


def is_place(facts: Reference, entity: str) -> bool:
    return "Place" in facts.entities[entity].all_types


# --- what the tables hold


def test_shipped_tables_have_no_fault() -> None:
    assert reference.check() == []


def test_enough_groups_persons_and_bodies(facts: Reference) -> None:
    groups = [e for e in facts.entities.values() if {"ArmedGroup", "PoliticalMovement"} & set(e.types)]
    persons = [e for e in facts.entities.values() if "Person" in e.types]
    bodies = read_tables(FOLDER)["bodies"]
    assert len(groups) >= 500
    assert len(persons) >= 600
    assert len(bodies) >= 750
    for entity in (*groups, *persons):
        assert [language for language, _ in entity.labels] == ["ar", "fr", "en"], entity.id


@pytest.mark.parametrize(
    ("text", "language", "entity"),
    [
        ("داعش", "ar", "islamic-state"),
        ("الدولة الإسلامية في العراق والشام", "ar", "islamic-state"),
        ("ISIL", "en", "islamic-state"),
        ("Daech", "fr", "islamic-state"),
        ("AQMI", "fr", "aqim"),
        ("تنظيم القاعدة ببلاد المغرب الإسلامي", "ar", "aqim"),
        ("بوكو حرام", "ar", "boko-haram"),
        ("الحشد الشعبي", "ar", "popular-mobilization-forces"),
        ("PKK", "en", "pkk"),
        ("فلاديمير فورونكوف", "ar", "vladimir-voronkov"),
        ("عبد اللطيف حموشي", "ar", "abdellatif-hammouchi"),
        ("Abdelmalek Droukdel", "fr", "abdelmalek-droukdel"),
    ],
)
def test_unmistakable_names_need_no_context(facts: Reference, text: str, language: str, entity: str) -> None:
    owners = {a.entity for a in facts.aliases if a.language == language and normalize(a.text) == normalize(text)}
    assert owners == {entity}
    assert alias(facts, entity, text, language).context == ()


@pytest.mark.parametrize(
    ("text", "language", "entity"),
    [
        ("القاعدة", "ar", "al-qaida"),
        ("الشباب", "ar", "al-shabaab"),
        ("النصرة", "ar", "al-nusra-front"),
        ("حماس", "ar", "hamas"),
        ("طالبان", "ar", "taliban"),
        ("الإخوان", "ar", "muslim-brotherhood"),
        ("الدولة الإسلامية", "ar", "islamic-state"),
        ("تحرير الشام", "ar", "hayat-tahrir-al-sham"),
        ("البنيان المرصوص", "ar", "al-bunyan-al-marsous"),
        ("الأسد", "ar", "bashar-al-assad"),
        ("هادي", "ar", "abdrabbuh-mansur-hadi"),
        ("سلمان بن عبد العزيز", "ar", "king-salman"),
        ("EI", "fr", "islamic-state"),
        ("Chabab", "fr", "al-shabaab"),
        ("IS", "en", "islamic-state"),
        ("The Base", "en", "the-base"),
        ("ETA", "en", "eta"),
        ("IRA", "en", "provisional-ira"),
        ("SDF", "en", "sdf"),
        ("M23", "fr", "m23"),
        ("LRA", "en", "lra"),
        ("CPI", "fr", "icc"),
        ("العدل والإحسان", "ar", "al-adl-wal-ihsane"),
        ("المقاومة الشعبية", "ar", "popular-resistance-yemen"),
        ("Golden Dawn", "en", "golden-dawn"),
    ],
)
def test_common_words_need_a_context(facts: Reference, text: str, language: str, entity: str) -> None:
    assert alias(facts, entity, text, language).context


def test_context_words_are_normalised_and_article_rules_can_hold(facts: Reference) -> None:
    conditional = [a for a in facts.aliases if a.context]
    assert len(conditional) > 500
    for item in conditional:
        for rule in item.context:
            assert all(word == normalize(word) for word in rule.words), item
            if rule.kind == "article":
                assert any(not a.context for a in facts.aliases_of(item.entity)), item


def test_iris_lead_back_to_their_entities(facts: Reference) -> None:
    assert facts.by_iri("https://w3id.org/marsad/entity/islamic-state") is facts.entities["islamic-state"]
    assert all(facts.by_iri(entity.iri) is entity for entity in facts.entities.values())
    assert facts.by_iri("https://w3id.org/marsad/entity/x-0123456789abcdef") is None
    assert facts.by_iri("islamic-state") is None
    assert facts.aliases_of("nobody") == ()


def test_superclasses_come_from_the_vocabulary(facts: Reference) -> None:
    pytest.importorskip("ontology.vocabulary")
    types = facts.entities["hezbollah"].all_types
    assert types[0] == "ArmedGroup"
    assert {"PoliticalMovement", "Organization"} <= set(types)
    assert len(types) == len(set(types))


def test_a_listing_of_the_united_nations(facts: Reference) -> None:
    (listing,) = [d for d in facts.designations_of("islamic-state") if d.authority == "united-nations"]
    assert (listing.reference, str(listing.listed_on)) == ("QDe.115", "2004-10-18")
    assert "un:QDe.115" in facts.entities["islamic-state"].identifiers


def test_a_former_name_shares_the_listing_but_not_the_identifier(facts: Reference) -> None:
    assert facts.entities["gspc"].identifiers == ()
    assert [d.reference for d in facts.designations_of("gspc")] == ["QDe.014"]


def test_posts_and_memberships(facts: Reference) -> None:
    (post,) = facts.posts_of("vladimir-voronkov")
    assert post.body == "unoct"
    assert dict(post.titles)["ar"].startswith("وكيل الأمين العام")
    assert ("abubakar-shekau", "leads", "boko-haram") in {(m.person, m.predicate, m.group) for m in facts.memberships}


def test_no_person_has_a_country_or_a_date_without_a_source(facts: Reference) -> None:
    persons = [e for e in facts.entities.values() if "Person" in e.types and e.sources == ("curated",)]
    assert persons
    assert not any(e.countries or e.start or e.end or e.identifiers for e in persons)


# --- what the rules refuse


def rows(table: str, *cells: dict[str, str]) -> tuple[Row, ...]:
    return tuple(dict.fromkeys(COLUMNS[table], "") | row for row in cells)


def tables() -> dict[str, tuple[Row, ...]]:
    group = {"type": "ArmedGroup", "source": "curated"}
    return {
        "groups": rows(
            "groups",
            group | {"id": "first", "label_ar": "الجماعة الأولى", "label_en": "First Group"},
            group | {"id": "second", "label_ar": "الجماعة الثانية", "label_en": "Second Group"},
        ),
        "persons": rows("persons", {"id": "someone", "type": "Person", "label_fr": "Untel", "source": "curated"}),
        "aliases_groups": rows(
            "aliases_groups",
            {"entity": "first", "language": "ar", "alias": "الأولى", "kind": "short", "source": "curated"},
        ),
        "designations": rows(
            "designations",
            {"entity": "first", "authority": "second", "list": "A list", "source": "page:https://example.org/list"},
        ),
        "posts": rows(
            "posts",
            {"person": "someone", "body": "first", "title_ar": "رئيس", "title_fr": "chef", "title_en": "head"}
            | {"source": "curated"},
        ),
        "memberships": rows(
            "memberships", {"person": "someone", "predicate": "leads", "group": "first", "source": "curated"}
        ),
        "places": rows("places", {"id": "town", "type": "City", "label_fr": "Ville", "source": "curated"}),
        "relations": rows(
            "relations",
            {"subject": "first", "predicate": "splitFrom", "object": "second", "source": "ucdp-22.1#7"},
            {"subject": "first", "predicate": "operatesIn", "object": "town", "source": "un-2025-04-19#QDe.001"},
        ),
    }


def test_the_sound_tables_are_sound() -> None:
    assert faults(tables()) == []
    sound = build(tables())
    assert len(sound.aliases) == 7
    assert sound.relations[0] == Relation(
        subject="first", predicate="splitFrom", object="second", sources=("ucdp-22.1#7",)
    )


BROKEN: list[tuple[str, str, str, str]] = [
    ("groups", "id", "First", "no lower-case ASCII slug"),
    ("groups", "id", "second", "stands twice"),
    ("groups", "type", "", "no type"),
    ("groups", "label_ar", "First", "wrong script"),
    ("groups", "label_en", "الأولى", "wrong script"),
    ("groups", "label_ar", "الجماعة الثانية", "shared without context"),
    ("groups", "label_ar", "الجماعه الثّانيـة", "shared without context"),
    ("groups", "country", "nowhere", "no known id"),
    ("groups", "parent", "nobody", "no known id"),
    ("groups", "source", "", "no source"),
    ("groups", "source", "hearsay", "of no known form"),
    ("groups", "source", "un-2025-04-19#QDe.15", "of no known form"),
    ("groups", "identifiers", "un:QDe.115", "without the source"),
    ("groups", "identifiers", "wikidata:Q1", "other than curated"),
    ("groups", "start", "2001", "other than curated"),
    ("groups", "lat", "12.5", "lat without lon"),
    ("aliases_groups", "entity", "third", "no known id"),
    ("aliases_groups", "kind", "nickname", "is none of"),
    ("aliases_groups", "language", "de", "is none of"),
    ("aliases_groups", "language", "", "is none of"),
    ("aliases_groups", "language", "fr", "wrong script"),
    ("aliases_groups", "alias", "الأولى One", "wrong script for ar"),
    ("aliases_groups", "alias", "الجماعة الثانية", "shared without context"),
    ("aliases_groups", "context", "near:تنظيم", "context rule"),
    ("aliases_groups", "context", "before:", "context rule"),
    ("aliases_groups", "context", "article:تنظيم", "context rule"),
    ("aliases_groups", "context", "dateline:بيروت", "context rule"),
    ("aliases_groups", "context", "beside:", "context rule"),
    ("aliases_groups", "context", "beside:third", "no known id"),
    ("aliases_groups", "context", "default:third", "no known id"),
    ("designations", "authority", "nobody", "no known id"),
    ("designations", "list", "", "no list"),
    ("designations", "listed_on", "2004", "is no day"),
    ("designations", "listed_on", "2004-13-01", "no ISO date"),
    ("designations", "source", "curated", "other than curated"),
    ("posts", "body", "", "no body"),
    ("posts", "title_ar", "head", "wrong script"),
    ("posts", "start", "2017-06-21", "other than curated"),
    ("memberships", "predicate", "likes", "is none of"),
    ("memberships", "group", "third", "no known id"),
    ("relations", "subject", "third", "no known id"),
    ("relations", "object", "third", "no known id"),
    ("relations", "object", "first", "are the same"),
    ("relations", "object", "town", "'town' of splitFrom is a place"),
    ("relations", "predicate", "basedIn", "'second' of basedIn is no place"),
    ("relations", "predicate", "likes", "is none of"),
    ("relations", "source", "curated", "other than curated"),
    ("relations", "source", "hearsay", "of no known form"),
]


def test_every_breakage_is_tried() -> None:
    assert len(BROKEN) == 48


@pytest.mark.parametrize(("table", "column", "value", "message"), BROKEN)
def test_a_broken_cell_is_named(table: str, column: str, value: str, message: str) -> None:
    broken = tables()
    broken[table] = ({**broken[table][0], column: value}, *broken[table][1:])
    found = faults(broken)
    assert any(message in fault for fault in found), found


def test_a_context_parts_two_owners_of_one_name() -> None:
    shared = tables()
    row = {**shared["aliases_groups"][0], "alias": "الجماعة الثانية", "context": "sentence:أول"}
    shared["aliases_groups"] = (row,)
    assert faults(shared) == []


def test_a_label_becomes_conditional_where_an_alias_row_repeats_it() -> None:
    repeated = tables()
    row = {**repeated["aliases_groups"][0], "alias": "الجماعة الأولى", "context": "before:تنظيم"}
    repeated["aliases_groups"] = (row,)
    (label, *_) = [a for a in build(repeated).aliases_of("first") if a.language == "ar"]
    assert label.context == (ContextRule(kind="before", words=("تنظيم",)),)


@given(st.lists(st.sampled_from(["تنظيم", "زعيم", "حركة", "group", "membre"]), min_size=1, unique=True))
def test_context_rules_read_back(words: list[str]) -> None:
    (rule, other) = parse_context(f" before:{'|'.join(words)} ; article")
    assert rule.words == tuple(map(normalize, words))
    assert other == ContextRule(kind="article")


def test_a_default_may_have_exceptions() -> None:
    assert parse_context("default;default:bahrain") == (
        ContextRule(kind="default"),
        ContextRule(kind="default", words=("bahrain",)),
    )


def write(folder: Path, table: str, *cells: dict[str, str]) -> None:
    lines = ["\t".join(COLUMNS[table])]
    lines += ["\t".join(row[column] for column in COLUMNS[table]) for row in rows(table, *cells)]
    (folder / f"{table}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_a_folder_adds_to_the_shipped_tables(tmp_path: Path, facts: Reference) -> None:
    write(tmp_path, "groups", {"id": "new-group", "type": "ArmedGroup", "label_ar": "جماعة جديدة", "source": "curated"})
    write(
        tmp_path,
        "aliases",
        {"entity": "islamic-state", "language": "ar", "alias": "دولة التنظيم", "kind": "name", "source": "curated"},
    )
    more = reference.load(tmp_path)
    assert len(more.entities) == len(facts.entities) + 1
    assert "دولة التنظيم" in {a.text for a in more.aliases_of("islamic-state")}


def test_a_faulty_folder_is_refused_with_the_row(tmp_path: Path) -> None:
    write(tmp_path, "groups", {"id": "islamic-state", "type": "ArmedGroup", "label_en": "Again", "source": "curated"})
    with pytest.raises(DataError, match="'islamic-state' stands twice"):
        reference.load(tmp_path)


# --- what the re-reading of sources finds

UN = """<L><INDIVIDUALS><INDIVIDUAL><FIRST_NAME>SOMEONE</FIRST_NAME><SECOND_NAME>ELSE</SECOND_NAME>
<UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE><REFERENCE_NUMBER>QDi.001</REFERENCE_NUMBER><LISTED_ON>2010-02-03-04:00</LISTED_ON>
<COMMENTS1>Leader of the First Group (QDe.001).</COMMENTS1>
<INDIVIDUAL_ALIAS><ALIAS_NAME>Untel</ALIAS_NAME></INDIVIDUAL_ALIAS></INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><FIRST_NAME>FIRST GROUP</FIRST_NAME><UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE>
<REFERENCE_NUMBER>QDe.001</REFERENCE_NUMBER><LISTED_ON>2009-01-02</LISTED_ON></ENTITY></ENTITIES></L>"""
UCDP = (
    "ActorId,NameData,NameOrig,NameOrigFull,NameOrigFullEng,NewName,NewNameFullEng\n"
    "7,Second Group,n/a,n/a,Second Group,,\n8,Quite another army,n/a,n/a,,,\n"
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "reference").mkdir()
    (tmp_path / check_reference.UN_FILE).write_text(UN, encoding="utf-8")
    (tmp_path / check_reference.UCDP_FILE).write_text(UCDP, encoding="utf-8")
    return tmp_path


def sourced(**changes: str) -> Reference:
    group = {"type": "ArmedGroup"}
    cells = {"first": "un:QDe.001", "second": "ucdp:7", "day": "2009-01-02", "text": "un-2025-04-19#QDi.001"} | changes
    return build(
        {
            "groups": rows(
                "groups",
                group | {"id": "first", "label_en": "First Group", "identifiers": cells["first"]},
                group | {"id": "second", "label_en": "Second Group", "identifiers": cells["second"]},
            ),
            "persons": rows("persons", {"id": "someone", "type": "Person", "label_fr": "Untel"}),
            "designations": rows(
                "designations",
                {"entity": "first", "authority": "first", "list": "A list", "reference": "QDe.001"}
                | {"listed_on": cells["day"], "source": "un-2025-04-19#QDe.001"},
            ),
            "memberships": rows(
                "memberships", {"person": "someone", "predicate": "leads", "group": "first", "source": cells["text"]}
            ),
        }
    )


def test_true_cells_pass(data: Path) -> None:
    assert check_reference.source_faults(sourced(), data) == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"first": "un:QDe.999"}, "does not stand in the file"),
        ({"first": "un:QDi.001"}, "is a person in the list"),
        ({"second": "ucdp:9"}, "does not stand in the file"),
        ({"second": "ucdp:8"}, "unlike every name here"),
        ({"day": "2009-01-03"}, "was listed on 2009-01-02, not 2009-01-03"),
        ({"text": "un-2025-04-19#QDe.001"}, "does not speak of first"),
        ({"text": "un-2025-04-19#QDi.009"}, "does not speak of first"),
    ],
)
def test_a_false_cell_is_found(data: Path, changes: dict[str, str], message: str) -> None:
    found = check_reference.source_faults(sourced(**changes), data)
    assert any(message in fault for fault in found), found


def test_a_listing_day_with_a_time_zone_is_read(data: Path) -> None:
    assert str(check_reference.read_un(data / check_reference.UN_FILE)["QDi.001"].listed_on) == "2010-02-03"


def test_missing_data_is_said_and_the_shares_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = check_reference.main(["--data", str(tmp_path)])
    printed = capsys.readouterr()
    assert "sources not re-read" in printed.err
    assert "--data" in printed.err
    assert "designations: " in printed.out
    assert status == (1 if reference.check() else 0)


def test_faults_give_exit_status_one(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing: Callable[[], list[str]] = list
    monkeypatch.setattr(reference, "check", nothing)
    monkeypatch.setattr(reference, "load", lambda: sourced(day="2009-01-03"))
    assert check_reference.main(["--data", str(data)]) == 1
    assert "fault: first: QDe.001 was listed on 2009-01-02" in capsys.readouterr().out


@given(st.text(alphabet="abcdeاإأبةهى ", min_size=4, max_size=12), st.text(alphabet="abcdeاب ", max_size=12))
def test_likeness_is_symmetric_and_complete_on_equal_names(left: str, right: str) -> None:
    assert check_reference.likeness([left], [left]) == 100
    assert check_reference.likeness([left], [right]) == pytest.approx(check_reference.likeness([right], [left]))
