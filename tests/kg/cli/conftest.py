"""Running the command line: in this process for most tests, as a process of its own where pipes and exits matter."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from extract.model import Article, Extraction, Mention, TextSpan
from extract.model import EntityLink as Link
from kg.cli import main
from ontology.reference import Reference
from tests.kg.pipeline import small_reference

Run = Callable[..., Result]
Process = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def run(made: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """``marsad`` with the store of the samples as its default."""
    monkeypatch.setenv("MARSAD_STORE", str(made))
    for name in ("MARSAD_LANGUAGE", "MARSAD_BIDI", "MARSAD_DEBUG", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: object, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)

    return call


@pytest.fixture
def process(made: Path) -> Process:
    """``marsad`` as a process, without a terminal."""

    def call(*arguments: object, stdin: bytes = b"", **environment: str) -> "subprocess.CompletedProcess[bytes]":
        env = {**os.environ, "MARSAD_STORE": str(made), **environment}
        command = [sys.executable, "-c", "from kg.cli import main; main()", *map(str, arguments)]
        return subprocess.run(command, input=stdin, capture_output=True, env=env, timeout=60, check=False)

    return call


def parsed(result: Result) -> Any:
    """The one JSON value on standard output."""
    assert result.stdout.count("\n") == 1
    return json.loads(result.stdout)


ARTICLE_TEXT = (
    "وزارة الداخلية\n\nأعلنت وزارة الداخلية اليوم الثلاثاء توقيف ثلاثة أشخاص في مدينة فاس بعد تحقيق دام أشهرا.\n"
)


class QuickPipeline:
    """Reads nothing but the first word, and that as an unknown name: quick, and needs no models."""

    fingerprint = "quick 1"

    def __init__(self, reference: Reference | None = None) -> None:
        self.given = reference
        self.reference = small_reference()

    def extract(self, article: Article) -> Extraction:
        if "BROKEN" in article.text:
            raise RuntimeError("two\nlines")
        word = article.text.split()[0]
        start = article.text.index(word)
        span = TextSpan(start=start, end=start + len(word), quote=word)
        mention = Mention(span=span, kind="name", type="Organization", zone="body", method="quick", score=0.5)
        return Extraction(
            article=article,
            entities=(),
            mentions=(mention,),
            links=(Link(mention=mention, entity=None, score=0.0, reason="quick"),),
            sentences=(span,),
            events=(),
            relations=(),
            quotations=(),
        )


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the quick pipeline in the place of the real one."""
    monkeypatch.setattr("extract.pipeline.Pipeline", QuickPipeline)
