"""The chips at the top of a procedure: where it stands, when its review is due, what it is and who owns it."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel

from sopdesk.ui.manual.words import format_word, kind_word, role_word, status_chip
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.labels import chip
from sopdesk.views.manual import Page


def chips_of(page: Page, times: Times) -> Iterator[QLabel]:
    """Give the chips of a page in their order."""
    content = page.content
    if page.as_of is not None:
        yield chip(_tr("As of {day}").format(day=times.day(page.as_of)), "warning")
    else:
        yield chip(*status_chip(page.status))
    if page.review_due is not None and page.as_of is None:
        day = times.day(page.review_due)
        if page.overdue:
            yield chip(_tr("Review overdue since {day}").format(day=day), "danger")
        else:
            yield chip(_tr("Review by {day}").format(day=day))
    yield chip(format_word(content.format))
    yield chip(kind_word(content.kind))
    if content.section:
        yield chip(content.section)
    if content.owner:
        yield chip(_tr("Owner: {role}").format(role=role_word(content.owner)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReaderScreen", text)
