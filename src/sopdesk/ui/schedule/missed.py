"""What was missed, newest first, and how it came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sopdesk.ui.frame import Frame
from sopdesk.ui.leads import say_why
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.choices import Chips
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.views.schedule import MissedView

SPANS = ("7", "31", "366")


class MissedScreen(Screen):
    """A press on a missed check asks how it came; it stays missed. `id`: of one checklist alone."""

    scrolls = False

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("What was missed"), self.tr("Nobody had begun it in time; it stays in the record"))
        words = (self.tr("A week"), self.tr("A month"), self.tr("A year"))
        self.span = Chips(tuple(zip(SPANS, words, strict=True)), name=self.tr("How far back"), needed=True)
        self.span.set_value(SPANS[1])
        self.span.changed.connect(lambda _value: self.refresh())
        self.list = LinesView(self.tr("What was missed"))
        self.list.chosen.connect(self._chosen)
        self.empty = EmptyState(
            "check",
            self.tr("Nothing was missed"),
            self.tr("Every check of this time was begun before it was too late."),
        )
        self.body.addWidget(self.span)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)

    def refresh(self) -> None:
        """Ask for what was missed."""
        today = self.workspace.hours.today()
        first = today - timedelta(days=int(self.span.value()))
        found = self.workspace.schedule.missed(first, today, sop=self.id)
        self.list.set_lines(list(self._lines(found)))
        self.list.setVisible(bool(found))
        self.empty.setVisible(not found)

    def _chosen(self, data: object) -> None:
        if isinstance(data, MissedView) and data.explained:
            said = self.tr("{who}: “{words}”").format(who=data.explained_by, words=data.explained)
            self.message.note(f"{data.title}: {said}", self.tr("Say more"), lambda: say_why(self, data.id, data.title))
        elif isinstance(data, MissedView):
            say_why(self, data.id, data.title)

    def _lines(self, found: tuple[MissedView, ...]) -> Iterator[Line]:
        day = ""
        for each in found:
            words = self.frame.times.weekday(each.due_by)
            if words != day:
                day = words
                yield Line(words, heading=True)
            yield self._line(each)

    def _line(self, each: MissedView) -> Line:
        said = each.explained
        who = self.tr("{number} · {role}").format(number=each.number, role=each.role)
        detail = f"{who} · {self.tr('{who}: “{words}”').format(who=each.explained_by, words=said)}" if said else who
        chip = self.tr("done later") if each.run else ""
        note = self.tr("due by {time}").format(time=self.frame.times.clock(each.due_by))
        act = "" if said else self.tr("Say why")
        return Line(each.title, detail, chip, "plain", note, act, icon="incidents", data=each)
