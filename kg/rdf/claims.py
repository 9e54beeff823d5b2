"""Claims of relations, posts and quotations."""

from extract.model import Quotation, RelationClaim, TextSpan
from kg.rdf.accounts import write_origin, write_standing, write_text_argument
from kg.rdf.lines import Lines, annotate
from kg.terms import boolean, day
from ontology.namespaces import BASE, MO, short_hash
from ontology.normalize import normalize
from ontology.vocabulary import contentious, symmetric


def write_claim(lines: Lines, article: str, claim: RelationClaim, run: str) -> None:
    """Write a claim, and the plain triple beside it where the contract lets it stand."""
    span = claim.evidence
    name = lines.minter.mint(
        "claim", article, claim.subject, claim.predicate, claim.object, claim.title or "", span.start, span.end
    )
    target = _write_post(lines, claim) if claim.predicate == "holdsPost" else claim.object
    lines.types(name, "mo:Claim")
    lines.link(name, "rdf:subject", claim.subject)
    lines.link(name, "rdf:predicate", MO + claim.predicate)
    lines.link(name, "rdf:object", target)
    lines.text(name, "mo:postTitle", claim.title)
    if claim.valid_from is not None:
        lines.add(name, "mo:validFrom", day(claim.valid_from))
    if claim.valid_to is not None:
        lines.add(name, "mo:validTo", day(claim.valid_to))
    write_standing(lines, name, claim.polarity, claim.certainty, claim.attribution, claim.confidence, claim.wording)
    lines.link(name, "mo:evidence", annotate(lines, article, span.start, span.end, span.quote))
    write_origin(lines, name, article, run)
    if stands_plainly(claim):
        lines.link(claim.subject, MO + claim.predicate, target)
        if symmetric(claim.predicate):
            lines.link(target, MO + claim.predicate, claim.subject)
        if claim.predicate == "holdsPost":
            lines.link(target, "org:heldBy", claim.subject)


def stands_plainly(claim: RelationClaim) -> bool:
    """Whether a plain triple may stand beside the claim: affirmed, asserted, uncontentious, and not over (a plain
    triple cannot say until when)."""
    return (
        claim.polarity == "affirmed"
        and claim.certainty == "asserted"
        and claim.valid_to is None
        and not contentious(claim.predicate)
    )


def write_quotation(
    lines: Lines, article: str, quotation: Quotation, sentences: tuple[TextSpan, ...], run: str
) -> None:
    """Write words given to a speaker. A speaker without entity is quoted by the sentence that names it."""
    span = quotation.span
    name = lines.minter.mint("quotation", article, span.start, span.end)
    lines.types(name, "mo:Quotation")
    if quotation.speaker is not None:
        lines.link(name, "mo:speaker", quotation.speaker)
    elif quotation.speaker_label:
        around = next((s for s in sentences if s.start <= span.start < s.end), span)
        speaker = write_text_argument(lines, article, "speaker", quotation.speaker_label, around)
        lines.link(name, "mo:speaker", speaker)
    lines.text(name, "mo:cue", quotation.cue)
    lines.add(name, "mo:isDirect", boolean(quotation.direct))
    lines.link(name, "mo:evidence", annotate(lines, article, span.start, span.end, span.quote))
    write_origin(lines, name, article, run)


def _write_post(lines: Lines, claim: RelationClaim) -> str:
    """The post that a ``holdsPost`` claim speaks of: one node for the same title in the same body, whoever says so."""
    title = claim.title or claim.object_label
    name = BASE + "post/" + short_hash(normalize(title), claim.object)
    lines.types(name, "org:Post")
    lines.text(name, "rdfs:label", title)
    lines.text(name, "mo:postTitle", title)
    if claim.object:
        lines.link(name, "org:postIn", claim.object)
    return name
