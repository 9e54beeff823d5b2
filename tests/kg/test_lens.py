"""The lens of listings: who passes, on which day, by whose lists, and what the views then show."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.export import NETWORK_FORMATS, RDF_FORMATS, VIEW_NAMES, export
from kg.lens import Lens, Listing, focus, listings, make_lens
from kg.networks import claims, cooccurrence, events, everything
from kg.profiles import profile
from kg.store import Store
from kg.tellings import accounts
from ontology.errors import UsageError
from ontology.namespaces import entity_iri

JNIM, IS, LEADER, UNDATED = map(entity_iri, ("jnim", "islamic-state", "iyad-ag-ghali", "al-mourabitoun"))
UN, EU, STATE, TREASURY = map(entity_iri, ("united-nations", "european-union", "us-state-department", "us-treasury"))
WAR, PEACE = date(2018, 7, 1), date(2019, 1, 1)


@pytest.fixture
def store(listed: Path) -> Iterator[Store]:
    with Store.open(listed) as opened:
        yield opened


def listing(**values: object) -> Listing:
    known = {"iri": "l", "entity": "e", "authority": "a", "power": "a"}
    return Listing(**(known | values))  # type: ignore[arg-type]


ON, OFF = date(2010, 1, 1), date(2015, 1, 1)


@pytest.mark.parametrize(
    ("on", "off", "day", "stands"),
    [
        ((ON,), (), None, True),
        ((ON,), (OFF,), None, False),
        ((), (), None, True),
        ((), (OFF,), None, False),
        ((ON,), (), date(2009, 12, 31), False),
        ((ON,), (), ON, True),
        ((ON,), (OFF,), date(2014, 12, 31), True),
        ((ON,), (OFF,), OFF, False),
        ((), (), ON, False),
        ((), (OFF,), ON, False),
        ((ON, date(2020, 1, 1)), (OFF,), date(2017, 1, 1), False),
        ((ON, date(2020, 1, 1)), (OFF,), date(2021, 1, 1), True),
        ((ON, date(2020, 1, 1)), (OFF,), None, True),
        ((ON,), (ON,), ON, False),
    ],
)
def test_a_listing_stands_from_its_first_day_until_the_day_before_it_ends(
    on: tuple[date, ...], off: tuple[date, ...], day: date | None, stands: bool
) -> None:
    assert listing(listed_on=on, delisted_on=off).in_force(day) is stands


POWERS = {"un": "un", "eu": "eu", "state": "us", "treasury": "us"}
DAYS = st.dates(date(2000, 1, 1), date(2004, 1, 1))
LISTINGS = st.lists(
    st.builds(
        lambda number, entity, body, on, off: listing(
            iri=f"l{number}", entity=entity, authority=body, power=POWERS[body], listed_on=on, delisted_on=off
        ),
        st.integers(0, 99),
        st.sampled_from("abcd"),
        st.sampled_from(sorted(POWERS)),
        st.lists(DAYS, max_size=2, unique=True).map(lambda days: tuple(sorted(days))),
        st.lists(DAYS, max_size=1).map(tuple),
    ),
    max_size=12,
)
CHOSEN = st.lists(st.sampled_from(sorted(POWERS)), unique=True).map(tuple)


@given(known=LISTINGS, chosen=CHOSEN, least=st.integers(1, 4), day=st.none() | DAYS)
def test_asking_for_more_authorities_never_adds_an_entity(
    known: list[Listing], chosen: tuple[str, ...], least: int, day: date | None
) -> None:
    fewer = Lens(authorities=chosen, min_authorities=least, on=day).passing(known)
    more = Lens(authorities=chosen, min_authorities=least + 1, on=day).passing(known)
    assert more <= fewer <= Lens(min_authorities=least, on=day).passing(known)


@given(known=LISTINGS)
def test_all_authorities_and_no_day_is_having_an_open_designation(known: list[Listing]) -> None:
    open_ones = frozenset(
        item.entity
        for item in known
        if not item.delisted_on or (item.listed_on and item.listed_on[-1] > item.delisted_on[-1])
    )
    assert Lens().passing(known) == Lens(authorities=tuple(POWERS)).passing(known) == open_ones


@given(known=LISTINGS, day=DAYS)
def test_nobody_is_listed_before_the_first_day_of_a_listing(known: list[Listing], day: date) -> None:
    passing = Lens(on=day).passing(known)
    assert passing <= {item.entity for item in known if item.listed_on and item.listed_on[0] <= day}


def test_less_than_one_authority_is_no_lens() -> None:
    with pytest.raises(UsageError, match="1 or more"):
        Lens(min_authorities=0)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["الأمم المتحدة"], {UN}),
        (["الامم المتحده", "الاتحاد الأوروبي"], {UN, EU}),
        (["un"], {UN}),
        (["UN", "united-nations", "Nations unies"], {UN}),
        ([UN], {UN}),
        (["الولايات المتحدة"], {STATE, TREASURY}),
        (["us"], {STATE, TREASURY}),
        (["US Treasury"], {TREASURY}),
        ([], set()),
    ],
)
def test_authorities_by_any_name(store: Store, names: list[str], expected: set[str]) -> None:
    assert set(make_lens(store, listed_by=names).authorities) == expected


@pytest.mark.parametrize("name", ["جامعة الدول العربية", "Interpol", "JNIM", "Mali", "", "un-security-council"])
def test_an_unknown_authority_gives_the_known_ones(store: Store, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        make_lens(store, listed_by=["UN", name])
    assert repr(name) in str(caught.value)
    assert "United Nations (united-nations)" in str(caught.value)
    assert "US Treasury (us-treasury)" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_name_of_several_authorities_is_not_guessed_at(store: Store) -> None:
    with pytest.raises(UsageError, match=r"us-state-department.*us-treasury.*in brackets"):
        make_lens(store, listed_by=["Department"])


def test_more_authorities_than_named_can_never_be(store: Store) -> None:
    with pytest.raises(UsageError, match="at least 2 of 1"):
        make_lens(store, listed_by=["US", "US Treasury"], min_authorities=2)


@pytest.mark.parametrize("day", ["20180701", "2018-7-1", "2018-02-30", "أمس", "", "٢٠١٨-٠٧-٠١"])
def test_what_is_no_day(store: Store, day: str) -> None:
    with pytest.raises(UsageError, match="no day"):
        make_lens(store, on=day)


def test_a_moment_is_its_day(store: Store) -> None:
    assert make_lens(store, on=datetime(2018, 7, 1, 23, 59)).on == make_lens(store, on="2018-07-01").on == WAR


@pytest.mark.parametrize(
    ("names", "least", "on", "expected"),
    [
        ([], 1, None, {IS, JNIM, LEADER, UNDATED}),
        (["UN"], 1, None, {IS, LEADER}),
        (["UN"], 1, WAR, {IS, LEADER}),
        (["UN"], 1, PEACE, {IS, JNIM, LEADER}),
        (["EU"], 1, None, {IS, UNDATED}),
        (["EU"], 1, PEACE, {IS}),
        ([], 2, None, {IS}),
        ([], 2, PEACE, {IS, JNIM}),
        ([], 3, PEACE, {IS}),
        ([], 4, PEACE, set()),
        (["UN", "US"], 2, PEACE, {IS, JNIM}),
        (["US"], 1, date(2004, 11, 1), {IS}),
        ([], 1, date(2000, 1, 1), set()),
    ],
)
def test_who_passes(store: Store, names: list[str], least: int, on: date | None, expected: set[str]) -> None:
    lens = make_lens(store, listed_by=names, min_authorities=least, on=on)
    assert focus(store, lens).entities == expected


def test_the_lens_of_the_store_is_that_of_its_designations(store: Store) -> None:
    rows = store.rows(
        "SELECT DISTINCT ?e { ?d a mo:Designation ; mo:designates ?e FILTER NOT EXISTS { ?d mo:delistedOn ?o } }"
    )
    assert Lens().passing(listings(store)) == {row["e"] for row in rows}


@pytest.mark.parametrize(
    ("names", "least", "on", "language", "words"),
    [
        (["UN"], 1, WAR, "en", "listed by United Nations on 2018-07-01"),
        (["UN"], 1, None, "ar", "listed by الأمم المتحدة"),
        (["UN", "EU"], 1, None, "en", "listed by European Union or United Nations"),
        (["UN", "EU"], 2, None, "fr", "listed by Union européenne and Nations unies"),
        (["UN", "US"], 2, None, "en", "listed by at least 2 of United Nations, US State Department, US Treasury"),
        ([], 1, None, "en", "listed by any authority"),
        ([], 2, WAR, "en", "listed by at least 2 authorities on 2018-07-01"),
    ],
)
def test_a_lens_in_words(
    store: Store, names: list[str], least: int, on: date | None, language: str, words: str
) -> None:
    assert (
        focus(store, make_lens(store, listed_by=names, min_authorities=least, on=on), language=language).wording
        == words
    )


def test_a_listing_without_a_day_is_told_of(store: Store) -> None:
    seen = focus(store, make_lens(store, listed_by=["EU"], on=PEACE))
    assert {key: seen.of(UNDATED)[key] for key in ("passes", "undated")} == {"passes": False, "undated": 1}
    assert focus(store, make_lens(store, listed_by=["UN"], on=PEACE)).of(UNDATED)["undated"] == 0
    assert focus(store, make_lens(store)).of(UNDATED) == focus(store, make_lens(store)).json() | {
        "passes": True, "undated": 0,
    }  # fmt: skip


def test_of_a_pair_both_pass(store: Store) -> None:
    pairs = {
        on: {frozenset(edge) for edge in cooccurrence(store, level="article", lens=Lens(on=on)).edges}
        for on in (WAR, PEACE)
    }
    assert pairs[WAR] == {frozenset((IS, LEADER))}
    assert pairs[PEACE] == {frozenset(pair) for pair in ((IS, LEADER), (IS, JNIM), (JNIM, LEADER))}
    assert cooccurrence(store, lens=Lens(on=PEACE)).graph["lens"] == "listed by any authority on 2019-01-01"
    around = cooccurrence(store, level="article", with_=JNIM, lens=Lens(on=WAR))
    assert around.number_of_nodes() == 0
    assert "lens" not in cooccurrence(store).graph


def test_a_lens_changes_no_count(store: Store) -> None:
    plain = cooccurrence(store, level="article")
    seen = cooccurrence(store, level="article", lens=Lens(on=PEACE))
    assert all(plain.edges[edge]["count"] == seen.edges[edge]["count"] for edge in seen.edges)


def test_accounts_with_a_part_of_one_who_passes(store: Store) -> None:
    def told(on: date) -> set[tuple[str, str]]:
        seen = focus(store, Lens(on=on))
        return {(a.type, a.standing.polarity) for a in accounts(store, listed=seen.entities)}

    assert told(PEACE) == {("ArmedAttack", "affirmed"), ("ArmedAttack", "denied")}
    assert told(WAR) == set()
    assert len(accounts(store)) == 6


def test_occurrences_stay_whole(store: Store) -> None:
    graph = events(store, lens=Lens(on=PEACE))
    (occurrence,) = [node for node, data in graph.nodes(data=True) if data["kind"] == "occurrence"]
    assert set(graph[occurrence]) == set(events(store)[occurrence])
    assert {node: data["listed"] for node, data in graph.nodes(data=True) if "listed" in data}[JNIM] is True
    assert events(store, lens=Lens(on=WAR)).number_of_nodes() == 0


def test_claims_with_an_end_that_passes(store: Store) -> None:
    graph = claims(store, lens=Lens(on=WAR))
    assert {(a, b) for a, b, _ in graph.edges} == {(LEADER, JNIM), (JNIM, IS)}
    assert {node: data["listed"] for node, data in graph.nodes(data=True)} == {LEADER: True, JNIM: False, IS: True}
    assert {(a, b) for a, b, _ in claims(store, lens=Lens(authorities=(EU,), on=WAR)).edges} == {(JNIM, IS)}


def test_of_everything_other_tellings_of_the_same_stay(store: Store) -> None:
    graph, whole = everything(store, lens=Lens(authorities=(UN,), on=PEACE)), everything(store)
    occurrences = [node for node, data in graph.nodes(data=True) if data["kind"] == "occurrence"]
    assert len(occurrences) == 1
    assert graph.number_of_edges() < whole.number_of_edges()
    assert set(graph[occurrences[0]]) == set(whole[occurrences[0]])
    assert "Conference" not in {data["type"] for _, data in graph.nodes(data=True)}


def test_a_profile_through_a_lens(store: Store) -> None:
    seen = focus(store, make_lens(store, listed_by=["US"], on=PEACE))
    found = profile(store, JNIM, seen=seen)
    assert [d["authority"]["label"] for d in found["designations"]] == ["US State Department"]
    assert found["lens"]["passes"] is True
    assert profile(store, JNIM)["lens"] is None
    assert len(profile(store, JNIM)["designations"]) == 2
    assert profile(store, JNIM, seen=focus(store, Lens(on=WAR)))["designations"] == []


def test_merged_entities_are_listed_as_one(listed: Path, tmp_path: Path) -> None:
    shutil.copytree(listed, tmp_path / "s")
    with Store.open(tmp_path / "s", write=True) as store:
        store.put_review([f"<{LEADER}> <https://w3id.org/marsad/ontology#mergedInto> <{JNIM}>"])
        assert focus(store, Lens(on=WAR)).entities == {IS, JNIM}
        export(store, tmp_path / "c.nq", view="cooccurrence", lens=Lens(on=WAR))
    # The named graphs keep what was read, and so both of its IRIs.
    written = (tmp_path / "c.nq").read_text(encoding="utf-8")
    assert all(f"ontology#mentions> <{iri}>" in written for iri in (IS, JNIM, LEADER))


@pytest.mark.parametrize("view", VIEW_NAMES)
@pytest.mark.parametrize("form", NETWORK_FORMATS + RDF_FORMATS)
def test_every_format_of_every_view_through_a_lens(store: Store, tmp_path: Path, form: str, view: str) -> None:
    lens = make_lens(store, listed_by=["الأمم المتحدة"], on=PEACE)
    report = export(store, tmp_path / f"a.{form}", view=view, language="ar", lens=lens)
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert report.lens is not None
    assert report.lens["wording"] == "listed by الأمم المتحدة on 2019-01-01"
    told = any(str(report.lens["wording"]).encode() in data for data in files.values())
    assert told is (form in ("gexf", "graphml", "ttl", "nq"))
    export(store, tmp_path / f"a.{form}", view=view, language="ar", lens=lens)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == files
    # Morocco and its conference touch nobody who is listed.
    assert not any(b"entity/morocco" in data for data in files.values())


def test_readers_of_the_files_find_the_lens(store: Store, tmp_path: Path) -> None:
    lens = Lens(authorities=(UN,), on=PEACE)
    for name in ("a.gexf", "a.graphml", "a.ttl", "a.nq", "a.csv"):
        export(store, tmp_path / name, view="claims", lens=lens)
    words = "listed by United Nations on 2019-01-01"
    root = ElementTree.parse(tmp_path / "a.gexf").getroot()
    assert root.findtext(".//{http://www.gexf.net/1.2draft}description") == f"claims, {words}"
    read = nx.read_graphml(tmp_path / "a.graphml")
    assert read.graph["lens"] == words
    assert read.nodes[JNIM]["listed"] is True
    assert (tmp_path / "a.ttl").read_text(encoding="utf-8").startswith(f"# marsad: claims, {words}\n")
    assert (tmp_path / "a-nodes.csv").read_text(encoding="utf-8").splitlines()[0].startswith("Id,Label,kind,")
    assert ",listed," in (tmp_path / "a-nodes.csv").read_text(encoding="utf-8").splitlines()[0]
    triples = rdflib.Graph().parse(tmp_path / "a.ttl")
    quads = rdflib.Dataset().parse(tmp_path / "a.nq", format="nquads")
    assert 0 < len(triples) <= len(list(quads.quads()))


def test_rdf_of_a_view_keeps_what_touches_the_listed(store: Store, tmp_path: Path) -> None:
    def counted(view: str, lens: Lens) -> tuple[int, int, int]:
        export(store, tmp_path / "v.ttl", view=view, lens=lens)
        text = (tmp_path / "v.ttl").read_text(encoding="utf-8")
        return text.count("a mo:Claim"), text.count("a mo:EventAccount"), text.count("a schema:NewsArticle")

    war, peace, nobody = Lens(on=WAR), Lens(on=PEACE), Lens(min_authorities=4)
    assert counted("claims", war) == counted("claims", peace) == (3, 0, 2)
    assert counted("events", war) == (0, 0, 0)
    # The telling without a perpetrator is of the same occurrence; the condemnation and the conference are not.
    assert counted("events", peace) == (0, 4, 3)
    assert counted("cooccurrence", war) == (0, 0, 2)
    assert counted("cooccurrence", peace) == (0, 0, 3)
    assert counted("all", peace) == (3, 4, 3)
    assert all(counted(view, nobody) == (0, 0, 0) for view in VIEW_NAMES)
    export(store, tmp_path / "v.ttl", view="cooccurrence", lens=peace)
    graph = rdflib.Graph().parse(tmp_path / "v.ttl")
    mentioned = graph.objects(None, rdflib.URIRef("https://w3id.org/marsad/ontology#mentions"))
    assert {str(node) for node in mentioned} == {IS, JNIM, LEADER}


def test_names_stay_masked_through_a_lens(store: Store, tmp_path: Path) -> None:
    for form in RDF_FORMATS:
        export(store, tmp_path / f"m.{form}", view="all", lens=Lens(on=PEACE))
        assert "ديالو" not in (tmp_path / f"m.{form}").read_text(encoding="utf-8")


def test_from_python(listed: Path) -> None:
    with kg.open(listed) as graph:
        lens = graph.lens("UN", "EU", "US", min_authorities=2, on="2019-01-01")
        assert graph.listed(lens) == (IS, JNIM)
        assert set(graph.cooccurrence(level="article", lens=lens).nodes) == {IS, JNIM}
        assert {(a, b) for a, b, _ in graph.claims(lens=lens).edges} == {(LEADER, JNIM), (JNIM, IS)}
        assert graph.occurrences(lens=lens).graph["lens"] == (
            "listed by at least 2 of European Union, United Nations, US State Department, US Treasury on 2019-01-01"
        )
        assert graph.listed(graph.lens()) == tuple(sorted((IS, JNIM, LEADER, UNDATED)))
