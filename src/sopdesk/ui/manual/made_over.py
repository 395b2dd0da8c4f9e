"""Beginning a draft from a procedure that is there: as a copy, or made over into another format."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from sopdesk.domain.conversion import conversions
from sopdesk.domain.person import Right
from sopdesk.domain.sop import Format
from sopdesk.ui.manual.words import format_word
from sopdesk.views.manual import Page

if TYPE_CHECKING:
    from sopdesk.ui.frame import Frame


def offer_drafts(menu: QMenu, frame: Frame, page: Page) -> None:
    """Put into a menu what a new procedure can be begun with from this page."""
    own, *others = conversions(page.content)
    copy = QCoreApplication.translate("MadeOver", "Write a copy of it")
    menu.addAction(copy).triggered.connect(partial(_write, frame, page.id, own))
    matrix = QCoreApplication.translate("MadeOver", "Import responsibilities")
    menu.addAction(matrix).triggered.connect(partial(_go_matrix, frame, page.id))
    for each in others:
        made = QCoreApplication.translate("MadeOver", "Write it as: {format}").format(format=format_word(each))
        menu.addAction(made).triggered.connect(partial(_write, frame, page.id, each))


def _go_matrix(frame: Frame, sop: str, _checked: bool = False) -> None:  # noqa: FBT002 - a signal's bool
    frame.go("house.import_matrix", sop)


def _write(frame: Frame, sop: str, which: Format, _checked: bool = False) -> None:  # noqa: FBT002 - a signal's bool
    more = {"from": sop, "as": which.value}
    frame.require_person(lambda _who: frame.go("manual.editor", **more), right=Right.WRITE)
