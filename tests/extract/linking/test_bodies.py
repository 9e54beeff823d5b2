"""Bodies by what stands beside them: short forms, names in quotation marks, the country they are in, a common noun."""

import pytest

from tests.extract.articles import choices, entity_id, extract

CASES = [
    # A common noun means the body of this noun that was named, else the one of the country of the article.
    ("ar", "نشر الجيش اللبناني وحدات في عرسال، وقال الجيش إن الوضع هادئ.", "الجيش", "lebanon-army"),
    ("ar", "قتل جنديان في كمين قرب موبتي في مالي، وأعلن الجيش أنه رد على النيران في شمال مالي.", "الجيش", "fama"),
    ("ar", "وقع انفجار في القاهرة وآخر في طرابلس الليبية، وقال الجيش إنه يحقق.", "الجيش", None),
    ("ar", "قال المرصد السوري لحقوق الإنسان إن القصف توقف، وأضاف المرصد أن عشرين قتلوا.", "المرصد", "sohr"),
    ("fr", "Le Burkina Faso a perdu douze soldats près de Djibo, au Burkina Faso. L'armée enquête.", "L'armée",
     "burkina-faso-army"),
    ("en", "Gunmen attacked Maiduguri in Nigeria. The army in Nigeria said it had lost five men.", "The army",
     "nigerian-army"),
    # A ministry is that of the country right after it, whatever other country the sentence names.
    ("ar", "قالت وزارة الداخلية في البحرين إن إيران تدعم المتهمين.", "وزارة الداخلية", "bahrain-interior-ministry"),
    # The short form of a known body is that body's; one that the full name contradicts is not the known one's.
    ("fr", "Reporters sans frontières (RSF) a protesté. Selon RSF, trois journalistes sont détenus.", "RSF", "rsf"),
    ("fr", "La police fédérale australienne (AFP) a arrêté un homme à Sydney. L'AFP enquête.", "AFP", "afp-australia"),
    # An unknown wording is whom the short form in brackets means, also where that asks a context else.
    ("ar", "وقع ممثل المقاومة الإسلامية (حماس) البيان في القاهرة، وغادر وفد حماس مساء إلى فلسطين.", "حماس", "hamas"),
    ("ar", "أوضحت وكالة أنباء (الأناضول) أن الهجوم في تركيا توقف.", "الأناضول", "anadolu-agency"),
    # A rank or a participle after the army does not make it another one; an armed group is no army.
    ("ar", "هاجم مسلحون ثكنة في كيدال بمالي، وقال قائد الجيش العقيد موسى تراوري إن مالي سترد.", "الجيش", "fama"),
    ("ar", "سيطر جيش الفتح على تلة قرب إدلب في سوريا، وأقر الجيش بانسحابه من سوريا إلى حماة السورية.",
     "الجيش", "syrian-army"),
    ("ar", "قتل ستة في كمين قرب القصرين في تونس، وقالت وحدات من الجيش الوطني في تونس إنها تطارد المهاجمين.",
     "الجيش الوطني", "tunisia-army"),
    # The police of the country of the article; a minister is no mention of his ministry.
    ("ar", "انفجرت سيارة في مقديشو بالصومال، وقال المتحدث باسم الشرطة إن الصومال في حداد.", "الشرطة", "somalia-police"),
    ("ar", "قالت وزارة الخارجية المغربية إنها تابعت الملف، والتقى وزير الخارجية نظيره أمس.", "الخارجية", None),
    ("ar", "أعلن الرئيس في تونس عفوا، واحتفظ الوزير بالداخلية في تونس.", "الداخلية", "tunisia-interior-ministry"),
    ("ar", "ألغت الشركة في تونس كل الرحلات الداخلية نحو جربة بتونس.", "الداخلية", None),
    ("ar", "افتتح الوزير في تونس أكاديمية للشرطة بتونس.", "للشرطة", None),
    # A description names the noun of what it stands for.
    ("ar", "هاجم تنظيم داعش نقطة لقوات سوريا الديمقراطية قرب الرقة، وقال سكان إن التنظيم انسحب.",
     "التنظيم", "islamic-state"),
    # The same words in another order or joined otherwise, and a part of a name in the country of the group.
    ("ar", "عبر مجلس الأمن الوطني الأميركي عن قلقه.", "مجلس الأمن الوطني الأميركي", "us-national-security-council"),
    ("ar", "رحبت الجماعة السلفية بالبيان في الجزائر، وقالت صحف الجزائر إنها ضعفت.", "الجماعة السلفية", "gspc"),
    # The noun of another kind of body leaves the short form what it is.
    ("fr", "La mission de l'Union africaine (Amisom) a perdu deux hommes en Somalie.", "Amisom", "amisom"),
]  # fmt: skip


def test_the_cases_are_there() -> None:
    assert len(CASES) == 23


@pytest.mark.parametrize(("language", "text", "quote", "expected"), CASES)
def test_whom_a_body_is(language: str, text: str, quote: str, expected: str | None) -> None:
    found = {link.mention.span.quote: entity_id(link.entity) for link in choices(text, language)}
    known = found.get(quote)
    assert (None if known is None or known.startswith("o-") else known) == expected


def test_a_phrase_that_goes_on_is_no_body_named_before() -> None:
    text = "نشر الجيش اللبناني وحدات في عرسال، وقال الجيش الأحمر الروسي القديم كلاما آخر."
    assert [link for link in extract(text, "ar").links if link.mention.span.quote == "الجيش"] == []


def test_the_president_is_no_head_of_a_government() -> None:
    text = "وصل رئيس الوزراء خالد بحاح إلى عدن، ثم أصدر الرئيس قرارا جديدا."
    found = [link for link in extract(text, "ar").links if link.mention.span.quote == "الرئيس"]
    assert found == []
