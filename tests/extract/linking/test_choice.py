"""Which of several bearers of a name is meant, by what the article says around it."""

from dataclasses import replace
from datetime import date

import pytest

from extract.analysis import ModelSpan, analyse
from extract.linking.choice import too_early
from extract.linking.link import link, proposed
from extract.mentions.find import mention_result
from extract.pipeline import Pipeline
from ontology.reference import Alias, ContextRule
from tests.extract.articles import article, choices, entity_id, extract, pipeline


def bearers(text: str, quote: str, language: str = "ar") -> list[str | None]:
    """The ids of the entities that the mentions with this quote mean; minted ones count as nobody."""
    found = extract(text, language)
    minted = {entity.iri for entity in found.entities if entity.status == "minted"}
    links = [link for link in found.links if link.mention.span.quote == quote]
    return [None if link.entity in minted else entity_id(link.entity) for link in links]


def linked(text: str, language: str = "ar") -> dict[str, str | None]:
    """Quote of each mention to the id of its entity."""
    found = {link.mention.span.quote: entity_id(link.entity) for link in reversed(choices(text, language))}
    return {quote: None if known is None or known.startswith(("x-", "o-")) else known for quote, known in found.items()}


def reason(text: str, quote: str, language: str = "ar") -> str:
    return next(link.reason for link in extract(text, language).links if link.mention.span.quote == quote)


def test_towns_of_one_name_are_told_by_the_nearest_country() -> None:
    text = "Born in Tripoli, in northern Lebanon, he died at sea. The government in Tripoli, Libya, kept silent."
    assert bearers(text, "Tripoli", "en") == ["tripoli-lebanon", "tripoli"]


def test_a_club_is_not_its_town() -> None:
    assert linked("قال مدرب نادي برشلونة إن الفريق مستعد.").get("نادي برشلونة") is None


def test_an_acronym_of_several_is_told_by_the_country_of_the_article() -> None:
    text = "In the south of the Philippines the splinter group BIFF attacked a village, the police said."
    assert bearers(text, "BIFF", "en") == ["biff"]
    assert "which connects it with 'Philippines'" in reason(text, "BIFF", "en")
    assert bearers("The splinter group BIFF attacked a village, the police said.", "BIFF", "en") == [None]


def test_a_surname_alone_means_nobody_without_what_the_reference_connects() -> None:
    told = linked("التقى ظريف نظيره في طهران، وقالت إيران إن المحادثات جيدة.")
    assert told["ظريف"] == "mohammad-javad-zarif"
    assert linked("وصل السيد ظريف إلى القرية مساء.").get("ظريف") is None


def test_a_name_is_known_in_another_habit_of_romanisation() -> None:
    text = "Le chef Mokhtar Bel Mokhtar a été tué, dit l'armée."
    assert bearers(text, "Mokhtar Bel Mokhtar", "fr") == ["mokhtar-belmokhtar"]


def test_a_longer_name_after_a_known_one_is_somebody_else() -> None:
    text = "Mohammed Yusuf led Boko Haram. A court tried Mohammed Yusuf Danladi, a dealer, in Kano."
    assert linked(text, "en")["Mohammed Yusuf Danladi"] is None


def test_a_surname_goes_to_the_one_named_in_full_last() -> None:
    text = "التقى الرئيس سعد الحريري السفراء. وقال التاجر سمير الحريري إنه حزين. وأضاف الحريري أن المحل مغلق."
    assert "saad-hariri" not in bearers(text, "الحريري")
    assert bearers(text, "سعد الحريري") == ["saad-hariri"]


def test_a_paper_is_told_in_quotation_marks() -> None:
    found = linked("وأكد المحامي لـ«الشرق الأوسط» أن المحكمة رفضت الطلب.")
    assert found["الشرق الأوسط"] == "asharq-al-awsat"
    assert linked("تعيش دول الشرق الأوسط أزمة مياه.")["الشرق الأوسط"] == "middle-east"


@pytest.mark.parametrize(
    ("published", "start", "early"),
    [
        (date(2001, 5, 1), "2013", True),
        (date(2013, 5, 1), "2013", False),
        (date(2013, 5, 1), "2013-06-01", True),
        (None, "2013", False),
        (date(2001, 5, 1), None, False),
    ],
)
def test_nobody_acts_before_there_is_one(published: date | None, start: str | None, early: bool) -> None:
    entity = next(iter(pipeline().reference.entities.values()))
    assert too_early(replace(entity, start=start), published) is early


@pytest.mark.parametrize(("source", "bearer"), [("", "mohammad-javad-zarif"), ("un-2025-04-19#QDi.999", None)])
def test_an_ambiguous_name_of_a_list_takes_more_than_its_country(source: str, bearer: str | None) -> None:
    known = pipeline().reference
    context = (ContextRule(kind="article"),)
    alias = Alias(
        entity="mohammad-javad-zarif", language="ar", text="كريم القصبي", kind="name", context=context, source=source
    )
    reading = Pipeline(replace(known, aliases=(*known.aliases, alias)))
    found = reading.extract(article("التقى كريم القصبي وفدا من المزارعين في إيران.", "ar"))
    minted = {entity.iri for entity in found.entities if entity.status == "minted"}
    (link,) = [link for link in found.links if link.mention.span.quote == "كريم القصبي"]
    assert (None if link.entity in minted else entity_id(link.entity)) == bearer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصف للحوثيين وقوات صالح استهدف الأحياء السكنية في تعز.", "ali-abdullah-saleh"),
        ("ثم دخلت المدينة ميليشيات الحوثي وصالح من الشمال.", "ali-abdullah-saleh"),
        ("قتل صالح أحمد الزوعري في انفجار قرب سوق تعز.", None),
    ],
)
def test_the_forces_of_a_person_are_no_name(text: str, expected: str | None) -> None:
    assert linked(text).get("صالح") == expected


def test_what_the_sentence_says_after_a_full_name_is_no_part_of_it() -> None:
    assert linked("وشكر الرئيس علي عبد الله صالح الوسطاء في صنعاء.")["علي عبد الله صالح"] == "ali-abdullah-saleh"


@pytest.mark.parametrize(
    ("text", "quote", "language", "expected"),
    [
        ("باماكو (الأناضول) - قتل 17 جنديا على الأقل في هجوم.", "الأناضول", "ar", "anadolu-agency"),
        ("ALGIERS, Algeria (AP) - A car bomb tore through a street.", "AP", "en", "associated-press"),
    ],
)
def test_the_agency_of_a_dateline(text: str, quote: str, language: str, expected: str) -> None:
    assert linked(text, language)[quote] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تابع اللواء أحوال الأشقاء في المملكة. وقال من جدة إن العمل مستمر.", "saudi-arabia"),
        ("تابع اللواء أحوال الأشقاء في المملكة. وقال من مراكش إن العمل مستمر.", "morocco"),
        ("تابع اللواء أحوال الأشقاء في المملكة. وقال من جدة ثم من مراكش إن العمل مستمر.", None),
        ("تابع اللواء أحوال الأشقاء في المملكة. وقال من المنامة إن العمل مستمر.", None),
        ("تابع اللواء أحوال الأشقاء في المملكة. وقال من المملكة المتحدة إن العمل مستمر.", None),
        # Where nothing else is named, whom the press so calls.
        ("تابع اللواء أحوال الأشقاء في المملكة. وقال إن العمل مستمر.", "saudi-arabia"),
    ],
)
def test_the_kingdom_is_the_one_of_which_anything_else_is_named(text: str, expected: str | None) -> None:
    assert linked(text).get("المملكة") == expected


def test_an_adjective_is_no_country() -> None:
    links = extract("أكدت السلطات في الشمال المالي أن القوات عادت.", "ar").links
    assert "mali" not in {entity_id(link.entity) for link in links}


@pytest.mark.parametrize("kind", ["Company", "ArmedGroup", "City"])
def test_a_surname_that_the_reader_takes_for_a_body_or_a_town_is_whom_the_article_is_near(kind: str) -> None:
    analysis = analyse(article("انتقد الناشط حكومة السراج في ليبيا.", "ar"))
    known = pipeline()
    read = mention_result(analysis, known.gazetteer)
    mentions = tuple(replace(item, type=kind) if item.span.quote == "السراج" else item for item in read.mentions)
    result = link(analysis, mentions, known.gazetteer, known.reference, read.found)
    assert {entity_id(item.entity): item.mention.type for item in result.links}["fayez-al-sarraj"] == "Person"


def test_an_acronym_that_one_body_of_the_world_alone_has() -> None:
    text = "Près de 500 000 personnes ont fui Dablo. Le HCR et une association locale distribuent des bâches."
    assert linked(text, "fr")["HCR"] == "unhcr"
    # The court in French, a party in English.
    assert (
        linked("Four police officers died in Narayanpur, India. The banned CPI has fought there for years.", "en").get(
            "CPI"
        )
        is None
    )


def test_a_council_of_a_state_is_not_that_of_the_united_nations() -> None:
    text = "Le Haut Conseil de sécurité, réuni mardi à Alger, a classé le mouvement comme organisation terroriste."
    assert linked(text, "fr")["Haut Conseil de sécurité"] == "hcs-algeria"


def test_two_bodies_that_and_joins_are_two() -> None:
    links = linked("قال اليمنيون إن القوات الشرعية والمقاومة الشعبية تستعد لاستعادة تعز من الحوثيين.")
    assert links["المقاومة الشعبية"] == "popular-resistance-yemen"
    assert not any("الشرعية والمقاومة" in quote for quote in links)


def test_of_several_bearers_the_one_that_needs_no_word_beside_it() -> None:
    # The Base bears this name too, but only where "the base" stands beside it.
    assert bearers("قال الوزير إن بلاده حاربت داعش والقاعدة معا.", "القاعدة") == ["al-qaida"]


def test_a_person_of_the_article_may_be_spelled_otherwise() -> None:
    text = "قال نائب رئيس حكومة أيرلندا الشمالية مارتن ماغينيس إن حزب شين فين يدين الهجوم."
    assert linked(text)["مارتن ماغينيس"] == "martin-mcguinness"


def test_a_family_name_of_several_words_is_the_person_named_in_full() -> None:
    text = "وصل المبعوث إسماعيل ولد الشيخ أحمد إلى صنعاء، وقال ولد الشيخ أحمد إن الهدنة قريبة."
    assert linked(text)["ولد الشيخ أحمد"] == "ismail-ould-cheikh-ahmed"


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        # What the reader calls an adjective is one only where it has the form of one.
        ("نيامي: أعلنت حكومة النيجر الأحد أن جنودا قتلوا.", "النيجر", "niger"),
        ("انفجرت سيارة في حي مصر الجديدة شرق القاهرة.", "مصر", None),
        ("تجمع الآلاف في ساحة الأمم المتحدة وسط الدار البيضاء.", "الأمم المتحدة", None),
        ("رحب رئيس مفوضية الاتحاد الأفريقي بالاتفاق.", "الاتحاد الأفريقي", None),
        ("أحصت القوات العراقية المشتركة عشرين قتيلا.", "القوات العراقية", None),
        ("هجوم للقوات الأميركية الخاصة في العراق.", "للقوات الأميركية", None),
        ("التحالف الدولي بقيادة الولايات المتحدة يقصف التنظيم.", "الولايات المتحدة", "united-states"),
        ("التحالف الدولي بقيادة الولايات المتحدة يقصف التنظيم.", "التحالف الدولي", "global-coalition-daesh"),
        ("وصل وفد من الاتحاد الوطني الكوردستاني إلى السليمانية.", "الاتحاد الوطني الكوردستاني", "puk-iraq"),
        # The body of another state, the sentence that goes on after a name.
        ("قتل 11 عنصرا من قوى الأمن الداخلي الإيرانية في طهران.", "قوى الأمن الداخلي", None),
        ("اعترافات من ميليشيات الحوثي والمخلوع في تعز.", "ميليشيات الحوثي", "houthis"),
        (
            "قال في خطابه أمام الجمعية العامة للأمم المتحدة والمنعقدة في نيويورك إن بلاده ملتزمة.",
            "الجمعية العامة للأمم المتحدة",
            "un-general-assembly",
        ),
        # Towns of other countries are written so too.
        ("وصل الرئيس الإندونيسي جوكو ويدودو إلى مدينة بالو أمس.", "بالو", "geonames-1633034"),
        ("قتل جنديان في هجوم جنوب الشيخ زويد ورفح وشرق العريش في شمال سيناء المصرية.", "رفح", None),
        ("قتل خمسة في قصف على رفح جنوب قطاع غزة.", "رفح", "rafah"),
        # A dash may be a tatweel; a term of office is no province that is called after the president.
        ("الكويت ـ كونا: أعلنت وزارة الداخلية توقيف رجل من الرياض في البحرين.", "الكويت", "kuwait-city"),
        ("الكويت ـ كونا: أعلنت وزارة الداخلية توقيف رجل من الرياض في البحرين.", "كونا", "kuna"),
        (
            "الكويت ـ كونا: أعلنت وزارة الداخلية توقيف رجل من الرياض في البحرين.",
            "وزارة الداخلية",
            "kuwait-interior-ministry",
        ),
        ("انتهت في بيروت ولاية ميشال عون قبل عامين.", "ميشال عون", "michel-aoun"),
        # His grandfather, aims, the evening prayer, an accord: no towns and states.
        ("قال الشاب إن جده ما زال حيا.", "جده", None),
        ("قال المتحدث إن للدولة مآرب أخرى في الحرب.", "مآرب", None),
        ("رفع أذان المغرب في المسجد.", "المغرب", None),
        ("تمسك النواب باتفاق الطائف.", "الطائف", None),
        # Lahij is the province, and its town only where it is called one; Gaza the Strip that the article names.
        ("قتل ثلاثة في هجوم في لحج باليمن.", "لحج", "lahij-governorate"),
        ("تقع مدينة لحج قرب عدن.", "لحج", "lahij"),
        ("قصف الطيران قطاع غزة، وقالت حماس إن غزة لن تستسلم.", "غزة", "gaza-strip"),
        # A son of Saud is not each of the House of Saud.
        ("قال اللواء محمد بن سعود إن العمل مستمر.", "محمد بن سعود", None),
        ("صوت نواب القوات اللبنانية للرئيس.", "القوات اللبنانية", "lebanese-forces"),
    ],
)
def test_names_in_other_words(text: str, quote: str, expected: str | None) -> None:
    assert linked(text).get(quote) == expected


def test_a_first_letter_of_a_given_name_is_no_clitic() -> None:
    result = extract("صوت مجلس الشيوخ على تعيين القاضي بريت كافانو في المحكمة العليا الأمريكية.", "ar")
    people = [link.mention.span.quote for link in result.links if link.mention.type == "Person"]
    assert people == ["بريت كافانو"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        # After a noun with article the name of the country is an adjective, whatever the reader takes it for.
        ("وصلت طائرات الإغاثة السعودية إلى المطار.", False),
        ("قال مسؤول في الجمارك السعودية إن الحركة عادت.", False),
        ("عاد الوزير إلى السعودية أمس.", True),
        ("قال مفتي السعودية إن الأمر محسوم.", True),
        ("قتل واحد من السكان، السعودية تحقق.", True),
    ],
)
def test_a_country_after_a_noun_with_article_is_an_adjective(text: str, meant: bool) -> None:
    known = pipeline()
    analysis = analyse(article(text, "ar"))
    start = text.index("السعودية")
    read = (ModelSpan(start=start, end=start + len("السعودية"), sentence=0, type="COUNTRY", score=0.99),)
    found = mention_result(replace(analysis, model_spans=read), known.gazetteer)
    _, links = proposed(analysis, found.mentions, known.gazetteer, known.reference, found.found)
    (entity,) = [entity_id(link.entity) for link in links if link.mention.span.quote == "السعودية"]
    assert entity == ("saudi-arabia" if meant else None)
