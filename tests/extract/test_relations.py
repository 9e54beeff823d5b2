import pytest

from tests.extract.articles import entity_id, extract


def claims(text: str, language: str) -> set[tuple[str, str | None, str]]:
    return {
        (claim.predicate, entity_id(claim.object), claim.subject_label) for claim in extract(text, language).relations
    }


@pytest.mark.parametrize(
    ("language", "text", "predicate", "body"),
    [
        ("ar", "قال وزير الخارجية المغربي ناصر بوريطة إن اللقاء كان مثمرا.", "holdsPost", "morocco"),
        ("ar", "وكيل الأمين العام للأمم المتحدة لمكافحة الإرهاب فلاديمير فورونكوف", "holdsPost", "united-nations"),
        ("ar", "قُتل زعيم تنظيم القاعدة أيمن الظواهري في كابول.", "leads", "al-qaida"),
        ("ar", "أبو بكر شيكاو، زعيم جماعة بوكو حرام، ظهر في تسجيل.", "leads", "boko-haram"),
        ("ar", "يقود إياد أغ غالي جماعة نصرة الإسلام والمسلمين.", "leads", "jnim"),
        ("ar", "كتيبة ماسينا، التي تشكل جزءا من جماعة نصرة الإسلام والمسلمين، تنشط هناك.", "partOf", "jnim"),
        ("fr", "Vladimir Voronkov, chef de l'ONUDC, a parlé.", "holdsPost", "unodc"),
        ("fr", "Le chef de Boko Haram, Abubakar Shekau, est apparu.", "leads", "boko-haram"),
        ("fr", "Le Niger, membre de la Coalition mondiale contre Daech, signe.", "memberOf", "global-coalition-daesh"),
        ("fr", "Europol coopère avec Interpol.", "cooperatesWith", "interpol"),
        ("en", "Boko Haram leader Abubakar Shekau appeared in a video.", "leads", "boko-haram"),
        ("en", "Michèle Coninsx, Executive Director of CTED, spoke.", "holdsPost", "cted"),
        ("en", "The Syrian Democratic Forces have fought Islamic State since 2015.", "fights", "islamic-state"),
        ("en", "Amaq, the news arm of Islamic State, published it.", "partOf", "islamic-state"),
        ("en", "Interpol cooperates with Europol.", "cooperatesWith", "europol"),
    ],
)  # fmt: skip
def test_a_relation_is_read_with_its_body(language: str, text: str, predicate: str, body: str) -> None:
    assert (predicate, body) in {(found, iri) for found, iri, _ in claims(text, language)}


def test_the_title_is_verbatim_and_the_quote_holds_both() -> None:
    text = "قال وزير الخارجية المغربي ناصر بوريطة إن اللقاء كان مثمرا."
    claim = next(c for c in extract(text, "ar").relations if c.predicate == "holdsPost")
    assert claim.title == "وزير الخارجية المغربي"
    assert claim.evidence.quote == "وزير الخارجية المغربي ناصر بوريطة"
    assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote


def test_the_body_of_a_demonym_is_among_the_entities() -> None:
    extraction = extract("قال وزير الخارجية المغربي ناصر بوريطة إن اللقاء كان مثمرا.", "ar")
    known = {entity.iri for entity in extraction.entities}
    assert all(claim.object in known and claim.subject in known for claim in extraction.relations)


def test_a_post_without_a_body_says_nothing() -> None:
    assert extract("قال الوزير أحمد العلوي إن الأمر انتهى.", "ar").relations == ()


def test_a_denied_membership_is_denied() -> None:
    found = extract("Usman Gambo is not a member of Boko Haram.", "en").relations
    assert all(claim.polarity == "denied" for claim in found)


def test_a_place_is_no_group_to_lead() -> None:
    assert all(claim.predicate != "leads" for claim in extract("يقود أحمد السيارة إلى الرباط.", "ar").relations)


def holders(text: str, language: str) -> set[str]:
    return {claim.subject_label for claim in extract(text, language).relations if claim.predicate == "leads"}


def test_a_title_between_commas_belongs_to_the_name_before() -> None:
    found = holders("بايع أبو بكر شيكاو، زعيم جماعة بوكو حرام، أبا بكر البغدادي.", "ar")
    assert found == {"أبو بكر شيكاو"}


def test_a_ministry_leads_no_group() -> None:
    text = 'أعلنت وزارة الدفاع الجزائرية مقتل عبد المالك قوري، زعيم تنظيم "جند الخلافة"، في عملية عسكرية.'
    assert holders(text, "ar") == {"عبد المالك قوري"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "If he were the leader of Hamas, Tom Fox would resign."),
        ("en", "The film stars Brad Pitt as the leader of al-Qaeda."),
        ("ar", "يؤدي الممثل عمر الشريف في الفيلم دور زعيم تنظيم القاعدة."),
    ],
)
def test_what_is_unreal_or_played_is_no_claim(language: str, text: str) -> None:
    assert holders(text, language) == set()
