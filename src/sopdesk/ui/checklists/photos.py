"""The photos of a run's lines, small, each with its line; a press opens one large."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from sopdesk.ui import tokens
from sopdesk.ui.checklists.words import tr
from sopdesk.ui.manual.drawing import LARGE, draw
from sopdesk.ui.manual.picture import LargePicture, PictureButton
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import Flow, column
from sopdesk.views.checklists import MarkView, RunPage

SMALL = 180
"""The most pixels of a small photo, each way."""


class PhotosCard(Card):
    """Shows every photo of a run; hidden while there is none."""

    def __init__(self, times: Times, read: Callable[[str], bytes | None]) -> None:
        self.flow = Flow(tokens.GAP)
        super().__init__(self.flow, title=tr("Photos"))
        self._times, self._read = times, read
        self._shown: object = ()
        self.hide()

    def show_run(self, page: RunPage) -> None:
        """Show the photos of a run as it stands."""
        found = [
            (item.id, photo) for item in page.content.items() if item.id in page.marks
            for photo in page.marks[item.id].photos
        ]  # fmt: skip
        self.setVisible(bool(found))
        shown = (page.row.id, tuple((item, photo, page.marks[item]) for item, photo in found))
        if shown == self._shown:
            return
        self._shown = shown
        self.flow.clear()
        items = {item.id: page.words(item) for item in page.content.items()}
        for item, photo in found:
            self.flow.add(self._photo(items[item], page.marks[item], photo))
        self.flow.arrange()

    def _photo(self, line: str, mark: MarkView, photo: str) -> QWidget:
        small = draw(self._read(photo) or b"", SMALL)
        said = tr("{who}, {when}. SHA-256 {digest}…").format(
            who=mark.who, when=self._times.moment(mark.at), digest=photo[:12]
        )
        pieces: list[QWidget] = []
        if small.isNull():
            pieces.append(label(tr("[This photo cannot be shown]"), "soft"))
        else:
            shown = PictureButton(small, line)
            shown.clicked.connect(partial(self.open_large, photo, line))
            pieces.append(shown)
        pieces += [label(line, "strong"), label(said, "small")]
        whole = QWidget()
        whole.setLayout(column(*pieces, gap=tokens.HAIR))
        whole.setFixedWidth(SMALL + tokens.GAP)
        return whole

    def open_large(self, photo: str, line: str, _checked: object = None) -> None:
        """Show a photo over the whole window, with its line and its whole digest."""
        image = draw(self._read(photo) or b"", LARGE)
        over = LargePicture(self.window(), image, line, tr("{line}. SHA-256 {digest}").format(line=line, digest=photo))
        over.open()
        over.setFocus()
