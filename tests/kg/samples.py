"""Hand-built extractions in Arabic, French and English, with offsets found in the text and not counted by hand.

Three articles tell of one attack near Gao (with two tolls), one denies who did it, one is of a conference.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from extract.model import (
    Argument,
    Article,
    Attribution,
    Count,
    Entity,
    EntityLink,
    EventAccount,
    Extraction,
    Mention,
    PlaceRef,
    Quotation,
    RelationClaim,
    TextSpan,
    TimeSpan,
    Zone,
)
from ontology.namespaces import entity_iri
from ontology.vocabulary import superclasses

AUTHOR = Attribution(kind="author")


def entity(slug: str, kind: str, *, minted: bool = False, private: bool = False, **labels: str) -> Entity:
    """An entity with all superclasses of its types (``Country|State``)."""
    types = tuple(dict.fromkeys(name for own in kind.split("|") for name in superclasses(own)))
    return Entity(
        iri=entity_iri(slug),
        types=types,
        labels=tuple(labels.items()),
        status="minted" if minted else "reference",
        private=private,
    )


MALI = entity("mali", "Country|State", ar="مالي", fr="Mali", en="Mali")
GAO = entity("gao", "City", ar="غاو", fr="Gao", en="Gao")
MOROCCO = entity("morocco", "Country|State", ar="المغرب", fr="Maroc", en="Morocco")
RABAT = entity("rabat", "City", ar="الرباط", fr="Rabat", en="Rabat")
IS = entity("islamic-state", "ArmedGroup", ar="تنظيم الدولة الإسلامية", fr="État islamique", en="Islamic State")
JNIM = entity("jnim", "ArmedGroup", ar="جماعة نصرة الإسلام والمسلمين", fr="JNIM", en="JNIM")
UN = entity("united-nations", "InternationalBody", ar="الأمم المتحدة", fr="Nations unies", en="United Nations")
LEADER = entity("iyad-ag-ghali", "Person", ar="إياد أغ غالي", fr="Iyad Ag Ghali", en="Iyad Ag Ghali")
WITNESS = entity("x-0123456789abcdef", "Person", minted=True, private=True, ar="موسى ديالو")
ENVOY = entity("x-fedcba9876543210", "Person", minted=True, fr="Awa Traoré", ar="أوا تراوري")
ALL = (MALI, GAO, MOROCCO, RABAT, IS, JNIM, UN, LEADER, WITNESS, ENVOY)


@dataclass
class Draft:
    """An extraction in the making: everything is named by words of the text, the n-th time they stand there."""

    article: Article
    sentences: tuple[TextSpan, ...]
    links: list[EntityLink] = field(default_factory=list)
    events: list[EventAccount] = field(default_factory=list)
    relations: list[RelationClaim] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)

    def span(self, words: str, nth: int = 1) -> TextSpan:
        start = -1
        for _ in range(nth):
            start = self.article.text.index(words, start + 1)
        return TextSpan(start=start, end=start + len(words), quote=words)

    def sentence(self, words: str) -> TextSpan:
        start = self.span(words).start
        return next(s for s in self.sentences if s.start <= start < s.end)

    def mention(self, words: str, who: Entity | None, nth: int = 1) -> None:
        mention = Mention(
            span=self.span(words, nth),
            kind="name",
            type=who.types[0] if who else "Organization",
            zone="body",
            method="gazetteer",
            score=1.0,
        )
        self.links.append(EntityLink(mention=mention, entity=who and who.iri, score=0.9, reason="sample"))

    def event(
        self,
        kind: str,
        trigger: str,
        *,
        when: tuple[str, date, date] | None = None,
        where: tuple[str, Entity | None] | None = None,
        roles: Iterable[tuple[str, str, Entity | None]] = (),
        counts: Iterable[tuple[str, int, str]] = (),
        key: str = "o1",
        name: str | None = None,
        **standing: object,
    ) -> None:
        defaults: dict[str, object] = {
            "polarity": "affirmed",
            "certainty": "asserted",
            "attribution": AUTHOR,
            "confidence": 0.8,
        }
        self.events.append(
            EventAccount(
                id=f"e{len(self.events) + 1}",
                type=kind,
                mentions=(self.span(trigger),),
                evidence=self.sentence(trigger),
                arguments=tuple(
                    Argument(role=role, entity=who and who.iri, label=words, span=self.span(words))
                    for role, words, who in roles
                ),
                time=when and TimeSpan(start=when[1], end=when[2], precision="day", span=self.span(when[0])),
                place=where and PlaceRef(entity=where[1] and where[1].iri, label=where[0], span=self.span(where[0])),
                counts=tuple(
                    Count(kind=what, value=value, qualifier="exact", unit=None, span=self.span(words))  # type: ignore[arg-type]
                    for what, value, words in counts
                ),
                occurrence=key,
                name=name,
                **(defaults | standing),  # type: ignore[arg-type]
            )
        )

    def claim(
        self,
        subject: Entity,
        predicate: str,
        target: Entity,
        words: str,
        *,
        title: str | None = None,
        **standing: object,
    ) -> None:
        defaults: dict[str, object] = {
            "polarity": "affirmed",
            "certainty": "asserted",
            "attribution": AUTHOR,
            "confidence": 0.75,
        }
        self.relations.append(
            RelationClaim(
                subject=subject.iri,
                subject_label=subject.label(),
                predicate=predicate,
                object=target.iri,
                object_label=target.label(),
                evidence=self.sentence(words),
                title=title,
                **(defaults | standing),  # type: ignore[arg-type]
            )
        )

    def quote(self, speaker: Entity | None, label: str, cue: str, words: str) -> None:
        self.quotations.append(
            Quotation(speaker=speaker and speaker.iri, speaker_label=label, cue=cue, direct=True, span=self.span(words))
        )

    def done(self, entities: Sequence[Entity] = ALL) -> Extraction:
        text = self.article.text
        used = (
            {link.entity for link in self.links}
            | {c.subject for c in self.relations}
            | {c.object for c in self.relations}
        )
        used |= {a.entity for e in self.events for a in e.arguments} | {q.speaker for q in self.quotations}
        used |= {e.place.entity for e in self.events if e.place} | {e.attribution.entity for e in self.events}
        used |= {c.attribution.entity for c in self.relations}
        assert all(
            text[link.mention.span.start : link.mention.span.end] == link.mention.span.quote for link in self.links
        )
        return Extraction(
            article=self.article,
            entities=tuple(e for e in entities if e.iri in used),
            mentions=tuple(link.mention for link in self.links),
            links=tuple(self.links),
            sentences=self.sentences,
            events=tuple(self.events),
            relations=tuple(self.relations),
            quotations=tuple(self.quotations),
        )


def draft(identifier: str, language: str, text: str, **article: object) -> Draft:
    """A draft of an article whose sentences are the lines of its text."""
    sentences: list[TextSpan] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            sentences.append(TextSpan(start=start, end=start + len(line), quote=line))
        start += len(line) + 1
    built = Article(
        id=identifier,
        text=text,
        language=language,
        zones=(Zone(kind="body", start=0, end=len(text)),),
        title=text.split("\n")[0],
        **article,  # type: ignore[arg-type]
    )
    return Draft(article=built, sentences=tuple(sentences))


def arabic() -> Extraction:
    """An attack near Gao, 12 killed; the United Nations accuse JNIM; a private witness speaks."""
    text = (
        "هجوم قرب غاو\n"
        "قتل 12 شخصا في هجوم مسلح قرب غاو في مالي يوم 3 يوليوز 2018.\n"
        "وقالت الأمم المتحدة إن جماعة نصرة الإسلام والمسلمين بزعامة إياد أغ غالي نفذت الهجوم.\n"
        'وقال الشاهد موسى ديالو: "سمعنا إطلاق النار طوال الليل".\n'
    )
    page = draft(
        "ar-1", "ar", text, published=date(2018, 7, 4), publisher="مرصد", url="https://example.org/خبر/1?a=b c"
    )
    for words, who in (("غاو", GAO), ("مالي", MALI), ("الأمم المتحدة", UN), ("جماعة نصرة الإسلام والمسلمين", JNIM)):
        page.mention(words, who)
    page.mention("غاو", GAO, 2)
    page.mention("إياد أغ غالي", LEADER)
    page.mention("موسى ديالو", WITNESS)
    moment = ("3 يوليوز 2018", date(2018, 7, 3), date(2018, 7, 3))
    page.event(
        "ArmedAttack",
        "هجوم مسلح",
        when=moment,
        where=("غاو", GAO),
        roles=[("victim", "12 شخصا", None)],
        counts=[("killed", 12, "12")],
    )
    told = Attribution(kind="body", entity=UN.iri, label="الأمم المتحدة")
    page.event(
        "ArmedAttack",
        "نفذت الهجوم",
        where=("غاو", GAO),
        roles=[("perpetrator", "جماعة نصرة الإسلام والمسلمين", JNIM)],
        certainty="reported",
        attribution=told,
    )
    page.claim(LEADER, "leads", JNIM, "بزعامة", certainty="reported", attribution=told)
    page.quote(WITNESS, "موسى ديالو", "قال", "سمعنا إطلاق النار طوال الليل")
    return page.done()


def french() -> Extraction:
    """The same attack with 15 killed, and a special envoy of the United Nations."""
    text = (
        "Attaque près de Gao\n"
        "Quinze personnes ont été tuées mardi 3 juillet 2018 dans une attaque du JNIM à Gao, au Mali.\n"
        "L'envoyée spéciale des Nations unies, Awa Traoré, a condamné l'attaque.\n"
        "« Ce crime ne restera pas impuni », a déclaré Awa Traoré.\n"
    )
    page = draft("fr-1", "fr", text, published=date(2018, 7, 4), publisher="Le Témoin", url="https://example.org/fr/1")
    for words, who in (("Gao", GAO), ("JNIM", JNIM), ("Mali", MALI), ("Nations unies", UN), ("Awa Traoré", ENVOY)):
        page.mention(words, who)
    page.event(
        "ArmedAttack",
        "attaque du",
        when=("mardi 3 juillet 2018", date(2018, 7, 3), date(2018, 7, 3)),
        where=("Gao", GAO),
        roles=[("perpetrator", "JNIM", JNIM), ("victim", "Quinze personnes", None)],
        counts=[("killed", 15, "Quinze")],
    )
    page.event(
        "Condemnation", "condamné", roles=[("speaker", "Awa Traoré", ENVOY), ("topic", "l'attaque", None)], key="o2"
    )
    page.claim(ENVOY, "holdsPost", UN, "envoyée spéciale", title="envoyée spéciale des Nations unies")
    page.quote(ENVOY, "Awa Traoré", "a déclaré", "Ce crime ne restera pas impuni")
    return page.done()


def english() -> Extraction:
    """A denial: JNIM denies the attack, and is said to fight the Islamic State."""
    text = (
        "JNIM denies Gao attack\n"
        "JNIM denied that it was behind the attack in Gao, Mali, on July 3, 2018.\n"
        "The group has allegedly fought Islamic State since 2020.\n"
        "Iyad Ag Ghali does not lead JNIM, a tribal elder said.\n"
    )
    page = draft("en-1", "en", text, published=date(2018, 7, 6), url="https://example.org/en/1")
    for words, who in (("JNIM", JNIM), ("Gao", GAO), ("Mali", MALI), ("Islamic State", IS), ("Iyad Ag Ghali", LEADER)):
        page.mention(words, who)
    page.mention("JNIM", JNIM, 2)
    page.event(
        "ArmedAttack",
        "the attack",
        when=("July 3, 2018", date(2018, 7, 3), date(2018, 7, 3)),
        where=("Gao", GAO),
        roles=[("perpetrator", "JNIM", JNIM)],
        polarity="denied",
        certainty="reported",
        attribution=Attribution(kind="body", entity=JNIM.iri, label="JNIM"),
    )
    page.claim(JNIM, "fights", IS, "fought", certainty="alleged", valid_from=date(2020, 1, 1))
    elder = Attribution(kind="unnamed", label="a tribal elder")
    page.claim(LEADER, "leads", JNIM, "does not lead", polarity="denied", certainty="reported", attribution=elder)
    return page.done()


def conference() -> Extraction:
    """A conference in Rabat that Morocco hosts."""
    text = (
        "Rabat accueille la conférence sur le Sahel\n"
        "La Conférence de Rabat s'est tenue le 10 juillet 2018 à Rabat, au Maroc.\n"
        "Le Maroc coopère avec les Nations unies.\n"
    )
    page = draft("fr-2", "fr", text, published=date(2018, 7, 11), url="https://example.org/fr/2")
    for words, nth, who in (("Rabat", 1, RABAT), ("Rabat", 3, RABAT), ("Maroc", 1, MOROCCO), ("Maroc", 2, MOROCCO)):
        page.mention(words, who, nth)
    page.mention("Nations unies", UN)
    page.event(
        "Conference",
        "Conférence de Rabat",
        when=("10 juillet 2018", date(2018, 7, 10), date(2018, 7, 10)),
        where=("Rabat", RABAT),
        roles=[("host", "Maroc", MOROCCO)],
        name="Conférence de Rabat",
    )
    page.claim(MOROCCO, "cooperatesWith", UN, "coopère")
    return page.done()


def samples() -> tuple[Extraction, ...]:
    """All samples."""
    return (arabic(), french(), english(), conference())


def with_id(extraction: Extraction, identifier: str) -> Extraction:
    """The same extraction under another article id."""
    return replace(extraction, article=replace(extraction.article, id=identifier, url=None))
