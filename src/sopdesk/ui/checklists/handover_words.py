"""How hand-overs are said on the screens: what was written, what became of an item, what was counted."""

from collections.abc import Iterator
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from sopdesk.domain.handover import About, Sort, Tick
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.lines import Line
from sopdesk.views.handovers import HandoverPage, HandoverRow, LeftView, ThingView

ABOUT = {
    About.OTHER: "",
    About.RUN: "Checklist not completed",
    About.LINE: "Line skipped or failed",
    About.INCIDENT: "Incident",
    About.GUIDE: "Workflow handed up",
    About.MISSED: "Missed",
}
LEADS = {
    About.RUN: "checklists.run", About.LINE: "checklists.run", About.INCIDENT: "incidents.file",
    About.GUIDE: "checklists.guide",
}  # fmt: skip
"""The screen that shows what an item is about."""


def tr(text: str) -> str:
    """Give a word in the language of the house."""
    return QCoreApplication.translate("Handovers", text)


def row_line(row: HandoverRow, *, when: str, hidden: bool = False) -> Line:
    """Give a hand-over as a line of a list; `hidden` leaves its words out, for nobody is signed in."""
    parts = [row.who, row.shift]
    if row.open_items:
        parts.append(tr("{open} of {all} items open").format(open=row.open_items, all=row.items))
    if row.unsigned:
        parts.append(tr("to sign for: {n}").format(n=row.unsigned))
    if row.readers:
        parts.append(tr("read by {who}").format(who=", ".join(row.readers)))
    title = tr("Hand-over {number}").format(number=row.number) if hidden else row.summary
    return Line(title, " · ".join(filter(None, parts)), *state_chip(row), when, tr("Open"), "note", data=row)


def state_chip(row: HandoverRow) -> tuple[str, str]:
    """Give what is most to be seen about a hand-over, and the kind of its chip; nothing when all is well."""
    if row.differing:
        return tr("Difference"), "danger"
    if not row.readers:
        return tr("Not read yet"), "warning"
    return (tr("Not signed for"), "warning") if row.unsigned else ("", "plain")


def written(page: HandoverPage, times: Times) -> Iterator[tuple[str, str]]:
    """Give everything that a hand-over says, line by line, each with the role of its label."""
    if page.notes:
        yield page.notes, ""
    if page.unusual:
        yield tr("Unusual: {text}").format(text=page.unusual), "strong"
    for item in page.items:
        yield f"• {item.text} ({became(item, times)})", ""
    for thing in page.things:
        yield f"• {handed(thing)}. {received(thing, times)}", ""
    for text, who, at in page.additions:
        yield tr("Added by {who}, {moment}: {text}").format(who=who, moment=times.moment(at), text=text), ""


def became(item: LeftView, times: Times) -> str:
    """Say what became of an item."""
    if item.carried_into:
        return tr("carried on into the next hand-over")
    if item.tick is Tick.OPEN or item.at is None:
        return tr("open")
    word = tr("done by {who}, {moment}") if item.tick is Tick.DONE else tr("taken over by {who}, {moment}")
    return word.format(who=item.by, moment=times.moment(item.at))


def tick_chip(item: LeftView) -> tuple[str, str]:
    """Give what became of an item in a word, and the kind of its chip."""
    if item.carried_into:
        return tr("carried on"), "plain"
    words = {Tick.OPEN: (tr("open"), "plain"), Tick.TAKEN: (tr("taken over"), "accent")}
    return words.get(item.tick, (tr("done"), "success"))


def amount(thing: ThingView, count: Decimal) -> str:
    """Give a count with what is counted."""
    if thing.sort is Sort.KEYS:
        return tr("1 key") if count == 1 else tr("{n} keys").format(n=f"{count:f}")
    return f"{count:.2f} {thing.currency}".strip()


def handed(thing: ThingView) -> str:
    """Say what was handed over, how many or how much, and to whom."""
    said = f"{thing.what}: {amount(thing, thing.count)}"
    return tr("{said}, for {who}").format(said=said, who=thing.to) if thing.to else said


def received(thing: ThingView, times: Times) -> str:
    """Say who signed for it, what they counted, and what is known about a difference."""
    if thing.received is None or thing.at is None:
        return tr("Nobody has signed for it yet.")
    said = tr("Counted {count}, signed by {who} with the PIN, {moment}.").format(
        count=amount(thing, thing.received), who=thing.by, moment=times.moment(thing.at)
    )
    if not thing.difference:
        return said
    differs = tr("Difference {difference}: {about}").format(difference=f"{thing.difference:+f}", about=thing.about_it)
    return f"{said} {differs}"
