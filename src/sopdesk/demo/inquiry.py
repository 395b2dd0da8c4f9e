"""A near miss at the demo café that is looked into: how it came about, why, and what is done about it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sopdesk.domain.action import ActionSort
from sopdesk.domain.cause import CauseClass
from sopdesk.domain.incident import IncidentKind, Severity, Stage
from sopdesk.services.workspace import Workspace

DAYS_AGO, WET_FLOOR = 4, "SOP-016"
NARRATIVE = (
    "A guest slipped on the wet floor in front of the counter and held on to the rail. Nobody was hurt. The water came "
    "from under the espresso machine."
)
MOMENTS = (
    (95, "Mei saw drops under the machine and put a cloth there", "Mei-Ling Okafor", "likely"),
    (40, "The floor was mopped; no sign was put up", "the camera over the till", "certain"),
    (25, "The guest slipped, took hold of the rail and went on", "Leo Fontaine", "certain"),
)
WHYS = (
    ("Why did the guest slip?", "There was water on the tiles in front of the counter.", "Camera over the till, 16:05"),
    ("Why was there water?", "The drip tray of the machine overflowed.", "Tray found full to the rim"),
    ("Why did it overflow?", "Its drain was blocked with coffee grounds.", "Photo by Tomasz"),
    ("Why was the drain blocked?", "Nobody has cleaned it since the summer.", "No line for it in any checklist"),
    ("Why does nobody clean it?", "No checklist says that the drain is to be cleaned.", "Closing checklist"),
)
CAUSES: tuple[tuple[CauseClass, str, tuple[str, ...]], ...] = (
    (CauseClass.EQUIPMENT, "The drain of the drip tray is narrow", ("It is an old model",)),
    (CauseClass.PROCEDURE, "The closing checklist has no line for the drain", ()),
    (CauseClass.PEOPLE, "A cloth was put down and nobody was told", ("Two were on shift instead of three",)),
    (CauseClass.PLACE, "The tiles are smooth where guests queue", ()),
)


def look_into(desk: Workspace, people: Mapping[str, str]) -> None:
    """Log the near miss and look into it, as Tomasz, with what is done about it: one done, one late, one to come."""
    lead, now, zone = people["tomasz"], desk.now(), desk.desk.zone()
    today = desk.desk.day_of(now)
    wet_floor = desk.incidents.pinned(desk.manual.find_number(WET_FLOOR) or "")
    case = desk.incidents.log(
        by=people["leo"], kind=IncidentKind.NEAR_MISS, narrative=NARRATIVE, occurred_at=now - timedelta(minutes=25),
        severity=Severity.LOW, potential=Severity.HIGH, place="in front of the counter",
        done_at_once="Dried the floor, put up the sign.", procedures=[wet_floor.pinned] if wet_floor else [],
    )  # fmt: skip
    who: dict[str, Any] = {"by": lead, "incident": case}
    desk.incidents.detail(values={"could_have": "A fall on the tiles, with a broken wrist or worse."}, **who)
    for minutes, what, source, sure in MOMENTS:
        at = f"{(now - timedelta(minutes=minutes)).astimezone(zone):%Y-%m-%d %H:%M}"
        values = {"at": at, "what": what, "known_from": source, "confidence": sure}
        desk.incidents.entries.record(sort="moment", values=values, **who)
    desk.assigning.give(owner=lead, **who)
    desk.incidents.move(stage=Stage.ACKNOWLEDGED, text="The guest was asked whether all is well.", **who)
    desk.incidents.move(stage=Stage.INVESTIGATING, text="Looked at the camera and under the machine.", **who)
    chain = [desk.investigations.ask_why(why=why, because=because, evidence=seen, **who) for why, because, seen in WHYS]
    desk.investigations.mark_root(cause=chain[-1], root=True, **who)
    for which, because, below in CAUSES:
        cause = desk.investigations.find_cause(cause_class=which, because=because, **who)
        for each in below:
            desk.investigations.find_cause(cause_class=which, because=each, under=cause, **who)
    desk.incidents.entries.record(sort="finding", values={
        "question": "Was the floor dry when the guest came in?", "found": "not substantiated",
        "evidence": "The camera shows water from 15:25 on.",
    }, **who)  # fmt: skip
    plan = desk.actions.plan
    done = plan(
        sort=ActionSort.CORRECTION, what="Clear the drain and empty the drip tray", owner=people["leo"],
        due=today + timedelta(days=1), verifier=people["george"], **who,
    )  # fmt: skip
    desk.actions.report_done(
        by=people["leo"], incident=case, action=done, evidence="Drain flushed twice, water runs off."
    )
    desk.actions.verify(by=people["george"], incident=case, action=done, words="Poured a litre in: it runs off.")
    plan(
        sort=ActionSort.CORRECTIVE, what="Add a line for the drain to the closing checklist", owner=people["amira"],
        due=today + timedelta(days=3), criterion="No water under the machine in four weeks of closing checklists",
        check_on=today + timedelta(days=35), **who,
    )  # fmt: skip
    late = plan(
        sort=ActionSort.PREVENTIVE, what="Lay a mat where guests queue", owner=people["leo"],
        due=today + timedelta(days=6), verifier=people["ines"], criterion="No wet tiles in front of the counter",
        check_on=today + timedelta(days=28), **who,
    )  # fmt: skip
    desk.actions.report_done(by=people["leo"], incident=case, action=late, evidence="The mat lies there, taped.")
