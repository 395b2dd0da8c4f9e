"""How what was recorded in a checklist run is said on paper."""

from decimal import Decimal

from sopdesk.domain.sop import Item
from sopdesk.pdf.style import ALERT
from sopdesk.pdf.table import Cell
from sopdesk.pdf.text import Span
from sopdesk.pdf.words import many
from sopdesk.views.checklists import MarkView

WARM = "#" + str(ALERT.hexval())[2:]
"""The colour of what is not in order."""
NO_REASON = "no reason is given"


def exception(item: Item, mark: MarkView) -> tuple[str, str]:
    """Say in capitals that a line was skipped or is not in order, and what was said about it."""
    if mark.how == "skipped":
        return "SKIPPED", _why(mark)
    return f"NOT IN ORDER ({answered(item, mark)})", mark.done_about_it or NO_REASON


def answered(item: Item, mark: MarkView) -> str:
    """Say what was answered for a line, with what it should be; "" for a mere tick."""
    if mark.expected is not None and mark.value is not None:
        return _cash(item, mark.value, mark.expected)
    if mark.value is not None:
        value = f"{mark.value:f} {item.unit}".strip()
        if mark.failed:
            return f"{value}, outside {item.bounds()}"
        return f"{value} ({item.bounds()})" if item.bounded else value
    return {"confirmed": f"Confirmed by {mark.second}", "photographed": "Photographed"}.get(mark.how, mark.text)


def recorded(item: Item, mark: MarkView | None) -> Cell:
    """Say what was recorded for a line: with every piece of a cash count, and what is not in order set apart."""
    if mark is None:
        return "open"
    if mark.how == "skipped":
        return (Span("Skipped: ", bold=True), Span(_why(mark)))
    plain = answered(item, mark) or "Done"
    if mark.photos:
        plain = f"{plain}, {many(len(mark.photos), 'photo')} below"
    pieces = ", ".join(f"{count} × {each:f}" for each, count in mark.counted)
    more = "".join(f"\n{each}" for each in (pieces, mark.done_about_it) if each)
    return (Span(plain, bold=mark.failed, colour=WARM if mark.failed else ""), Span(more))


def _cash(item: Item, value: Decimal, expected: Decimal) -> str:
    said = f"{value:f} {item.unit}".strip()
    if value == expected:
        return f"{said}, as it should be"
    word = "too much" if value > expected else "missing"
    return f"{said}, {expected:f} expected: {abs(value - expected):f} {word}"


def _why(mark: MarkView) -> str:
    return (mark.text or NO_REASON) + (f" (allowed by {mark.second})" if mark.second else "")
