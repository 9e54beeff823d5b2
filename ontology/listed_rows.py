"""What lists add to a reference as rows of the reference tables, so that the same rules hold for it."""

from pathlib import Path

from ontology.reference import FOLDER, Alias, Designation, Reference, ReferenceEntity, Row, Tables, merge, read_tables


def listed_faults(reference: Reference, extra: Path) -> list[str]:
    """Every fault of the reference with its lists, a line in words each; ``extra`` is the folder of its own tables."""
    from ontology.reference_rules import faults

    return faults(with_rows(reference, merge(read_tables(FOLDER), read_tables(extra))))


def with_rows(reference: Reference, tables: Tables) -> dict[str, tuple[Row, ...]]:
    """The tables with the rows that the lists of a reference amount to."""
    listed = reference.listed
    if listed is None:
        return dict(tables)
    base = listed.base
    changed = {id_: entity for id_, entity in reference.entities.items() if base.entities.get(id_) is not entity}
    found: dict[str, tuple[Row, ...]] = {
        name: tuple(_updated(row, changed) for row in rows) if rows and "identifiers" in rows[0] else rows
        for name, rows in tables.items()
    }
    new = [changed[id_] for id_ in changed if id_ in listed.entities]
    found["persons"] = (*found.get("persons", ()), *map(_entity, new))
    more = tuple(_alias(alias) for alias in reference.aliases if alias.source)
    found["aliases"] = (*found.get("aliases", ()), *more)
    found["designations"] = tuple(map(_designation, reference.designations))
    relations = (
        {"subject": r.subject, "predicate": r.predicate, "object": r.object, "source": "|".join(r.sources)}
        for r in reference.relations[len(base.relations) :]
    )
    found["relations"] = (*found.get("relations", ()), *relations)
    return found


def _updated(row: Row, changed: dict[str, ReferenceEntity]) -> Row:
    entity = changed.get(row["id"])
    if entity is None:
        return row
    return {**row, "identifiers": "|".join(entity.identifiers), "source": "|".join(entity.sources)}


def _entity(entity: ReferenceEntity) -> Row:
    labels = dict(entity.labels)
    return {
        "id": entity.id,
        "type": "|".join(entity.types),
        **{f"label_{language}": labels.get(language, "") for language in ("ar", "fr", "en")},
        "identifiers": "|".join(entity.identifiers),
        "country": "|".join(entity.countries),
        **dict.fromkeys(("parent", "lat", "lon", "start", "end"), ""),
        "source": "|".join(entity.sources),
    }


def _alias(alias: Alias) -> Row:
    return {
        "entity": alias.entity,
        "language": alias.language,
        "alias": alias.text,
        "kind": alias.kind,
        "context": ";".join(rule.kind for rule in alias.context),
        "source": alias.source,
    }


def _designation(item: Designation) -> Row:
    return {
        "entity": item.entity,
        "authority": item.authority,
        "list": item.list_name,
        "reference": item.reference,
        "listed_on": item.listed_on.isoformat() if item.listed_on else "",
        "delisted_on": item.delisted_on.isoformat() if item.delisted_on else "",
        "source": item.source,
    }
