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


NEGATED: Names = {
    "بوريطة": ("Person", "bourita"),
    "سمير علوي": ("Person", "alawi"),
    "داعش": ("ArmedGroup", "is"),
    "أنقرة": ("City", "ankara"),
    "وزارة الداخلية": ("StateBody", "moi"),
    "لافروف": ("Person", "lavrov"),
    "Voronkov": ("Person", "voronkov"),
    "Hamas": ("ArmedGroup", "hamas"),
    "Ankara": ("City", "ankara"),
    "Rachid Benali": ("Person", "benali"),
    "Karim Sadi": ("Person", "sadi"),
    "Anwar Raslan": ("Person", "raslan"),
    "Keïta": ("Person", "keita"),
    "al Shabaab": ("ArmedGroup", "shabaab"),
}
# (language, sentence, trigger, event type, polarity, certainty, kind, label)
SILENT: list[tuple[str, str, str, str | None, str, str, str, str | None]] = [
    ("ar", "لا أحد يعتقد أن سمير علوي عضو في داعش.", "عضو", None, "denied", "alleged", "author", None),
    ("ar", "لم يصدق أحد أن سمير علوي عضو في داعش.", "عضو", None, "denied", "asserted", "author", None),
    ("ar", "برأت المحكمة سمير علوي من تهمة الانتماء إلى داعش.", "الانتماء", None, "denied", "alleged", "author", None),
    ("ar", "برأت المحكمة سمير علوي من الضلوع في الهجوم.", "الهجوم", None, "affirmed", "asserted", "author", None),
    ("ar", "لم يقل بوريطة إن داعش قتل الجنود.", "قتل", None, "affirmed", "hypothetical", "author", None),
    ("ar", "رفض بوريطة أن يقول إن داعش قتل الجنود.", "قتل", None, "affirmed", "hypothetical", "author", None),
    ("ar", "لم يوضح بوريطة ما إذا كان داعش قتل الجنود.", "قتل", None, "affirmed", "hypothetical", "author", None),
    ("ar", "لا يزال بوريطة يقول إن داعش قتل الجنود.", "قتل", None, "affirmed", "reported", "person", "بوريطة"),
    ("ar", "لم تعلن أي جهة مسؤوليتها عن الهجوم.", "الهجوم", None, "affirmed", "asserted", "author", None),
    (
        "ar",
        "وقال رئيس الوزراء بوريطة: إن الجيش قتل ثلاثة مسلحين.",
        "قتل",
        None,
        "affirmed",
        "reported",
        "person",
        "بوريطة",
    ),
    ("ar", "وقال بوريطة: الجيش قتل ثلاثة مسلحين.", "قتل", None, "affirmed", "reported", "person", "بوريطة"),
    ("ar", "ونفى بوريطة: الجيش لم يقتل أحدا هناك.", "يقتل", None, "denied", "reported", "person", "بوريطة"),
    ("ar", "قتل الجيش ثلاثة مسلحين، وفق أنقرة.", "قتل", None, "affirmed", "reported", "body", "أنقرة"),
    (
        "ar",
        "قتل ثلاثة مسلحين بحسب ما أعلنت وزارة الداخلية.",
        "قتل",
        None,
        "affirmed",
        "reported",
        "body",
        "وزارة الداخلية",
    ),
    ("ar", "اعتقل الرجل وفق القانون.", "اعتقل", None, "affirmed", "asserted", "author", None),
    ("ar", "ولم يشارك الوزير سيرغي لافروف في الاجتماع.", "الاجتماع", "Meeting", "affirmed", "asserted", "author", None),
    (
        "fr",
        "Personne ne croit que Karim Sadi est membre de Daech.",
        "membre",
        None,
        "denied",
        "asserted",
        "author",
        None,
    ),
    ("fr", "Une personne croit que Karim Sadi est membre.", "membre", None, "affirmed", "asserted", "author", None),
    ("fr", "Personne n'a été tué dans l'attaque.", "tué", None, "denied", "asserted", "author", None),
    (
        "fr",
        "Accusé à tort d'être membre d'Al-Qaïda, Rachid Benali a été relaxé.",
        "membre",
        None,
        "denied",
        "alleged",
        "author",
        None,
    ),
    (
        "fr",
        "Le commerçant, accusé par un voisin d'avoir tué un imam, a nié.",
        "tué",
        None,
        "affirmed",
        "alleged",
        "author",
        None,
    ),
    (
        "fr",
        "Keïta n'a pas dit si le groupe avait tué le général.",
        "tué",
        None,
        "affirmed",
        "hypothetical",
        "author",
        None,
    ),
    (
        "fr",
        "Keïta n'a jamais déclaré que le groupe avait tué le général.",
        "tué",
        None,
        "affirmed",
        "hypothetical",
        "author",
        None,
    ),
    ("fr", "Douze soldats ont été tués, selon le maire.", "tués", None, "affirmed", "reported", "person", "le maire"),
    ("fr", "Douze soldats ont été tués selon le plan.", "tués", None, "affirmed", "asserted", "author", None),
    (
        "en",
        "Nobody believes that Anwar Raslan is a member of al-Qaeda.",
        "member",
        None,
        "denied",
        "asserted",
        "author",
        None,
    ),
    (
        "en",
        "Voronkov did not say whether Hamas killed the general.",
        "killed",
        None,
        "affirmed",
        "hypothetical",
        "author",
        None,
    ),
    (
        "en",
        "Voronkov would not say if the army attacked the village.",
        "attacked",
        None,
        "affirmed",
        "hypothetical",
        "author",
        None,
    ),
    (
        "en",
        "The spokesman never said that Hamas bombed the bus.",
        "bombed",
        None,
        "affirmed",
        "hypothetical",
        "author",
        None,
    ),
    ("en", "Voronkov did not say who killed the general.", "killed", None, "affirmed", "asserted", "author", None),
    (
        "en",
        "Twelve soldiers were killed, according to Ankara.",
        "killed",
        None,
        "affirmed",
        "reported",
        "body",
        "Ankara",
    ),
    (
        "en",
        "Militant group al Shabaab denied that it had kidnapped two nurses, contradicting a statement by police.",
        "statement",
        None,
        "affirmed",
        "asserted",
        "author",
        None,
    ),
    (
        "en",
        "Militant group al Shabaab denied that it had kidnapped two nurses.",
        "kidnapped",
        None,
        "denied",
        "reported",
        "body",
        "al Shabaab",
    ),
]


def test_silent_cases_are_all_there() -> None:
    assert len(SILENT) == 33
    assert sum(row[0] == "ar" for row in SILENT) == 16


@pytest.mark.parametrize("row", SILENT, ids=[f"{row[1]} | {row[2]}" for row in SILENT])
def test_negated_speech_is_nobodys_word(row: tuple[str, str, str, str | None, str, str, str, str | None]) -> None:
    analysis = read(row[1], row[0])
    token = next(token for token in analysis.sentences[0].tokens if token.text == row[2])
    found = Assertions(analysis, *named(analysis, NEGATED)).of(0, token.index, row[3])
    assert (found.polarity, found.certainty, found.attribution.kind, found.attribution.label) == row[4:]
