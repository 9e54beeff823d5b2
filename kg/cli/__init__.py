"""The command line: ``marsad``. Each command is one small file; nothing heavy is loaded before it is needed."""

from kg.cli.group import LazyGroup
from kg.cli.options import shared_store_option

COMMANDS = {
    "ingest": "kg.cli.ingest:ingest",
    "extract": "kg.cli.extract:extract",
    "schema": "kg.cli.extract:schema",
    "summary": "kg.cli.summary:summary",
    "show": "kg.cli.show:show",
    "events": "kg.cli.events:events",
    "cooccur": "kg.cli.cooccur:cooccur",
    "query": "kg.cli.query:query",
    "queries": "kg.cli.query:queries",
    "export": "kg.cli.export:export",
    "validate": "kg.cli.checks:validate",
    "verify": "kg.cli.checks:verify",
    "merges": "kg.cli.merges:merges",
    "merge": "kg.cli.merges:merge",
    "split": "kg.cli.merges:split",
    "not-same": "kg.cli.merges:not_same",
    "undo": "kg.cli.merges:undo",
    "withdraw": "kg.cli.withdraw:withdraw",
    "reference": "kg.cli.reference:reference",
    "eval": "kg.cli.evaluate:evaluate",
}

main = LazyGroup(
    "marsad",
    COMMANDS,
    params=[shared_store_option()],
    help=(
        "A counter-extremism reference knowledge graph: news in Arabic, French and English in, a graph with quotes out."
        "\n\nLabels are English; MARSAD_LANGUAGE=ar or fr changes that. MARSAD_BIDI=visual reorders Arabic for"
        " terminals that do not. Exit codes: 0 done, 1 some inputs failed or a check found faults, 2 wrong use."
    ),
)
