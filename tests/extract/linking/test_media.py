"""Media whose names are words or places: told by quotation marks and by their place in a dateline."""

import pytest

from tests.extract.articles import entity_id, extract

CASES = [
    ("أحمد السالمي- سبق- جدة: أنقذ الدفاع المدني عائلة من السيول.", "سبق", "sabq"),
    ("أحمد السالمي- سبق- جدة: أنقذ الدفاع المدني عائلة من السيول.", "جدة", "jeddah"),
    ("منى الحربي - سبق: كشفت تقارير عن صفقة.", "سبق", "sabq"),
    ("بغداد/ الأناضول\nقال مسؤول عراقي إن الهجوم توقف.", "الأناضول", "anadolu-agency"),
    ("الخرطوم - الشرق الأوسط\nأعلن الجيش السوداني الهدنة.", "الشرق الأوسط", "asharq-al-awsat"),
    ("بيروت - «النهار»: طالب نواب لبنان بالتحقيق.", "النهار", "annahar"),
    ("وقال الوزير في حديث مع «الشرق الأوسط» إن الهدنة قريبة.", "الشرق الأوسط", "asharq-al-awsat"),
    ("وقال الوزير إن الهدنة في الشرق الأوسط قريبة.", "الشرق الأوسط", "middle-east"),
    ("وقال الضابط للأناضول إن الانفجار وقع ليلا.", "لأناضول", "anadolu-agency"),
    ("وقال المهندس في تصريح لـ(عكاظ) إن الطريق جاهز.", "عكاظ", "okaz"),
    ("الرياض - «الاقتصادية»: ارتفع المؤشر.", "الرياض", "riyadh"),
    ("الرياض: أكد الوزير أن العمل مستمر.", "الرياض", "riyadh"),
]


def test_the_cases_are_there() -> None:
    assert len(CASES) == 12


@pytest.mark.parametrize(("text", "quote", "expected"), CASES)
def test_media_in_datelines_and_quotation_marks(text: str, quote: str, expected: str) -> None:
    found = {link.mention.span.quote: entity_id(link.entity) for link in extract(text, "ar").links}
    assert found.get(quote) == expected


def test_a_word_before_a_dash_that_is_no_paper_stays_a_word() -> None:
    text = "جدول - أسبق - المواعيد: لم يعلن المنظمون شيئا."
    assert [link for link in extract(text, "ar").links if link.mention.method == "rule:dateline"] == []
