"""What the procedure says at a step of a run: its warnings, always; the rest, such as text and tips, on a press."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from sopdesk.domain.prose import Block, Paragraph, Span
from sopdesk.domain.sop import Step
from sopdesk.ui import tokens
from sopdesk.ui.checklists.words import tr
from sopdesk.ui.manual.picture import PictureView
from sopdesk.ui.manual.steps import Callout
from sopdesk.ui.widgets.prose import ProseView
from sopdesk.ui.widgets.rows import column
from sopdesk.views.checklists import RunPage
from sopdesk.views.manual import Page

if TYPE_CHECKING:
    from sopdesk.ui.frame import Frame

OUTSIDE = ("http:", "https:", "mailto:")


class Telling:
    """Tells each step in the words of the revision that the run keeps, whatever is in force by now."""

    def __init__(self, frame: Frame, read: Callable[[str], object]) -> None:
        self._frame, self._read = frame, read
        self._manual = frame.workspace.manual
        self._of: tuple[str, str] | None = None
        self._page: Page | None = None

    def turn_to(self, run: RunPage) -> None:
        """Tell the steps of another run; its procedure is read when something is told."""
        self._of, self._page = (run.row.sop, run.revision), None

    def warnings(self, step: Step) -> list[QWidget]:
        """Give the warnings of a step."""
        return [self._callout("warning", tr("Warning"), f"warning:{step.id}:{n}") for n in range(len(step.warnings))]

    @staticmethod
    def has_more(step: Step) -> bool:
        """Tell whether more is said at a step than its lines and warnings."""
        return bool(step.text or step.pictures or step.tips or step.evidence)

    def more(self, step: Step) -> QWidget:
        """Give what else is said at a step: text, pictures, tips, what is to be kept."""
        pieces: list[QWidget] = []
        if blocks := self._prose(f"step:{step.id}"):
            text = ProseView(self._manual.picture, name=step.title)
            text.set_blocks(blocks)
            text.followed.connect(self.follow)
            pieces.append(text)
        pieces += [PictureView(each, self._manual.picture(each.source)) for each in step.pictures]
        pieces += [self._callout("tip", tr("Tip"), f"tip:{step.id}:{n}") for n in range(len(step.tips))]
        if step.evidence:
            kept = (Paragraph((Span(step.evidence),)),)
            pieces.append(Callout("evidence", tr("Keep as evidence"), kept, self.follow))
        whole = QWidget()
        inside = column(*pieces, gap=tokens.SNUG)
        inside.setContentsMargins(0, tokens.SNUG, tokens.SNUG, tokens.SNUG)
        whole.setLayout(inside)
        return whole

    def follow(self, link: str) -> None:
        """Go where a link leads: to a step of this revision, to another procedure, or out of the desk."""
        if link.startswith(OUTSIDE):
            QDesktopServices.openUrl(QUrl(link))
            return
        number, _, step = link.partition("#")
        page = self._told()
        if page is None or number in {"", page.content.number}:
            self._read(step)
            return
        sop = self._manual.find_number(number)
        if sop is None:
            self._frame.say(tr("There is no procedure {number} in this manual.").format(number=number))
        else:
            self._frame.go("manual.page", sop, **({"step": step} if step else {}))

    def _callout(self, kind: str, word: str, key: str) -> Callout:
        return Callout(kind, word, self._prose(key), self.follow)

    def _prose(self, key: str) -> Sequence[Block]:
        page = self._told()
        return page.prose.get(key, ()) if page is not None else ()

    def _told(self) -> Page | None:
        if self._page is None and self._of is not None:
            self._page = self._manual.page_of_digest(*self._of)
        return self._page
