"""Taking an article back: its graph, its text and all that rests on it alone."""

from dataclasses import dataclass

from kg.ingest import finish
from kg.review import Review, gone_with
from kg.store import Store
from ontology.errors import MarsadError
from ontology.namespaces import article_iri


class NoArticleError(MarsadError):
    """The store has no article by that name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawReport:
    """What went: the article (IRI, id, title) and numbers of triples, mentions, accounts, claims and quotations; and of
    ``decisions`` that ended, since they rested on an entity of this article alone. Their record stays, without words.
    """

    article: str
    id: str
    title: str | None
    triples: int
    mentions: int
    accounts: int
    claims: int
    quotations: int
    decisions: int


def withdraw(store: Store, article: str) -> WithdrawReport:
    """Withdraw the article with this id, IRI or URL. Its words are also gone from the files when this returns.

    Raises:
        NoArticleError: no such article.
    """
    row = store.table.find_article(article) or store.table.article(article_iri(article))
    if row is None:
        raise NoArticleError(
            f"no article {article!r} in {store.path}; give its id, URL or IRI as 'show' or 'query' prints it"
        )
    review = Review(store)
    ended = review.end_gone(gone_with(store, row.iri))
    report = WithdrawReport(
        article=row.iri,
        id=row.id,
        title=row.title,
        triples=len(store.triples(row.iri)),
        mentions=sum(1 for _ in store.table.mentions(article=row.iri)),
        accounts=sum(1 for account in store.table.accounts() if account.article == row.iri),
        claims=row.claims,
        quotations=row.quotations,
        decisions=ended,
    )
    review.save()
    store.remove_article(row.iri)
    finish(store)
    store.purge()
    return report
