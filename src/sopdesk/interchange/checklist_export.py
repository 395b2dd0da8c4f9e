"""Checklists as lists to tick in Markdown, and as a table that comes in again."""

from collections.abc import Iterator, Mapping, Sequence

from sopdesk.domain.sop import Answer, Item, Procedure
from sopdesk.interchange.checklist_lines import with_names_apart
from sopdesk.interchange.procedure_lines import one_line
from sopdesk.interchange.table_export import table_csv

FORMS = ("md", "csv")
HEAD = (
    "Checklist number", "Checklist", "Section", "Line", "Asks for", "Unit", "Lower", "Upper", "Must", "Choices",
    "Failing", "Photo", "Expected",
)  # fmt: skip
Titles = Mapping[str, str]
"""Words by "title", "step:ID" and "item:ID" with the house's fields filled in, as views.manual.Page.titles."""


def checklist_file(lists: Sequence[tuple[Procedure, Titles]], form: str) -> bytes:
    """Give checklists as one file: "md" to tick on paper or elsewhere, "csv" to come in again."""
    if form == "md":
        return ("\n\n".join(_markdown(*each) for each in lists) + "\n").encode()
    return table_csv(HEAD, (row for what, _ in lists for row in _rows(what)))


def _markdown(what: Procedure, titles: Titles) -> str:
    parts = [f"# {one_line(what.number)} {one_line(titles.get('title', what.title))}"]
    for step in what.steps:
        if step.items:
            lines = "\n".join(_tick(item, titles) for item in step.items)
            parts.append(f"## {one_line(titles.get(f'step:{step.id}', step.title))}\n\n{lines}")
    return "\n\n".join(parts)


def _tick(item: Item, titles: Titles) -> str:
    """Give a line to tick, with what it asks for beyond a tick, and whether it may be left out."""
    asked = "; ".join(filter(None, (item.demand(), "must" if item.must else "")))
    words = one_line(titles.get(f"item:{item.id}", item.text))
    return f"- [ ] {words}" + (f" ({one_line(asked)})" if asked else "")


def _rows(what: Procedure) -> Iterator[Sequence[object]]:
    titles = with_names_apart(each.title for each in what.steps)
    for step, title in zip(what.steps, titles, strict=True):
        for item in step.items:
            asks = "" if item.asks is Answer.TICK else item.asks.value
            yield (
                what.number, what.title, title, item.text, asks, item.unit, item.low, item.high,
                "yes" if item.must else "", " | ".join(item.choices), " | ".join(item.failing),
                "yes" if item.photo else "", item.expected,
            )  # fmt: skip
