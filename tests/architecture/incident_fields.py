"""The fields of every kind of incident as a page: `python -m tests.architecture.incident_fields` writes it anew."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from sopdesk.domain.field import Asks, FieldSpec
from sopdesk.domain.field_sets.entries import ENTRIES
from sopdesk.domain.field_sets.every import BASE
from sopdesk.domain.field_sets.party import PARTY
from sopdesk.domain.fields import FIELDS
from sopdesk.domain.incident import IncidentKind

PAGE = Path(__file__).resolve().parents[2] / "docs" / "incident-fields.md"
HEAD = """# What each kind of incident asks for

Made from `src/sopdesk/domain/field_sets/` by `python -m tests.architecture.incident_fields`; a test keeps it in step.
A stage behind a field is the one that cannot be reached without it. *Sealed* values lie beside the journal and can be
erased. A field of a country is asked for in a house of that country alone. The sources name what asks for a field; they
are no legal advice. An injury is an accident in which somebody was hurt: `anybody_hurt` is not asked again.
"""
_TAKES = {
    Asks.LINE: "a line", Asks.TEXT: "text", Asks.YES_NO: "yes or no", Asks.AMOUNT: "an amount",
    Asks.NUMBER: "a whole number", Asks.DATE: "a date", Asks.MOMENT: "day and time, perhaps about",
    Asks.PERSON: "somebody who works here", Asks.PROCEDURE: "a procedure",
    Asks.BODY: "places on a figure of a body, front and back, or words such as “hand” or “inside”",
}  # fmt: skip


def page() -> str:
    """Give the page."""
    return "\n".join([HEAD, *_parts()])


def _parts() -> Iterator[str]:
    yield from _table("Every incident", BASE)
    yield from _table("Somebody concerned", PARTY)
    for kind, specs in FIELDS.items():
        if kind is IncidentKind.INJURY:  # asks for the same as an accident in which somebody was hurt
            continue
        title = "Accident and injury" if kind is IncidentKind.ACCIDENT else kind.value.replace("-", " ").capitalize()
        yield from _table(title, specs)
        entries = "; ".join(
            f"{sort.plural.lower()} ({', '.join(each.label.lower() for each in sort.fields)})" for sort in ENTRIES[kind]
        )
        yield f"Several of each: {entries}.\n"


def _table(title: str, specs: Iterable[FieldSpec]) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| field | takes | asked when | needed for | source |\n| --- | --- | --- | --- | --- |"
    for group, fields in groupby(specs, key=lambda each: each.group):
        yield f"| **{group}** | | | | |"
        yield from map(_line, fields)
    yield ""


def _line(spec: FieldSpec) -> str:
    takes = (
        _TAKES.get(spec.asks) or f"{'several' if spec.asks is Asks.SEVERAL else 'one'} of: {', '.join(spec.choices)}"
    )
    if spec.digits:
        takes = f"{spec.digits} digits"
    when = [
        f"`{each.field}` is {' or '.join(one or 'open' for one in each.values) or 'filled in'}" for each in spec.when
    ]
    asked = "; ".join(([spec.country] if spec.country else []) + when)
    sealed = " (sealed)" if spec.sealed else ""
    return f"| {spec.label} `{spec.name}` | {takes}{sealed} | {asked} | {spec.needed_for or ''} | {spec.source} |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
