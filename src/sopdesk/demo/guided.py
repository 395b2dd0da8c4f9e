"""The decision workflows that the demo house followed: one that helped, one under way, one handed up."""

from collections.abc import Mapping, Sequence

from sopdesk.services.workspace import Workspace

CARD = "SOP-005"
HELPED = (("says", 1), ("unread", 0))
UNDER_WAY = (("says", 2),)
HANDED_UP = (("says", 0), ("declined", 1), ("no-way", 2))


def follow(desk: Workspace, people: Mapping[str, str]) -> None:
    """Follow the workflow of a card that does not work: to its end, to a question, and to the shift lead."""
    sop = desk.manual.find_number(CARD)
    if sop is None:
        return
    _take(desk, people["leo"], sop, HELPED)
    _take(desk, people["leo"], sop, UNDER_WAY)
    guide = _take(desk, people["mei"], sop, HANDED_UP)
    desk.guides.note(by=people["mei"], guide=guide, step="no-way", text="Table 4, two lunches, 23.40")


def _take(desk: Workspace, who: str, sop: str, way: Sequence[tuple[str, int]]) -> str:
    guide = desk.guides.start(by=who, sop=sop)
    for step, branch in way:
        desk.guides.answer(by=who, guide=guide, step=step, branch=branch)
    return guide
