"""One procedure as a document of its own."""

from collections.abc import Iterator
from dataclasses import replace

from reportlab.platypus import Flowable, KeepTogether, Spacer

from sopdesk.domain.revision import Status
from sopdesk.pdf.boxes import Box, Signing, digest, signature
from sopdesk.pdf.control import control_of
from sopdesk.pdf.page import Running, Sheet
from sopdesk.pdf.pictures import Pictures
from sopdesk.pdf.procedure_text import history, procedure_text
from sopdesk.pdf.prose import Setting
from sopdesk.pdf.style import BODY, CONTROLLED, EYEBROW, PART, SMALL, STATUS, TITLE, WIDTH
from sopdesk.pdf.table import Cell, pairs
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_day, as_minute
from sopdesk.pdf.words import FORMATS, KINDS, NOT_IN_FORCE, capital, role_name
from sopdesk.views.copies import CopyMark
from sopdesk.views.manual import Page, ReviewerRow
from sopdesk.views.trail import Printing


def print_procedure(
    page: Page, printing: Printing, pictures: Pictures | None = None, copy: CopyMark | None = None
) -> bytes:
    """Give one procedure as a PDF: title block, text, approval, history; as a controlled copy or uncontrolled."""
    zone = printing.house.zone
    setting = Setting(pictures or {}, printing.house.currency)
    running = replace(running_of(page, zone), control=control_of(page.content.number, page.revision, copy))
    sheet = Sheet(running, printing, title=f"{page.content.number} {title_of(page)}")
    return sheet.print_story([
        *title_block(page, zone),
        *_copy_block(copy, printing),
        *procedure_text(page, setting),
        *approval(page, zone),
        *history(page, zone),
    ])  # fmt: skip


def _copy_block(copy: CopyMark | None, printing: Printing) -> Iterator[Flowable]:
    """Say on the first page of a controlled copy whose it is, and what becomes of it."""
    if copy is None:
        return
    day = as_day(printing.printed_at, printing.house.zone)
    words = (
        Span(f"Controlled copy {copy.number}", bold=True),
        Span(f" for {copy.whereabouts}, issued by {copy.issued_by} on {day}. It is recorded at the desk. When it is "
             "called in, bring it back; do not copy it."),
    )  # fmt: skip
    yield Box(CONTROLLED, [paragraph(words, BODY)])


def title_of(page: Page) -> str:
    """Give the title as the house reads it."""
    return page.titles.get("title", page.content.title)


def running_of(page: Page, zone: str) -> Running:
    """Give the header of a procedure's pages: number, title, revision, status."""
    label = page.revision.label or f"proposal {page.revision.proposal}"
    day = f", as of {as_day(page.as_of, zone)}" if page.as_of else ""
    alert = page.status is not Status.EFFECTIVE
    return Running(page.content.number, title_of(page), f"Revision {label} · {page.status.value}{day}", alert)


def title_block(page: Page, zone: str) -> list[Flowable]:
    """Give number, title and the facts that a reader needs to trust the page."""
    content, revision = page.content, page.revision
    left: list[tuple[str, Cell]] = [
        ("Revision", revision.label or f"proposal {revision.proposal}"),
        ("Status", (Span(capital(page.status.value), bold=True),)),
        ("Effective from", as_minute(revision.effective_from, zone) if revision.effective_from else "—"),
        ("Review due", f"{as_day(page.review_due)}{', overdue' if page.overdue else ''}" if page.review_due else "—"),
    ]
    right: list[tuple[str, Cell]] = [
        ("Owner", role_name(content.owner)),
        ("Section", content.section or "—"),
        ("Kind", f"{KINDS[content.kind]} · {FORMATS[content.format]}"),
        ("Channels", ", ".join(content.channels) or "—"),
        *([("When", content.when)] if content.when else []),
    ]
    return [
        paragraph(content.number, EYEBROW),
        paragraph(title_of(page), TITLE),
        *_standing(page, zone),
        pairs(left, right, WIDTH),
        Spacer(0, 4),
    ]


def _standing(page: Page, zone: str) -> Iterator[Flowable]:
    """Say unmistakably when this is not what counts today."""
    if page.status in NOT_IN_FORCE:
        words = (Span(f"{page.status.value.upper()}. ", bold=True, colour="#9a3412"), Span(NOT_IN_FORCE[page.status]))
        yield Box(STATUS, [paragraph(words, BODY)])
    if page.as_of is not None:
        yield Box(STATUS, [paragraph(f"This is the procedure as it stood on {as_minute(page.as_of, zone)}.", BODY)])


def approval(page: Page, zone: str, *, on_paper: bool = True) -> list[Flowable]:
    """Give who wrote and who approved the revision, the digest of its text, and perhaps a line to sign on paper."""
    revision = page.revision
    written = f"Written by {revision.author}, handed in {as_minute(revision.submitted_at, zone)}."
    source = f" Imported from {revision.imported_from}." if revision.imported_from else ""
    found: list[Flowable] = [paragraph("Approval", PART), paragraph(written + source, BODY)]
    found += [paragraph(_reviewed(each, zone), BODY) for each in revision.reviewers]
    for signed in revision.signatures:
        found += signature(signed, zone)
    missing = revision.needed - len(revision.signatures)
    if missing > 0 and revision.signatures:
        found.append(paragraph(f"It takes {revision.needed} approvals; {missing} to come.", BODY))
    if not revision.signatures:
        found += [
            paragraph("Nobody has approved this revision.", BODY),
            paragraph("Digest of the text", SMALL),
            digest(revision.digest),
        ]
    if revision.decisions:
        found.append(paragraph("Approved all the same:", BODY))
    found += [paragraph(f"{each.sentence} Reason: {each.reason}", SMALL) for each in revision.decisions]
    if on_paper:
        approver = revision.approver or "name"
        found.append(Signing((f"Approved by ({approver[:60]})", "Signature on paper", "Date")))
    return [KeepTogether(found)]


def _reviewed(each: ReviewerRow, zone: str) -> str:
    if each.said_at is not None and each.opinion is not None:
        return f"Reviewed by {each.name}, {as_minute(each.said_at, zone)}: {each.opinion}."
    why = f"excused: {each.excused_reason}." if each.excused_reason else "not answered yet."
    return f"{each.name} was asked to review it; {why}"
