"""The rules that names keep: what two entities may share, which names need a context, which words no name may hold.

docs/names.md tells the policy; the tables ``plain_names``, ``contested`` and ``barred_words`` hold its decisions. Each
fault is one line in words. Rules that need the lists of common words and personal names of ``extract`` are tests there.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ontology.normalize import fold_key
from ontology.reference import ALIAS_TABLES, ENTITY_TABLES, LANGUAGES, Tables, label_rows, split

# An acronym of so few letters stands for many things: IS, EI, JI, ADF.
SHORT = 3
# Of these, names and aliases hold no word of barred_words.tsv; the names of bodies are their own.
HELD = frozenset({"ArmedGroup", "PoliticalMovement", "Person"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A label or an alias as the rules see it. ``conditional``: a context decides whether it is meant."""

    entity: str
    language: str
    text: str
    kind: str
    conditional: bool

    @property
    def crosses(self) -> bool:
        """Whether texts of another language than its own match it too: acronyms, and names of several words."""
        return self.kind == "acronym" or (self.kind not in ("demonym", "short") and " " in self.text)

    @property
    def letters(self) -> str:
        """Its letters and digits; an acronym has its case."""
        return "".join(filter(str.isalnum, self.text))

    @property
    def is_short_acronym(self) -> bool:
        """Whether it is written like an acronym of two or three letters: IS, E.U., M23."""
        capital = self.text == self.text.upper() and any(map(str.isalpha, self.text))
        return self.language != "ar" and capital and " " not in self.text and len(self.letters) <= SHORT


def comparable(text: str) -> str:
    """The form in which aliases are looked up in text (``fold_key``), in which عبد العزيز is عبدالعزيز."""
    return fold_key(text).replace("عبد ال", "عبدال")


def names_of(tables: Tables) -> Iterator[Name]:
    """Every label and alias, a label once: with the kind and context of the alias row that repeats it, if any."""
    rows = {
        (row["entity"], language, row["alias"]): row
        for table in ALIAS_TABLES
        for row in tables.get(table, ())
        for language in split(row["language"]) or ("",)
    }
    keys = dict.fromkeys((*label_rows(tables), *rows))
    for entity, language, text in keys:
        row = rows.get((entity, language, text))
        yield Name(
            entity=entity,
            language=language,
            text=text,
            kind=row["kind"] if row else "name",
            conditional=bool(row and row["context"]),
        )


def name_faults(tables: Tables) -> list[str]:
    """Every fault of names, and of the tables of decisions about them."""
    names = tuple(names_of(tables))
    return [*_shared(names), *_acronyms(tables, names), *_barred(tables, names), *_contested(tables)]


def _shared(names: tuple[Name, ...]) -> Iterator[str]:
    """Names of two entities that one text could match, where neither has a context."""
    owners: dict[str, list[Name]] = {}
    for name in names:
        if not name.conditional:
            owners.setdefault(comparable(name.text), []).append(name)
    for key, group in owners.items():
        clashing = [a for a in group if any(a.entity != b.entity and _same_text(a, b) for b in group)]
        if clashing:
            entities = ", ".join(dict.fromkeys(name.entity for name in clashing))
            languages = ", ".join(dict.fromkeys(name.language for name in clashing))
            yield f"alias {key!r} ({languages}) is shared without context by {entities}"


def _same_text(one: Name, other: Name) -> bool:
    if len(one.letters) <= SHORT and len(other.letters) <= SHORT and one.letters != other.letters:
        return False
    return one.language == other.language or one.crosses or other.crosses


def _acronyms(tables: Tables, names: tuple[Name, ...]) -> Iterator[str]:
    """Short acronyms without a context that plain_names.tsv does not allow, and its rows that allow nothing."""
    plain = {(row["entity"], row["alias"]) for row in tables.get("plain_names", ())}
    free = {(name.entity, name.text) for name in names if not name.conditional}
    for name in names:
        bare = name.is_short_acronym and not name.conditional and name.kind != "demonym"
        if bare and (name.entity, name.text) not in plain:
            yield (
                f"alias {name.text!r} ({name.language}) of {name.entity} is an acronym of {SHORT} letters or fewer "
                "without context; give it one, or a row with a reason in plain_names.tsv"
            )
    for row in tables.get("plain_names", ()):
        if (row["entity"], row["alias"]) not in free:
            yield f"plain_names {row['entity']}: {row['alias']!r} is no name of it that needs no context"
        if not row["reason"]:
            yield f"plain_names {row['entity']}: no reason for {row['alias']!r}"


def _barred(tables: Tables, names: tuple[Name, ...]) -> Iterator[str]:
    """Words of stance in the names of groups, movements and persons."""
    barred: dict[str, list[str]] = {}
    for row in tables.get("barred_words", ()):
        barred.setdefault(row["language"], []).append(comparable(row["word"]))
    held = {row["id"] for table in ENTITY_TABLES for row in tables.get(table, ()) if set(split(row["type"])) & HELD}
    for name in names if barred else ():
        if name.entity in held:
            padded = f" {comparable(name.text)} "
            for word in barred.get(name.language, ()):
                if f" {word} " in padded:
                    yield f"alias {name.text!r} ({name.language}) of {name.entity} holds {word!r}, a barred word"


def _contested(tables: Tables) -> Iterator[str]:
    """Labels and countries that differ from what contested.tsv decides."""
    rows = {row["id"]: row for table in ENTITY_TABLES for row in tables.get(table, ())}
    for decision in tables.get("contested", ()):
        entity, language, label = decision["id"], decision["language"], decision["label"]
        column = language if language == "country" else f"label_{language}"
        if entity not in rows:
            yield f"contested {entity}: no known id"
        elif language not in (*LANGUAGES, "country"):
            yield f"contested {entity}: language {language!r} is none of {', '.join(LANGUAGES)}, country"
        elif rows[entity][column] != label:
            yield f"{column} of {entity} is {rows[entity][column]!r}, contested.tsv decides {label!r}"
        elif not decision["reason"]:
            yield f"contested {entity}: no reason"
