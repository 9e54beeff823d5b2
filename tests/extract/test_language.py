"""Languages: Arabic, French and English are told apart, all others are refused."""

# ruff: noqa: E501 - texts and tables of cases read better on one line

import pytest

from extract.language import detect
from ontology.errors import InputError

SUPPORTED = [
    ("أعلنت وزارة الداخلية تفكيك خلية إرهابية في مدينة مراكش", "ar"),
    ("انفجار في غاو", "ar"),
    ("قالت شركة Total إن الإنتاج في ليبيا توقف بعد هجوم استهدف حقل Sharara", "ar"),
    ("نشر گورو تغريدة عن الهجوم الذي استهدف مدينة أگادير، وقال إن السلطات فتحت تحقيقا في الحادث", "ar"),
    ("Le ministère de l'Intérieur a annoncé l'arrestation de cinq suspects à Gao.", "fr"),
    ("Attentat à Ouagadougou : trente morts", "fr"),
    ("The interior ministry announced the arrest of five suspects in Gao.", "en"),
    ("Thirty people were killed in an attack on a market", "en"),
    ("Boko Haram a attaqué Maiduguri, Gwoza et Bama, selon l'armée nigériane, qui parle de dix morts.", "fr"),
    ("Boko Haram attacked Maiduguri, Gwoza and Bama, according to the army, which speaks of ten dead.", "en"),
]
REFUSED = [
    "Министерство внутренних дел объявило о задержании пяти подозреваемых в городе Гао",
    "内政部宣布在加奥逮捕了五名嫌疑人，并没收了武器和弹药。",
    "Das Innenministerium hat die Festnahme von fünf Verdächtigen in der Stadt bekannt gegeben, die einen Anschlag planten.",
    "El ministerio del Interior anunció la detención de cinco sospechosos que preparaban un ataque contra los turistas.",
    "İçişleri Bakanlığı, kentte bir saldırı planlayan beş şüphelinin yakalandığını ve silahların ele geçirildiğini açıkladı.",
    "وزارت کشور اعلام کرد که پنج نفر از مظنونان در شهر گائو دستگیر شده‌اند و سلاح‌هایی از آنها کشف شده است",
    "وزارت داخلہ نے اعلان کیا ہے کہ شہر میں پانچ مشتبہ افراد کو گرفتار کر لیا گیا ہے اور ان سے اسلحہ برآمد ہوا ہے",
    "1234 5678 -- 2018",
]


@pytest.mark.parametrize(("text", "language"), SUPPORTED)
def test_supported(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text: str) -> None:
    with pytest.raises(InputError, match="page: "):
        detect(text, source="page")


def test_there_are_as_many_cases_as_written() -> None:
    assert (len(SUPPORTED), len(REFUSED)) == (10, 8)


@pytest.mark.parametrize(
    ("hint", "language"), [("fr", "fr"), ("en-GB", "en"), ("français", "fr"), ("الإنجليزية", "en")]
)
def test_a_hint_decides_where_the_text_is_too_short(hint: str, language: str) -> None:
    assert detect("Gao, Mali", hint) == language


def test_a_hint_does_not_overrule_the_text() -> None:
    assert detect("The interior ministry announced the arrest of five suspects in Gao.", "fr") == "en"
    assert detect("أعلنت وزارة الداخلية تفكيك خلية", "en") == "ar"
