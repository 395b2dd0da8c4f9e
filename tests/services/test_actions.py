import json
import re
from base64 import b64decode
from datetime import date
from typing import Any

from sopdesk.domain.action import ActionSort, Waits
from sopdesk.domain.attachment import Way
from sopdesk.domain.deadline import Timing
from sopdesk.domain.erasure import Basis
from sopdesk.domain.incident import IncidentKind, Stage
from sopdesk.domain.person import Role
from sopdesk.services.trail import Filter
from sopdesk.views.actions import ActionView
from sopdesk.views.attachments import GivenFile
from sopdesk.views.today import TodayLine, Urgency
from tests.domain.given import refund, refuses
from tests.pdf.reading import text_of
from tests.services.case_play import close, log, play
from tests.services.conftest import PASSWORD, PIN, House
from tests.services.test_privacy import erase

DUE, LATER = date(2026, 5, 11), date(2026, 6, 8)


def plan(house: House, case: str, *, sort: ActionSort = ActionSort.CORRECTIVE, verifier: str = "") -> str:
    """Plan as Ruth that Leo fits a guard."""
    again: dict[str, Any] = (
        {} if sort is ActionSort.CORRECTION else {"criterion": "No burn in four weeks", "check_on": LATER}
    )
    return house.desk.actions.plan(
        by=house.ruth, incident=case, sort=sort, what="Fit a guard to the hob", owner=house.leo, due=DUE,
        verifier=verifier, **again,
    )  # fmt: skip


def done(house: House, case: str, action: str) -> None:
    """Report as Leo that it is done."""
    house.desk.actions.report_done(by=house.leo, incident=case, action=action, evidence="Photo of the guard")


def one(house: House, case: str, by: str = "") -> ActionView:
    """Give the only action of a file."""
    [found] = house.desk.actions.of(case, by=by)
    return found


def today(house: House, who: str) -> list[TodayLine]:
    """Give the lines about actions on somebody's Today."""
    lines = house.desk.today.lines(house.desk.people.person(who))
    return [each for each in lines if each.place in {"action", "actions"}]


def test_an_action_is_played_from_planned_to_effective(house: House) -> None:
    """Planned by Ruth, done by Leo, found not done and then done by Sam; four weeks later Sam sees that it worked."""
    actions, case = house.desk.actions, log(house, IncidentKind.NEAR_MISS)
    action = plan(house, case, verifier=house.sam)
    done(house, case, action)
    actions.refuse(by=house.sam, incident=case, action=action, reason="One screw is missing")
    assert one(house, case).refused[0].words == "One screw is missing"
    done(house, case, action)
    actions.verify(by=house.sam, incident=case, action=action, words="Sits firmly")
    house.clock.wait(days=40)
    actions.check(by=house.sam, incident=case, action=action, effective=True, words="No burn since")
    view = one(house, case)
    assert (view.waits, view.effective, view.owner_name, view.verifier_name) == (Waits.NOTHING, True, "Leo", "Sam")
    assert view.checked is not None
    assert view.checked.words == "No burn since"
    told = [each.what for each in house.desk.incidents.file(case).story]
    assert told[1:] == [
        "planned a corrective action", "reported “Fit a guard to the hob” done",
        "found that “Fit a guard to the hob” is not done", "reported “Fit a guard to the hob” done",
        "verified that “Fit a guard to the hob” is done", "found that “Fit a guard to the hob” worked",
    ]  # fmt: skip
    story = house.desk.incidents.file(case).story[1]
    assert story.text.startswith("Fit a guard to the hob: Leo, by 11 May 2026, looked at by Sam; ")
    lines = house.desk.trail.lines(Filter(subject=case), by=house.hannah)
    assert "reported “Fit a guard to the hob” done: Photo of the guard" in [each.what for each in lines]


def test_who_may_do_what(house: House) -> None:
    """Who handles incidents plans; the owner reports; who was named or a supervisor looks, never at their own work."""
    actions, case = house.desk.actions, log(house, IncidentKind.NEAR_MISS)
    said: dict[str, Any] = {"by": house.leo, "incident": case, "what": "x", "owner": house.leo, "due": DUE}
    assert "may not handle" in refuses(lambda: actions.plan(sort=ActionSort.CORRECTION, **said))
    stranger = {**said, "by": house.ruth, "owner": "person-nobody"}
    assert "works here" in refuses(lambda: actions.plan(sort=ActionSort.CORRECTION, **stranger))
    action = plan(house, case)
    which: dict[str, Any] = {"incident": case, "action": action}
    assert "may not handle" in refuses(lambda: actions.change(by=house.leo, reason="x", due=LATER, **which))
    assert "may not handle" in refuses(lambda: actions.report_done(by=house.hannah, evidence="x", **which))
    done(house, case, action)
    assert "may not sign off" in refuses(lambda: actions.verify(by=house.hannah, **which))
    assert "may not sign off" in refuses(lambda: actions.drop(by=house.leo, reason="x", **which))
    assert "may not sign off" in refuses(lambda: actions.refuse(by=house.leo, reason="x", **which))
    actions.verify(by=house.sam, **which)
    assert "no such action" in refuses(lambda: actions.verify(by=house.sam, incident=case, action="action-9"))


def test_the_acts_offered_are_those_that_are_allowed(house: House) -> None:
    """A file offers each person what they may do with an action, and nothing else."""
    case = log(house, IncidentKind.NEAR_MISS)
    action = plan(house, case)
    assert one(house, case, house.leo).may == {"done"}
    assert one(house, case, house.sam).may == {"done", "change", "drop"}
    assert one(house, case, house.hannah).may == frozenset()
    done(house, case, action)
    assert one(house, case, house.leo).may == frozenset()
    assert one(house, case, house.sam).may == {"verify", "refuse", "change", "drop"}
    house.desk.actions.verify(by=house.sam, incident=case, action=action)
    assert one(house, case, house.sam).may == {"check", "change", "drop"}
    house.desk.actions.check(by=house.sam, incident=case, action=action, effective=False, words="Burnt again")
    assert one(house, case, house.sam).may == {"follow", "drop"}
    assert one(house, case).may == {"follow", "drop"}


def test_an_open_action_keeps_the_file_open(house: House) -> None:
    """No closing with open actions; what is only to be looked at later may wait, and is looked at after the close."""
    case = play(house, IncidentKind.NEAR_MISS, until=Stage.FOLLOWED_UP)
    action = plan(house, case)
    assert "have “Fit a guard to the hob” done and verified" in refuses(lambda: close(house, case))
    done(house, case, action)
    house.desk.actions.verify(by=house.sam, incident=case, action=action)
    close(house, case)
    house.clock.wait(days=40)
    [line] = today(house, house.sam)
    assert (line.what, line.act, line.urgency) == ("Did it work: Fit a guard to the hob", "Look", Urgency.NOW)
    house.desk.actions.check(by=house.sam, incident=case, action=action, effective=False, words="A new burn")
    [line] = today(house, house.ruth)
    assert line.what == "Did not work: Fit a guard to the hob"
    assert "Reopen it" in refuses(lambda: plan(house, case))
    house.desk.incidents.reopen(by=house.ruth, incident=case, reason="It did not work")
    house.desk.actions.plan(
        by=house.ruth, incident=case, sort=ActionSort.CORRECTIVE, what="Another hob", owner=house.leo,
        due=date(2026, 7, 1), criterion="No burn", check_on=date(2026, 8, 1), follows=action,
    )  # fmt: skip
    assert [each.follows for each in house.desk.actions.of(case)] == [0, 1]
    assert not today(house, house.ruth)


def test_today_tells_the_owner_then_who_looks(house: House) -> None:
    """The owner sees what is due, the supervisors what is overdue and what they have to look at."""
    case = log(house, IncidentKind.NEAR_MISS)
    action = plan(house, case)
    [line] = today(house, house.leo)
    number = house.desk.incidents.file(case).row.number
    assert (line.urgency, line.what, line.act) == (Urgency.LATER, "Fit a guard to the hob", "Report done")
    assert line.detail == f"Corrective action of {number} · due 11 May 2026"
    assert not today(house, house.sam)
    house.clock.wait(days=7)
    assert today(house, house.leo)[0].urgency is Urgency.SOON
    house.clock.wait(days=1)
    assert (today(house, house.leo)[0].urgency, today(house, house.leo)[0].timing) == (Urgency.NOW, Timing.LATE)
    assert [each.what for each in today(house, house.sam)] == ["1 action is overdue"]
    assert not today(house, house.hannah)
    done(house, case, action)
    assert [each.what for each in today(house, house.sam)] == [
        "To verify: Fit a guard to the hob", "1 action is overdue",
    ]  # fmt: skip
    assert not today(house, house.leo)
    assert house.desk.today.counts(house.desk.people.person(house.sam))["incidents"] >= 2


def test_who_was_named_to_look_is_told_and_nobody_else(house: House) -> None:
    """A verifier may be anybody who works here but the owner; when they have left, the supervisors look."""
    mei = house.desk.people.register(
        by=house.ruth, name="Mei", roles=(Role.FRONT_OF_HOUSE,), pin=PIN, password=PASSWORD
    )
    case = log(house, IncidentKind.NEAR_MISS)
    action = plan(house, case, verifier=mei)
    done(house, case, action)
    assert [each.act for each in today(house, mei)] == ["Look"]
    assert not today(house, house.sam)
    house.desk.people.leave(by=house.ruth, person=mei, reason="Moved away")
    assert [each.act for each in today(house, house.sam)] == ["Look"]


def test_an_action_of_somebody_who_has_left_needs_a_new_owner(house: House) -> None:
    """The supervisors are told, and give it to somebody else."""
    case = log(house, IncidentKind.NEAR_MISS)
    action = plan(house, case)
    assert not today(house, house.sam)
    house.desk.people.leave(by=house.ruth, person=house.leo, reason="Moved away")
    [line] = today(house, house.sam)
    assert (line.what, line.detail.partition(" · ")[2]) == (
        "Needs a new owner: Fit a guard to the hob", "Leo, who was to do it by 11 May 2026, has left"
    )  # fmt: skip
    house.desk.actions.change(by=house.sam, incident=case, action=action, owner=house.ruth, reason="Leo has left")
    assert not today(house, house.sam)


def test_the_list_of_all_open_actions(house: House) -> None:
    """All incidents' actions stand in one list by their days; one's own and those overdue are found in it."""
    first, second = log(house, IncidentKind.NEAR_MISS), log(house, IncidentKind.COMPLAINT)
    plan(house, first)
    action = plan(house, second, sort=ActionSort.CORRECTION, verifier=house.ruth)
    house.desk.actions.change(
        by=house.ruth, incident=second, action=action, reason="The part is late", owner=house.sam, due=LATER,
        verifier="",
    )  # fmt: skip
    rows = house.desk.actions.rows(by=house.hannah)
    assert [(each.incident, each.owner_name, each.day) for each in rows] == [
        (first, "Leo", DUE), (second, "Sam", LATER),
    ]  # fmt: skip
    assert [each.incident for each in house.desk.actions.rows(by=house.sam, mine=True)] == [second]
    assert house.desk.actions.rows(by=house.sam, overdue=True) == ()
    house.clock.wait(days=10)
    assert [each.incident for each in house.desk.actions.rows(overdue=True)] == [first]
    house.desk.actions.drop(by=house.sam, incident=first, action=rows[0].id, reason="The hob is sold")
    assert [each.incident for each in house.desk.actions.rows()] == [second]


def test_a_revision_names_the_incident_that_it_comes_from(house: House) -> None:
    """An action that asks to change a procedure is carried out by a revision: each names the other."""
    desk, sop = house.desk, house.approved(refund())
    case = log(house, IncidentKind.COMPLAINT)
    number = desk.incidents.file(case).row.number
    action = desk.actions.plan(
        by=house.ruth, incident=case, sort=ActionSort.CORRECTION, what="Say what holds on sale items", owner=house.leo,
        due=DUE, sop=sop,
    )  # fmt: skip
    [row] = desk.actions.to_change(sop, by=house.leo)
    assert (row.id, row.number, row.what) == (action, number, "Say what holds on sale items")
    assert desk.actions.to_change("sop-other", by=house.leo) == ()
    desk.manual.submit(by=house.leo, sop=sop, content=refund(purpose="Fair."), reason="Sale items", settles=[action])
    assert one(house, case).label == ""
    label = house.approve(sop, 2)
    view = one(house, case)
    assert (view.procedure, view.label) == ("SOP-012", label)
    [newest, first] = desk.manual.page(sop).history
    assert (newest.incidents, newest.credits, first.incidents) == (((case, number),), (), ())
    desk.actions.report_done(by=house.leo, incident=case, action=action, evidence=f"Revision {label}")
    content = refund(purpose="Fairer.")
    said = refuses(lambda: desk.manual.submit(by=house.leo, sop=sop, content=content, reason="x", settles=[action]))
    assert "Only open actions that name this procedure" in said
    assert "procedure to change is not" in refuses(lambda: desk.actions.plan(
        by=house.ruth, incident=case, sort=ActionSort.CORRECTION, what="x", owner=house.leo, due=DUE, sop="sop-none"
    ))  # fmt: skip


def test_attachments_show_that_it_is_done(house: House) -> None:
    """Photos of the file are what shows it: beside the action, in the PDF, in evidence, and gone with an erasure."""
    case = log(house, IncidentKind.NEAR_MISS)
    given = GivenFile("guard.txt", b"A photo of the guard.", Way.FILE)
    digest = house.desk.incident_files.add(by=house.leo, incident=case, given=given)
    action = plan(house, case)
    house.desk.actions.report_done(by=house.leo, incident=case, action=action, evidence="", files=[digest])
    assert one(house, case).files == (digest,)
    assert house.desk.incidents.file(case).story[-1].text == "with 1 attached file"
    printed = text_of(house.desk.exports.case_pdf(by=house.sam, incident=case))
    assert "Shown by" in printed
    assert "Attachment 1: guard.txt" in printed
    exports, evidence = house.desk.exports, house.desk.evidence
    bundle = json.loads(evidence.bundle(exports, evidence.case(case, by=house.sam), by=house.sam))
    said = [json.loads(b64decode(f"{each}==", "-_")) for each in re.findall(r'"(Wy[IJ][\w-]+)"', json.dumps(bundle))]
    assert [value for _, field, value in said if field == "files"] == [[digest]]
    assert "no such attachment" in refuses(
        lambda: house.desk.actions.report_done(
            by=house.leo, incident=case, action=plan(house, case), evidence="x", files=["0" * 64]
        )
    )
    erase(house, case, Basis.REQUEST)
    assert [each.files for each in house.desk.actions.of(case)] == [(), ()]
    assert house.desk.trail.verify().holds
