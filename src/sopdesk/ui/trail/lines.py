"""Entries of the journal as lines of the list, under the day on which they were recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sopdesk.ui.times import Times
from sopdesk.ui.trail.words import tr
from sopdesk.ui.widgets.lines import Line
from sopdesk.views.trail import TrailLine

ICONS = {
    "checklists": "checklists", "incidents": "incidents", "manual": "manual", "people": "person", "house": "house",
}  # fmt: skip


def lines_of(entries: Iterable[TrailLine], times: Times, after: TrailLine | None = None) -> Iterator[Line]:
    """Give a line for each entry, and a heading where another day begins; `after` is the entry above them."""
    day: date | None = times.local(after.recorded_at).date() if after else None
    for each in entries:
        if times.local(each.recorded_at).date() != day:
            day = times.local(each.recorded_at).date()
            yield Line(times.weekday(day), heading=True)
        yield _line(each, times)


def _line(each: TrailLine, times: Times) -> Line:
    chip, kind = "", "plain"
    if each.signature is not None:
        chip, kind = (tr("✓ signed"), "success") if each.signature.holds else (tr("✕ signature"), "danger")
    return Line(
        " ".join(f"{each.who} {each.what}".split()), " · ".join(_details(each, times)), chip, kind,
        times.clock(each.recorded_at), icon=ICONS.get(each.area, "trail"), data=each,
    )  # fmt: skip


def _details(each: TrailLine, times: Times) -> Iterator[str]:
    if each.about:
        yield each.about
    if each.was or each.now:
        yield tr("{was} → {now}").format(was=each.was or "—", now=each.now or "—")
    if each.reason:
        yield tr("Why: {reason}").format(reason=each.reason)
    if each.occurred_at is not None:
        yield tr("Happened {moment}").format(moment=times.moment(each.occurred_at))
