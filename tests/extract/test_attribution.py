"""How a trigger is told: polarity, certainty, attribution and words of stance."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.analysis import analyse
from extract.attribution import Assertion, Assertions
from extract.model import Article, Zone
from tests.extract.reading_cases import Names, named, read

NAMES: Names = {
    "فورونكوف": ("Person", "voronkov"),
    "بوريطة": ("Person", "bourita"),
    "داعش": ("ArmedGroup", "is"),
    "وزارة الداخلية": ("StateBody", "moi"),
    "إيران": ("Country", "iran"),
    "Voronkov": ("Person", "voronkov"),
    "Keïta": ("Person", "keita"),
    "Boko Haram": ("ArmedGroup", "bh"),
    "Islamic State": ("ArmedGroup", "is"),
    "ministère de l'Intérieur": ("StateBody", "moi"),
    "Iran": ("Country", "iran"),
}
AUTHOR = ("author", None, None)
# (language, sentence, trigger, event type, polarity, certainty, (kind, entity, label), wording)
Row = tuple[str, str, str, str | None, str, str, tuple[str, str | None, str | None], str | None]
CASES: list[Row] = [
    ("ar", "قتل 12 جنديا في مالي.", "قتل", None, "affirmed", "asserted", AUTHOR, None),
    ("ar", "لم يقتل أي شخص في الهجوم.", "يقتل", None, "denied", "asserted", AUTHOR, None),
    ("ar", "لم يقتل أي شخص في الهجوم.", "الهجوم", None, "affirmed", "asserted", AUTHOR, None),
    ("ar", "لم يسفر الهجوم عن قتلى.", "الهجوم", None, "affirmed", "asserted", AUTHOR, None),
    ("ar", "ولم تقع أي هجمات هذا الشهر.", "هجمات", None, "denied", "asserted", AUTHOR, None),
    ("ar", "قتل ما لا يقل عن 12 شخصا واعتقل رجل.", "اعتقل", None, "affirmed", "asserted", AUTHOR, None),
    ("ar", "لا يزال الهجوم مستمرا.", "الهجوم", None, "affirmed", "asserted", AUTHOR, None),
    ("ar", "نفت إيران أن تكون قد نفذت الهجوم.", "نفذت", None, "denied", "reported", ("body", "iran", "إيران"), None),
    ("ar", "نفت إيران تورطها في الهجوم.", "الهجوم", None, "affirmed", "reported", ("body", "iran", "إيران"), None),
    (
        "ar",
        "نفت وزارة الداخلية اعتقال الرجل.",
        "اعتقال",
        None,
        "denied",
        "reported",
        ("body", "moi", "وزارة الداخلية"),
        None,
    ),
    (
        "ar",
        "قال فورونكوف إن الهجوم خلف قتلى.",
        "الهجوم",
        None,
        "affirmed",
        "reported",
        ("person", "voronkov", "فورونكوف"),
        None,
    ),
    (
        "ar",
        "قالت مصادر أمنية إن 3 جنود قتلوا.",
        "قتلوا",
        None,
        "affirmed",
        "reported",
        ("unnamed", None, "مصادر أمنية"),
        None,
    ),
    (
        "ar",
        "وقال شهود عيان إن مسلحين خطفوا رجلا.",
        "خطفوا",
        None,
        "affirmed",
        "reported",
        ("unnamed", None, "شهود عيان"),
        None,
    ),
    (
        "ar",
        "بحسب مصادر أمنية، قتل 12 شخصا.",
        "قتل",
        None,
        "affirmed",
        "reported",
        ("unnamed", None, "مصادر أمنية"),
        None,
    ),
    (
        "ar",
        "قتل 12 شخصا وفقا لمصادر طبية.",
        "قتل",
        None,
        "affirmed",
        "reported",
        ("unnamed", None, "لمصادر طبية"),
        None,
    ),
    (
        "ar",
        "أعلنت وزارة الداخلية اعتقال خمسة أشخاص.",
        "اعتقال",
        None,
        "affirmed",
        "reported",
        ("body", "moi", "وزارة الداخلية"),
        None,
    ),
    (
        "ar",
        "قال بوريطة: «وقع الهجوم على الحدود فجرا».",
        "الهجوم",
        None,
        "affirmed",
        "reported",
        ("person", "bourita", "بوريطة"),
        None,
    ),
    ("ar", "زعم بوريطة أن الجيش قتل الرجل.", "قتل", None, "affirmed", "alleged", ("person", "bourita", "بوريطة"), None),
    (
        "ar",
        "اتهم بوريطة إيران بتمويل هجمات.",
        "هجمات",
        None,
        "affirmed",
        "alleged",
        ("person", "bourita", "بوريطة"),
        None,
    ),
    (
        "ar",
        "اتهم مسؤولون أتراك تنظيم داعش بتنفيذ تفجير.",
        "تفجير",
        None,
        "affirmed",
        "alleged",
        ("unnamed", None, "مسؤولون أتراك"),
        None,
    ),
    ("ar", "تبنى تنظيم داعش الهجوم.", "الهجوم", None, "affirmed", "reported", ("body", "is", "داعش"), None),
    ("ar", "تبنى تنظيم داعش الهجوم.", "تبنى", "ClaimOfResponsibility", "affirmed", "asserted", AUTHOR, None),
    ("ar", "اعتقل الزعيم المزعوم للخلية.", "الزعيم", None, "affirmed", "alleged", AUTHOR, "المزعوم"),
    ("ar", "اعتقل الزعيم المزعوم للخلية.", "اعتقل", None, "affirmed", "asserted", AUTHOR, None),
    ("ar", "رجل متهم بتنفيذ هجوم.", "هجوم", None, "affirmed", "alleged", AUTHOR, "متهم"),
    ("ar", "فر المشتبه به إلى المدينة حيث اعتقل.", "اعتقل", None, "affirmed", "asserted", AUTHOR, None),
    ("ar", "يعتقد أن الرجل قتل جنديا.", "قتل", None, "affirmed", "alleged", AUTHOR, "يعتقد أن"),
    ("ar", "ما يسمى الدولة الإسلامية هاجمت.", "الدولة", None, "affirmed", "asserted", AUTHOR, "ما يسمى"),
    ("ar", "سيعقد المؤتمر في الرباط.", "المؤتمر", "Conference", "affirmed", "planned", AUTHOR, None),
    ("ar", "سيجتمع الوزراء غدا.", "سيجتمع", "Meeting", "affirmed", "planned", AUTHOR, None),
    ("ar", "من المقرر عقد مؤتمر دولي.", "مؤتمر", "Conference", "affirmed", "planned", AUTHOR, None),
    ("ar", "سيزور الرئيس موقع الهجوم.", "الهجوم", "ArmedAttack", "affirmed", "asserted", AUTHOR, None),
    ("ar", "كان الرجل يعتزم تنفيذ هجوم.", "هجوم", "ArmedAttack", "affirmed", "planned", AUTHOR, None),
    ("ar", "قد يقتل المدنيون.", "يقتل", None, "affirmed", "hypothetical", AUTHOR, None),
    ("ar", "وكان الرجل قد قتل جنديا.", "قتل", None, "affirmed", "asserted", AUTHOR, None),
    ("ar", "إذا وقع هجوم سنرد.", "هجوم", None, "affirmed", "hypothetical", AUTHOR, None),
    ("ar", "انفجرت سيارة قرب سوق سياحي.", "انفجرت", None, "affirmed", "asserted", AUTHOR, None),
    (
        "fr",
        "L'attaque n'a pas été revendiquée.",
        "revendiquée",
        "ClaimOfResponsibility",
        "denied",
        "asserted",
        AUTHOR,
        None,
    ),
    ("fr", "Aucun soldat n'a été tué.", "tué", None, "denied", "asserted", AUTHOR, None),
    ("fr", "Le groupe aurait tué douze civils.", "tué", None, "affirmed", "alleged", AUTHOR, "aurait"),
    (
        "fr",
        "Selon une source sécuritaire, douze soldats ont été tués.",
        "tués",
        None,
        "affirmed",
        "reported",
        ("unnamed", None, "une source sécuritaire"),
        None,
    ),
    ("fr", "La conférence se tiendra à Rabat.", "conférence", "Conference", "affirmed", "planned", AUTHOR, None),
    (
        "fr",
        "Le président visitera le site de l'attaque.",
        "attaque",
        "ArmedAttack",
        "affirmed",
        "asserted",
        AUTHOR,
        None,
    ),
    (
        "fr",
        "Un homme soupçonné d'avoir tué un soldat a été arrêté.",
        "tué",
        None,
        "affirmed",
        "alleged",
        AUTHOR,
        "soupçonné d'",
    ),
    (
        "fr",
        "Un homme soupçonné d'avoir tué un soldat a été arrêté.",
        "arrêté",
        None,
        "affirmed",
        "asserted",
        AUTHOR,
        None,
    ),
    (
        "fr",
        "Boko Haram a revendiqué l'attaque.",
        "attaque",
        None,
        "affirmed",
        "reported",
        ("body", "bh", "Boko Haram"),
        None,
    ),
    (
        "fr",
        "L'attaque revendiquée par Boko Haram a fait dix morts.",
        "attaque",
        None,
        "affirmed",
        "reported",
        ("body", "bh", "Boko Haram"),
        None,
    ),
    (
        "fr",
        "Le ministère de l'Intérieur a annoncé l'arrestation de cinq suspects.",
        "arrestation",
        None,
        "affirmed",
        "reported",
        ("body", "moi", "ministère de l'Intérieur"),
        None,
    ),
    (
        "fr",
        "Keïta a déclaré que des soldats avaient été tués.",
        "tués",
        None,
        "affirmed",
        "reported",
        ("person", "keita", "Keïta"),
        None,
    ),
    ("fr", "Le chef présumé a été arrêté.", "chef", None, "affirmed", "alleged", AUTHOR, "présumé"),
    ("fr", "Le chef présumé a été arrêté.", "arrêté", None, "affirmed", "asserted", AUTHOR, None),
    ("fr", "Le groupe pourrait attaquer la ville.", "attaquer", None, "affirmed", "hypothetical", AUTHOR, None),
    ("fr", "Ils préparaient un attentat.", "attentat", None, "affirmed", "planned", AUTHOR, None),
    ("en", "Police arrested 12 men.", "arrested", None, "affirmed", "asserted", AUTHOR, None),
    ("en", "No one was killed in the attack.", "killed", None, "denied", "asserted", AUTHOR, None),
    ("en", "No one was killed in the attack.", "attack", None, "affirmed", "asserted", AUTHOR, None),
    ("en", "The army did not attack the village.", "attack", None, "denied", "asserted", AUTHOR, None),
    (
        "en",
        "Iran denied any role in the attack.",
        "attack",
        None,
        "affirmed",
        "reported",
        ("body", "iran", "Iran"),
        None,
    ),
    (
        "en",
        "Iran denied that it carried out the attack.",
        "attack",
        None,
        "denied",
        "reported",
        ("body", "iran", "Iran"),
        None,
    ),
    ("en", "The alleged attacker was killed.", "killed", None, "affirmed", "asserted", AUTHOR, None),
    ("en", "He allegedly killed two men.", "killed", None, "affirmed", "alleged", AUTHOR, "allegedly"),
    (
        "en",
        "A man accused of killing three soldiers was arrested.",
        "killing",
        None,
        "affirmed",
        "alleged",
        AUTHOR,
        "accused of",
    ),
    (
        "en",
        "A man accused of killing three soldiers was arrested.",
        "arrested",
        None,
        "affirmed",
        "asserted",
        AUTHOR,
        None,
    ),
    ("en", "Rabat will host a conference in July.", "conference", "Conference", "affirmed", "planned", AUTHOR, None),
    (
        "en",
        "The president will visit the site of the attack.",
        "attack",
        "ArmedAttack",
        "affirmed",
        "asserted",
        AUTHOR,
        None,
    ),
    (
        "en",
        "According to security sources, 12 soldiers were killed.",
        "killed",
        None,
        "affirmed",
        "reported",
        ("unnamed", None, "security sources"),
        None,
    ),
    (
        "en",
        "Twelve people were killed, police said.",
        "killed",
        None,
        "affirmed",
        "reported",
        ("body", None, "police"),
        None,
    ),
    (
        "en",
        "Islamic State claimed responsibility for the attack.",
        "attack",
        None,
        "affirmed",
        "reported",
        ("body", "is", "Islamic State"),
        None,
    ),
    (
        "en",
        "Islamic State claimed responsibility for the attack.",
        "claimed",
        "ClaimOfResponsibility",
        "affirmed",
        "asserted",
        AUTHOR,
        None,
    ),
    ("en", "The group may attack the city.", "attack", None, "affirmed", "hypothetical", AUTHOR, None),
    ("en", "If they attack the city, many will die.", "attack", None, "affirmed", "hypothetical", AUTHOR, None),
    (
        "en",
        "Voronkov accused Iran of funding the attack.",
        "funding",
        None,
        "affirmed",
        "alleged",
        ("person", "voronkov", "Voronkov"),
        None,
    ),
    ("en", "The so-called Islamic State attacked Gao.", "Islamic", None, "affirmed", "asserted", AUTHOR, "so-called"),
]


def told(row: Row) -> Assertion:
    language, text, trigger, event_type = row[:4]
    analysis = read(text, language)
    assertions = Assertions(analysis, *named(analysis, NAMES))
    sentence = analysis.sentences[0]
    token = next(token for token in sentence.tokens if token.text == trigger or token.text.endswith(trigger))
    return assertions.of(0, token.index, event_type)


def test_cases_are_all_there() -> None:
    assert len(CASES) == 73
    assert sum(row[0] == "ar" for row in CASES) == 37


@pytest.mark.parametrize("row", CASES, ids=[f"{row[1]} | {row[2]}" for row in CASES])
def test_how_triggers_are_told(row: Row) -> None:
    found = told(row)
    attribution = (found.attribution.kind, found.attribution.entity, found.attribution.label)
    assert (found.polarity, found.certainty, attribution, found.wording) == row[4:]


def test_a_speaker_goes_on_in_the_next_sentence() -> None:
    analysis = read("قال بوريطة إن المغرب ملتزم. وأضاف أن الجيش قتل ثلاثة مسلحين.", "ar")
    assertions = Assertions(analysis, *named(analysis, NAMES))
    trigger = next(token for token in analysis.sentences[1].tokens if token.text == "قتل")
    assert assertions.of(1, trigger.index).attribution.entity == "bourita"


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["قال", "إن", "لم", "قتل", "الهجوم", "المزعوم", "نفى", "سيعقد", "قد", "يقتل", ".", "«", "»", "\x02"]
        ),
        max_size=30,
    )
)
def test_every_word_of_any_text_is_told_somehow(pieces: list[str]) -> None:
    analysis = read(" ".join(pieces), "ar")
    assertions = Assertions(analysis, (), ())
    for sentence in analysis.sentences:
        for token in sentence.tokens:
            found = assertions.of(sentence.index, token.index, "ArmedAttack")
            assert found.certainty != "asserted" or found.attribution.kind == "author"


@pytest.mark.parametrize(
    ("title", "trigger", "kind", "entity"),
    [
        ("وزارة الداخلية: اعتقال خمسة أشخاص", "اعتقال", "body", "moi"),
        ("خبراء: هجوم وشيك", "هجوم", "unnamed", None),
        ("إيران: هجوم على حافلة", "هجوم", "author", None),
    ],
)
def test_a_headline_quotes_before_the_colon(title: str, trigger: str, kind: str, entity: str | None) -> None:
    zones = (Zone(kind="title", start=0, end=len(title)),)
    analysis = analyse(Article(id="t", text=title, language="ar", zones=zones))
    token = next(token for token in analysis.sentences[0].tokens if token.text == trigger)
    found = Assertions(analysis, *named(analysis, NAMES)).of(0, token.index)
    assert (found.attribution.kind, found.attribution.entity) == (kind, entity)
