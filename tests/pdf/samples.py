"""A small café's record, made by hand: procedures of every format, a complaint, a checklist run, a trail."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sopdesk.domain import prose
from sopdesk.domain.deadline import Deadline, Timing
from sopdesk.domain.difference import compare
from sopdesk.domain.field_sets.complaint import COMPLAINT
from sopdesk.domain.field_sets.entries import STATEMENT
from sopdesk.domain.gates import Lack
from sopdesk.domain.guided import GuideStage
from sopdesk.domain.handover import About, Sort, Tick
from sopdesk.domain.incident import IncidentKind, Pinned, Severity, Stage
from sopdesk.domain.party import Party, PartyRole
from sopdesk.domain.picture_change import picture_changes
from sopdesk.domain.prose import Block, ListBlock, ListItem, Span
from sopdesk.domain.reviewing import Opinion
from sopdesk.domain.revision import Decision, Significance, Status
from sopdesk.domain.run import RunStage
from sopdesk.domain.sop import (
    Answer,
    Branch,
    Duty,
    Format,
    Item,
    Kind,
    Limit,
    Per,
    Phase,
    Picture,
    Procedure,
    Question,
    Reference,
    Step,
)
from sopdesk.pdf.manual_book import print_manual
from sopdesk.views.checklists import MarkView, RunPage, RunRow, TakenBack, TogetherView
from sopdesk.views.guided import GuidePage, GuideRow, NoteView, TurnView
from sopdesk.views.handovers import HandoverPage, HandoverRow, LeftView, ThingView
from sopdesk.views.incidents import EntryView, Happening, IncidentFile, IncidentRow, PartyView
from sopdesk.views.manual import Comparison, Link, Page, ReviewerRow, RevisionRow, SopRow
from sopdesk.views.people import HouseView, SignatureView
from sopdesk.views.pinned import PinnedView
from sopdesk.views.trail import CaseReport, EntryMark, Head, Printing, TrailLine, TrailReport
from tests.domain.given import ways, workflow

NOON = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)
DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
HOUSE = HouseView("Café Lindenhof", "Market Street 4", "Counter", "Europe/Dublin", "EUR", {"manager": "555 0100"})
HEAD = Head(
    "lindenhof.example/counter", 412, "3f9a1c2b" * 8, NOON, 412,
    "lindenhof.example/counter\n412\nP5ocKz+aHCs/mhwrP5ocKz+aHCs/mhwrP5ocKz+aHCs=\n\n"
    "— lindenhof.example/counter 1a2b3c4dZm9yIHRoZSBzYWtlIG9mIGxvb2tpbmcgbGlrZSBhIHNpZ25hdHVyZSBvZiA2NCBieXRlcw==\n",
    "SHA256:Jq7m9h0lQx2Yt1u9s6Zr3wK8nV5bC4dE7fG0hI2jL9o",
)  # fmt: skip
PRINTING = Printing(HOUSE, NOON, "Ann Byrne", HEAD)
SIGNED = SignatureView("Orla Ní Dhomhnaill", NOON, "Europe/Dublin", "approval", DIGEST, holds=True)

DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 110">
<style>.box{fill:#fff3d6;stroke:#333}</style>
<rect class="box" x="10" y="10" width="120" height="80" rx="8"/><text x="70" y="45" text-anchor="middle">Label</text>
<path d="M140 50 h60" stroke="#c00" stroke-width="3" marker-end="url(#a)"/><circle cx="70" cy="70" r="9" fill="none"
stroke="navy"/><path d="M20 80 A 30 15 0 0 1 60 80 q 10 -20 20 0 z" fill="#8bc" fill-opacity=".6"/></svg>"""


def said(text: str) -> tuple[Block, ...]:
    """Give a paragraph of plain words."""
    return (prose.Paragraph((Span(text),)),)


def revision(label: str = "1.1", status: Status = Status.EFFECTIVE) -> RevisionRow:
    """Give one revision of the history."""
    return RevisionRow(
        2, label, status, "Ann Byrne", NOON - timedelta(days=3), "The bank changed its terminals", "",
        Significance.MINOR, NOON - timedelta(days=1), "Orla Ní Dhomhnaill", NOON, DIGEST, (SIGNED,), "",
        credits=("Mei Tanaka",),
    )  # fmt: skip


def refund() -> Procedure:
    """Give an article with everything that an article can hold."""
    look = Step(
        "look", "Look at the goods together", "x", "front-of-house", must=True, phase=Phase.BEFORE,
        tips=("x",), warnings=("x",), pictures=(Picture("label.svg", "The label", "Where the article number stands"),),
        evidence="A photo of the label", minutes=2,
    )  # fmt: skip
    count = Step("count", "Count the money", items=(
        Item("wiped", "Wipe the counter", must=True),
        Item("float", "Count the float", Answer.AMOUNT, "EUR", Decimal(100), Decimal(200)),
        Item("note", "What was different today", Answer.TEXT),
    ))  # fmt: skip
    ask = Step("ask", "Is the receipt there?", role="shift-lead", branches=(
        Branch("Yes, and it is ours", "count", "Keep the receipt"), Branch("No", "escalate:supervisor"),
        Branch("It is not clear", "back"), Branch("The customer leaves", "done"),
    ))  # fmt: skip
    return Procedure(
        "SOP-012", "Refund without a receipt", Kind.COMPLAINT, Format.ARTICLE, "At the counter", "supervisor",
        "x", "x", steps=(look, ask, count), questions=(Question("sale", "May I return a sale item?", "x"),),
        duties=(Duty("look", "front-of-house", "R"), Duty("look", "supervisor", "A"), Duty("ask", "shift-lead", "RA"),
                Duty("count", "manager", "I")),
        limits=(Limit("refund", "front-of-house", Decimal(25), "shift-lead", "goods unused", Per.CUSTOMER),
                Limit("refund", "shift-lead", Decimal("62.50"), "manager", together="supervisor", also=("money back",)),
                Limit("refund", "manager"), Limit("void a closed sale", "front-of-house", Decimal(0), "shift-lead")),
        references=(Reference("Complaint at the counter", "SOP-003"),), channels=("face to face", "phone"),
    )  # fmt: skip


def page(status: Status = Status.EFFECTIVE) -> Page:
    """Give the page of the refund procedure."""
    content = refund()
    every: tuple[Block, ...] = (
        prose.Paragraph((Span("Ask in a "), Span("calm", bold=True), Span(" voice, see "), Span("the law", link="https://example.org/law"), Span(", press "), Span("CTRL+K", code=True), Span("."))),  # noqa: E501
        prose.Heading(3, (Span("What counts as proof"),)),
        ListBlock((
            ListItem(said("A card statement")),
            ListItem((*said("A booking"), ListBlock((ListItem(said("by phone")), ListItem(said("by mail")))))),
            ListItem(said("Done already"), ticked=True), ListItem(said("Still to do"), ticked=False),
        )),
        ListBlock((ListItem(said("First")), ListItem(said("Second"))), ordered=True, start=3),
        prose.Table(((Span("Item"),), (Span("Price"),)), (((Span("Coffee"),), (Span("3.20"),)),), ("", "right")),
        prose.Code("till --open\n    drawer 2"), prose.Quote(said("The customer is not always right.")), prose.Rule(),
        prose.Picture("till.png", "The till"),
    )  # fmt: skip
    return Page(
        "sop-1", content,
        {
            "purpose": said("A customer gets the money back in two minutes, and the house can show why."),
            "scope": said("Every sale at the counter and in the shop. The contact is 555 0100."),
            "step:look": every, "tip:look:0": said("Turn the label inside out."),
            "warning:look:0": said("Never take back food that has left the house."),
            "question:sale": said("Yes, within 14 days."),
        },
        {
            "title": content.title, "step:look": "Look at the goods together", "step:ask": "Is the receipt there?",
            "step:count": "Count the money", "item:wiped": "Wipe the counter", "item:float": "Count the float",
            "item:note": "What was different today", "question:sale": "May I return a sale item?",
            "branch:ask:0": "Yes, and it is ours", "branch:ask:1": "No", "branch:ask:2": "It is not clear",
            "branch:ask:3": "The customer leaves",
        },
        status, revision(status=status), (revision(status=status), revision("1.0", Status.SUPERSEDED)),
        (Link("Complaint at the counter", "SOP-003", "sop-3", "", "", broken=False),
         Link("The old list", "SOP-099", "", "", "", broken=True),
         Link("Consumer Rights Act", "", "", "", "https://www.legislation.gov.uk/ukpga/2015/15", broken=False)),
        (), date(2026, 11, 3), overdue=False,
    )  # fmt: skip


def small_page(number: str, title: str, section: str) -> Page:
    """Give a page with one step."""
    whole = page()
    content = replace(
        whole.content, number=number, title=title, section=section, steps=(Step("one", "Do it", "x"),), questions=(),
        duties=(), limits=(),
    )  # fmt: skip
    return replace(
        whole, id=number, content=content, prose={"purpose": said("Why."), "step:one": said("How.")},
        titles={"title": title, "step:one": "Do it"}, links=(),
    )  # fmt: skip


def row_of(page: Page, sop: str) -> SopRow:
    """Give the line of the manual's list for a page."""
    content, revision = page.content, page.revision
    return SopRow(
        sop, content.number, page.titles["title"], content.section, content.kind, content.format, content.owner,
        page.status, revision.label, revision.effective_from, page.review_due, overdue=page.overdue, waiting=0,
    )  # fmt: skip


def book(pages: Sequence[Page], printing: Printing = PRINTING, **more: Any) -> bytes:  # noqa: ANN401 - as print_manual
    """Give pages as a book."""
    held = {f"sop-{n}": page for n, page in enumerate(pages)}
    rows = [row_of(page, sop) for sop, page in held.items()]
    return print_manual(rows, lambda row: held[row.id], printing, **more)


def story() -> tuple[Happening, ...]:
    """Give what was done about a complaint."""
    hour = timedelta(hours=1)
    return (
        Happening(NOON, "Tom Keane", "logged a complaint (INC-7)", "The soup was cold.", entry="counter:391"),
        Happening(NOON + hour, "Tom Keane", "corrected the place", field="place", was="Table 4", now="Table 14",
                  reason="Misread", entry="counter:394"),
        Happening(NOON + 2 * hour, "Orla Ní Dhomhnaill", "signed and closed", "Refunded, apology accepted.",
                  signature=replace(SIGNED, meaning="responsibility"), entry="counter:402"),
    )  # fmt: skip


def case() -> CaseReport:
    """Give a closed complaint."""
    row = IncidentRow(
        "incident-7", "INC-7", IncidentKind.COMPLAINT, Stage.CLOSED, Severity.LOW, "The soup was cold.", NOON,
        NOON + timedelta(minutes=4), "Tom Keane", ("SOP-012",), imported=False,
    )  # fmt: skip
    pinned = Pinned("sop-1", "SOP-012", "1.1", DIGEST, "look")
    [finding] = [each for each in COMPLAINT if each.name == "finding"]
    known = {"category": "quality", "subject": "Soup of the day", "reference": "R-1881", "amount": "7.50",
             "remedy_sought": "refund"}  # fmt: skip
    guest = Party("p1", PartyRole.CUSTOMER, "José Müller", "555 0199", "jose@example.org", "", "regular", injured=True)
    known_of = (("Phone", "555 0199"), ("E-mail", "jose@example.org"), ("Occupation", "Baker"))
    people = (PartyView(guest, known_of), PartyView(Party("p2", PartyRole.WITNESS, "[erased]"), ()),
              PartyView(Party("p3", PartyRole.STAFF, confidential=True), (), withheld=True))  # fmt: skip
    said = {"said_by": "Tom Keane", "statement": "It was cold when I brought it.", "heard_by": "person-1",
            "heard_at": "about 2026-05-03T13:05+01:00[Europe/Dublin]"}  # fmt: skip
    statement = EntryView("e1", STATEMENT, tuple((each, said[each.name]) for each in STATEMENT.fields), "Ada Lovelace",
                          NOON, (("Tom Keane", NOON),), 0)  # fmt: skip
    file = IncidentFile(
        row, "Europe/Dublin", occurred_about=True, reported_at=NOON, channel="face to face", place="Table 14",
        narrative="The soup was cold.\nThe guest had waited for forty minutes.", done_at_once="A new soup, at once.",
        role_on_duty="shift-lead", potential=Severity.MEDIUM,
        fields=tuple((each, known[each.name]) for each in COMPLAINT if each.name in known),
        parties=tuple(each.party for each in people),
        procedures=((pinned, "Refund without a receipt"),), story=story(),
        missing=(finding,),
        deadlines=(
            Deadline("acknowledge", NOON, NOON, Timing.OK, NOON), Deadline("resolve", NOON, None, Timing.LATE, NOON),
            Deadline("tell OSHA", NOON, NOON, Timing.OK, NOON, source="29 CFR 1904.39", note="not reportable"),
        ),
        signature=SIGNED, outcome="Refunded, apology accepted.", run="", source=None, digest=DIGEST,
        entries=(statement,), linked=(row,), people={"person-1": "Ada Lovelace"}, late=timedelta(days=3),
        concerned=people, lacks=(Lack("fill in", finding), Lack("add who was injured")),
        pinned=(PinnedView(
            pinned, "Refund without a receipt", "Look at the label", NOON, "1.2", NOON, "2.0", "Tom Keane"
        ),),
    )  # fmt: skip
    return CaseReport(PRINTING, file, (page(),), marks())


def marks() -> tuple[EntryMark, ...]:
    """Give the entries of the complaint's story; of one a value was erased."""
    return (
        EntryMark("counter:391", NOON, "incident.logged/1", "4a" * 32, 1),
        EntryMark("counter:394", NOON, "incident.corrected/1", "5b" * 32),
        EntryMark("counter:402", NOON, "incident.closed/1", "6c" * 32),
    )


def trail_lines(count: int) -> list[TrailLine]:
    """Give lines of a trail, every sort of them in turn."""
    return [_trail_line(n) for n in range(1, count + 1)]


def _trail_line(n: int) -> TrailLine:
    at = NOON + timedelta(minutes=7 * n)
    line = TrailLine(f"counter:{n}", n, at, None, "Tom Keane", "item.ticked/1", "ticked “Wipe the steam wand”",
                     "RUN-12", "run-12", "checklists")  # fmt: skip
    match n % 4:
        case 1:
            return replace(line, occurred_at=at - timedelta(hours=2), what="logged a complaint (INC-7)", about="INC-7")
        case 2:
            return replace(
                line, what="corrected the place", was="Table 4", now="Table 14", reason="Misread on the slip"
            )
        case 3:
            return replace(line, who="Orla Ní Dhomhnaill", what="signed off the checklist", signature=SIGNED)
    return line


def trail(count: int, left_out: int = 3) -> TrailReport:
    """Give the head of a trail report over so many lines."""
    return TrailReport(PRINTING, "1 to 31 May 2026, everybody, every area", NOON, NOON, count, left_out)


def handover() -> HandoverPage:
    """Give a hand-over that nobody has acknowledged, with items, keys and cash, one of them with a difference."""
    row = HandoverRow(
        "handover-4", "H-4", NOON, "Tom Keane", "person-2", "Late", "run-12", "Milk is short.", (), 3, 2, 3, 1, 1
    )
    items = (
        LeftView("1", "The dishwasher leaks", About.OTHER, "", Tick.OPEN, "", None, "", ""),
        LeftView("2", "RUN-11 Opening is not completed", About.RUN, "run-11", Tick.DONE, "Ann Byrne", NOON, "", ""),
        LeftView("3", "Ring the dairy", About.OTHER, "", Tick.OPEN, "", None, "handover-3", "handover-5"),
    )
    things = (
        ThingView("1", "Safe", Sort.KEYS, Decimal(2), "", "Ann Byrne", "person-1", None, "", None, Decimal(0), ""),
        ThingView("2", "Float", Sort.CASH, Decimal(150), "EUR", "", "", Decimal(148), "Ann Byrne", NOON, Decimal(-2),
                  "Counted twice, told the manager"),
        ThingView("3", "Back door", Sort.KEYS, Decimal(1), "", "", "", Decimal(1), "Ann Byrne", NOON, Decimal(0), ""),
    )  # fmt: skip
    return HandoverPage(
        row, "Milk is short.", "A bang behind the oven at six.", items, things,
        (("It was the tray, not the oven.", "Tom Keane", NOON),), (), "RUN-12", "Closing the café", ("Ann Byrne",),
        NOON, ("Ann Byrne",), DIGEST,
    )  # fmt: skip


def run() -> RunPage:
    """Give a checklist run that waits for its sign-off, with one line out of bounds and one skipped."""
    content = replace(refund(), format=Format.CHECKLIST, title="Closing the café")
    row = RunRow(
        "run-12", "RUN-12", "sop-1", "SOP-012", content.title, "1.1", RunStage.COMPLETED, NOON, "Tom Keane",
        NOON + timedelta(minutes=25), "", 2, 1, 3, NOON + timedelta(minutes=10), 1, 1, NOON + timedelta(minutes=20),
    )  # fmt: skip
    marks = {
        "wiped": MarkView("skipped", "Tom Keane", NOON, None, in_bounds=True, text="The tap is broken"),
        "float": MarkView(
            "counted",
            "Tom Keane",
            NOON,
            Decimal("91.50"),
            in_bounds=False,
            done_about_it="Told the shift lead",
        ),
        "note": MarkView("noted", "Tom Keane", NOON, None, in_bounds=True, text="Nothing"),
    }  # fmt: skip
    titles = {"title": content.title, **{key: text for key, text in page().titles.items() if key != "title"}}
    return RunPage(
        row, content, titles, marks, handover(), (("Where is the float?", "Orla Ní Dhomhnaill", NOON),),
        (TakenBack("float", marks["note"], "Mei Tanaka", NOON),), ("note",),
        (TogetherView(("wiped", "note"), "Tom Keane", NOON, 4),), None, "1.2", DIGEST,
    )  # fmt: skip


def guide() -> GuidePage:
    """Give a workflow that was followed, gone back in and handed up."""
    content = workflow(ways("says", "other", "done"), ways("other", "done", "escalate:supervisor"))
    row = GuideRow(
        "guide-3", "W-3", "sop-5", "SOP-005", "A card that does not work", "2.0", GuideStage.ESCALATED, "supervisor",
        NOON, "Tom Keane", NOON + timedelta(minutes=4), "Tom Keane", "", 2,
    )  # fmt: skip
    turns = (
        TurnView("says", "What does the terminal say?", "Approved", "", "Tom Keane", NOON, taken_back=True),
        TurnView("says", "What does the terminal say?", "Declined", "Say that the bank declined it", "Tom Keane",
                 NOON + timedelta(minutes=1), taken_back=False),
        TurnView("other", "Did another way work?", "No", "", "Tom Keane", NOON + timedelta(minutes=4),
                 taken_back=False),
    )  # fmt: skip
    notes = (NoteView("other", "Did another way work?", "Six pounds, table 4", "Tom Keane", NOON),)
    return GuidePage(row, content, {}, {"title": row.title}, None, turns, notes, "", "2.1", "")


def comparison() -> Comparison:
    """Give two revisions between which words, a picture, the order of steps, a duty and a limit changed."""
    old = refund()
    look, *others = old.steps
    renewed = replace(look, text="Look at the article together.", pictures=(Picture("new.svg", "The new label"),))
    new = replace(
        old, purpose="Nobody waits longer than five minutes.", steps=(*others, renewed), duties=old.duties[1:],
        limits=old.limits[:1],
    )  # fmt: skip
    return Comparison(
        new.number, new.title, revision("1.0", Status.SUPERSEDED), revision(), compare(old, new),
        picture_changes(old, new),
    )  # fmt: skip


def signed_by_two() -> Page:
    """Give a page whose revision was reviewed, waits for a second signature, and was decided about."""
    asked = NOON - timedelta(days=2)
    row = replace(
        revision("", Status.SUBMITTED),
        needed=2,
        reviewers=(
            ReviewerRow("p1", "Ben Ito", asked, Opinion.FIT, NOON, "", is_turn=True),
            ReviewerRow("p2", "Cleo", asked, Opinion.CHANGES, NOON, "", is_turn=True),
            ReviewerRow("p3", "Dora", asked, None, None, "On holiday", is_turn=False),
        ),
        decisions=(Decision("link:SOP-099", "There is no procedure SOP-099.", "It is written next week."),),
        approved_at=None, effective_from=None,
    )  # fmt: skip
    return replace(page(Status.SUBMITTED), revision=row)
