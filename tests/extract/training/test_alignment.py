"""NewsFANE's labels on ANERcorp's words: clitics split off there, on the word here."""

from extract.training.alignment import SHINGLE, lay, stream

FINE = [
    ("و", "O"), ("قال", "O"), ("المتحدث", "O"), ("باسم", "O"), ("المنظمة", "O"), ("في", "O"), ("المانيا", "B-Nation"),
    ("ل", "O"), ("رويترز", "B-Media"), ("ان", "O"), ("الرئيس", "O"), ("كوفي", "B-Politician"), ("انان", "I-Politician"),
    ("وصل", "O"), ("الى", "O"), ("نيويورك", "B-Population-Center"),
]  # fmt: skip
WORDS = [
    "وقال",
    "المتحدث",
    "باسم",
    "المنظمة",
    "في",
    "ألمانيا",
    "لرويترز",
    "أن",
    "الرئيس",
    "كوفي",
    "أنان",
    "وصل",
    "إلى",
    "نيويورك",
]


def test_labels_and_clitics_are_laid_on_words() -> None:
    laid = dict(zip(WORDS, lay(WORDS, FINE), strict=True))
    assert laid["وقال"] is not None
    assert laid["وقال"].clitics == 1
    assert laid["ألمانيا"] is not None
    assert (laid["ألمانيا"].tag, laid["ألمانيا"].clitics) == ("B-Nation", 0)
    assert laid["لرويترز"] is not None
    assert (laid["لرويترز"].tag, laid["لرويترز"].clitics) == ("B-Media", 1)
    assert laid["أنان"] is not None
    assert laid["أنان"].tag == "I-Politician"


def test_words_that_the_other_text_lacks_have_nothing() -> None:
    other = ["جملة", "أخرى", "لا", "توجد", "هناك", "أبدا"]
    assert lay([*WORDS, *other], FINE)[len(WORDS) :] == [None] * len(other)


def test_a_passage_that_stands_twice_is_not_guessed() -> None:
    assert all(item is None for item in lay(WORDS, FINE + FINE))


def test_the_stream_folds_spelling() -> None:
    letters, owners = stream(["ألمانيا", "إلى"])
    assert letters == "المانياالي"
    assert owners == [0] * 7 + [1] * 3
    assert SHINGLE > 10
