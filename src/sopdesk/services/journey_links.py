"""The procedures to which the touchpoints of a journey lead: title, steps, and whether they are in force."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sopdesk.domain import revision
from sopdesk.domain.sop import Procedure
from sopdesk.services.desk import Desk
from sopdesk.services.page import filler, titles_of
from sopdesk.store import sops as table
from sopdesk.store.model import as_text
from sopdesk.store.standing import Standing, list_sops


@dataclass(frozen=True, slots=True)
class Linked:
    """A procedure as a touchpoint needs it; `titles` are those of its page (views.manual.Page)."""

    sop: str
    title: str
    titles: Mapping[str, str]
    in_force: bool

    def step(self, name: str) -> str:
        """Give the title of a step, an item or a question; "" where there is none."""
        places = (f"{part}:{name}" for part in ("step", "question", "item"))
        return next((self.titles[each] for each in places if each in self.titles), "")


class JourneyLinks:
    """Looks procedures up by number. What a revision in force says never changes, so it is read once."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk
        self._known: dict[tuple[str, str, str | None], Procedure] = {}

    def of(self, numbers: Iterable[str]) -> dict[str, Linked]:
        """Give the procedures that there are, by number."""
        now, fill = self._desk.now(), filler(self._desk.house())
        with self._desk.store.reading() as connection:
            subjects = {found for each in numbers if (found := table.find_number(connection, each))}
            standings = list_sops(connection, now, now, subjects) if subjects else []
        text = as_text(now) or ""
        return {
            each.number: Linked(
                each.subject, fill(each.title), titles_of(self._content(each), fill),
                bool(each.in_force) and not (each.withdrawn_from and each.withdrawn_from <= text),
            )
            for each in standings
        }  # fmt: skip

    def _content(self, standing: Standing) -> Procedure:
        key = (standing.subject, standing.label, standing.effective_from)
        if standing.in_force and key in self._known:
            return self._known[key]
        state = self._desk.load(standing.subject, revision.fold)
        found = state.in_force(self._desk.now()) or state.revisions[-1]
        if standing.in_force:
            self._known[key] = found.content
        return found.content
