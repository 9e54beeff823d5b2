"""Fits the weights by which links are judged (``extract/linking/trust.tsv``) on the golds of linking.

python -m extract.training.trust --data ../shared/data

Logistic regression (scikit-learn) over the signs of ``extract.linking.trust``, of every link that the linker proposes
in the development golds; right is a link where the gold has its entity. Prints, by language, what leaving out the least
sure links gives in precision and costs in right links, each passage judged by weights fitted without it.
"""

import argparse
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn import feature_extraction, linear_model, model_selection

from extract.analysis import analyse
from extract.evaluation.linking import Passage, article_of, is_right, read_passages
from extract.evaluation.linking_golds import DEVELOPMENT, GOLDS, complete
from extract.lexicon import LANGUAGES
from extract.linking.link import proposed
from extract.linking.trust import BIAS, LEAST, TABLE, signs
from extract.mentions import mention_result
from extract.pipeline import Pipeline
from ontology.check_reference import DATA

STRENGTH = 0.5
"""Inverse of the ridge penalty: a sign that is rarely seen hardly counts."""
FOLDS = 8
SHARES = (0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0)
Floats = npt.NDArray[np.float64]
_FEATURES: Any = feature_extraction
_MODELS: Any = linear_model
_SELECTION: Any = model_selection


@dataclass(frozen=True, slots=True)
class Example:
    """One proposed link: where it is from, its signs, and whether the gold agrees."""

    language: str
    passage: str
    signs: Mapping[str, float]
    right: bool


def examples(passages: Sequence[Passage], pipeline: Pipeline) -> Iterator[Example]:
    """The links that the linker proposes in passages, to entities of the reference or the gazetteer."""
    for passage in passages:
        analysis = analyse(article_of(passage))
        result = mention_result(analysis, pipeline.gazetteer)
        evidence, links = proposed(analysis, result.mentions, pipeline.gazetteer, pipeline.reference, result.found)
        for link in links:
            entity = evidence.meant(link)
            if entity is not None:
                found = signs(evidence, link, entity)
                yield Example(passage.language, passage.name, found, is_right(passage, link))


def fitted(found: Sequence[Example]) -> tuple[dict[str, float], Floats]:
    """Weights by sign, and for each example its probability by weights fitted without its passage."""
    vectorizer = _FEATURES.DictVectorizer(sparse=False)
    values = vectorizer.fit_transform([example.signs for example in found])
    right = np.array([example.right for example in found], dtype=np.int64)
    held = np.zeros(len(found))
    for seen, unseen in _SELECTION.GroupKFold(FOLDS).split(values, right, [example.passage for example in found]):
        held[unseen] = _regression().fit(values[seen], right[seen]).predict_proba(values[unseen])[:, 1]
    whole = _regression().fit(values, right)
    names = [str(name) for name in vectorizer.get_feature_names_out()]
    weights = dict(zip(names, (float(weight) for weight in whole.coef_[0]), strict=True))
    weights[BIAS] = float(whole.intercept_[0])
    return weights, held


def _regression() -> Any:
    return _MODELS.LogisticRegression(C=STRENGTH, max_iter=3000)


def table(language: str, found: Sequence[Example], held: Floats) -> Iterator[str]:
    """What leaving out shares of the links of a language gives and costs, in percent."""
    own = np.array([example.language == language for example in found])
    right = np.array([example.right for example in found])[own][np.argsort(held[own], kind="stable")]
    limits = np.sort(held[own])
    for share in (0.0, *SHARES):
        cut = int(len(right) * share / 100)
        lost = 100 * right[:cut].sum() / right.sum()
        precision = 100 * right[cut:].mean()
        yield f"{language}  {share:3.1f} % left out, below {limits[cut]:.2f}: P {precision:.1f}, right -{lost:.2f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Fits, prints, and writes the table of weights; the least probabilities of it stay as they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--out", type=Path, default=TABLE)
    options = parser.parse_args(arguments)
    pipeline, found = Pipeline(), list[Example]()
    with tempfile.TemporaryDirectory() as folder:
        for gold in DEVELOPMENT.values():
            for language in LANGUAGES:
                path = complete(GOLDS / f"{gold}-{language}.jsonl", options.data, Path(folder))
                found += examples(read_passages(path, pipeline.reference.entities), pipeline)
    weights, held = fitted(found)
    for language in LANGUAGES:
        print("\n".join(table(language, found, held)))
    kept = [
        line for line in options.out.read_text(encoding="utf-8").splitlines() if line.startswith(("#", LEAST, "sign"))
    ]
    lines = (
        f"{sign}\t{weight:.4f}" for sign, weight in sorted(weights.items()) if sign != BIAS and abs(weight) >= 0.0001
    )
    options.out.write_text("\n".join([*kept, f"{BIAS}\t{weights[BIAS]:.4f}", *lines]) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
