"""“May I …?”: a question in one's own words, answered large, for oneself or for a role."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from sopdesk.domain.authority import Answer, Rule
from sopdesk.ui import role_names, tokens
from sopdesk.ui.authority.answer import AnswerCard
from sopdesk.ui.authority.record import record_use
from sopdesk.ui.authority.words import place_of
from sopdesk.ui.frame import Frame
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.choices import Choice
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.authority import Reply
from sopdesk.views.people import PersonView


class MayScreen(Screen):
    """text= is the question; or `id` (a procedure) and perhaps step= show what may be done by its limits."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("May I …?"), self.tr("What the limits in force say, in your own words"))
        self.add_act(self.tr("All limits, and what was used today"), lambda: frame.go("manual.authority"), icon="step")
        self._visit: tuple[object, ...] = ()
        self._answer: Answer | None = None
        self.question = QLineEdit()
        self.question.setAccessibleName(self.tr("Question"))
        self.question.setPlaceholderText(self.tr("may I refund 40 without receipt"))
        self.role = Choice(name=self.tr("For whom"))
        self.reference = QLineEdit()
        self.reference.setAccessibleName(self.tr("Customer, table or receipt"))
        self.reference.setPlaceholderText(self.tr("Table 4"))
        self.said = label("", "strong")
        self.answers = column(gap=tokens.NEAR)
        self.nearest = LinesView(self.tr("What comes nearest"))
        self.nearest.chosen.connect(self._take)
        self._pause = QTimer(self, singleShot=True, interval=tokens.KEYSTROKE)
        self._pause.timeout.connect(self._ask)
        self._lay_out_body()
        for each in (self.question, self.reference):
            each.textEdited.connect(lambda _text: self._pause.start())
            each.returnPressed.connect(self._ask)
        self.role.changed.connect(lambda _role: self._ask())

    def refresh(self) -> None:
        """Ask again, for whoever is here."""
        visit = (self.id, dict(self.more), self.frame.here)
        new = visit != self._visit
        if new:
            self._visit = visit
            self.question.setText(self.more.get("text", ""))
        self._offer_roles()
        self._ask()
        if new and self.more.get("record") and self._answer is not None:
            self.record(self._answer)

    def take_focus(self) -> None:
        """Put the keyboard into the question."""
        self.question.setFocus()

    def read(self, answer: Answer) -> None:
        """Go to the step that an answer comes from."""
        rule = answer.source
        if rule is not None:
            self.frame.go("manual.page", rule.sop, **({"step": rule.limit.step} if rule.limit.step else {}))

    def record(self, answer: Answer) -> None:
        """Record that the authority was used."""
        record_use(self, answer, reference=self.reference.text())

    def _ask(self) -> None:
        self._pause.stop()
        self._answer = None
        clear(self.answers)
        text = self.question.text().strip()
        if text:
            self._show(
                self.workspace.authority.ask(
                    text, person=self._whom(), role=self.role.value(), reference=self.reference.text()
                )
            )
        elif self.id:
            self._show_limits_of(self.id, self.more.get("step", ""))
        else:
            self._say(self.tr("Ask as you would ask a colleague: what, how much, and what is missing."), ())

    def _whom(self) -> PersonView | None:
        """Give whoever is answered for, None where a role is chosen."""
        return None if self.role.value() else self.person

    def _show(self, reply: Reply) -> None:
        self._answer = reply.answers[0] if reply.clear else None
        if reply.answers:
            self._say("" if reply.clear else self.tr("That may mean several things:"), ())
        else:
            said = self.tr("No limit fits these words. Ask whoever leads the shift, or look at what comes nearest:")
            self._say(said, reply.nearest)
        self._add(reply)

    def _show_limits_of(self, sop: str, step: str) -> None:
        rules = [each for each in self.workspace.authority.rules() if each.sop == sop]
        here = [each for each in rules if not step or each.limit.step == step] or rules
        actions = dict.fromkeys(each.limit.action for each in here)
        self._say(self.tr("What {number} says:").format(number=here[0].number) if here else
                  self.tr("This procedure sets no limits: do what its steps say."), ())  # fmt: skip
        for action in actions:
            self._add(
                self.workspace.authority.answer(
                    action, person=self._whom(), role=self.role.value(), reference=self.reference.text()
                )
            )

    def _add(self, reply: Reply) -> None:
        for each in reply.answers:
            self.answers.addWidget(AnswerCard(each, reply, read=self.read, record=self.record))

    def _say(self, words: str, nearest: tuple[Rule, ...]) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self.nearest.set_lines(
            Line(each.limit.action, place_of(each), icon="answer", data=each) for each in nearest
        )  # fmt: skip
        self.nearest.setVisible(bool(nearest))
        self.nearest.setFixedHeight(sum(self.nearest.sizeHintForRow(n) for n in range(len(nearest))) + tokens.GAP)

    def _take(self, rule: object) -> None:
        if isinstance(rule, Rule):
            self.question.setText(rule.limit.action)
            self._ask()

    def _offer_roles(self) -> None:
        here = self.person
        mine = self.tr("Me: {name}").format(name=here.name) if here else self.tr("Whoever stands at the counter")
        self.role.offer([("", mine), *role_names.choices()])

    def _lay_out_body(self) -> None:
        whom = column(label(self.tr("For whom"), "label"), self.role, gap=tokens.HAIR)
        customer = column(label(self.tr("Customer, table or receipt"), "label"), self.reference, gap=tokens.HAIR)
        both = row(whom, customer, gap=tokens.GAP)
        self.body.addWidget(self.question)
        self.body.addLayout(both)
        self.body.addWidget(self.said)
        self.body.addWidget(self.nearest)
        self.body.addLayout(self.answers)
