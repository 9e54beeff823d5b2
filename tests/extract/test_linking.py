"""Links: the reference's entity, a minted one, or none; who is the same person; what stands for a name."""

from extract.linking import LinkResult
from extract.linking.persons import name_words, same_person
from ontology.namespaces import entity_iri, short_hash
from tests.extract.small_reference import linked, links_of, local


def entity(result: LinkResult, quote: str) -> str | None:
    (first, *_) = links_of(result, quote)
    return local(first.entity)


def test_reference_entity_carries_its_facts() -> None:
    result = linked("هاجم تنظيم الدولة الإسلامية البلدة")
    (known,) = [item for item in result.entities if item.status == "reference"]
    assert local(known.iri) == "islamic-state"
    assert known.types[0] == "ArmedGroup"
    assert "Organization" in known.types
    assert known.identifiers == ("un:QDe.115",)
    assert "داعش" in known.aliases
    assert not known.private


def test_wikidata_becomes_same_as() -> None:
    (known,) = linked("Emmanuel Macron a parlé.", "fr").entities
    assert known.same_as == ("http://www.wikidata.org/entity/Q3052772",)


def test_links_run_parallel_to_mentions_and_name_known_entities() -> None:
    result = linked("قال ناصر بوريطة في المغرب إن حركة النهضة وداعش في طرابلس. وأضاف بوريطة أن التنظيم انتهى.")
    assert tuple(item.mention for item in result.links) == result.mentions
    assert {item.entity for item in result.links if item.entity} == {item.iri for item in result.entities}
    order = [item.entity for item in result.links if item.entity]
    assert [item.iri for item in result.entities] == list(dict.fromkeys(order))
    assert all(item.reason for item in result.links)


def test_full_name_and_surname_are_one_minted_person() -> None:
    result = linked("قال ناصر بوريطة ذلك. وأضاف بوريطة أن الوضع جيد.")
    assert len(result.entities) == 1
    (person,) = result.entities
    assert person.iri == entity_iri(f"x-{short_hash('article-1', '4')}")
    assert dict(person.labels) == {"ar": "ناصر بوريطة"}
    assert person.aliases == ("بوريطة",)
    assert entity(result, "بوريطة") == local(person.iri)


def test_surname_in_the_title_joins_the_full_name_of_the_body() -> None:
    result = linked("قال ناصر بوريطة ذلك في الرباط.", title="بوريطة: الوضع جيد")
    assert len({item.entity for item in result.links if item.mention.type == "Person"}) == 1


def test_surname_of_a_reference_person_after_the_full_name() -> None:
    result = linked("قتل أبو بكر البغدادي في الغارة. وكان البغدادي مختبئا.")
    assert entity(result, "أبو بكر البغدادي") == entity(result, "البغدادي") == "abu-bakr-al-baghdadi"


def test_kunya_in_another_case_is_the_same_person() -> None:
    result = linked("بايعوا أبا بكر البغدادي. وقتل أبو بكر البغدادي لاحقا.")
    assert {local(item.entity) for item in result.links} == {"abu-bakr-al-baghdadi"}


def test_another_given_name_is_another_person() -> None:
    result = linked("قال أحمد البغدادي إنه بريء. وأضاف البغدادي أنه مظلوم.")
    assert "abu-bakr-al-baghdadi" not in {local(item.entity) for item in result.links}
    assert len(result.entities) == 1
    assert result.entities[0].private


def test_given_name_and_surname_of_the_reference_with_more_between() -> None:
    result = linked("Le président Emmanuel Jean Macron a parlé. Macron a souri.", "fr")
    assert {local(item.entity) for item in result.links} == {"emmanuel-macron"}


def test_two_persons_of_one_surname_leave_the_bare_surname_open() -> None:
    result = linked("قال ناصر بوريطة ذلك. ورد خالد بوريطة عليه. ثم غادر بوريطة القاعة.")
    (bare,) = links_of(result, "بوريطة")
    assert bare.entity is None


def test_public_post_makes_a_public_person() -> None:
    public = linked("قال وزير الخارجية الليبي ناصر بوريطة ذلك.")
    private = linked("قتل في الهجوم المواطن ناصر بوريطة أمس.")
    assert [item.private for item in public.entities if "Person" in item.types] == [False]
    assert [item.private for item in private.entities if "Person" in item.types] == [True]


def test_post_after_the_name() -> None:
    (person,) = linked("قال ناصر بوريطة، المتحدث باسم الجيش، ذلك.").entities
    assert not person.private
    (french,) = linked("Jean Dupont, porte-parole du gouvernement, a démenti.", "fr").entities
    assert not french.private


def test_a_victim_beside_an_office_holder_stays_private() -> None:
    result = linked("The minister met Jane Miller, a survivor of the attack.", "en")
    (person,) = [item for item in result.entities if "Person" in item.types]
    assert person.private


def test_unknown_organization_is_the_same_in_any_article() -> None:
    (body,) = linked("أعلنت حركة النهضة موقفها").entities
    assert body.iri == entity_iri(f"o-{short_hash('حركه النهضه')}")
    assert body.types[-1] == "Organization"


def test_ministries_of_two_states_are_two() -> None:
    one = linked("أعلنت وزارة الداخلية في المغرب ذلك")
    other = linked("أعلنت وزارة الداخلية في لبنان ذلك")
    assert entity(one, "وزارة الداخلية") != entity(other, "وزارة الداخلية")
    (minted,) = [item for item in one.entities if item.status == "minted"]
    assert local(minted.country) == "morocco"


def test_body_after_lam_is_labelled_with_its_article() -> None:
    (body,) = linked("بيان للحزب الاشتراكي الموحد").entities
    assert dict(body.labels)["ar"] == "الحزب الاشتراكي الموحد"


def test_unknown_place_is_not_minted() -> None:
    result = linked("انفجار في مدينة بلدروز")
    assert [item.entity for item in result.links] == [None]
    assert result.entities == ()


def test_homonymous_places_by_country() -> None:
    assert entity(linked("معارك في طرابلس غرب ليبيا"), "طرابلس") == "tripoli-libya"
    assert entity(linked("توتر في طرابلس شمال لبنان"), "طرابلس") == "tripoli-lebanon"


def test_short_form_in_brackets() -> None:
    text = "Le Mouvement pour la Paix (MPP) a signé. Le MPP a salué l'accord."
    result = linked(text, "fr")
    iris = {item.entity for item in result.links if "MPP" in item.mention.span.quote}
    assert len(iris) <= 1


def test_the_group_stands_for_the_one_armed_group() -> None:
    result = linked("Boko Haram attacked the town. The group claimed the attack.", "en")
    (nominal,) = [item for item in result.links if item.mention.kind == "nominal"]
    assert nominal.mention.span.quote == "The group"
    assert local(nominal.entity) == "boko-haram"


def test_arabic_nominal_without_its_clitic() -> None:
    result = linked("هاجم داعش البلدة. وقال مصدر إن للتنظيم خلايا.")
    (nominal,) = [item for item in result.links if item.mention.kind == "nominal"]
    assert nominal.mention.span.quote == "لتنظيم"
    assert local(nominal.entity) == "islamic-state"


def test_two_groups_leave_the_noun_open() -> None:
    result = linked("Boko Haram fights al-Shabaab. The group claimed the attack.", "en")
    assert [item for item in result.links if item.mention.kind == "nominal"] == []


def test_a_group_of_something_is_no_armed_group() -> None:
    for text in ("Boko Haram attacked. The group of children fled.", "Boko Haram attacked. The group Wagner left."):
        assert [item for item in linked(text, "en").links if item.mention.kind == "nominal"] == []


def test_the_minister_is_the_one_named_with_that_post() -> None:
    result = linked("قال وزير الخارجية ناصر بوريطة ذلك. وأضاف الوزير أن الوضع جيد.")
    (nominal,) = [item for item in result.links if item.mention.kind == "nominal"]
    assert nominal.mention.span.quote == "الوزير"
    assert nominal.entity == links_of(result, "ناصر بوريطة")[0].entity


def test_same_input_same_result() -> None:
    text = "قال ناصر بوريطة في المغرب إن حركة النهضة وداعش في طرابلس."
    assert linked(text) == linked(text)


def test_same_person() -> None:
    def words(text: str) -> tuple[str, ...]:
        return name_words(text)

    assert same_person(words("البغدادي"), words("أبو بكر البغدادي"), "ar")
    assert same_person(words("محمد بن سلمان"), words("محمد بن سلمان بن عبد العزيز"), "ar")
    assert same_person(words("أبو بكر"), words("أبو بكر البغدادي"), "ar")
    assert not same_person(words("محمد"), words("محمد العدناني"), "ar")
    assert not same_person(words("علي البغدادي"), words("أبو بكر البغدادي"), "ar")
    assert name_words("عبد الله") == name_words("عبدالله")


def test_a_place_outside_the_country_of_all_else_is_not_linked() -> None:
    assert entity(linked("اشتباكات في ليبيا. وقعت معارك في ليبيا قرب كركورة شرق ليبيا."), "كركورة") is None
    assert entity(linked("اشتباكات في كركورة شمال مالي وفي ليبيا وليبيا."), "كركورة") == "karkura"
    assert entity(linked("اشتباكات في كركورة وفي ليبيا وليبيا والمغرب."), "كركورة") == "karkura"
    assert entity(linked("اشتباكات في كركورة."), "كركورة") == "karkura"
    assert entity(linked("معارك في ليبيا وليبيا وليبيا قرب المغرب."), "المغرب") == "morocco"


def test_a_quarter_needs_one_other_place_only() -> None:
    assert entity(linked("فر المسلحون في ليبيا نحو حي كركورة."), "كركورة") is None
    assert entity(linked("فر المسلحون في ليبيا نحو كركورة."), "كركورة") == "karkura"


def test_a_ministry_without_its_country_is_the_one_of_the_only_country_named() -> None:
    for text, language, quote in (
        ("أعلنت وزارة الدفاع الوطني ذلك. ووقع الهجوم في مالي.", "ar", "وزارة الدفاع الوطني"),
        ("The Defense Ministry said so. The attack was in Mali.", "en", "Defense Ministry"),
    ):
        assert entity(linked(text, language), quote) == "defence-mali"
    visited = linked("أعلنت وزارة الدفاع الوطني ذلك. ووقع هجوم في كركورة، وقتل سائح مغربي في كركورة.")
    assert entity(visited, "وزارة الدفاع الوطني") == "defence-mali"
    both = linked("أعلنت وزارة الدفاع الوطني ذلك. ووقع الهجوم في مالي وليبيا.")
    assert entity(both, "وزارة الدفاع الوطني") != "defence-mali"


def test_a_post_in_apposition_before_the_name_is_public() -> None:
    for text, language, public in (
        ("L'ambassadeur de France, Gilles Thibault, a condamné l'attaque.", "fr", True),
        ("Le maire de Nice, Christian Estrosi, a salué la police.", "fr", True),
        ("The mayor of Lyon, Jane Miller, wept.", "en", True),
        ("The mayor's daughter, Jane Miller, wept.", "en", False),
        ("The daughter of the mayor, Jane Miller, wept.", "en", False),
        ("Le père du maire, Jean Petit, a pleuré.", "fr", False),
        ("وقال سفير فرنسا، خالد البرقوقي، إن بلاده تدين الهجوم", "ar", True),
        ("وبكت ابنة السفير، منى البرقوقي، أمام المحكمة", "ar", False),
    ):
        (person,) = [item for item in linked(text, language).entities if "Person" in item.types]
        assert person.private is not public, text
