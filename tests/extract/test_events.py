import pytest

from tests.extract.articles import entity_id, extract, roles


def only(text: str, language: str, kind: str):  # type: ignore[no-untyped-def]
    found = [event for event in extract(text, language).events if event.type == kind]
    assert len(found) == 1, [(event.type, event.mentions[0].quote) for event in extract(text, language).events]
    return found[0]


@pytest.mark.parametrize(
    ("language", "text", "kind", "role", "filler"),
    [
        ("ar", "شن تنظيم داعش هجومًا على قاعدة عسكرية قرب الموصل.", "ArmedAttack", "perpetrator", "islamic-state"),
        ("ar", "هجومٌ مسلح شنّته حركة الشباب على فندق في مقديشو.", "ArmedAttack", "perpetrator", "al-shabaab"),
        ("ar", "وخطف مسلحو بوكو حرام ٢٧٦ تلميذة من شيبوك.", "Kidnapping", "perpetrator", "boko-haram"),
        ("ar", "بايعت الجماعة تنظيم الدولة الإسلامية في مارس.", "Pledge", "target", "islamic-state"),
        ("ar", "ودان مجلس الأمن الدولي الهجوم الذي وقع في باماكو.", "Condemnation", "speaker", "un-security-council"),
        ("ar", "تبنّت حركة طالبان التفجير الذي هز كابول.", "ClaimOfResponsibility", "speaker", "taliban"),
        ("fr", "Boko Haram a enlevé une trentaine de lycéennes.", "Kidnapping", "perpetrator", "boko-haram"),
        ("fr", "L'attaque perpétrée par les shebabs contre un hôtel.", "ArmedAttack", "perpetrator", "al-shabaab"),
        ("fr", "Le Conseil de sécurité a condamné l'attentat.", "Condemnation", "speaker", "un-security-council"),
        ("en", "Boko Haram militants abducted dozens of girls.", "Kidnapping", "perpetrator", "boko-haram"),
        ("en", "The bombing was claimed by the Taliban.", "ClaimOfResponsibility", "speaker", "taliban"),
        ("en", "The group pledged allegiance to Islamic State.", "Pledge", "target", "islamic-state"),
    ],
)
def test_the_group_behind_the_words_fills_the_role(language: str, text: str, kind: str, role: str, filler: str) -> None:
    event = only(text, language, kind)
    assert filler in {entity_id(argument.entity) for argument in event.arguments if argument.role == role}


def test_every_span_is_verbatim() -> None:
    text = (
        "قُتل ١٢ جنديًا وأصيب ٥ في كمين نصبه مسلحون قرب غاو يوم الاثنين، وفقا للجيش المالي. وتبنى تنظيم القاعدة الهجوم."
    )
    extraction = extract(text, "ar")
    assert extraction.events
    for event in extraction.events:
        spans = [event.evidence, *event.mentions, *(argument.span for argument in event.arguments)]
        spans += [count.span for count in event.counts]
        for span in spans:
            assert extraction.article.text[span.start : span.end] == span.quote


def test_tolls_place_and_day_stand_on_the_account() -> None:
    event = only(
        "قُتل ٢٠ شخصا وأصيب ٣٠ آخرون في تفجير انتحاري استهدف مسجدا في مدينة باماكو يوم الاثنين.", "ar", "SuicideAttack"
    )
    assert {(count.kind, count.value) for count in event.counts} == {("killed", 20), ("wounded", 30)}
    assert event.place is not None
    assert entity_id(event.place.entity) == "bamako"
    assert event.time is not None
    assert str(event.time.start) == "2018-07-02"
    assert "مسجدا" in roles(event)["target"]


def test_verb_and_noun_of_one_sentence_are_one_account() -> None:
    event = only("Gunmen killed 12 soldiers in an ambush near Gao on Monday.", "en", "ArmedAttack")
    assert [span.quote for span in event.mentions] == ["killed", "ambush"]
    assert roles(event)["victim"] == {"12 soldiers"}


def test_a_conference_named_many_times_is_one() -> None:
    text = (
        "استضافت الرباط مؤتمرا دوليا حول مكافحة الإرهاب. وناقش المؤتمر تمويل الجماعات المسلحة. "
        "وفي ختام المؤتمر أصدر المشاركون توصيات. وقال منظمو المؤتمر إن الحضور كان كبيرا."
    )
    conferences = [event for event in extract(text, "ar").events if event.type == "Conference"]
    assert len({event.occurrence for event in conferences}) == 1


def test_two_attacks_in_two_places_stay_two() -> None:
    text = "Un attentat a visé un hôtel à Bamako mardi. Un autre attentat a touché un marché à Maiduguri jeudi."
    attacks = [event for event in extract(text, "fr").events if event.type == "ArmedAttack"]
    assert len({event.occurrence for event in attacks}) == 2


def test_a_claim_of_responsibility_gives_the_attack_to_the_claimant_alone() -> None:
    extraction = extract("Al-Shabaab claimed responsibility for the attack on a hotel in Mogadishu.", "en")
    attacks = [event for event in extraction.events if event.type == "ArmedAttack"]
    claimed = [event for event in attacks if event.attribution.kind == "body"]
    assert len(claimed) == 1
    assert claimed[0].certainty == "reported"
    assert entity_id(claimed[0].attribution.entity) == "al-shabaab"
    assert "perpetrator" in roles(claimed[0])
    others = [event for event in attacks if event is not claimed[0]]
    assert others
    assert all("perpetrator" not in roles(event) for event in others)
    assert {event.occurrence for event in attacks} == {claimed[0].occurrence}


def test_a_denied_claim_does_not_deny_the_attack() -> None:
    extraction = extract("The group never claimed responsibility for the attack in Mogadishu.", "en")
    polarity = {event.type: event.polarity for event in extraction.events}
    assert polarity["ClaimOfResponsibility"] == "denied"
    assert polarity["ArmedAttack"] == "affirmed"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "يحكي فيلم جديد قصة هجوم على فندق."),
        ("ar", "شنّ الكاتب هجوما لفظيا على منتقديه."),
        ("ar", "أصيب اللاعب في المباراة بعد هجوم معاكس للفريق."),
        ("ar", "عقد الوزير مؤتمرا صحفيا في القاعة."),
        ("fr", "Il a été victime d'une attaque cardiaque."),
        ("fr", "Le roman raconte un attentat à la bombe."),
        ("en", "He died of a heart attack at home."),
        ("en", "The striker's attack beat the goalkeeper."),
        ("en", "The minister held a press conference."),
    ],
)
def test_metaphors_fiction_and_sport_are_no_events(language: str, text: str) -> None:
    assert [(event.type, event.mentions[0].quote) for event in extract(text, language).events] == []


def test_a_name_that_holds_an_event_word_is_no_event() -> None:
    assert extract("The Global Counterterrorism Forum is a body of states.", "en").events == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "اتخذت الحكومة إجراءات لحماية البلاد من أي هجوم على المطار."),
        ("fr", "La police craint un attentat contre la gare de Paris."),
        ("en", "The new law should help prevent attacks in London."),
    ],
)
def test_a_feared_attack_is_only_a_prospect(language: str, text: str) -> None:
    for event in extract(text, language).events:
        assert event.certainty in ("hypothetical", "planned"), event


def test_what_is_dated_after_the_article_is_planned() -> None:
    event = only("Le sommet se tiendra à Nouakchott le 12 juillet 2018.", "fr", "Conference")
    assert event.certainty == "planned"


def test_soldiers_who_kill_carry_out_an_operation() -> None:
    kinds = {event.type for event in extract("قتلت قوات الجيش عشرة مسلحين شمال سيناء.", "ar").events}
    assert kinds == {"MilitaryOperation"}


def test_accidents_are_not_attacks() -> None:
    assert extract("قتل ثلاثة أشخاص في حادث سير قرب فاس.", "ar").events == ()
    assert extract("Three people were killed in a car crash near Fez.", "en").events == ()


def test_an_adverb_is_not_a_bombing() -> None:
    assert [event.type for event in extract("وصل الوفد فجرا إلى الرباط.", "ar").events] == []


def test_three_condemnations_of_three_attacks_stay_apart() -> None:
    text = (
        "ودان الرئيس الفرنسي فرانسوا هولاند الهجوم. "
        "وأدان الأمين العام للأمم المتحدة أنطونيو غوتيريش الهجوم على مقديشو. "
        "وندد وزير الخارجية الروسي سيرغي لافروف بالتفجير في بغداد."
    )
    events = extract(text, "ar").events
    speakers = [
        entity_id(a.entity) for e in events if e.type == "Condemnation" for a in e.arguments if a.role == "speaker"
    ]
    assert speakers == ["francois-hollande", "antonio-guterres", "sergey-lavrov"]
    places = {entity_id(event.place.entity) for event in events if event.place is not None}
    assert places == {"mogadishu", "baghdad"}
    assert len({event.occurrence for event in events if event.place is not None}) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The army said on Monday that Boko Haram had killed 20 villagers in Baga.",
        "Al Shabaab on Tuesday denied that it had bombed a hotel in Mogadishu.",
    ],
)
def test_the_day_of_saying_is_not_the_day_of_the_event(text: str) -> None:
    assert [event.time for event in extract(text, "en").events if event.type in ("ArmedAttack", "Bombing")] == [None]


def test_soldiers_killed_are_not_the_army() -> None:
    event = only("قتل مسلحون عشرة من عناصر الجيش المالي في كمين قرب غاو.", "ar", "ArmedAttack")
    assert all(argument.entity is None for argument in event.arguments if argument.role == "victim")


def test_a_court_that_convicts_condemns_nobody() -> None:
    kinds = {event.type for event in extract("La cour d'assises a condamné les vingt accusés.", "fr").events}
    assert "Condemnation" not in kinds
