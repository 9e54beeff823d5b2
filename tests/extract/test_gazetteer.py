"""Names of the reference in text: clitics, case, context, boundaries, offsets."""

import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.context import fold, strip_clitics
from extract.gazetteer import Gazetteer, gazetteer
from extract.mentions import mention_result
from ontology.reference import load
from tests.extract.small_reference import REFERENCE, analysed, local, names

CLITICS = [
    ("والمغرب", "المغرب", "morocco"),
    ("بالمغرب", "المغرب", "morocco"),
    ("وبالعراق", "العراق", "iraq"),
    ("للمغرب", "لمغرب", "morocco"),
    ("وللعراق", "لعراق", "iraq"),
    ("بليبيا", "ليبيا", "libya"),
    ("وليبيا", "ليبيا", "libya"),
    ("وبليبيا", "ليبيا", "libya"),
    ("لداعش", "داعش", "islamic-state"),
    ("لـ«داعش»", "داعش", "islamic-state"),
    ("كالأردن", "الأردن", "jordan"),
    ("فلبنان", "لبنان", "lebanon"),
    ("للتحالف الدولي", "لتحالف الدولي", "global-coalition"),
    ("للجنة العليا للتنسيق", "لجنة العليا للتنسيق", "uno-office"),
    ("الــمغرب", "الــمغرب", "morocco"),
    ("المَغْرِب", "المَغْرِب", "morocco"),
    ("الاردن", "الاردن", "jordan"),
]


def found(text: str, language: str = "ar") -> list[tuple[str, str | None]]:
    analysis = analysed(text, language)
    matches = names().find(analysis).matches
    return [(text[m.start : m.end], local(m.candidates[0].entity)) for m in matches]


@pytest.mark.parametrize(("word", "quote", "entity"), CLITICS)
def test_clitics_stay_outside_the_span(word: str, quote: str, entity: str) -> None:
    assert found(f"وصل الوفد {word} أمس") == [(quote, entity)]


def test_clitic_cases_are_all_there() -> None:
    assert len(CLITICS) == 17


@pytest.mark.parametrize("word", ["المغربي", "مغربية", "مالية", "كمالي", "والمالي", "داعشي", "الليبيات", "سليبيا"])
def test_other_words_are_no_names(word: str) -> None:
    assert found(f"وصل {word} أمس") == []


def test_longest_name_wins() -> None:
    assert found("اجتماع التحالف الدولي ضد داعش") == [("التحالف الدولي ضد داعش", "global-coalition")]


def test_quotation_marks_inside_a_name() -> None:
    assert found('قال تنظيم "الدولة الإسلامية" إنه') == [('تنظيم "الدولة الإسلامية"', "islamic-state")]


@pytest.mark.parametrize(
    ("text", "language", "entities"),
    [
        ("The fight against IS goes on", "en", ["islamic-state"]),
        ("This IS a test", "en", []),
        ("He fights against is own shadow", "en", []),
        ("L'EI recule", "fr", ["islamic-state"]),
        ("Il dit ei et rien", "fr", []),
        ("Le MAROC et le Mali", "fr", ["morocco", "mali"]),
        ("il habite au maroc", "fr", []),
        ("Jordan signed", "en", ["jordan"]),
        ("Jordan a signé", "fr", []),
        ("La Libye", "fr", ["libya"]),
    ],
)
def test_case_and_language_of_latin_names(text: str, language: str, entities: list[str]) -> None:
    assert [entity for _, entity in found(text, language)] == entities


def test_context_word_before() -> None:
    assert found("مقتل زعيم البغدادي")[0][1] == "abu-bakr-al-baghdadi"
    assert found("سوق البغدادي مزدحم") == []


def test_context_of_the_article() -> None:
    text = "قتل أبو بكر البغدادي في الغارة. وكان البغدادي مختبئا."
    assert [entity for _, entity in found(text)] == ["abu-bakr-al-baghdadi"] * 2


@pytest.mark.parametrize(
    ("text", "entity"),
    [("معارك في طرابلس غرب ليبيا", "tripoli-libya"), ("توتر في طرابلس شمال لبنان", "tripoli-lebanon")],
)
def test_context_of_the_sentence(text: str, entity: str) -> None:
    assert entity in [name for _, name in found(text)]
    assert len(found(text)) == 2


def test_without_context_a_conditional_alias_is_dropped_and_counted() -> None:
    result = names().find(analysed("وصل إلى طرابلس أمس"))
    assert result.matches == ()
    assert [(item.reason, item.count) for item in result.dropped] == [("alias without its context", 2)]


def test_place_that_is_an_everyday_word_needs_a_cue_and_its_spelling() -> None:
    assert found("قال وأنا أرى ذلك") == []
    assert found("وأنا في البيت") == []
    assert found("قصف في وانا شمال البلاد") == [("وانا", "wana")]


def test_demonyms_are_no_mentions() -> None:
    analysis = analysed("أعلنت الشرطة المغربية توقيف مغربيين في المغرب")
    result = names().find(analysis)
    text = analysis.article.text
    assert [text[d.start : d.end] for d in result.demonyms] == ["المغربية", "مغربيين"]
    assert {local(d.country) for d in result.demonyms} == {"morocco"}
    assert [text[m.start : m.end] for m in result.matches] == ["المغرب"]


def test_one_gazetteer_for_one_reference() -> None:
    assert gazetteer(REFERENCE) is gazetteer(REFERENCE)


def test_ten_thousand_aliases_build_fast() -> None:
    alias = type(REFERENCE.aliases[0])
    aliases = tuple(alias(entity="mali", language="fr", text=f"Nom {n} de ville", kind="name") for n in range(10_000))
    big = type(REFERENCE)(
        entities=REFERENCE.entities, aliases=aliases, designations=(), posts=(), memberships=(), alias_index={}
    )
    begin = time.perf_counter()
    Gazetteer(big)
    assert time.perf_counter() - begin < 2.0  # 0.1 s on an idle machine


WORDS = st.sampled_from(
    ["المغرب", "والمغرب", "للعراق", "داعش", "«داعش»", "قال", "تنظيم", "الدولةِ", "بـليبيا", "أبو", "بكر", "البغدادي",
     "،", ".", "مـالي", "IS", "Mali", "\u00a0", "\u200f", "٢٠١٨", "(", ")", "زعيم", "طرابلس", "ليبيا"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25))
def test_spans_are_valid_and_apart(words: list[str]) -> None:
    analysis = analysed(" ".join(words))
    result = names().find(analysis)
    end = 0
    for match in result.matches:
        assert end <= match.start < match.end <= len(analysis.article.text)
        assert match.candidates
        end = match.end


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="المغربوفكـَّ\u200f\u00a0 ab-\"«»'.", max_size=40))
def test_fold_maps_back(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    assert '"' not in folded.text


def test_strip_clitics_keeps_the_word_itself() -> None:
    assert strip_clitics("وللمغرب")[0] == "وللمغرب"
    assert "المغرب" in strip_clitics("وللمغرب")
    assert "زعيم" in strip_clitics("لزعيم")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Shares in Isis Pharmaceuticals fell on Monday.", False),
        ("They prayed to the goddess Isis near the water.", False),
        ("A rowing race on the River Isis in Oxford.", False),
        ("Isis claimed it on Monday.", True),
        ("ISIS is weaker than before.", True),
        ("Isis is weaker than before in Syria.", True),
    ],
)
def test_isis_in_title_case_needs_a_context(text: str, named: bool) -> None:
    matches = _whole().find(analysed(text, "en")).matches
    assert any(match.candidates[0].alias.entity == "islamic-state" for match in matches) is named


@cache
def _whole() -> Gazetteer:
    """The gazetteer of the whole reference: its aliases carry the context rules."""
    return gazetteer(load())


def test_a_town_within_a_longer_name_is_no_town() -> None:
    def quotes(text: str) -> list[str]:
        return [
            m.span.quote for m in mention_result(analysed(text, "en"), _whole()).mentions if m.method == "gazetteer"
        ]

    assert "Paris" not in quotes("Paris Hilton visited the town on Monday.")
    assert "Paris" in quotes("Paris Mayor Anne Hidalgo spoke.")
    assert "Baghdad" in quotes("Police in Baghdad Monday arrested two men.")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("صد الحوثيون هجوما شنته المقاومة ليلا.", "popular-resistance-yemen"),
        ("أشاد الخطيب بالمقاومة وصبر أهل القرية.", None),
        ("قالت المقاومة إن الهجوم انتهى. وأكد الحوثيون ذلك.", "popular-resistance-yemen"),
    ],
)
def test_a_name_beside_an_entity_that_the_article_names(text: str, named: str | None) -> None:
    matches = gazetteer(load()).find(analysed(text, "ar")).matches
    ruled = {match.candidates[0].alias.entity: match.candidates[0].rule for match in matches}
    assert ruled.get("popular-resistance-yemen") == ("beside" if named else None)


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("تونس - أعلنت الحكومة حظر التجول.", True),
        ("تونس (رويترز) - أعلنت الحكومة حظر التجول.", True),
        ("تونس أعلنت حظر التجول - وزارة.", False),
        ("أعلنت تونس - وهي جارة - حظر التجول.", False),
    ],
)
def test_a_name_in_a_dateline(text: str, dateline: bool) -> None:
    (match,) = [m for m in gazetteer(load()).find(analysed(text, "ar")).matches if text[m.start : m.end] == "تونس"]
    assert ("tunis" in {candidate.alias.entity for candidate in match.candidates}) == dateline
