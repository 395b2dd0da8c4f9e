"""What narrows the manual's list: its section and, on a press, format and kind."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.ui import tokens
from sopdesk.ui.manual.words import FORMATS, KINDS, format_word, kind_word
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.choices import Chips, Choice
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import column
from sopdesk.views.manual import SopRow

MOST_SECTIONS = 8
"""More sections than this are chosen from a list instead of chips."""


class ShelfFilters(QWidget):
    """The section, format and kind that are wanted; `more` is the button that opens the last two."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.section = Chips(name=self.tr("Section"))
        self.sections = Choice(name=self.tr("Section"))
        self.format = Chips([(each.value, format_word(each)) for each in FORMATS], name=self.tr("Format"))
        self.kind = Chips([(each.value, kind_word(each)) for each in KINDS], name=self.tr("Kind"))
        self.more = button(self.tr("Filter"), kind="choice", icon="filter")
        self.more.setCheckable(True)
        self.rest = QWidget()
        self.rest.setLayout(
            column(label(self.tr("Format"), "label"), self.format, label(self.tr("Kind"), "label"), self.kind,
                   gap=tokens.SNUG)
        )  # fmt: skip
        self.rest.hide()
        self.setLayout(column(self.section, self.sections, self.rest, gap=tokens.NEAR))
        for each in (self.section, self.sections, self.format, self.kind):
            each.changed.connect(self.changed)
        self.more.toggled.connect(self.rest.setVisible)

    def wanted(self) -> Callable[[SopRow], bool]:
        """Give what tells whether a procedure is wanted, as things are chosen now."""
        section, form, kind = self.chosen_section(), self.format.value(), self.kind.value()
        return lambda each: (
            (not section or each.section == section)
            and (not form or each.format == form)
            and (not kind or each.kind == kind)
        )

    def any_chosen(self) -> bool:
        """Tell whether anything narrows the list."""
        return bool(self.chosen_section() or self.format.value() or self.kind.value())

    def chosen_section(self) -> str:
        """Give the section that is wanted, or ""."""
        return self.sections.value() if not self.sections.isHidden() else self.section.value()

    def show_for(self, rows: tuple[SopRow, ...], *, useful: bool) -> None:
        """Offer the sections of these procedures; hide where there is nothing to narrow."""
        self._offer_sections(rows, useful=useful)
        chosen = [each for each in (self.format, self.kind) if each.value()]
        self.more.setText(self.tr("Filter ({n})").format(n=len(chosen)) if chosen else self.tr("Filter"))
        self.more.setVisible(useful and len(rows) > 1)
        self.rest.setVisible(useful and len(rows) > 1 and self.more.isChecked())

    def _offer_sections(self, rows: tuple[SopRow, ...], *, useful: bool) -> None:
        counts: dict[str, int] = {}
        for each in rows:
            counts[each.section] = counts.get(each.section, 0) + 1
        offered = [
            (name, self.tr("{section} · {n}").format(section=name or self.tr("Without section"), n=count))
            for name, count in sorted(counts.items())
        ]
        few = len(offered) <= MOST_SECTIONS
        self.section.offer(offered if few else ())
        self.section.setVisible(few and len(offered) > 1 and useful)
        self.sections.offer(() if few else (("", self.tr("Every section")), *offered))
        self.sections.setVisible(not few and useful)
