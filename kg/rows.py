"""An extraction as the rows of the table beside the RDF store."""

from bisect import bisect_right
from collections.abc import Sequence

from extract.model import EventAccount, Extraction, TextSpan
from kg.rdf.accounts import account_iri
from kg.rdf.article import text_sha256
from kg.rdf.lines import Lines
from kg.table import AccountRow, ArticleRow, ArticleRows, MentionRow
from kg.terms import digest
from ontology.namespaces import article_iri
from ontology.vocabulary import is_actor


def article_rows(extraction: Extraction, *, fingerprint: str, triples: Sequence[str]) -> ArticleRows:
    """The rows of an article whose graph is ``triples``."""
    article = extraction.article
    name = article_iri(article.id)
    row = ArticleRow(
        iri=name,
        id=article.id,
        url=article.url,
        title=article.title,
        published=article.published,
        publisher=article.publisher,
        language=article.language,
        text_sha256=text_sha256(article.text),
        fingerprint=fingerprint,
        graph_sha256=digest(triples),
        claims=len(extraction.relations),
        quotations=len(extraction.quotations),
    )
    return ArticleRows(
        article=row, text=article.text, mentions=_mentions(extraction, name), accounts=_accounts(extraction, name)
    )


def _mentions(extraction: Extraction, article: str) -> tuple[MentionRow, ...]:
    starts = [sentence.start for sentence in extraction.sentences]
    return tuple(
        MentionRow(
            article=article,
            sentence=_sentence(extraction.sentences, starts, link.mention.span),
            start=link.mention.span.start,
            end=link.mention.span.end,
            entity=link.entity,
            type=link.mention.type,
            zone=link.mention.zone,
            kind=link.mention.kind,
            method=link.mention.method,
            score=link.mention.score,
            link_score=link.score,
            reason=link.reason,
            date=extraction.article.published,
        )
        for link in extraction.links
    )


def _sentence(sentences: Sequence[TextSpan], starts: Sequence[int], span: TextSpan) -> int:
    index = bisect_right(starts, span.start) - 1
    return index if index >= 0 and span.start < sentences[index].end else -1


def _accounts(extraction: Extraction, article: str) -> tuple[AccountRow, ...]:
    actors = frozenset(entity.iri for entity in extraction.entities if any(map(is_actor, entity.types)))
    places = frozenset(entity.iri for entity in extraction.entities if "Place" in entity.types)
    lines = Lines()
    rows: list[AccountRow] = []
    for account in extraction.events:
        span = account.evidence
        named = {
            link.entity
            for link in extraction.links
            if link.entity in actors and span.start <= link.mention.span.start < span.end
        }
        iri = account_iri(lines, article, account)
        rows.append(_account(account, iri, article, actors, places, frozenset(filter(None, named))))
    return tuple(rows)


def _account(
    account: EventAccount, iri: str, article: str, actors: frozenset[str], places: frozenset[str], named: frozenset[str]
) -> AccountRow:
    time, place = account.time, account.place and account.place.entity
    fillers = {argument.entity for argument in account.arguments if argument.entity is not None}
    return AccountRow(
        iri=iri,
        article=article,
        occurrence=account.occurrence,
        type=account.type,
        actors=tuple(sorted(fillers & actors)),
        named=tuple(sorted(named)),
        place=place if place in places else None,
        start=time.start if time else None,
        end=time.end if time else None,
        precision=time.precision if time else "unknown",
        counts=tuple(sorted({(count.kind, count.value) for count in account.counts})),
        polarity=account.polarity,
        certainty=account.certainty,
        name=account.name,
    )
