"""The card beside a checklist that says when it is due."""

from __future__ import annotations

from functools import partial

from sopdesk.domain.plan_words import in_words
from sopdesk.domain.revision import Status
from sopdesk.domain.sop import Format
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.schedule.words import tr
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import row
from sopdesk.views.manual import Page
from sopdesk.views.schedule import PlanRow


def plan_of(frame: Frame, page: Page) -> PlanRow | None:
    """Give when a checklist is due; None for what is no checklist in force today."""
    if page.content.format is not Format.CHECKLIST or page.status is not Status.EFFECTIVE or page.as_of is not None:
        return None
    return frame.workspace.schedule.row(page.id)


def when_card(frame: Frame, plan: PlanRow) -> Card:
    """Say when a checklist is due and whose task it is, what comes next, and what it proposes itself."""
    card = Card(title=tr("When"))
    card.body.setSpacing(tokens.SNUG)
    if plan.plan is None:
        card.body.addWidget(label(tr("Nobody has planned when it is due.")))
    else:
        card.body.addWidget(label(in_words(plan.plan)))
        card.body.addWidget(label(plan.role, "small"))
    if plan.next is not None:
        words = tr("Next: {when}").format(when=frame.times.moment(plan.next.due_by))
        card.body.addWidget(label(words, "small"))
    if plan.proposed not in {None, plan.plan} and plan.proposed is not None:
        card.body.addWidget(label(tr("It proposes: {words}").format(words=in_words(plan.proposed)), "small"))
    made = button(
        tr("Plan it") if plan.plan is None else tr("The plan"), partial(frame.go, "house.plan", plan.sop), icon="clock"
    )
    card.body.addLayout(row(made, None))
    return card
