"""Quotations, direct and indirect, with their speakers: what ``marsad extract`` prints of speech."""

from collections.abc import Sequence

from extract.analysis import Analysis
from extract.model import EntityLink, Mention, Quotation
from extract.utterances import Reading, read_speech


def find_quotations(
    analysis: Analysis, mentions: Sequence[Mention], links: Sequence[EntityLink], reading: Reading | None = None
) -> tuple[Quotation, ...]:
    """Quotations of title and body, sorted by place. ``cue`` is the verb or preposition verbatim.

    A direct one needs quotation marks around four words or more and a cue; an indirect one a verb of speech and a
    clause. The speaker is the entity linked at the subject of the cue, or carried over from the sentence before where
    the cue has no subject; words without any speaker are left out.
    """
    return tuple(
        Quotation(
            speaker=found.speaker.entity,
            speaker_label=found.speaker.label,
            cue=found.cue.quote,
            direct=found.direct,
            span=found.content,
        )
        for found in (reading or read_speech(analysis, mentions, links)).utterances
        if found.speaker.label
    )
