import pytest

from tests.extract.articles import extract


def reasons(text: str, language: str) -> set[str]:
    return {dropped.reason for dropped in extract(text, language).dropped if dropped.what == "account"}


@pytest.mark.parametrize(
    ("language", "text", "reason"),
    [
        ("ar", "هاجم الوزير سياسة الحكومة، وهاجم النائب الوزير بشدة.", "an attack in words"),
        ("ar", "تبنى البرلمان القضايا العادلة في برنامجه.", None),
        ("ar", "قتل ثلاثة أشخاص في حادث سير قرب فاس.", None),
        ("ar", "أدانت المحكمة المتهم أحمد العلوي.", None),
        ("fr", "Ils ont condamné Salah Abdeslam.", "a conviction, not a condemnation"),
        ("fr", "Les combats continuent.", "an encounter without two sides"),
        ("en", "Fighting continued.", "an encounter without two sides"),
    ],
)
def test_what_is_no_event_is_left_out_with_its_reason(language: str, text: str, reason: str | None) -> None:
    assert extract(text, language).events == ()
    if reason is not None:
        assert reason in reasons(text, language)


def test_a_violent_attack_is_kept() -> None:
    assert [event.type for event in extract("هاجم مسلحون مركز الشرطة.", "ar").events] == ["ArmedAttack"]
