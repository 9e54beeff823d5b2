"""Where the reference's name stands within a longer one of the reader: the same body, or another."""

import pytest

from tests.extract.articles import choices, entity_id, extract

CASES = [
    ("en", "The brothers met a founder of the banned al-Muhajiroun in London.", "al-Muhajiroun", "al-muhajiroun"),
    ("ar", "شن المسلحون هجوما على رتل للجيش المالي وفاغنر قرب كيدال.", "فاغنر", "wagner"),
    ("ar", "غادرت الطائرة مطار صنعاء السبت إلى القاهرة.", "صنعاء", None),
    ("ar", "غادرت الطائرة صنعاء السبت إلى القاهرة.", "صنعاء", "sanaa"),
    # The sentence goes on, or another body begins.
    ("ar", "توقع المحللون أن يدخل تنظيم داعش عامه الثاني في العراق.", "تنظيم داعش", "islamic-state"),
    ("ar", "قالت أكاديمية الشرطة الأفغانية إن الدورة بدأت.", "الشرطة الأفغانية", None),
    ("ar", "أعلن الاتحاد الأفريقي لكرة القدم موعد النهائي.", "الاتحاد الأفريقي", None),
    ("ar", "قالت بعثة الأمم المتحدة إن القافلة وصلت.", "الأمم المتحدة", None),
    ("en", "Islamic State fighters fled the town.", "Islamic State", "islamic-state"),
    ("en", "The African Union Commission met on Friday.", "African Union", None),
    ("fr", "La Croix-Rouge kényane a soigné les blessés.", "Croix-Rouge", None),
    ("en", "The Independent Electoral and Boundaries Commission met in Nairobi, Kenya.", "The Independent", None),
    # Words before a name that are no part of it.
    ("ar", "قال المخلوع صالح إن الحرب في اليمن انتهت.", "صالح", "ali-abdullah-saleh"),
    ("ar", "جاء هذا خلال زيارة الوزير للقاهرة مساء الأحد.", "لقاهرة", "cairo"),
    ("fr", "La finale a lieu au stade Alassane-Ouattara.", "Alassane-Ouattara", None),
    ("fr", "« Le monde change », a dit le ministre.", "Le monde", None),
    # Forms that are no name of a country.
    ("ar", "قدم مصدر رسمي تركيًا روايته عن الحادث.", "تركيًا", None),
    ("en", "The fine was US$3 million.", "US", None),
]


def test_the_cases_are_there() -> None:
    assert len(CASES) == 18


@pytest.mark.parametrize(("language", "text", "quote", "entity"), CASES)
def test_what_the_stretch_means(language: str, text: str, quote: str, entity: str | None) -> None:
    found = [link for link in choices(text, language) if link.mention.span.quote == quote and link.entity]
    assert [entity_id(link.entity) for link in found] == ([entity] if entity else [])


def test_the_acronym_of_a_state_belongs_to_its_body() -> None:
    quotes = [link.mention.span.quote for link in extract("The U.S. Coast Guard searched the bay.", "en").links]
    assert quotes == ["U.S. Coast Guard"]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        # Two persons whom the reader ran together, and a verb before one.
        ("واتهم رئيس المجلس فايز السراج حفتر بنقض العهد.", "فايز السراج"),
        ("واتهم رئيس المجلس فايز السراج حفتر بنقض العهد.", "حفتر"),
        # Common nouns before a known name are no part of it.
        ("وقعت اشتباكات مع ميليشيات التمرد الحوثي قرب صنعاء.", "الحوثي"),
        ("هبطت طائرة في مطار مدينة عدن اليمنية.", "عدن"),
        ("أدين في قضية الهجوم على كمين الفرافرة المصرية.", "الفرافرة"),
        # A preposition and a place at the end of a facility.
        ("نقل الجرحى إلى المستشفى الملكي بالفاشر في دارفور.", "الفاشر"),
    ],
)
def test_known_names_within_what_the_reader_ran_together(text: str, quote: str) -> None:
    assert quote in [link.mention.span.quote for link in extract(text, "ar").links]
