"""A hand-over as it was written, signed for and read; and the hand-over book of some days."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportlab.platypus import CondPageBreak, Flowable

from sopdesk.domain.handover import About, Sort, Tick
from sopdesk.pdf.boxes import Box, digest, rule
from sopdesk.pdf.page import Running, Sheet
from sopdesk.pdf.style import BODY, EYEBROW, HEADS, LABEL, NOTE, PART, SMALL, STATUS, SUBTITLE, TITLE, WIDTH
from sopdesk.pdf.table import Cell, pairs, table
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_day, as_minute
from sopdesk.pdf.words import capital, many
from sopdesk.views.handovers import HandoverPage, LeftView, ThingView
from sopdesk.views.trail import Printing

_ROOM = 90
"""A head goes to the next page where not even its first rows would fit below (points)."""
_ALERT = "#9a3412"
_ITEMS = (WIDTH - 110 - 150, 110.0, 150.0)
_THINGS = (WIDTH - 90 - 70 - 170, 90.0, 70.0, 170.0)


def print_handover(page: HandoverPage, printing: Printing) -> bytes:
    """Give one hand-over as a PDF."""
    row, zone = page.row, printing.house.zone
    unread = not page.acknowledged
    running = Running(row.number, f"Hand-over by {row.who}", "not read yet" if unread else "read", unread)
    return Sheet(running, printing, title=f"Hand-over {row.number}").print_story([
        paragraph(f"Hand-over {row.number}", EYEBROW),
        paragraph(f"From {row.who}", TITLE),
        _facts(page, zone),
        *parts(page, zone, heads=True),
        paragraph("Digest of what was written", LABEL), digest(page.digest),
    ])  # fmt: skip


def print_handover_book(pages: Sequence[HandoverPage], printing: Printing, scope: str) -> bytes:
    """Give the hand-overs of some days, in the order given, as a PDF; `scope` says which they are."""
    zone = printing.house.zone
    story: list[Flowable] = [
        paragraph("Hand-over book", EYEBROW),
        paragraph(printing.house.name, TITLE),
        paragraph(f"{capital(scope)} · {many(len(pages), 'hand-over')}", SUBTITLE),
    ]
    day = ""
    for page in pages:
        here = as_day(page.row.at, zone)
        story += [paragraph(here, PART)] if here != day else [rule()]
        day = here
        row = page.row
        story.append(paragraph(f"{as_minute(row.at, zone)} · {row.who} · {row.number}", HEADS[1]))
        if _of_run(page):
            story.append(paragraph(_of_run(page), NOTE))
        story += parts(page, zone, heads=False)
    return Sheet(Running("Hand-over book", scope, ""), printing, title="Hand-over book").print_story(story)


def parts(page: HandoverPage, zone: str, *, heads: bool) -> Iterator[Flowable]:
    """Give what a hand-over says and what became of it; under a head each, or with a word before it."""

    def head(words: str) -> Iterator[Flowable]:
        yield CondPageBreak(_ROOM)
        yield paragraph(words, PART if heads else LABEL)

    if page.notes:
        yield from head("Notes") if heads else ()
        yield paragraph(page.notes, BODY)
    if page.unusual:
        yield Box(STATUS, [paragraph((Span("Unusual: ", bold=True, colour=_ALERT), Span(page.unusual)), BODY)])
    if page.items:
        yield from head("Open items")
        yield table(("Item", "About", "What became of it"), [_item(each, zone) for each in page.items], _ITEMS)
    if page.things:
        yield from head("Keys and cash")
        rows = [_thing(each, zone) for each in page.things]
        yield table(("What", "Handed over", "Meant for", "Received and signed with the PIN"), rows, _THINGS)
    for text, who, at in page.additions:
        yield paragraph((Span("Added: ", bold=True), Span(f"{text} – {who}, {as_minute(at, zone)}")), BODY)
    yield from head("Read") if heads else ()
    for who, at in page.acknowledged:
        yield paragraph(f"Read and acknowledged by {who}, {as_minute(at, zone)}.", SMALL)
    if not page.acknowledged:
        yield paragraph("Nobody has acknowledged it yet.", SMALL)


def _facts(page: HandoverPage, zone: str) -> Flowable:
    row = page.row
    left: list[tuple[str, Cell]] = [("Written", as_minute(row.at, zone)), ("Shift", row.shift or "–")]
    right: list[tuple[str, Cell]] = [
        ("For", ", ".join(page.for_whom) or "the next shift"),
        ("With", _of_run(page) or "–"),
    ]
    return pairs(left, right, WIDTH)


def _of_run(page: HandoverPage) -> str:
    return f"Checklist run {page.run_number} {page.run_title}" if page.run_number else ""


def _item(item: LeftView, zone: str) -> list[Cell]:
    about = "" if item.about is About.OTHER else capital(item.about.value)
    if item.carried_into:
        return [item.text, about, "Carried on into the next hand-over"]
    if item.at is None or item.tick is Tick.OPEN:
        return [item.text, about, (Span("Open", bold=True),)]
    return [item.text, about, f"{capital(item.tick.value)}, {item.by}, {as_minute(item.at, zone)}"]


def _thing(thing: ThingView, zone: str) -> list[Cell]:
    handed = counted(thing, thing.count)
    if thing.received is None or thing.at is None:
        return [thing.what, handed, thing.to or "–", (Span("Nobody has signed for it", bold=True, colour=_ALERT),)]
    said = f"{counted(thing, thing.received)}, {thing.by}, {as_minute(thing.at, zone)}"
    if not thing.difference:
        return [thing.what, handed, thing.to or "–", said]
    differs = Span(f"\nDifference {thing.difference:+f}: ", bold=True, colour=_ALERT)
    return [thing.what, handed, thing.to or "–", (Span(said), differs, Span(thing.about_it))]


def counted(thing: ThingView, count: Decimal) -> str:
    """Give a count with what is counted: "2 keys", "150.00 EUR"."""
    if thing.sort is Sort.KEYS:
        return f"{count:f} {'key' if count == 1 else 'keys'}"
    return f"{count:.2f} {thing.currency}".strip()
