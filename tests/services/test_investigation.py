from datetime import date

from sopdesk.domain.action import ActionSort
from sopdesk.domain.cause import CauseClass, Method
from sopdesk.domain.incident import IncidentKind, Stage
from sopdesk.domain.party import PartyRole
from sopdesk.services.trail import Filter
from tests.domain.given import checklist, refuses
from tests.pdf.reading import text_of
from tests.services.case_play import log
from tests.services.conftest import House


def investigated(house: House) -> str:
    """Log an accident and find its causes as Ruth."""
    case, service = log(house, IncidentKind.ACCIDENT), house.desk.investigations
    first = {"why": "Why did it slip?", "because": "The pass was wet.", "evidence": "Photo 1"}
    service.ask_why(by=house.ruth, incident=case, **first)
    root = service.ask_why(by=house.ruth, incident=case, why="Why was it wet?", because="The machine leaks.")
    service.mark_root(by=house.ruth, incident=case, cause=root, root=True)
    seal = service.find_cause(
        by=house.ruth, incident=case, cause_class=CauseClass.EQUIPMENT, because="The seal is worn"
    )
    service.find_cause(
        by=house.ruth, incident=case, cause_class=CauseClass.EQUIPMENT, because="Nobody replaces it", under=seal
    )
    return case


def test_the_causes_stand_in_the_file_and_in_the_story(house: House) -> None:
    """The chain and the fishbone stand as they were found; each act is told in the story and in the trail."""
    case = investigated(house)
    file = house.desk.incidents.file(case)
    assert [(each.method, each.because, each.root) for each in file.causes] == [
        (Method.WHYS, "The pass was wet.", False), (Method.WHYS, "The machine leaks.", True),
        (Method.FISHBONE, "The seal is worn", False), (Method.FISHBONE, "Nobody replaces it", False),
    ]  # fmt: skip
    assert [(each.what, each.text) for each in file.story[1:]] == [
        ("asked why", "Why did it slip? The pass was wet. (shown by: Photo 1)"),
        ("asked why", "Why was it wet? The machine leaks."),
        ("held “The machine leaks.” to be a root cause", ""),
        ("found a cause (equipment)", "The seal is worn"),
        ("found a sub-cause (equipment)", "Nobody replaces it"),
    ]
    lines = house.desk.trail.lines(Filter(subject=case), by=house.hannah)
    assert "held “The machine leaks.” to be a root cause" in [each.what for each in lines]


def test_causes_are_corrected_and_given_up(house: House) -> None:
    """What it said stays in the story; what hangs under a cause goes with it; who may not handle may not."""
    case, service = investigated(house), house.desk.investigations
    causes = house.desk.incidents.file(case).causes
    service.correct(by=house.sam, incident=case, cause=causes[2].id, because="The seal is torn", reason="Looked again")
    told = house.desk.incidents.file(case).story[-1]
    assert (told.was, told.now, told.reason) == ("The seal is worn", "The seal is torn", "Looked again")
    service.strike(by=house.sam, incident=case, cause=causes[2].id, reason="It is new")
    service.mark_root(by=house.sam, incident=case, cause=causes[1].id, root=False)
    file = house.desk.incidents.file(case)
    assert {each.method for each in file.causes} == {Method.WHYS}
    assert file.story[-2].what == "gave the cause “The seal is worn” up"
    said = refuses(lambda: service.ask_why(by=house.leo, incident=case, why="Why?", because="x"))
    assert "may not handle" in said


def test_the_timeline_has_many_sources(house: House) -> None:
    """What was told, what the desk recorded and what a checklist says stand in one order, each with its source."""
    sop = house.approved(checklist())
    case = log(house, IncidentKind.ACCIDENT)
    entries = house.desk.incidents.entries
    moment = {
        "at": "about 2026-05-04 08:50",
        "what": "The floor was mopped",
        "known_from": "Leo",
        "confidence": "likely",
    }
    entries.record(by=house.leo, incident=case, sort="moment", values=moment)
    entries.record(by=house.leo, incident=case, sort="evidence", values={
        "what": "Photo of the pass", "captured_at": "2026-05-04 08:55"})  # fmt: skip
    entries.record(by=house.leo, incident=case, sort="statement", values={
        "said_by": "Mei", "statement": "It was wet.", "heard_at": "2026-05-04 08:58"})  # fmt: skip
    house.clock.wait(hours=1)
    run = house.desk.checklists.start(by=house.leo, sop=sop, incident=case)
    house.desk.checklists.skip(by=house.leo, run=run, item="stock", reason="No time")
    house.desk.incidents.move(by=house.ruth, incident=case, stage=Stage.ACKNOWLEDGED, text="Told her.")
    file = house.desk.incidents.file(case)
    found = house.desk.investigations.timeline(file)
    number = house.desk.checklists.run(run).row.number
    assert [(each.what, each.source, each.confidence) for each in found if not each.what.startswith("At 14:05")] == [
        ("The floor was mopped", "Leo", "likely"),
        ("From when it is: Photo of the pass", "evidence", "as it was told"),
        ("Mei said what they saw and heard", "Mei", "as it was told"),
        ("We were told", "the report", "as it was told"),
        (f"Leo logged an accident ({file.row.number})", "the record of this file", "certain"),
        ("Leo recorded evidence: What it is: Photo of the pass; From when it is: 4 May 2026, 08:55 (Europe/London)",
         "the record of this file", "certain"),
        (("Leo recorded statement: Who says it: Mei; What was seen and heard: It was wet.; "
         "Said at: 4 May 2026, 08:58 (Europe/London)"),
         "the record of this file", "certain"),
        ("Leo began Closing", f"checklist {number}", "certain"),
        ("Leo skipped “What runs short”: No time", f"checklist {number}", "certain"),
        ("Ruth Adeyemi moved on to “acknowledged”: Told her.", "the record of this file", "certain"),
    ]  # fmt: skip
    assert found[0].about
    drawing = house.desk.investigations.timeline_drawing(found)
    assert drawing.words[0] == "4 May 2026, about 08:50: The floor was mopped (Leo · likely)"


def test_every_kind_is_drawn(house: House) -> None:
    """Chain, fishbone and timeline are drawings with words for those who cannot see them."""
    case = investigated(house)
    file, service = house.desk.incidents.file(case), house.desk.investigations
    assert len(service.whys_drawing(file).words) == len(service.fishbone_drawing(file).words) == 2
    assert service.whys_drawing(file).nodes[0].words.startswith("What happened At 14:05")


def test_who_is_kept_back_is_kept_back_in_the_timeline(house: House) -> None:
    """The timeline says no more than the file does to whoever reads it."""
    case = log(house, IncidentKind.ACCIDENT)
    house.desk.incidents.entries.add_party(
        by=house.ruth, incident=case, role=PartyRole.WITNESS, personal={"name": "Ida Nair"}, confidential=True
    )
    seen = {
        who: " ".join(each.what for each in house.desk.investigations.timeline(house.desk.incidents.file(case, by=who)))
        for who in (house.leo, house.ruth)
    }
    assert "Ida Nair" in seen[house.ruth]
    assert "Ida Nair" not in seen[house.leo]


def test_the_case_file_prints_causes_timeline_and_actions(house: House) -> None:
    """In print stand the root causes, the drawings, and each action with what became of it."""
    case = investigated(house)
    actions, more = house.desk.actions, {"criterion": "No leak in four weeks", "check_on": date(2026, 6, 8)}
    known = {"by": house.ruth, "incident": case, "owner": house.leo, "due": date(2026, 5, 11)}
    action = actions.plan(sort=ActionSort.CORRECTIVE, what="Replace the seal", **known, **more)  # type: ignore[arg-type] # one dict of several types
    actions.report_done(by=house.leo, incident=case, action=action, evidence="Invoice 1881")
    actions.refuse(by=house.sam, incident=case, action=action, reason="Still drips")
    text = " ".join(text_of(house.desk.exports.case_pdf(by=house.ruth, incident=case)).split())
    for said in (
        "Root causes • The machine leaks.", "The timeline, from all its sources", "Five whys", "Fishbone",
        "Actions (1 action) Action 1, corrective action: to be done Replace the seal",
        "Leo, by 11 May 2026", "No leak in four weeks (to be looked at on 8 June 2026)", "any supervisor",
        "Found not done Still drips Sam, ",
    ):  # fmt: skip
        assert said in text
    plain = house.desk.exports.case_pdf(by=house.ruth, incident=log(house, IncidentKind.ACCIDENT))
    assert "Actions (" not in text_of(plain)
    assert "The timeline" not in text_of(plain)


def test_an_action_that_did_not_work_is_printed_with_the_one_in_its_place(house: House) -> None:
    """What was verified, checked, replaced and dropped is printed as it stands."""
    case, actions = log(house, IncidentKind.ACCIDENT), house.desk.actions
    more = {"criterion": "No leak", "check_on": date(2026, 6, 8), "owner": house.leo, "verifier": house.sam}
    which = {"by": house.ruth, "incident": case, "sort": ActionSort.CORRECTIVE, "due": date(2026, 6, 1)}
    first = actions.plan(what="Replace the seal", **which, **more)  # type: ignore[arg-type] # one dict of several types
    actions.report_done(by=house.leo, incident=case, action=first, evidence="Invoice 1881")
    actions.verify(by=house.sam, incident=case, action=first, words="Seen")
    actions.check(by=house.sam, incident=case, action=first, effective=False, words="It drips again")
    second = actions.plan(what="Replace the machine", follows=first, **which, **more)  # type: ignore[arg-type] # as above
    actions.drop(by=house.sam, incident=case, action=second, reason="The pass is closed")
    text = " ".join(text_of(house.desk.exports.case_pdf(by=house.ruth, incident=case)).split())
    assert "It did not work It drips again Sam, " in text
    assert "In place of action 1, which did not work" in text
    assert "Action 2, corrective action: dropped Replace the machine" in text
