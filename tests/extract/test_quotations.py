"""Quotations: speaker, cue, content; scare quotes and titles in quotation marks are none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.quotations import find_quotations
from tests.extract.articles import extract
from tests.extract.reading_cases import Names, named, read

NAMES: Names = {
    "فورونكوف": ("Person", "voronkov"),
    "بوريطة": ("Person", "bourita"),
    "داعش": ("ArmedGroup", "is"),
    "وزارة الداخلية": ("StateBody", "moi"),
    "إيران": ("Country", "iran"),
    "رويترز": ("MediaOutlet", "reuters"),
    "باماكو": ("City", "bamako"),
    "Voronkov": ("Person", "voronkov"),
    "Boko Haram": ("ArmedGroup", "bh"),
    "Keïta": ("Person", "keita"),
    "ministère de l'Intérieur": ("StateBody", "moi"),
    "Ministry of Interior": ("StateBody", "moi"),
    "Iran": ("Country", "iran"),
}
# (language, text, [(speaker, label, cue, direct, content)])
Row = tuple[str | None, str, str, bool, str]
CASES: list[tuple[str, str, list[Row]]] = [
    (
        "ar",
        "قال فورونكوف: «إن مكافحة الإرهاب تتطلب تعاون الجميع».",
        [("voronkov", "فورونكوف", "قال", True, "إن مكافحة الإرهاب تتطلب تعاون الجميع")],
    ),
    (
        "ar",
        "«لن نسمح للإرهاب بأن يهدد أمننا»، قال بوريطة خلال المؤتمر.",
        [("bourita", "بوريطة", "قال", True, "لن نسمح للإرهاب بأن يهدد أمننا")],
    ),
    (
        "ar",
        'وقال بوريطة لوكالة رويترز "هذا الهجوم لن يثنينا عن العمل".',
        [("bourita", "بوريطة", "قال", True, "هذا الهجوم لن يثنينا عن العمل")],
    ),
    (
        "ar",
        "وأكد بوريطة: “نحن ملتزمون بمحاربة التطرف. ولن نتراجع أبدا”.",
        [("bourita", "بوريطة", "أكد", True, "نحن ملتزمون بمحاربة التطرف. ولن نتراجع أبدا")],
    ),
    (
        "ar",
        "أعلنت وزارة الداخلية أن قوات الأمن اعتقلت خمسة مشتبه بهم.",
        [("moi", "وزارة الداخلية", "أعلنت", False, "قوات الأمن اعتقلت خمسة مشتبه بهم")],
    ),
    (
        "ar",
        "قال مصدر أمني إن 12 جنديا قتلوا. وأضاف أن الهجوم استهدف قاعدة.",
        [
            (None, "مصدر أمني", "قال", False, "12 جنديا قتلوا"),
            (None, "مصدر أمني", "أضاف", False, "الهجوم استهدف قاعدة"),
        ],
    ),
    (
        "ar",
        "وأكد بوريطة، في تصريح للصحافة، أن المغرب ملتزم بالتعاون، مضيفا أن الحدود مؤمنة بالكامل.",
        [
            ("bourita", "بوريطة", "أكد", False, "المغرب ملتزم بالتعاون"),
            ("bourita", "بوريطة", "مضيفا", False, "الحدود مؤمنة بالكامل"),
        ],
    ),
    (
        "ar",
        "قال المتحدث باسم وزارة الداخلية إن الهجوم خلف 12 قتيلا.",
        [("moi", "المتحدث باسم وزارة الداخلية", "قال", False, "الهجوم خلف 12 قتيلا")],
    ),
    (
        "ar",
        "نفت إيران أن تكون نفذت الهجوم.",
        [("iran", "إيران", "نفت", False, "تكون نفذت الهجوم")],
    ),
    (
        "ar",
        "ذكر شهود عيان أن مسلحين هاجموا القرية ليلا.",
        [(None, "شهود عيان", "ذكر", False, "مسلحين هاجموا القرية ليلا")],
    ),
    (
        "ar",
        "قالت الشرطة إن رجلا طعن ثلاثة أشخاص.",
        [(None, "الشرطة", "قالت", False, "رجلا طعن ثلاثة أشخاص")],
    ),
    (
        "ar",
        "قال وزير خارجية إيران إن المفاوضات مستمرة في جنيف.",
        [(None, "وزير خارجية إيران", "قال", False, "المفاوضات مستمرة في جنيف")],
    ),
    (
        "ar",
        "قال مسؤول في باماكو إن الجيش استعاد المدينة.",
        [(None, "مسؤول", "قال", False, "الجيش استعاد المدينة")],
    ),
    (
        "ar",
        "وصل فورونكوف إلى الرباط. وقال إن التعاون الدولي ضروري.",
        [("voronkov", "فورونكوف", "قال", False, "التعاون الدولي ضروري")],
    ),
    (
        "ar",
        "أعلن تنظيم داعش أن مقاتليه نفذوا الهجوم.",
        [("is", "داعش", "أعلن", False, "مقاتليه نفذوا الهجوم")],
    ),
    (
        "ar",
        "حذر فورونكوف من أن المقاتلين الأجانب يعودون إلى بلدانهم.",
        [("voronkov", "فورونكوف", "حذر", False, "المقاتلين الأجانب يعودون إلى بلدانهم")],
    ),
    ("ar", "عبر المقاتلون الحدود إلى أن وصلوا إلى القرية.", []),
    ("ar", "سيطر تنظيم «داعش» على المدينة.", []),
    ("ar", "شارك في مؤتمر «معا ضد التطرف العنيف في الساحل».", []),
    ("ar", "كتب الأطفال في المدرسة كثيرة.", []),
    ("ar", "دعا الوزير إلى التعاون.", []),
    (
        "fr",
        "« Nous ne céderons pas au terrorisme », a déclaré M. Keïta.",
        [("keita", "Keïta", "a déclaré", True, "Nous ne céderons pas au terrorisme")],
    ),
    (
        "fr",
        "Keïta a ajouté : « Le combat continue dans tout le Sahel ».",
        [("keita", "Keïta", "a ajouté", True, "Le combat continue dans tout le Sahel")],
    ),
    (
        "fr",
        "Keïta a déclaré mardi que l'attaque avait fait douze morts.",
        [("keita", "Keïta", "a déclaré", False, "l'attaque avait fait douze morts")],
    ),
    (
        "fr",
        "Douze soldats ont été tués, a indiqué la police.",
        [(None, "la police", "a indiqué", False, "Douze soldats ont été tués")],
    ),
    (
        "fr",
        "Le ministère de l'Intérieur a annoncé que cinq suspects étaient arrêtés.",
        [("moi", "ministère de l'Intérieur", "a annoncé", False, "cinq suspects étaient arrêtés")],
    ),
    (
        "fr",
        "L'attaque a fait dix morts, a annoncé l'armée mardi.",
        [(None, "l'armée", "a annoncé", False, "L'attaque a fait dix morts")],
    ),
    (
        "fr",
        "M. Keïta a condamné l'attaque. « Nous ne céderons jamais à la peur », a-t-il déclaré.",
        [("keita", "Keïta", "a-t-il déclaré", True, "Nous ne céderons jamais à la peur")],
    ),
    ("fr", "Le groupe « Boko Haram » a attaqué.", []),
    ("fr", "Il a lu « Le Monde d'hier et de demain » en prison.", []),
    (
        "en",
        "Voronkov said that Member States must act together.",
        [("voronkov", "Voronkov", "said", False, "Member States must act together")],
    ),
    (
        "en",
        '"We will not give in to terrorism here," said Voronkov.',
        [("voronkov", "Voronkov", "said", True, "We will not give in to terrorism here")],
    ),
    (
        "en",
        '"This is an attack on all of us," Voronkov told reporters. "We will answer with resolve," he added.',
        [
            ("voronkov", "Voronkov", "told", True, "This is an attack on all of us"),
            ("voronkov", "Voronkov", "added", True, "We will answer with resolve"),
        ],
    ),
    (
        "en",
        "Twelve people were killed, police said.",
        [(None, "police", "said", False, "Twelve people were killed")],
    ),
    (
        "en",
        "The Ministry of Interior said five suspects were arrested.",
        [("moi", "Ministry of Interior", "said", False, "five suspects were arrested")],
    ),
    (
        "en",
        "A spokesman for the Ministry of Interior said the attack killed 12.",
        [("moi", "A spokesman for the Ministry of Interior", "said", False, "the attack killed 12")],
    ),
    (
        "en",
        "Iran denied that it carried out the attack.",
        [("iran", "Iran", "denied", False, "it carried out the attack")],
    ),
    (
        "en",
        "Voronkov warned that foreign fighters are returning home.",
        [("voronkov", "Voronkov", "warned", False, "foreign fighters are returning home")],
    ),
    (
        "ar",
        "وقال المواطن بوريطة، وهو جار أحد الموقوفين، إنه لم يلاحظ شيئا غريبا.",
        [("bourita", "بوريطة", "قال", False, "لم يلاحظ شيئا غريبا")],
    ),
    (
        "ar",
        "وقال رئيس الوزراء بوريطة: إن الجيش استعاد المدينة.",
        [("bourita", "بوريطة", "قال", False, "الجيش استعاد المدينة")],
    ),
    ("ar", "لم يقل بوريطة إن الجيش استعاد المدينة.", []),
    ("ar", "لم تؤكد وزارة الداخلية أن المسلحين خطفوا الرجل.", []),
    ("fr", "Keïta n'a pas dit que l'armée avait repris la ville.", []),
    (
        "fr",
        "La mère du suspect, Keïta, dit n'avoir rien vu.",
        [("keita", "Keïta", "dit", False, "n'avoir rien vu")],
    ),
    (
        "fr",
        "Un témoin, Keïta, assure avoir entendu des tirs.",
        [("keita", "Keïta", "assure", False, "avoir entendu des tirs")],
    ),
    ("fr", "Keïta, une rescapée, a raconté mardi au tribunal son histoire.", []),
    ("en", "Voronkov did not say whether the army attacked the village.", []),
    ("en", "The Ministry of Interior would not say if the army attacked the village.", []),
    ("en", "Voronkov never said that the army attacked the village.", []),
    ("en", 'The "caliphate" fell.', []),
    ("en", "The report was long and the claims were many.", []),
]


def test_cases_are_all_there() -> None:
    assert len(CASES) == 51
    assert sum(len(rows) for _, _, rows in CASES) == 38


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[text for _, text, _ in CASES])
def test_quotations_in_sentences(language: str, text: str, expected: list[Row]) -> None:
    analysis = read(text, language)
    found = find_quotations(analysis, *named(analysis, NAMES))
    assert [(q.speaker, q.speaker_label, q.cue, q.direct, q.span.quote) for q in found] == expected


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "قال",
                "فورونكوف",
                "إن",
                "«",
                "»",
                '"',
                "الهجوم",
                ".",
                ":",
                "،",
                "وقع",
                "أمس",
                "\n",
                "\u200f",
                "\x01",
                "مضيفا",
            ]
        ),
        max_size=40,
    )
)
def test_any_text_gives_true_sorted_quotes(pieces: list[str]) -> None:
    text = " ".join(pieces)
    analysis = read(text, "ar")
    found = find_quotations(analysis, *named(analysis, NAMES))
    assert all(text[q.span.start : q.span.end] == q.span.quote and q.speaker_label for q in found)
    assert [q.span.start for q in found] == sorted(q.span.start for q in found)


@pytest.mark.parametrize(
    "text",
    [
        "Monday night's raid on a market, blamed on gunmen from across the border, cost the lives of seven traders.",
        'The officer said, \'no\', and "we will leave them all tomorrow", told "him".',
    ],
)
def test_a_cue_with_nothing_after_it_is_no_error(text: str) -> None:
    extract(text, "en")
