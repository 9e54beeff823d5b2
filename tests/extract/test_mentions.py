"""Names that the reference does not know, found by rule (Arabic) and by model (French, English)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.mentions import find_mentions, mention_result
from extract.model import Mention
from ontology.vocabulary import is_a
from tests.extract.small_reference import analysed, names

ARABIC_PERSONS = [
    ("قال وزير الخارجية ناصر بوريطة إن اللقاء مفيد", "ناصر بوريطة"),
    ("وأكد رئيس الحكومة المغربي سعد الدين العثماني ذلك", "سعد الدين العثماني"),
    ("أعلن المتحدث باسم الوزارة اللواء منصور التركي النتائج", "منصور التركي"),
    ("استقبل الرئيس عبد الفتاح السيسي الوفد", "عبد الفتاح السيسي"),
    ("استقبل الرئيس عبدالفتاح السيسي الوفد", "عبدالفتاح السيسي"),
    ("قال محمد بن سلمان إن بلاده مستعدة", "محمد بن سلمان"),
    ("قتل أبو مصعب عبد الودود في الغارة", "أبو مصعب عبد الودود"),
    ("وصل الشيخ محمد بن راشد آل مكتوم إلى المدينة", "محمد بن راشد آل مكتوم"),
    ("صرح المحامي خالد الصغير للصحافة", "خالد الصغير"),
    ("التقى الوزير بمحمد العلوي في الرباط", "محمد العلوي"),
    ("حضر الجلسة يوسف وأحمد المنصوري", "أحمد المنصوري"),
    ("السيد حسين الفردان رئيس المجلس", "حسين الفردان"),
    ("قالت فاطمة الزهراء بنعلي إن الأمر خطير", "فاطمة الزهراء بنعلي"),
]

NO_PERSONS = [
    "سيطر الجيش على المعابر الحدودية",
    "وأنا أرى في حصوله على الجائزة تكريما",
    "قال الرئيس المغربي إن بلاده بخير",
    "يتفقد وزير الداخلية المنشآت الأمنية",
    "كيف ولد هذا التنظيم",
    "استشهد أمير المنطقة بحديث شريف",
    "أكد الأمين العام أهمية الحوار",
    "أصبحت البلاد بحمد الله بخير",
    "على سلامة الركاب أن تكون أولوية",
    "توقف المسلحون عند معبر رأس جدير",
    "البلد الأمين وأمنه واستقراره",
]

ARABIC_BODIES = [
    ("أعلنت وزارة الداخلية المغربية النتائج", "وزارة الداخلية المغربية", "StateBody"),
    ("أعلنت وزارة الداخلية القبض على متهم", "وزارة الداخلية", "StateBody"),
    ("قالت وزارة التربية والتعليم الخميس", "وزارة التربية والتعليم", "StateBody"),
    ("بيان لوزارة العدل", "وزارة العدل", "StateBody"),
    ("فاز حزب العدالة والتنمية بالانتخابات", "حزب العدالة والتنمية", "PoliticalMovement"),
    ('تبنت كتيبة "المرابطون" الهجوم', "المرابطون", "ArmedGroup"),
    ("نشر مركز مكافحة التطرف تقريرا", "مركز مكافحة التطرف", "CounterExtremismBody"),
    ("قضت المحكمة الجنائية الدولية بسجنه", "المحكمة الجنائية الدولية", "InternationalBody"),
    ("حذر المجلس الوطني لحقوق الإنسان من ذلك", "المجلس الوطني لحقوق الإنسان", "StateBody"),
    ("تظاهر طلاب جامعة محمد الخامس", "جامعة محمد الخامس", "CivilSociety"),
]

LATIN = [
    ("fr", "Le ministre Jean Dupont a rencontré Marie Leclerc à Lyon.", "Jean Dupont", "Person"),
    ("fr", "Selon le ministère de l'Intérieur, deux hommes ont été arrêtés.", "ministère de l'Intérieur", "StateBody"),
    ("fr", "Des combattants de Boko Haram ont attaqué le village.", "Boko Haram", "ArmedGroup"),
    ("en", "Officials of Boko Haram denied it, said John Smith in London.", "Boko Haram", "ArmedGroup"),
    ("en", "Officials denied it, said John Smith in London.", "John Smith", "Person"),
    ("en", "The Ministry of Justice published a report on Monday.", "Ministry of Justice", "StateBody"),
    ("en", "Prosecutors told reporters that Michael Jordan was arrested in Paris.", "Michael Jordan", "Person"),
]


def mentions(text: str, language: str = "ar", title: str = "") -> tuple[Mention, ...]:
    return find_mentions(analysed(text, language, title), names())


def persons(text: str, language: str = "ar") -> list[str]:
    return [m.span.quote for m in mentions(text, language) if m.type == "Person"]


@pytest.mark.parametrize(("text", "person"), ARABIC_PERSONS)
def test_arabic_persons(text: str, person: str) -> None:
    assert person in persons(text)


@pytest.mark.parametrize("text", NO_PERSONS)
def test_no_persons(text: str) -> None:
    assert persons(text) == []


@pytest.mark.parametrize(("text", "body", "kind"), ARABIC_BODIES)
def test_arabic_bodies(text: str, body: str, kind: str) -> None:
    assert [(m.span.quote, m.type) for m in mentions(text)] == [(body, kind)]


@pytest.mark.parametrize(("language", "text", "name", "kind"), LATIN)
def test_french_and_english_names(language: str, text: str, name: str, kind: str) -> None:
    assert (name, kind) in [(m.span.quote, m.type) for m in mentions(text, language)]


def test_the_cases_are_all_there() -> None:
    assert (len(ARABIC_PERSONS), len(NO_PERSONS), len(ARABIC_BODIES), len(LATIN)) == (13, 11, 10, 7)


def test_titles_and_posts_stay_outside() -> None:
    assert persons("Mme Marie Leclerc et le président Paul Martin ont parlé.", "fr") == ["Marie Leclerc", "Paul Martin"]


def test_a_preposition_spelt_without_dots_is_no_name() -> None:
    assert persons("سيطر الجيش علي المعابر. وصل علي مدى يومين.") == []
    assert persons("قال علي حسن إن الأمر على ما يرام") == ["علي حسن"]


def test_a_conjunction_stays_outside_the_name() -> None:
    (mention,) = [m for m in mentions("قال ذلك ومحمد العلوي يسمع") if m.type == "Person"]
    assert mention.span.quote == "محمد العلوي"


def test_later_surname_is_a_mention() -> None:
    assert persons("قال ناصر بوريطة ذلك. وأضاف بوريطة أن الوضع جيد.") == ["ناصر بوريطة", "بوريطة"]


def test_place_after_its_head() -> None:
    found = [(m.span.quote, m.type) for m in mentions("انفجار في مدينة بلدروز وفي محافظة ديرسماق")]
    assert ("بلدروز", "City") in found


def test_a_longer_body_is_another_body() -> None:
    found = [m.span.quote for m in mentions("اجتمع مجلس الأمن القومي الوطني أمس")]
    assert "مجلس الأمن" not in found


def test_what_is_left_out_is_counted() -> None:
    result = mention_result(analysed("Many Attacked In Big City Overnight Officials Say", "en"), names())
    assert all(item.count > 0 and item.what == "mention" for item in result.dropped)


PIECES = st.sampled_from(
    ["قال", "الرئيس", "وزير", "الخارجية", "محمد", "ومحمد", "بن", "أبو", "عبد", "الله", "السيسي", "بوريطة", "المغرب",
     "بليبيا", "داعش", "وزارة", "الداخلية", "حركة", "«", "»", "،", ".", "مدينة", "قطلمش", "التنظيم", "على", "علي", "آل",
     "الدين", "سيف", "للرئيس", "وللسيد", "أمير", "المنطقة"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=30))
def test_spans_hold_their_quotes_and_never_overlap(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for mention in mentions(text):
        span = mention.span
        assert text[span.start : span.end] == span.quote
        assert span.quote.strip() == span.quote != ""
        assert span.start >= end
        end = span.end


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="Le Président Jean Dupont de l'ONU, Mali. «É»\n-", max_size=60))
def test_any_french_text_gives_valid_spans(text: str) -> None:
    end = 0
    for mention in mentions(text, "fr"):
        assert text[mention.span.start : mention.span.end] == mention.span.quote
        assert mention.span.start >= end
        end = mention.span.end


WHOLE_NAMES = [
    ("قالت الشاهدة منى البرقوقي إن الانفجار كان قويا", "منى البرقوقي"),
    ("وتحدث جاره محمود عبد العال عن ليلة صعبة", "محمود عبد العال"),
    ("وبكى محمود عبد العال أمام الكاميرا", "محمود عبد العال"),
    ("قال الطبيب عبد العال محمود إن المصابين بخير", "عبد العال محمود"),
    ("قال المحامي يوسف عبد العال السباعي إن موكله بريء", "يوسف عبد العال السباعي"),
    ("اعتقلت السلطات الزعيم الكردي صلاح الدين ديمرتاش في المدينة", "صلاح الدين ديمرتاش"),
    ("قال الشاهد محمد الحداد إن الانفجار كان قويا", "محمد الحداد"),
    ("قال الوزير محمد الخميس إن الوضع جيد", "محمد"),
    ("قالت والدته سعاد الورفلي إن ابنها بريء", "سعاد الورفلي"),
    ("وقال القيادي في الجماعة جلال بلعيدي إن الهجوم مستمر", "جلال بلعيدي"),
    ("وقال سفير فرنسا، خالد البرقوقي، إن بلاده تدين الهجوم", "خالد البرقوقي"),
]

CALLED_AFTER = [
    ("تخرج الشاب من جامعة الملك خالد في المدينة", ["جامعة الملك خالد"]),
    ("نقل المصابون إلى مستشفى الأمير سلطان أمس", ["مستشفى الأمير سلطان"]),
    ("هبطت الطائرة في مطار الملك عبد العزيز أمس", []),
    ("وقع الانفجار في شارع الملك فيصل أمس", []),
    ("صلى الناس بمسجد الشيخ محمد العلوي أمس", []),
    ("أقيم الحفل في حديقة الأمير محمد بن سعود أمس", []),
]

OBJECTS = [
    ("en", "Police arrested Yusuf Barakzai on Monday.", ["Yusuf Barakzai"]),
    ("en", "Soldiers killed Idriss Garba in the town.", ["Idriss Garba"]),
    ("en", "Troops killed Boko Haram fighters.", []),
    ("en", "Rebels captured Camp Bagara on Monday.", []),
    ("en", "Manchester United won in London.", []),
    ("en", "The attack on Charlie Hebdo killed many.", []),
    ("fr", "La police a arrêté Karim Sadi à Nice.", ["Karim Sadi"]),
]


@pytest.mark.parametrize(("text", "person"), WHOLE_NAMES)
def test_the_mention_is_the_whole_name(text: str, person: str) -> None:
    assert persons(text) == [person]


@pytest.mark.parametrize(("text", "bodies"), CALLED_AFTER)
def test_an_institution_called_after_somebody_is_no_person(text: str, bodies: list[str]) -> None:
    found = mentions(text)
    assert [m.span.quote for m in found if not is_a(m.type, "Place")] == bodies


def test_the_troops_of_somebody_are_no_institution_called_after_him() -> None:
    assert persons("وصلت قوات اللواء خليفة العلوي أمس") == ["خليفة العلوي"]


@pytest.mark.parametrize(("language", "text", "expected"), OBJECTS)
def test_who_is_arrested_or_killed_is_a_person(language: str, text: str, expected: list[str]) -> None:
    assert persons(text, language) == expected


def test_a_person_found_once_is_found_in_the_title_too() -> None:
    text = "Police arrested Yusuf Barakzai on Monday. Habib Barakzai wept."
    found = persons_with_title(text, "Suspect Yusuf Barakzai held in the capital")
    assert found == ["Yusuf Barakzai", "Yusuf Barakzai", "Habib Barakzai"]


def persons_with_title(text: str, title: str) -> list[str]:
    return [m.span.quote for m in mentions(text, "en", title) if m.type == "Person"]


def test_the_added_cases_are_all_there() -> None:
    assert (len(WHOLE_NAMES), len(CALLED_AFTER), len(OBJECTS)) == (11, 6, 7)
