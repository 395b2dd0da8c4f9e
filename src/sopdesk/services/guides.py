"""Following decision workflows: one question at a time, the way kept as evidence, ended in done or handed up."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sopdesk.domain import guided, guiding
from sopdesk.domain import revision as life
from sopdesk.domain.guided import Guided, GuideStage, GuideStarted, Turn
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Format, Procedure
from sopdesk.services.desk import Desk
from sopdesk.services.manual import Manual
from sopdesk.services.page import filler, prose_of, titles_of
from sopdesk.store import guides as table
from sopdesk.store.guides import GUIDES
from sopdesk.store.model import as_instant
from sopdesk.views.guided import GuidePage, GuideRow, NoteView, TurnView
from sopdesk.views.manual import SopRow

MOST = 50
"""So many escalations are looked through for one person: the newest."""


class Guides:
    """Acts and questions about guided workflows."""

    def __init__(self, desk: Desk, manual: Manual) -> None:
        """Work on one desk and its manual."""
        self._desk = desk
        self._manual = manual

    def available(self) -> tuple[SopRow, ...]:
        """Give the decision workflows in force."""
        return tuple(row for row in self._manual.in_format(Format.WORKFLOW) if row.status is life.Status.EFFECTIVE)

    def start(self, *, by: str, sop: str, incident: str = "") -> str:
        """Begin to follow a workflow by the revision in force now; give the id of the way."""
        self._desk.require(by, Right.RUN)
        now = self._desk.now()
        state = self._desk.load(sop, life.fold)
        what = guiding.start(state, number=self._desk.next_number("W", GUIDES, now), now=now, incident=incident)
        guide = self._desk.new_id("guide")
        self._desk.record(by, (guide, [what]))
        return guide

    def answer(self, *, by: str, guide: str, step: str, branch: int = guiding.ON) -> None:
        """Answer the question that is open."""
        state, content = self._open(by, guide)
        self._record(by, guide, guiding.answer(state, content, step, branch))

    def step_back(self, *, by: str, guide: str, step: str = "") -> None:
        """Go back to the question before, or to one further back on the way."""
        state, _ = self._open(by, guide)
        self._record(by, guide, [guiding.step_back(state, step)])

    def note(self, *, by: str, guide: str, step: str, text: str) -> None:
        """Write something down at a step."""
        state, content = self._open(by, guide)
        self._record(by, guide, [guiding.note(state, content, step, text)])

    def take_over(self, *, by: str, guide: str) -> None:
        """Take over what was handed up."""
        self._desk.require(by, Right.RUN)
        state = self._load(guide)
        stands_for = bool(self._desk.organisation().with_role(state.role, {by}))
        self._record(by, guide, [guiding.take_over(state, by, stands_for_role=stands_for)])

    def handed_up_to(self, person: str) -> tuple[GuideRow, ...]:
        """Give what waits for somebody: handed up to a role of theirs, or one below it, by somebody else."""
        with self._desk.store.reading() as connection:
            found = table.list_guides(connection, GuideStage.ESCALATED.value, MOST)
        names, organisation = self._desk.names(), self._desk.organisation()
        return tuple(
            _row(row, names) for row in found
            if row.ended_by != person and organisation.with_role(row.role, {person})
        )  # fmt: skip

    def give_up(self, *, by: str, guide: str, reason: str) -> None:
        """End it where it stands, with a reason."""
        state, _ = self._open(by, guide)
        self._record(by, guide, [guiding.give_up(state, reason=reason)])

    def rows(self, *, stage: GuideStage | None = None, limit: int = 200) -> tuple[GuideRow, ...]:
        """Give the newest guided workflows."""
        with self._desk.store.reading() as connection:
            found = table.list_guides(connection, stage.value if stage else None, limit)
        names = self._desk.names()
        return tuple(_row(row, names) for row in found)

    def page(self, guide: str) -> GuidePage:
        """Give a guided workflow with the question that is open and the way taken so far."""
        state = self._load(guide)
        began = state.started
        if began is None:
            raise Refusal("There is no such guided workflow.")
        content, names = self._revision(began), self._desk.names()
        fill = filler(self._desk.house())
        titles = titles_of(content, fill)
        newer = self._desk.load(began.sop, life.fold).in_force(self._desk.now())
        with self._desk.store.reading() as connection:
            row = table.one(connection, guide)
        return GuidePage(
            _row(row, names), content, prose_of(content, fill), titles, content.step(state.at),
            tuple(_turn(each, titles, names) for each in state.turns),
            tuple(
                NoteView(step, titles.get(f"step:{step}", ""), text, names.get(stamp.actor, ""), stamp.at)
                for step, text, stamp in state.notes
            ),
            state.given_up, newer.label if newer is not None and newer.digest != began.digest else "", began.incident,
        )  # fmt: skip

    def summary(self, guide: str) -> str:
        """Tell the way taken so far in plain lines, for whoever takes over and for an incident."""
        page = self.page(guide)
        lines = [f"{page.row.number}: {page.titles['title']} ({page.row.sop_number}, revision {page.row.label})"]
        lines += [f"{n}. {each.question} – {each.answer}" for n, each in enumerate(page.way(), 1)]
        lines += [f"Noted: {each.text}" for each in page.notes]
        if page.at is not None:
            lines.append(f"Open: {page.titles.get(f'step:{page.at.id}', page.at.title)}")
        return "\n".join(lines)

    def _load(self, guide: str) -> Guided:
        return self._desk.load(guide, guided.fold)

    def _open(self, by: str, guide: str) -> tuple[Guided, Procedure]:
        self._desk.require(by, Right.RUN)
        state = self._load(guide)
        if state.started is None:
            raise Refusal("There is no such guided workflow.")
        return state, self._revision(state.started)

    def _record(self, by: str, guide: str, events: Sequence[object]) -> None:
        if events:
            self._desk.record(by, (guide, events))

    def _revision(self, began: GuideStarted) -> Procedure:
        revision = self._desk.load(began.sop, life.fold).of_digest(began.digest)
        if revision is None:
            raise Refusal("That revision is not in this desk.")
        return revision.content


def _turn(turn: Turn, titles: dict[str, str], names: dict[str, str]) -> TurnView:
    answer = titles.get(f"branch:{turn.step}:{turn.branch}", "Done, went on")
    return TurnView(
        turn.step, titles.get(f"step:{turn.step}", turn.step), answer,
        titles.get(f"action:{turn.step}:{turn.branch}", ""), names.get(turn.stamp.actor, ""), turn.stamp.at,
        turn.taken_back is not None,
    )  # fmt: skip


def _row(row: Any, names: dict[str, str]) -> GuideRow:  # noqa: ANN401 - a table's row
    return GuideRow(
        row.subject, row.number, row.sop, row.sop_number, row.title, row.label, GuideStage(row.stage), row.role,
        datetime.fromisoformat(row.started_at), names.get(row.started_by, ""), as_instant(row.ended_at),
        names.get(row.ended_by or "", ""), names.get(row.taken_over_by or "", ""), row.answers,
    )  # fmt: skip
