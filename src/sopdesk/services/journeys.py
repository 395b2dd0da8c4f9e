"""The customer's journeys: drawing them, and showing them with their procedures and gaps."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

from sopdesk.domain import journey
from sopdesk.domain.journey import Journey, JourneyRetired, JourneyRevision, Stage, Touchpoint
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.role import Roles
from sopdesk.interchange import journey_table
from sopdesk.services.desk import Desk
from sopdesk.services.journey_links import JourneyLinks, Linked
from sopdesk.services.page import filler
from sopdesk.store import drafts as drafts_table
from sopdesk.store import journeys as table
from sopdesk.views.drawing import Drawing
from sopdesk.views.journeys import CardView, JourneyPage, JourneyRevisionRow, JourneyRow, StageView

LARGEST_FILE = 1_000_000
"""How many bytes a table of touchpoints has at most."""


def _filled(card: Touchpoint, fill: Callable[[str], str]) -> Touchpoint:
    """Give a touchpoint with the house's name and contacts where its words ask for them."""
    return replace(card, title=fill(card.title), standard=fill(card.standard))


def _kept_key(by: str, journey_id: str) -> str:
    return f"journey/{journey_id}/{by}"


class Journeys:
    """Acts and questions about customer journeys."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk
        self._links = JourneyLinks(desk)

    def rows(self) -> tuple[JourneyRow, ...]:
        """Give the journeys that are of use, by name."""
        with self._desk.store.reading() as connection:
            rows = table.list_journeys(connection)
        return tuple(
            JourneyRow(row.subject, row.title, row.revisions, datetime.fromisoformat(row.revised_at)) for row in rows
        )

    def page(self, journey_id: str, *, number: int | None = None) -> JourneyPage:
        """Give a journey as it is now, or one revision of it, numbered from 1."""
        state = self._load(journey_id)
        at = len(state.revisions) if number is None else number
        if not 1 <= at <= len(state.revisions):
            raise Refusal("There is no such revision of this journey.")
        shown = state.revisions[at - 1]
        stages = self.preview(shown.stages)
        names = self._desk.names()
        history = tuple(
            JourneyRevisionRow(n, names.get(each.stamp.actor, each.stamp.actor), each.stamp.at, each.reason)
            for n, each in reversed(tuple(enumerate(state.revisions, 1)))
        )
        gaps = sum(bool(card.gap) for stage in stages for card in stage.cards)
        return JourneyPage(journey_id, shown.title, at, stages, history, gaps, state.retired is not None)

    def preview(self, stages: Sequence[Stage]) -> tuple[StageView, ...]:
        """Show stages as they would be drawn, also before they are recorded."""
        fill, roles = filler(self._desk.house()), self._desk.roles()
        linked = self._links.of({each.procedure for stage in stages for each in stage.touchpoints if each.procedure})
        return tuple(
            StageView(each, tuple(_card(_filled(card, fill), linked, roles) for card in each.touchpoints))
            for each in stages
        )

    @staticmethod
    def drawing(title: str, stages: Sequence[StageView]) -> Drawing:
        """Give the map of a journey, drawn; a press on a card or stage leads to its id."""
        from sopdesk.drawing.journey import journey_map

        return journey_map(title, stages)

    def revise(
        self,
        *,
        by: str,
        title: str,
        stages: Sequence[Stage],
        reason: str = "",
        journey_id: str = "",
        based_on: int = 0,
    ) -> str:
        """Draw a new journey, or the next revision of one; give its id.

        `based_on` is the revision from which one began: refused when somebody else has recorded another since.
        """
        self._desk.require(by, Right.PLAN)
        state = self._load(journey_id) if journey_id else Journey(self._desk.new_id("journey"))
        if based_on and based_on != len(state.revisions):
            raise Refusal("Somebody else has changed this journey meanwhile. Look at it again before you change it.")
        self._desk.record(by, (state.id, [journey.revise(state, title, stages, reason)]))
        return state.id

    def retire(self, *, by: str, journey_id: str, reason: str) -> None:
        """Take a journey out of use; what it said stays in the record."""
        self._desk.require(by, Right.PLAN)
        self._load(journey_id)
        if not reason.strip():
            raise Refusal("Say why: it stands in the record.")
        self._desk.record(by, (journey_id, [JourneyRetired(reason.strip())]))

    def as_table(self, journey_id: str) -> str:
        """Give a journey as a Markdown table, one line for each touchpoint."""
        last = self._newest(journey_id)
        return journey_table.write_journey(last.title, last.stages)

    def adopt(self, *, by: str, file: Path, reason: str = "") -> str:
        """Draw a journey from a Markdown table; give its id. One of the same name gets its next revision."""
        if file.stat().st_size > LARGEST_FILE:
            raise Refusal(f"{file.name} is too large for a table of touchpoints.")
        title, stages = journey_table.read_journey(file.read_text("utf-8-sig", errors="replace"))
        same = next((row.id for row in self.rows() if row.title == title), "")
        stages = journey.with_known_ids(stages, self._newest(same).stages if same else ())
        reason = reason or f"Read from {file.name}"
        return self.revise(by=by, title=title, stages=stages, reason=reason, journey_id=same)

    def keep(self, *, by: str, journey_id: str, title: str, stages: Sequence[Stage]) -> None:
        """Keep a journey that is being drawn, outside the record; without stages and title nothing is kept."""
        kept = {"title": title, "stages": [asdict(each) for each in stages]}
        text = json.dumps(kept) if stages or title else ""
        with self._desk.store.writing() as connection:
            drafts_table.remember(connection, _kept_key(by, journey_id), text)

    def kept(self, *, by: str, journey_id: str) -> tuple[str, tuple[Stage, ...]] | None:
        """Give a journey that somebody was drawing; None where there is none."""
        with self._desk.store.reading() as connection:
            text = drafts_table.recall(connection, _kept_key(by, journey_id))
        if not text:
            return None
        kept = json.loads(text)
        stages = (
            Stage(each["id"], each["title"], tuple(Touchpoint(**card) for card in each["touchpoints"]))
            for each in kept["stages"]
        )
        return str(kept["title"]), tuple(stages)

    def _newest(self, journey_id: str) -> JourneyRevision:
        return self._load(journey_id).revisions[-1]

    def _load(self, journey_id: str) -> Journey:
        state = self._desk.load(journey_id, journey.fold)
        if not state.revisions:
            raise Refusal("There is no such journey.")
        return state


def _card(card: Touchpoint, linked: Mapping[str, Linked], roles: Roles) -> CardView:
    role, found = roles.name(card.role) if card.role else "", linked.get(card.procedure)
    if found is None:
        gap = f"There is no procedure {card.procedure}." if card.procedure else "No procedure says how."
        return CardView(card, role, "", "", "", gap)
    step, gap = found.step(card.step) if card.step else "", ""
    if card.step and not step:
        gap = f"{card.procedure} has no step “{card.step}”."
    elif not found.in_force:
        gap = f"{card.procedure} is not in force."
    return CardView(card, role, found.sop, found.title, step, gap)
