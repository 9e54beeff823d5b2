"""A writer that is killed (-9) at any moment, again and again, loses nothing and breaks nothing."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.ingest import ingest_articles
from kg.store import Store
from kg.validate import validate
from kg.verify import verify
from kg.withdraw import withdraw
from ontology.errors import StoreError
from tests.kg.pipeline import SamplePipeline, inputs
from tests.kg.samples import Extraction, samples, with_id

KILLS = 24
ARTICLES = 160

_CHILD = """
import sys
from kg.ingest import ingest_articles
from kg.store import Store
from tests.kg.pipeline import SamplePipeline, inputs
from tests.kg.test_kill import many
pages = many()
with Store.open(sys.argv[1], write=True, create=True) as store:
    print("open", flush=True)
    ingest_articles(store, inputs(*pages), pipeline=SamplePipeline(*pages, fingerprint=sys.argv[2]))
"""


def many() -> list[Extraction]:
    """The samples over and over, under ids of their own."""
    return [with_id(page, f"{page.article.id}-{n}") for n in range(ARTICLES // 4) for page in samples()]


def sound_articles(path: Path) -> int:
    """The number of articles in a store in which nothing is wrong; 0 where its making was cut short."""
    try:
        with Store.open(path) as store:
            faults, articles = verify(store), store.table.counts()["articles"]
    except StoreError as error:
        if any(words in str(error) for words in ("no store at", "cut short", "is not a Marsad store")):
            return 0
        raise
    assert faults == ()
    return articles


@pytest.mark.slow
def test_kills_at_any_moment_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "killed.store"
    generator = random.Random(24)
    committed = 0
    for number in range(KILLS):
        # The second half replaces what the first half added.
        fingerprint = "one" if number < KILLS // 2 else "two"
        child = subprocess.Popen(
            [sys.executable, "-c", _CHILD, str(path), fingerprint], stdout=subprocess.PIPE, text=True
        )
        if number % 6:
            assert child.stdout is not None
            assert child.stdout.readline() == "open\n"
            time.sleep(generator.uniform(0, 1.2))
        else:
            time.sleep(generator.uniform(0.2, 1.0))  # while it opens or makes the store
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        if child.stdout is not None:
            child.stdout.close()
        now = sound_articles(path)
        assert now >= committed, "an article that was committed is gone"
        committed = now
    assert committed > 0
    pages = many()
    with Store.open(path, write=True, create=True) as store:
        report = ingest_articles(store, inputs(*pages), pipeline=SamplePipeline(*pages, fingerprint="two"))
        assert report.failed == ()
        assert verify(store) == ()
        assert validate(store) == ()
        found = list(store.nquads())
    with Store.open(tmp_path / "whole.store", write=True, create=True) as store:
        ingest_articles(store, inputs(*pages), pipeline=SamplePipeline(*pages, fingerprint="two"))
        assert list(store.nquads()) == found


@pytest.mark.slow
def test_a_kill_while_an_article_is_withdrawn(tmp_path: Path) -> None:
    path = tmp_path / "withdrawn.store"
    pages = many()[:40]
    with Store.open(path, write=True, create=True) as store:
        ingest_articles(store, inputs(*pages), pipeline=SamplePipeline(*pages))
    code = (
        "import sys; from kg.store import Store; from kg.withdraw import withdraw\n"
        "with Store.open(sys.argv[1], write=True) as store:\n"
        "    print('open', flush=True); withdraw(store, sys.argv[2])"
    )
    generator = random.Random(7)
    for page in pages[:12]:
        child = subprocess.Popen(
            [sys.executable, "-c", code, str(path), page.article.id], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        time.sleep(generator.uniform(0, 0.5))
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
        with Store.open(path, write=True) as store:
            assert verify(store) == ()
            if store.table.find_article(page.article.id):
                withdraw(store, page.article.id)
            assert store.table.find_article(page.article.id) is None
    with Store.open(path) as store:
        assert store.table.counts()["articles"] == 28
        assert verify(store) == ()
