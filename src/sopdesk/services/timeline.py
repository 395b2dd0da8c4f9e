"""The timeline of an incident from many sources: what was told, what the desk recorded, what checklists say."""

from collections.abc import Iterator
from datetime import UTC, datetime
from textwrap import shorten
from zoneinfo import ZoneInfo

from sopdesk.domain.field import Asks, FieldSpec
from sopdesk.views.checklists import RunPage
from sopdesk.views.incidents import EntryView, IncidentFile
from sopdesk.views.investigation import Moment

TOLD, CERTAIN = "as it was told", "certain"
THE_RECORD = "the record of this file"
LONG = 160
"""So many characters of a longer text stand in a timeline."""
_NO_MOMENTS = ("filled in", "asked why", "corrected", "found a", "held “", "gave the cause", "recorded moment",
               "recorded finding")  # fmt: skip
"""How lines of the story begin that say what was found out, not what happened."""


def moments_of(file: IncidentFile, zone: ZoneInfo) -> Iterator[Moment]:
    """Give the moments that a file itself knows, in no order."""
    about = file.occurred_about
    yield Moment(file.row.occurred_at, _short(file.narrative), "the report", TOLD, about=about)
    told = f"We were told ({file.channel})" if file.channel else "We were told"
    yield Moment(file.reported_at, told, "the report", TOLD)
    for happening in file.story:
        if not happening.what.startswith(_NO_MOMENTS):
            said = f"{happening.who} {happening.what}"
            text = f": {_short(happening.text)}" if happening.text and not happening.what.startswith("logged") else ""
            yield Moment(happening.at, said + text, THE_RECORD, CERTAIN, of_record=True)
    for each in file.entries:
        yield from _of_entry(each, zone)
    for spec, value in file.fields:
        if spec.asks is Asks.MOMENT and value:
            yield _moment(value, zone, spec.label, "the file", TOLD)


def of_runs(run: RunPage) -> Iterator[Moment]:
    """Give when a checklist was begun and completed, and what of it was skipped or not in order."""
    source, row = f"checklist {run.row.number}", run.row
    yield Moment(row.started_at, f"{row.started_by} began {row.title}", source, CERTAIN, of_record=True)
    for item in run.flagged():
        mark = run.marks[item.id]
        how = "skipped" if mark.how == "skipped" else "found not in order"
        text = f": {_short(mark.text)}" if mark.text else ""
        yield Moment(mark.at, f"{mark.who} {how} “{run.words(item)}”{text}", source, CERTAIN, of_record=True)
    if row.completed_at is not None:
        yield Moment(row.completed_at, f"{row.title} was completed", source, CERTAIN, of_record=True)


def _of_entry(entry: EntryView, zone: ZoneInfo) -> Iterator[Moment]:
    values = {spec.name: value for spec, value in entry.fields}
    for spec, value in entry.fields:
        if spec.asks is Asks.MOMENT and value:
            source = values.get("known_from") or values.get("said_by") or entry.spec.label.lower()
            sure = values.get("confidence") or TOLD
            yield _moment(value, zone, _said(entry, spec, values), source, sure)


def _said(entry: EntryView, spec: FieldSpec, values: dict[str, str]) -> str:
    """Say what was at a moment of an entry."""
    match entry.spec.name:
        case "moment":
            return _short(values["what"])
        case "statement":
            return f"{values['said_by']} said what they saw and heard"
        case _:
            first = next(value for each, value in entry.fields if value and each.asks in {Asks.LINE, Asks.TEXT})
            return f"{spec.label}: {_short(first)}"


def _moment(value: str, zone: ZoneInfo, what: str, source: str, confidence: str) -> Moment:
    text = value.removeprefix("about ").partition("[")[0]
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        at = at.replace(tzinfo=zone)
    return Moment(at.astimezone(UTC), what, source, confidence, about=value.startswith("about "))


def _short(text: str) -> str:
    return shorten(text, LONG, placeholder=" …")
