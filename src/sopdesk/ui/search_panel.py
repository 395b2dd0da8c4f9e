"""The results under the search field, while somebody types."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import cast

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from sopdesk.domain.refusal import Refusal
from sopdesk.domain.scan_code import holds_scan
from sopdesk.ui import style, tokens
from sopdesk.ui.authority.group import MayAsked, MayGroup
from sopdesk.ui.frame import Frame
from sopdesk.ui.looking_back import LookingBack
from sopdesk.ui.places import PLACES
from sopdesk.ui.top_bar import SearchField
from sopdesk.ui.unanswered import Unanswered
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.labels import chip, label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.ui.widgets.rows import column, row
from sopdesk.views.today import Found, FoundAll

ICONS = {"procedure": "manual", "step": "step", "answer": "answer", "handover": "note", "incident": "incidents"}
PAGES = {"handover": "checklists.handover", "incident": "incidents.file"}
"""Where what is found is shown; all else is in the manual."""
OF_EACH = 6
"""How many results of each kind are shown."""
MOST_ACTIONS = 3
_AGAIN = 300
"""How soon (ms) is searched again while the search is being made ready."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do that search finds by its words."""

    words: str
    icon: str
    do: Callable[[], object]


class SearchPanel(QFrame):
    """Grouped results with the matching words marked; the keyboard stays in the search field."""

    def __init__(self, frame: Frame, field: SearchField) -> None:
        super().__init__(field.window())
        self._over = field.window()
        self.setProperty("kind", "floating")
        self.setAccessibleName(self.tr("Search results"))
        self._frame = frame
        self._field = field
        self.results = LinesView(self.tr("Search results"), kind="bare")
        self.results.chosen.connect(self._open)
        self.past = chip("", "warning")
        self.nothing = label("", "soft")
        self.suggestion = button("", self._take_suggestion, kind="quiet")
        self.suggestion.setProperty("align", "left")
        self.may = MayGroup(frame, self._done)
        inside = column(
            row(self.past, None), self.may, self.suggestion, self.nothing, self.results, gap=tokens.HAIR
        )  # fmt: skip
        inside.setContentsMargins(tokens.SNUG, tokens.SNUG, tokens.SNUG, tokens.SNUG)
        self.setLayout(inside)
        self._actions = self._all_actions()
        self._meant = ""
        self.unanswered = Unanswered(frame)
        self.looking_back = LookingBack(frame)
        self.looking_back.ready.connect(self._search_again)
        self._pause = QTimer(self, singleShot=True, interval=tokens.KEYSTROKE)
        self._pause.timeout.connect(self.search)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN)
        self._again.timeout.connect(self._search_again)
        field.textChanged.connect(self._typed)
        field.moved.connect(self.results.go_on)
        field.entered.connect(self.take)
        field.left.connect(self.leave)
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._follow_keyboard)
        self.hide()

    def search(self) -> None:
        """Ask for what is typed, and show what is found."""
        self._pause.stop()
        text = self._field.text().strip()
        if not text:
            self.hide()
            return
        finder = self._frame.workspace.finder
        as_of = self._frame.as_of()
        self.may.show_for(text)
        self.show_found(finder.search(text, person=self._frame.person, limit=OF_EACH, as_of=as_of))

    def show_found(self, found: FoundAll) -> None:
        """Show results: the best is chosen already."""
        actions = [each for each in self._actions if found.text.casefold() in each.words.casefold()][:MOST_ACTIONS]
        self.results.set_lines([*self.may.lines(), *self._grouped(found), *self._action_lines(actions)])
        self.results.begin()
        empty = not found.found and not actions and not self.may.lines()
        self._show_past()
        self.unanswered.look_at(found, answered=not empty)
        if found.ready:
            self.nothing.setText(self.tr("Nothing in the manual says “{words}”.").format(words=found.text))
        else:
            self.nothing.setText(self.tr("The search is being made ready. What is found appears here in a moment."))
            self._again.start()
        self.nothing.setVisible(empty or not found.ready)
        self.results.setVisible(not empty)
        self._meant = found.did_you_mean
        self.suggestion.setText(self.tr("Did you mean “{words}”?").format(words=found.did_you_mean).replace("&", "&&"))
        self.suggestion.setVisible(bool(found.did_you_mean))
        self.place()
        self.show()
        self.raise_()

    def take(self) -> None:
        """Open what the keyboard is on, or what was scanned; search first when the last letter was typed just now."""
        if holds_scan(self._field.text()):
            self._open_scan(self._field.text())
            return
        if self._pause.isActive():
            self.search()
        if self.isVisible():
            self.unanswered.count()
            self.results.choose()

    def leave(self) -> None:
        """Close the results; a second time empties the field."""
        if self.isVisible():
            self.hide()
        else:
            self._field.clear()

    def place(self) -> None:
        """Lie right under the field, as wide as it and as high as the results need."""
        window = self._over
        corner = self._field.mapTo(window, self._field.rect().bottomLeft())
        count = self.results.lines.rowCount()
        rows = sum(self.results.sizeHintForRow(number) for number in range(count))
        most = window.height() - corner.y() - tokens.AWAY
        width = min(max(self._field.width(), style.size(560)), window.width() - corner.x() - tokens.GAP)
        extra = sum(
            each.sizeHint().height() + tokens.HAIR
            for each in (self.past, self.suggestion, self.nothing)
            if each.isVisibleTo(self)
        )
        extra += self.may.height_for(width - 2 * tokens.SNUG)
        self.setGeometry(corner.x(), corner.y() + tokens.HAIR, width, min(rows + extra + 2 * tokens.SNUG + 8, most))

    def _follow_keyboard(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now is not self._field and not self.isAncestorOf(now):
            self.hide()

    def _typed(self, text: str) -> None:
        if holds_scan(text):  # a scanner is typing: nothing of it is looked for
            self._pause.stop()
            self.hide()
        elif text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self.unanswered.forget()
            self.hide()

    def _search_again(self) -> None:
        if self.isVisible():
            self.search()

    def _open_scan(self, text: str) -> None:
        """Open the procedure whose code was scanned; say what is wrong with the paper, or why nothing opens."""
        self._field.clear()
        try:
            found = self._frame.workspace.copies.scanned(text)
        except Refusal as no:
            self._frame.say(no.sentence)
            return
        self._field.clearFocus()
        self._frame.look_back(None)  # whoever holds a paper asks what counts now
        more = {"scanned": found.sentence, "copy": found.copy} if found.sentence else {}
        self._frame.go("manual.page", found.sop, by="scan", **more)

    def _take_suggestion(self) -> None:
        self._field.setText(self._meant)
        self._field.setFocus()
        self.search()

    def _grouped(self, found: FoundAll) -> Iterator[Line]:
        words = _group_words()
        for group, word in words.items():
            lines = [each for each in found.found if each.group == group]
            if lines:
                yield Line(word, heading=True)
            for each in lines:
                snippet = " ".join(each.snippet.split())
                kept = snippet == each.snippet
                yield Line(
                    each.title, snippet, note=each.context, chip=self._late(each),
                    chip_kind="danger", icon=ICONS.get(each.group, "manual"),
                    title_marks=each.title_marks, detail_marks=each.snippet_marks if kept else (), data=each,
                )  # fmt: skip

    def _action_lines(self, actions: list[Action]) -> Iterator[Line]:
        if actions:
            yield Line(self.tr("Do"), heading=True)
        for each in actions:
            yield Line(each.words, icon=each.icon, data=each)

    def _all_actions(self) -> list[Action]:
        frame = self._frame
        go = self.tr("Go to {place}")
        return [
            Action(self.tr("Log incident"), "incidents", lambda: frame.go("incidents.log")),
            Action(self.tr("Hand over"), "note", lambda: frame.go("checklists.hand_over")),
            Action(self.tr("Hand-over book"), "history", lambda: frame.go("checklists.handovers")),
            *(
                Action(
                    go.format(place=QCoreApplication.translate("Rail", place.word)),
                    place.icon,
                    partial(frame.go, place.name),
                )
                for place in PLACES
            ),
        ]

    def _late(self, found: Found) -> str:
        """Say on a procedure, not on each of its steps, that its review is overdue."""
        return self.tr("Review overdue") if found.overdue and found.group == "procedure" else ""

    def _show_past(self) -> None:
        day = self._frame.day
        self.past.setVisible(day is not None)
        if day is not None:
            self.past.setText(self.tr("PAST: as of {day}").format(day=self._frame.times.day(day)))

    def _done(self) -> None:
        self.hide()
        self._field.clear()
        self._field.clearFocus()  # the page takes the keyboard, so that arrows and Page Down read on

    def _open(self, chosen: Found | Action | MayAsked) -> None:
        self._done()
        if isinstance(chosen, MayAsked):
            self._frame.look_back(None)
            self._frame.go("manual.may", text=chosen.text)
        elif isinstance(chosen, Action):
            chosen.do()
        elif chosen.group in PAGES:
            self._frame.go(PAGES[chosen.group], chosen.sop)
        elif chosen.step:
            self._frame.go("manual.page", chosen.sop, step=chosen.step)
        else:
            self._frame.go("manual.page", chosen.sop)


def _group_words() -> dict[str, str]:
    def tr(text: str) -> str:
        return QCoreApplication.translate("SearchPanel", text)

    return {
        "procedure": tr("Procedures"),
        "step": tr("Steps"),
        "answer": tr("Answers"),
        "handover": tr("Hand-overs"),
        "incident": tr("Incidents"),
    }
