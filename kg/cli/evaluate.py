"""``marsad eval``: how well names are found and linked, on a file that the user brings."""

from pathlib import Path
from typing import Any

import click

from kg.cli.extract import store_reference
from kg.cli.options import given_store_option, json_option
from kg.cli.output import print_json, say


@click.command("eval")
@click.argument("task", type=click.Choice(("ner", "linking")))
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--predictions",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Write the file with the tags found (ner), or each wrong or missed link with its reason (linking).",
)
@click.option(
    "--reading",
    type=click.Choice(("auto", "mentions", "model", "anercorp")),
    default="auto",
    show_default=True,
    help="What is scored: the mentions of extraction, the trained model alone, or its head for ANERcorp's scheme "
    "(auto: where the file has the tag PERS, else mentions).",
)
@click.option("--language", type=click.Choice(("ar", "fr", "en")), help="Language of the file (default: detected).")
@given_store_option("Link to the reference data of this store (linking).")
@json_option()
def evaluate(
    task: str,
    file: Path,
    predictions: Path | None,
    reading: str,
    language: str | None,
    store_path: Path | None,
    as_json: bool,
) -> None:
    """Score names against FILE, with 95 percent bootstrap intervals.

    TASK ner: exact spans of persons, organizations and places (and MISC, where the reading knows it). FILE is in CoNLL
    format: a token and a BIO tag a line, an empty line after each sentence.

    TASK linking: whom mentions mean. FILE is JSON Lines: text, and spans with start, end (code points) and entity, the
    id of a reference entity or null.
    """
    if task == "linking":
        _linking(file, predictions, store_path, as_json)
        return
    from extract.evaluation.ner import figures, score_file
    from extract.evaluation.ner import predictions as tagged
    from extract.gazetteer import gazetteer
    from ontology.reference import load

    scored = score_file(file, gazetteer(load()), reading, language)
    result = figures(scored)
    if predictions is not None:
        predictions.write_text(tagged(scored), encoding="utf-8")
        say(f"tags of {len(scored.sentences)} sentences in {predictions}")
    if as_json:
        print_json(result)
    else:
        click.echo(_table(result))


def _linking(file: Path, predictions: Path | None, store_path: Path | None, as_json: bool) -> None:
    from extract.evaluation.linking import faults, figures, read_passages, score
    from extract.evaluation.linking_golds import table
    from extract.pipeline import Pipeline

    pipeline = Pipeline(store_reference(store_path))
    passages = read_passages(file, pipeline.reference.entities)
    tallies = score(passages, pipeline)
    if predictions is not None:
        lines = list(faults(passages, tallies))
        predictions.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        say(f"{len(lines)} faults of {len(passages)} passages in {predictions}")
    result = figures(passages, tallies)
    if as_json:
        print_json(result)
    else:
        click.echo(table(result))


def _table(result: dict[str, Any]) -> str:
    size = f"{result['sentences']} sentences, {result['tokens']} tokens"
    head = f"{size}, {result['language']}; reading: {result['reading']}"
    lines = [head, f"{'':18}{'precision':>10}{'recall':>8}{'F1':>8}{'95 percent':>17}{'gold':>8}{'found':>8}"]
    for name, row in result["scores"].items():
        low, high = row["interval"]
        lines.append(
            f"{name:18}{row['precision']:10.2f}{row['recall']:8.2f}{row['f1']:8.2f}{f'{low:.2f} to {high:.2f}':>17}"
            f"{row['gold']:8}{row['found']:8}"
        )
    return "\n".join(lines)
