"""The readable page of the vocabulary: ``python -m ontology.page > docs/ontology.html``.

One self-contained HTML file made from the tables alone, so that the same tables give the same bytes.
"""

import sys
from collections.abc import Iterable, Mapping
from html import escape

from ontology.namespaces import EVENT_TYPE, MO, expand
from ontology.vocabulary import (
    EVENT_SCHEME,
    LICENSE,
    Class,
    EventType,
    Property,
    classes,
    event_types,
    properties,
)

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --accent: #0b6e75; --muted: #666; }
@media (prefers-color-scheme: dark) { :root { --accent: #5cc4cc; --muted: #aaa; } }
* { box-sizing: border-box; }
body { font: 16px/1.55 system-ui, "Noto Sans", "Noto Sans Arabic", "Segoe UI", Tahoma, sans-serif; margin: 0 auto;
  max-width: 76rem; padding: 1.5rem; }
h1 { margin: 0 0 .3rem; } h2 { margin-top: 3rem; border-bottom: 2px solid var(--accent); }
h3 { margin: 2rem 0 .5rem; }
nav ul { columns: 3 14rem; padding: 0; list-style: none; margin: .5rem 0 0; }
a { color: var(--accent); } code { font-size: .92em; }
.term { border: 1px solid var(--line); border-radius: .5rem; padding: .7rem 1rem; margin: .7rem 0; }
.term:target { border-color: var(--accent); box-shadow: 0 0 0 2px var(--accent); }
.term h4 { margin: 0; font-size: 1.05rem; overflow-wrap: anywhere; }
.term h4 a { text-decoration: none; }
.facts { color: var(--muted); font-size: .9rem; margin: .15rem 0 .5rem; overflow-wrap: anywhere; }
.tongues { display: grid; grid-template-columns: repeat(3, 1fr); gap: .3rem 1.4rem; }
.tongues p { margin: 0; } .tongues [lang=ar] { font-size: 1.1em; text-align: right; }
.flag { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .55rem; font-size: .8rem; white-space: nowrap; }
.below { margin-inline-start: 1.6rem; border-inline-start: 2px solid var(--line); padding-inline-start: 1rem; }
table { border-collapse: collapse; } td, th { border: 1px solid var(--line); padding: .2rem .6rem; text-align: start; }
@media (max-width: 52rem) { .tongues { grid-template-columns: 1fr; } .below { margin-inline-start: .3rem; } }
"""

# Headings of the property groups, in the order of the page.
_GROUPS = {
    "article": "Articles",
    "entity": "Entities",
    "relation": "Relations that claims state",
    "claim": "Claims and accounts",
    "account": "Accounts of events",
    "role": "Roles in an account",
    "count": "Tolls and numbers",
    "quotation": "Quotations",
    "designation": "Designations",
    "run": "Runs",
    "review": "Decisions on which entities are one",
}


def _tongues(labels: Mapping[str, str], definitions: Mapping[str, str]) -> str:
    cells = "".join(
        f'<p lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">'
        f"<strong>{escape(labels[language])}</strong><br>{escape(definitions[language])}</p>"
        for language in labels
    )
    return f'<div class="tongues">{cells}</div>'


def _reference(term: str) -> str:
    """A link to a class: of this page where it is ours, of its own vocabulary otherwise."""
    if ":" not in term:
        return f'<a href="#{term}"><code>mo:{term}</code></a>'
    return f'<a href="{escape(expand(term))}"><code>{escape(term)}</code></a>'


def _references(terms: Iterable[str]) -> str:
    return " or ".join(_reference(term) for term in terms)


def _term(anchor: str, curie: str, facts: Iterable[str], texts: str) -> str:
    line = " · ".join(fact for fact in facts if fact)
    facts_line = f'<p class="facts">{line}</p>' if line else ""
    return (
        f'<section class="term" id="{anchor}"><h4><a href="#{anchor}"><code>{curie}</code></a></h4>'
        f"{facts_line}{texts}</section>\n"
    )


def _flag(text: str) -> str:
    return f'<span class="flag">{text}</span>'


def _class(declared: Class) -> str:
    above = [_reference(term) for term in declared.parents + declared.reuses]
    facts = ["subclass of " + " and ".join(above)] if above else []
    return _term(declared.name, f"mo:{declared.name}", facts, _tongues(declared.labels, declared.definitions))


def _class_tree(parent: str | None) -> str:
    children = [c for c in classes().values() if (parent in c.parents if parent else not c.parents)]
    parts = [_class(child) + _nested(_class_tree(child.name)) for child in children]
    return "".join(parts)


def _nested(html: str) -> str:
    return f'<div class="below">\n{html}</div>\n' if html else ""


def _property(declared: Property) -> str:
    facts = [
        f"{declared.kind} property",
        "from " + _references(declared.domain),
        "to " + _references(declared.range),
        _flag("symmetric") if declared.symmetric else "",
        _flag("in claims and accounts alone") if declared.contentious else "",
    ]
    return _term(declared.name, f"mo:{declared.name}", facts, _tongues(declared.labels, declared.definitions))


def _property_groups() -> str:
    parts: list[str] = []
    for group, heading in _GROUPS.items():
        members = [declared for declared in properties().values() if declared.group == group]
        parts.append(f"<h3>{heading}</h3>\n" + "".join(map(_property, members)))
    return "".join(parts)


def _event_type(declared: EventType) -> str:
    anchor = f"event-{declared.name}"
    return _term(anchor, f"event:{declared.name}", [], _tongues(declared.labels, declared.definitions))


def _event_tree(parent: str | None) -> str:
    children = [declared for declared in event_types().values() if declared.parent == parent]
    return "".join(_event_type(child) + _nested(_event_tree(child.name)) for child in children)


def _index(names: Iterable[str], prefix: str, anchor: str = "") -> str:
    items = "".join(f'<li><a href="#{anchor}{name}"><code>{prefix}{name}</code></a></li>' for name in names)
    return f"<ul>{items}</ul>"


def _introduction() -> str:
    return f"""<h1>Marsad vocabulary</h1>
<p>The terms in which Marsad writes what news articles say about actors, organizations, events and places.
An article makes claims, not facts: every claim and account carries its quote, its polarity, its certainty and whose
word it is. No class says that anybody is a terrorist; a listing by an authority is a
<a href="#Designation">designation</a>.</p>
<table>
<tr><th><code>mo:</code></th><td><code>{MO}</code></td></tr>
<tr><th><code>event:</code></th><td><code>{EVENT_TYPE}</code></td></tr>
<tr><th>scheme</th><td><code>{EVENT_SCHEME}</code></td></tr>
<tr><th>licence</th><td><a href="{LICENSE}">CC BY 4.0</a></td></tr>
</table>
<p>{len(classes())} classes, {len(properties())} properties, {len(event_types())} event types, each with a label and a
definition in English, French and Arabic. Generated from the tables in <code>ontology/tables</code>; do not edit.</p>
"""


def page() -> str:
    """The whole page as HTML."""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Marsad vocabulary</title>
<style>{_STYLE}</style>
</head>
<body>
{_introduction()}<nav>
<h3><a href="#classes">Classes</a></h3>{_index(classes(), "mo:")}
<h3><a href="#properties">Properties</a></h3>{_index(sorted(properties(), key=str.lower), "mo:")}
<h3><a href="#events">Event types</a></h3>{_index(event_types(), "event:", "event-")}
</nav>
<h2 id="classes">Classes</h2>
{_class_tree(None)}<h2 id="properties">Properties</h2>
<p>Where several classes stand before or after a property, any one of them will do.</p>
{_property_groups()}<h2 id="events">Event types</h2>
<p>A scheme of three levels. An account has one type, the most specific that fits.</p>
{_event_tree(None)}</body>
</html>
"""


if __name__ == "__main__":
    sys.stdout.buffer.write(page().encode("utf-8"))
