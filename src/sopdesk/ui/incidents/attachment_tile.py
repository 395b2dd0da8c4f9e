"""One attachment: a small picture or an icon, what is known of it beside that, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from sopdesk.domain.attachment import Hidden, TimeFrom
from sopdesk.domain.attachment_words import HIDDEN, PAGED, READABLE, WAYS, is_picture, kind_words, size_words
from sopdesk.ui import style, tokens
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.manual.picture import PictureButton
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.labels import chip, icon_label, label
from sopdesk.ui.widgets.rows import column, row
from sopdesk.views.attachments import AttachmentView

SMALL = 160
"""The most pixels of a small picture, each way."""
SHORT = 12
"""So many signs of a digest are shown; a press shows all of them."""


class TileActs(Protocol):
    """What can be done with an attachment."""

    def open_file(self, each: AttachmentView) -> None:
        """Show it large, or read it."""

    def save_copy(self, each: AttachmentView) -> None:
        """Save a copy of it."""

    def correct(self, each: AttachmentView) -> None:
        """Say something else about it."""


class AttachmentTile(QWidget):
    """Shows one attachment; `may_save` and `may_correct` say what is offered."""

    def __init__(
        self, each: AttachmentView, image: QImage | None, times: Times, acts: TileActs, *, may_save: bool,
        may_correct: bool,
    ) -> None:  # fmt: skip
        super().__init__()
        self.shown, self._acts = each, acts
        lines = column(label(each.name, "strong"), gap=tokens.HAIR)
        if each.description:
            lines.addWidget(label(each.description))
        if each.about:
            lines.addWidget(label(tr("About: {about}").format(about=each.about), "soft"))
        for said in facts(each, times):
            lines.addWidget(label(said, "small"))
        lines.addLayout(row(*self._chips(), None, gap=tokens.HAIR))
        if not each.withheld:
            lines.addLayout(row(*self._offers(may_save=may_save, may_correct=may_correct), None, gap=tokens.HAIR))
        lines.addStretch(1)
        whole = row(column(self._seen(image), None), lines, gap=tokens.GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setAccessibleName(each.name)

    def _seen(self, image: QImage | None) -> QWidget:
        place = QWidget()
        place.setFixedWidth(style.size(SMALL))
        if image is None or image.isNull():
            icon = "photo" if is_picture(self.shown.media_type) else "note"
            place.setLayout(row(icon_label(icon, "text_soft", tokens.TARGET), None))
        else:
            self.picture = PictureButton(image, self.shown.description or self.shown.name)
            self.picture.clicked.connect(self._open)
            place.setLayout(row(self.picture, None))
        return place

    def _chips(self) -> list[QWidget]:
        if self.shown.erased:
            return [chip(tr("erased"), "danger")]
        if self.shown.hidden in {Hidden.KEPT, Hidden.UNKNOWN}:
            return [chip(tr(HIDDEN[self.shown.hidden]), "warning")]
        return [chip(tr(HIDDEN[Hidden.REMOVED]))] if self.shown.hidden is Hidden.REMOVED else []

    def _offers(self, *, may_save: bool, may_correct: bool) -> list[QWidget]:
        each, offers = self.shown, list[QWidget]()
        if each.media_type in (*READABLE, PAGED) and not each.erased:
            offers.append(self._offer(tr("Read"), self._open, "manual"))
        if may_save and not each.erased:
            offers.append(self._offer(tr("Save a copy"), self._save, "export"))
        if may_correct:
            offers.append(self._offer(tr("Correct"), self._correct, "edit"))
        return offers

    def _offer(self, words: str, do: Callable[[], object], icon: str) -> QWidget:
        made = button(words, do, kind="quiet", icon=icon)
        made.setAccessibleName(tr("{act}: {name}").format(act=words, name=self.shown.name))
        return made

    def _open(self, _checked: object = None) -> None:
        self._acts.open_file(self.shown)

    def _save(self) -> None:
        self._acts.save_copy(self.shown)

    def _correct(self) -> None:
        self._acts.correct(self.shown)


def facts(each: AttachmentView, times: Times) -> list[str]:
    """Say what an attachment is, how it came, when it was made and added, and its digest."""
    what = tr("{kind}, {size}, {way}").format(
        kind=tr(kind_words(each.media_type)), size=size_words(each.size), way=tr(WAYS[each.way])
    )
    said = [what]
    if each.captured_at is not None:
        by_camera = each.time_from is TimeFrom.CAMERA
        made = tr("Made {moment} by the camera's clock") if by_camera else tr("Made {moment} by the date of the file")
        said.append(made.format(moment=times.moment(each.captured_at)))
    said.append(tr("Added by {who}, {moment}").format(who=each.who, moment=times.moment(each.added_at)))
    said.append(tr("SHA-256 {digest}…").format(digest=each.digest[:SHORT]))
    return said
