"""A store of the samples, made once, and a pipeline that gives them back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.ingest import IngestReport, ingest_articles
from kg.store import Store
from ontology.reference import build, merge, read_tables
from tests.kg.pipeline import FOLDER, SamplePipeline, inputs
from tests.kg.samples import samples


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store that holds the samples; only to be read."""
    path = tmp_path_factory.mktemp("kg") / "samples.store"
    with Store.open(path, write=True, create=True) as store:
        report: IngestReport = ingest_articles(store, inputs(*samples()), pipeline=SamplePipeline(*samples()))
    assert report.failed == ()
    assert report.added == 4
    return path


@pytest.fixture(scope="session")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the lists of several authorities (``tests/kg/listings``); only to be read."""
    path = tmp_path_factory.mktemp("kg") / "listed.store"
    pipeline = SamplePipeline(*samples())
    pipeline.reference = build(merge(read_tables(FOLDER), read_tables(FOLDER.with_name("listings"))))
    with Store.open(path, write=True, create=True) as store:
        report: IngestReport = ingest_articles(store, inputs(*samples()), pipeline=pipeline)
    assert report.failed == ()
    return path


@pytest.fixture
def store(made: Path) -> Iterator[Store]:
    """That store, open for reading."""
    with Store.open(made) as opened:
        yield opened
