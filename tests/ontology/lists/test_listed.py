"""What lists add to the reference: who is who, which names are sure, which listings and relations there are."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ontology.errors import DataError
from ontology.listed import LISTS
from ontology.listed_rows import listed_faults
from ontology.lists import read_list
from ontology.lists.files import MANIFEST, read_list_folder, rules, write_list
from ontology.lists.history import update
from ontology.name_rules import comparable
from ontology.reference import Alias, ContextRule, Reference, load
from tests.ontology.lists import samples
from tests.ontology.lists.samples import ARABIC, PERSIAN, un, un_entity, un_person

ARTICLE = (ContextRule(kind="article"),)
REAL = Path(__file__).parents[4] / "shared" / "data" / "reference"
Import = Callable[..., Reference]


@pytest.fixture
def imported(tmp_path: Path, small: Path) -> Import:
    """Take lists, given as texts, one after the other, and give the reference with them."""

    def call(*texts: str, **options: object) -> Reference:
        for number, text in enumerate(texts):
            file = tmp_path / f"{number}.dat"
            file.write_text(text, encoding="utf-8")
            info, entries = read_list(file, day=date(2024, 1, 1), **options)  # type: ignore[arg-type]
            folder = tmp_path / "own" / LISTS / info.name
            known = read_list_folder(folder) if folder.exists() else None
            stored, _ = update(known, info, entries, today="2030-01-01")
            for path in folder.glob("*"):
                path.unlink()
            if folder.exists():
                folder.rmdir()
            write_list(folder, stored)
        reference = load(tmp_path / "own")
        assert listed_faults(reference, tmp_path / "own") == []
        return reference

    return call


def alias(reference: Reference, entity: str, text: str) -> Alias:
    (found,) = [item for item in reference.aliases_of(entity) if item.text == text]
    return found


def test_an_entry_whose_number_a_known_entity_has_is_that_entity(imported: Import) -> None:
    reference = imported(samples.UN)
    assert "un-qde-901" not in reference.entities
    front = reference.entities["first-front"]
    assert front.labels == (("ar", "الجبهة الأولى"), ("fr", "Premier Front"), ("en", "First Front"))
    name = alias(reference, "first-front", "الجبهة الأولى للإصلاح")
    assert (name.quality, name.script, name.language, name.context) == ("primary", "arab", "ar", ())
    assert name.source == "un-2025-04-19#QDe.901"
    known = [item for item in reference.aliases_of("first-front") if not item.source]
    assert known[0].text == "الجبهة الأولى"
    assert {item.quality for item in known} == {"primary"}


def test_any_other_entry_is_an_entity_of_its_own(imported: Import) -> None:
    reference = imported(samples.UN)
    person = reference.entities["un-qdi-950"]
    assert person.types == ("Person",)
    assert person.labels == (("ar", ARABIC), ("en", "SALEM ABDULLAH AL-QARNI"))
    assert (person.identifiers, person.sources) == (("un:QDi.950",), ("un-2025-04-19#QDi.950",))
    assert person.countries == ("yemen",)
    assert person.iri.endswith("/entity/un-qdi-950")
    assert reference.listed is not None
    assert reference.listed.entities == {"un-qdi-950", "un-tai-951"}


def test_persian_letters_make_no_arabic_label_and_leave_the_language_open(imported: Import) -> None:
    reference = imported(samples.UN)
    assert reference.entities["un-tai-951"].labels == (("en", "KARIM GOLZARI"),)
    name = alias(reference, "un-tai-951", PERSIAN)
    assert (name.script, name.language, name.quality) == ("arab", "", "primary")


def test_names_that_could_mean_others_need_a_sure_name_in_the_article(imported: Import) -> None:
    reference = imported(samples.UN)
    person = "un-qdi-950"
    assert alias(reference, person, ARABIC).context == ()
    assert alias(reference, person, "Abu Hafs").context == ARTICLE
    low = alias(reference, person, "سَالِم القَرنــي") if _has(reference, person, "سَالِم القَرنــي") else None
    assert low is None, "the same name in better quality stands for it"
    assert alias(reference, person, "سالم القرني").quality == "good"
    front = "first-front"
    assert alias(reference, front, "FFR").context == ARTICLE
    assert alias(reference, front, "Old Front").context == ARTICLE
    assert alias(reference, front, "Front for Reform in Mali").context == ()
    assert reference.listed is not None
    conditional = reference.listed.counts["conditional"]
    assert conditional["a name of another entity, too"] == 1
    assert conditional["a single word"] >= 2


def _has(reference: Reference, entity: str, text: str) -> bool:
    return any(item.text == text for item in reference.aliases_of(entity))


def test_low_quality_is_conditional(imported: Import) -> None:
    person = un_person("QDi.960", "WALID", "AL-ZUBAIDI", "AL-SAMARI", aliases=[("Low", "وليد السامري الكبير")])
    reference = imported(un(person))
    low = alias(reference, "un-qdi-960", "وليد السامري الكبير")
    assert (low.quality, low.context) == ("low", ARTICLE)


def test_short_names_of_words_that_many_bear_are_conditional(imported: Import) -> None:
    reference = imported(
        un(
            un_person("QDi.961", "MUHAMMAD", "ZAHIDI", original="محمد الزاهدي"),
            un_person("QDi.962", "MUHAMMAD", "ALI", "HASAN", original="محمد علي حسن"),
            un_person("QDi.963", "ISNILON", "HAPILUN", original="إسنيلون هابيلون"),
            un_person("QDi.964", "MUHAMMAD", "ALI", "HASAN", "AL-KUTUBI", original="محمد علي حسن الكتبي"),
        )
    )
    assert alias(reference, "un-qdi-961", "محمد الزاهدي").context == ARTICLE
    assert alias(reference, "un-qdi-962", "محمد علي حسن").context == ARTICLE
    assert alias(reference, "un-qdi-963", "إسنيلون هابيلون").context == ()
    assert alias(reference, "un-qdi-964", "محمد علي حسن الكتبي").context == ()


def test_a_name_of_two_new_entities_is_conditional_for_both(imported: Import) -> None:
    reference = imported(
        un(
            un_entity("QDe.970", "Desert Lions Brigade", original="كتيبة أسود الصحراء"),
            un_entity("QDe.971", "Sand Lions", original="كتيبة اسود الصحراء"),
        )
    )
    assert alias(reference, "un-qde-970", "كتيبة أسود الصحراء").context == ARTICLE
    assert alias(reference, "un-qde-971", "كتيبة اسود الصحراء").context == ARTICLE
    assert alias(reference, "un-qde-970", "Desert Lions Brigade").context == ()


def test_a_listing_that_is_known_is_brought_up_to_date_and_not_told_twice(imported: Import) -> None:
    reference = imported(samples.UN)
    listings = [item for item in reference.designations if item.reference == "QDe.901"]
    assert [item.entity for item in listings] == ["first-front", "old-front"]
    assert {item.list_name for item in listings} == {"ISIL (Da'esh) and Al-Qaida sanctions list"}
    assert {item.programmes for item in listings} == {("Al-Qaida",)}
    (person,) = reference.designations_of("un-qdi-950")
    assert (person.authority, person.listed_on, person.delisted_on) == ("united-nations", date(2010, 1, 5), None)
    assert person.source == "un-2025-04-19#QDi.950"
    (other,) = reference.designations_of("un-tai-951")
    assert other.list_name == "Taliban sanctions list (1988)"


def test_who_is_gone_is_delisted_by_the_day_of_the_list_and_stays_known(imported: Import) -> None:
    reference = imported(samples.UN, samples.UN_LATER)
    (gone,) = reference.designations_of("un-tai-951")
    assert (gone.delisted_on, gone.inferred) == (date(2025, 7, 1), True)
    assert gone.source == "un-2025-04-19#TAi.951"
    assert alias(reference, "un-tai-951", "KARIM GOLZARI")
    (there,) = reference.designations_of("un-qdi-950")
    assert (there.delisted_on, there.inferred, there.source) == (None, False, "un-2025-07-01#QDi.950")


def test_who_comes_back_has_two_listings_unless_the_list_says_it_was_never_off(imported: Import) -> None:
    off = un(un_entity("QDe.901", "FIRST FRONT"), day="2024-02-01")
    first = un(un_entity("QDe.901", "FIRST FRONT"), un_entity("QDe.980", "Far Desert Brigade"), day="2024-01-01")
    same = un(un_entity("QDe.980", "Far Desert Brigade"), day="2024-03-01")
    reference = imported(first, off, same)
    (one,) = reference.designations_of("un-qde-980")
    assert (one.listed_on, one.delisted_on) == (date(2010, 1, 5), None)


def test_who_is_listed_anew_has_both_listings(imported: Import) -> None:
    first = un(un_entity("QDe.980", "Far Desert Brigade"), un_entity("QDe.981", "X-Ray Unit"), day="2024-01-01")
    off = un(un_entity("QDe.981", "X-Ray Unit"), day="2024-02-01")
    again = un(un_entity("QDe.980", "Far Desert Brigade", listed="2024-02-20"), day="2024-03-01")
    reference = imported(first, off, again)
    now, before = reference.designations_of("un-qde-980")
    assert (now.listed_on, now.delisted_on, now.inferred) == (date(2024, 2, 20), None, False)
    assert (before.listed_on, before.delisted_on, before.inferred) == (date(2010, 1, 5), date(2024, 2, 1), True)


@pytest.mark.parametrize("order", ["un first", "eu first", "eu alone"])
def test_the_number_of_the_un_makes_entries_of_all_lists_one(imported: Import, order: str) -> None:
    texts = {"un first": (samples.UN, samples.EU), "eu first": (samples.EU, samples.UN), "eu alone": (samples.EU,)}
    reference = imported(*texts[order])
    person = reference.entities["un-qdi-950"]
    assert "eu:EU.100.1" in person.identifiers
    assert ("un:QDi.950" in person.identifiers) == (order != "eu alone")
    authorities = [item.authority for item in reference.designations_of("un-qdi-950")]
    assert sorted(authorities) == (["european-union"] if order == "eu alone" else ["european-union", "united-nations"])
    assert alias(reference, "un-qdi-950", "Salim le Yéménite").context == ARTICLE


def test_a_known_entity_by_the_number_that_another_list_gives(imported: Import) -> None:
    reference = imported(samples.PLAIN, name="arab")
    person = reference.entities["salim-al-wardani"]
    assert person.identifiers == ("un:QDi.901", "arab:A_2")
    (listing,) = reference.designations_of("salim-al-wardani")
    assert (listing.authority, listing.delisted_on, listing.inferred) == ("united-nations", date(2020, 2, 1), False)
    assert person.countries == ()
    group = reference.entities["arab-a-1"]
    assert (group.types, group.countries) == (("ArmedGroup",), ("mali",))
    (listing,) = reference.designations_of("arab-a-1")
    assert (listing.authority, listing.list_name) == ("arab-league", "Arab list")
    assert listing.source == "arab-2024-01-01#A_1"


def test_the_lists_of_the_uk_meet_in_one_entity(imported: Import) -> None:
    text = samples.OFSI_CSV.replace("(UN Ref):QDi.950. ", "")
    reference = imported(samples.UK, text)
    assert "uk-ofsi-7172" not in reference.entities
    assert reference.entities["un-qdi-950"].identifiers == ("uk:AQD0950", "uk-ofsi:7172")


def test_ofac_has_programmes_and_no_days_and_ships_are_left_out(imported: Import) -> None:
    reference = imported(samples.OFAC)
    (listing,) = reference.designations_of("ofac-7001")
    assert (listing.authority, listing.listed_on, listing.programmes) == ("us-ofac", None, ("SDGT", "YEMEN"))
    assert listing.list_name == "Specially Designated Nationals and Blocked Persons List"
    assert "ofac-7003" not in reference.entities
    assert reference.listed is not None
    assert reference.listed.counts["left out"]["a ship or an aircraft"] == 2


def test_a_register_makes_armed_groups_and_claims_and_designates_nobody(imported: Import) -> None:
    reference = imported(samples.UCDP)
    assert reference.entities["ucdp-9002"].types == ("ArmedGroup",)
    assert reference.entities["first-front"].identifiers == ("un:QDe.901", "ucdp:9001")
    assert [item.entity for item in reference.designations] == ["first-front", "old-front"]
    relations = {(item.subject, item.predicate, item.object): item.sources for item in reference.relations}
    assert relations == {
        ("ucdp-9002", "splitFrom", "first-front"): ("ucdp-22.1#9002",),
        ("ucdp-9002", "alliedWith", "ucdp-9003"): ("ucdp-22.1#9002",),
    }
    assert reference.listed is not None
    left_out = reference.listed.counts["left out"]
    assert left_out["a government: states are known already"] == 1
    assert left_out["a community or followers: no organization"] == 1
    assert left_out["a relation that says only joined"] == 1
    french = alias(reference, "first-front", "Front premier de la réforme")
    assert french.language == ""


def test_a_person_there_and_an_organization_here_are_two(imported: Import) -> None:
    reference = imported(un(un_person("QDe.901", "YUNUS", "AL-TAMIMI", "AL-WASITI")))
    assert reference.entities["un-qde-901"].types == ("Person",)
    assert "un-2025-04-19#QDe.901" in reference.entities["first-front"].sources
    assert not any(item.source and "TAMIMI" in item.text for item in reference.aliases_of("first-front"))
    assert [item.entity for item in reference.designations] == ["first-front", "old-front", "un-qde-901"]
    assert reference.designations[0].listed_on == date(2001, 10, 6)


def test_a_name_in_another_script_alone_makes_no_entity(imported: Import) -> None:
    reference = imported(un(un_entity("QDe.990", "金铁三商社"), un_entity("QDe.991", "Far Desert Brigade")))
    assert "un-qde-990" not in reference.entities
    assert reference.listed is not None
    assert reference.listed.counts["names"]["in another script"] == 1
    assert reference.listed.counts["left out"]["no name in Arabic or Latin script"] == 1


def test_an_authority_that_nobody_knows_is_named(imported: Import) -> None:
    with pytest.raises(DataError, match="no known body is called 'مجلس الظل'"):
        imported(samples.PLAIN.replace("جامعة الدول العربية", "مجلس الظل"), name="arab")


def test_names_written_under_other_rules_give_the_same(imported: Import, tmp_path: Path) -> None:
    before = imported(samples.UN)
    manifest = tmp_path / "own" / LISTS / "un" / MANIFEST
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(rules(), "0" * 16), encoding="utf-8")
    after = load(tmp_path / "own")
    assert after is not before
    assert after.aliases == before.aliases


def test_the_reference_is_the_same_object_until_a_file_changes(imported: Import, tmp_path: Path) -> None:
    first = imported(samples.UN)
    assert load(tmp_path / "own") is first
    assert imported(samples.UN, samples.UN_LATER) is not first


def test_the_key_of_the_table_is_the_form_of_the_rules(imported: Import) -> None:
    from ontology.lists.files import derived

    for text in ("عبد الله-القرني", 'Abu "Hafs" al-Qarni', "سَالِم"):
        assert derived(text, person=True)[0] == comparable(text)


def test_aliases_carry_the_form_in_which_text_is_compared_with_them(imported: Import) -> None:
    from ontology.normalize import fold_key

    found = [item for item in imported(samples.UN, samples.EU, samples.UCDP).aliases if item.source]
    assert len(found) > 15
    assert {item.folded for item in found if item.folded != fold_key(item.text)} == {""}
    assert sum(bool(item.folded) for item in found) >= len(found) - 3


@pytest.mark.skipif(not REAL.is_dir(), reason="the lists of ../shared/data are not here")
def test_the_real_lists_hold_beside_the_reference_that_comes_with_marsad(tmp_path: Path) -> None:
    for name in ("un_consolidated_2025-04-19.xml", "ucdp_actor_22_1.csv"):
        info, entries = read_list(REAL / name)
        write_list(tmp_path / LISTS / info.name, update(None, info, entries, today="2030-01-01")[0])
    reference = load(tmp_path)
    assert listed_faults(reference, tmp_path) == []
    assert reference.listed is not None
    un = {key[1]: entry for key, entry in reference.listed.entries.items() if key[0] == "un"}
    assert len(un) == 877
    assert {entry.entity for entry in un.values()} <= set(reference.entities)
    assert len([item for item in reference.designations if item.source.startswith("un-2025-04-19#")]) >= 877
    assert alias(reference, "un-tai-005", "محمد طاهر أنوري").context == ()
    assert all(item.context == ARTICLE for item in reference.aliases if item.quality == "low")
