"""One act on many files: the gates of the single act hold for each, and no refusal stops the others."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from sopdesk.domain.action import ActionSort
from sopdesk.domain.circle import Circle
from sopdesk.domain.incident import IncidentKind, Stage
from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.views.bulk import BulkResult
from tests.domain.given import CARD, refuses
from tests.services.conftest import PASSWORD, House
from tests.services.test_incidents import close, logged, resolved

Act = Callable[[House, str], object]


def followed_up(house: House) -> str:
    """Take a complaint to where it can be closed."""
    case = resolved(house)
    house.desk.incidents.move(by=house.ruth, incident=case, stage=Stage.FOLLOWED_UP, text="Asked her.")
    house.desk.incidents.detail(by=house.leo, incident=case, values={"accepted": "yes"})
    return case


def with_open_action(house: House) -> str:
    """Give a complaint that could be closed but for an action."""
    case = followed_up(house)
    house.desk.actions.plan(
        by=house.sam, incident=case, sort=ActionSort.CORRECTION, owner=house.leo, due=date(2026, 6, 1), what="Refund it"
    )
    return case


def closed(house: House) -> str:
    """Give a complaint that is closed."""
    case = followed_up(house)
    close(house, case)
    return case


def kept(house: House) -> str:
    """Give a confidential complaint that Leo logged and Ruth keeps to herself."""
    case = logged(house)
    house.desk.confidence.confide(by=house.ruth, incident=case, circle=Circle.NAMED, people=(), reason="Sam is in it.")
    return case


def held(house: House) -> str:
    """Give a complaint on legal hold, looked after by Ruth."""
    case = logged(house)
    house.desk.privacy.place_hold(by=house.ruth, record=case, reason="A claim.")
    house.desk.assigning.give(by=house.ruth, incident=case, owner=house.ruth)
    return case


def near_miss(house: House) -> str:
    """Give a case of a kind after which no customer is asked."""
    return house.desk.incidents.log(by=house.leo, kind=IncidentKind.NEAR_MISS, narrative="The shelf came down at 9.")


STATES = (logged, resolved, followed_up, with_open_action, closed, held, near_miss)


def close_one(house: House, by: str, case: str, text: str) -> None:
    """Close one file as the file's page does."""
    digest = house.desk.incidents.files.digest(case)
    house.desk.incidents.close(by=by, password=PASSWORD, incident=case, outcome=text, digest=digest)


def close_all(house: House, by: str, cases: list[str], text: str) -> BulkResult:
    """Close files as the list does."""
    shown = {each: house.desk.incidents.files.digest(each) for each in cases}
    return house.desk.bulk.close(by=by, password=PASSWORD, shown=shown, outcome=text)


def move_one(house: House, by: str, case: str, text: str) -> None:
    """Take one file to its next stage."""
    stages = {"logged": Stage.ACKNOWLEDGED, "followed up": Stage.CLOSED, "closed": Stage.CLOSED}
    stage = stages[house.desk.incidents.load(case).stage]
    house.desk.incidents.move(by=by, incident=case, stage=stage, text=text)


PATHS: dict[str, tuple[Callable[..., object], Callable[..., BulkResult], str]] = {
    "give": (
        lambda house, by, case, text: house.desk.assigning.give(by=by, incident=case, owner=house.ruth, reason=text),
        lambda house, by, cases, text: house.desk.bulk.give(by=by, incidents=cases, owner=house.ruth, reason=text),
        "sam",
    ),
    "move": (
        move_one, lambda house, by, cases, text: house.desk.bulk.move_on(by=by, incidents=cases, text=text), "sam",
    ),
    "close": (close_one, close_all, "sam"),
    "hold": (
        lambda house, by, case, text: house.desk.privacy.place_hold(by=by, record=case, reason=text),
        lambda house, by, cases, text: house.desk.bulk.hold(by=by, incidents=cases, reason=text),
        "ruth",
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", ["As agreed.", "", CARD])
@pytest.mark.parametrize("act", PATHS)
def test_the_gates_of_the_single_act_hold_for_many(house: House, act: str, text: str) -> None:
    """File by file the same sentence refuses, or it is done: whatever state it is in, whatever was written."""
    one, many, who = PATHS[act]
    by = getattr(house, who)
    states = [each for each in STATES if act != "move" or each is not resolved]
    alone = {}
    for make in states:
        try:
            one(house, by, make(house), text)
        except Refusal as no:
            alone[make.__name__] = no.sentence
    cases = {make(house): make.__name__ for make in states}
    result = many(house, by, list(cases), text)
    assert {cases[each.id]: each.why for each in result.refused} == alone
    assert len(result.done) == len(states) - len(alone)
    assert result.untried == ()
    assert house.desk.trail.verify().holds


@pytest.mark.parametrize("act", PATHS)
def test_only_who_may_act_on_one_acts_on_many(house: House, act: str) -> None:
    """Without the right nothing is tried, and nothing is recorded."""
    _, many, _ = PATHS[act]
    case, size = logged(house), house.desk.store.size
    for by in (house.leo, house.hannah):
        assert "may not" in refuses(partial(many, house, by, [case], "x"))
    assert house.desk.store.size == size


@pytest.mark.parametrize("act", [*PATHS, "link"])
def test_what_is_hidden_is_neither_touched_nor_named(house: House, act: str) -> None:
    """A confidential file is left out of the act and of what is said of it, also where its id was chosen."""
    hidden, seen, other = logged(house), logged(house), logged(house)
    house.desk.confidence.confide(by=house.sam, incident=hidden, circle=Circle.NAMED, people=(), reason="It is mine.")
    number = house.desk.incidents.load(hidden).logged
    assert number is not None
    size = len(house.desk.store.history(hidden).events)
    cases = [hidden, seen, other]
    if act == "link":
        result = house.desk.bulk.link(by=house.ruth, incidents=cases)
    else:
        result = PATHS[act][1](house, house.ruth, cases, "As agreed.")
    assert number.number not in str(result)
    assert hidden not in str(result)
    assert len(house.desk.store.history(hidden).events) == size
    assert {each.id for each in house.desk.bulk.chosen(by=house.ruth, incidents=cases)} == {seen, other}


def test_what_somebody_may_only_add_to_is_refused(house: House) -> None:
    """Who logged a file that is kept from them decides about it no more, alone or with others."""
    case = house.desk.incidents.log(by=house.sam, kind=IncidentKind.ABUSE, narrative="He shouted at 9.")
    house.desk.confidence.confide(by=house.ruth, incident=case, circle=Circle.NAMED, people=(), reason="Sam is in it.")
    for act in ("give", "move", "close"):
        [refused] = PATHS[act][1](house, house.sam, [case], "As agreed.").refused
        assert "confidential" in refused.why
    assert house.desk.bulk.chosen(by=house.sam, incidents=[case])[0].lacks == ()


def test_each_file_is_signed_for_itself(house: House) -> None:
    """The password is asked once; every close has a signature of its own that holds over its own file."""
    cases = [followed_up(house) for _ in range(3)]
    blocked = with_open_action(house)
    chosen = house.desk.bulk.chosen(by=house.sam, incidents=[*cases, blocked])
    assert [each.lacks for each in chosen] == [(), (), (), ("have an action done and verified",)]
    result = house.desk.bulk.close(
        by=house.sam, password=PASSWORD, shown={each.id: each.digest for each in chosen}, outcome="Content."
    )
    assert (len(result.done), [each.id for each in result.refused]) == (3, [blocked])
    assert result.still_chosen == (blocked,)
    assert "Refund it" in result.refused[0].why
    signatures = [house.desk.incidents.file(each).signature for each in cases]
    assert all(each is not None and each.holds for each in signatures)
    assert len({each.digest for each in signatures if each is not None}) == 3


def test_a_wrong_password_touches_no_file(house: House) -> None:
    """It counts as one wrong password, however many files were chosen."""
    cases = [followed_up(house), followed_up(house)]
    shown = {each: house.desk.incidents.files.digest(each) for each in cases}
    assert "not the password" in refuses(
        lambda: house.desk.bulk.close(by=house.sam, password="wrong", shown=shown, outcome="Content.")
    )
    assert {house.desk.incidents.load(each).stage for each in cases} == {Stage.FOLLOWED_UP}


def test_a_file_that_changed_meanwhile_is_not_closed(house: House) -> None:
    """Signed is what was shown: who has written in it since then stops that file, and only that."""
    first, second = followed_up(house), followed_up(house)
    shown = {each: house.desk.incidents.files.digest(each) for each in (first, second)}
    house.desk.incidents.note(by=house.leo, incident=first, text="She rang again.")
    result = house.desk.bulk.close(by=house.sam, password=PASSWORD, shown=shown, outcome="Content.")
    assert [(each.id, "changed since" in each.why) for each in result.refused] == [(first, True)]
    assert len(result.done) == 1


def test_the_customer_is_asked_file_by_file(house: House) -> None:
    """A complaint is not followed up in passing; a near miss, after which nobody is asked, is."""
    case, miss = resolved(house), near_miss(house)
    result = house.desk.bulk.move_on(by=house.sam, incidents=[case, miss], text="Done.")
    assert [(each.id, "customer is asked" in each.why) for each in result.refused] == [(case, True)]
    assert house.desk.incidents.load(miss).stage is Stage.ACKNOWLEDGED


def test_files_are_linked_to_one_another(house: House) -> None:
    """Each names all the others; what was linked before is left as it is, and a second time nothing is new."""
    cases = [logged(house) for _ in range(3)]
    house.desk.incidents.link(by=house.leo, incident=cases[0], other=cases[1])
    result = house.desk.bulk.link(by=house.leo, incidents=cases, reason="The same evening")
    assert (len(result.done), result.refused) == (3, ())
    for each in cases:
        assert set(house.desk.incidents.load(each).links) == set(cases) - {each}
    again = house.desk.bulk.link(by=house.leo, incidents=cases)
    assert {each.why for each in again.refused} == {"It is linked with all of these already."}
    wrong = house.desk.bulk.link(by=house.leo, incidents=[*cases, logged(house)], reason=CARD)
    assert (wrong.done, {"card number" in each.why for each in wrong.refused}) == ((), {True})
    assert "2 to 20" in refuses(lambda: house.desk.bulk.link(by=house.leo, incidents=cases[:1]))
    assert "2 to 20" in refuses(
        lambda: house.desk.bulk.link(by=house.leo, incidents=[logged(house) for _ in range(21)])
    )


def test_a_cancel_leaves_what_is_done(house: House) -> None:
    """What is done stays done, what was not tried stays chosen; progress is told after each file."""
    cases, told = [logged(house) for _ in range(3)], []
    result = house.desk.bulk.give(
        by=house.sam, incidents=cases, owner=house.sam, progress=lambda *at: told.append(at),
        cancelled=lambda: len(told) == 2,
    )  # fmt: skip
    assert (len(result.done), result.untried, result.still_chosen) == (2, (cases[2],), (cases[2],))
    assert told == [(1, 3), (2, 3)]
    assert house.desk.incidents.load(cases[2]).owner == ""


def test_trouble_ends_the_act_and_says_where(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is no refusal: what is done is told, the file that met it says so, the others are not tried."""
    cases = [logged(house) for _ in range(3)]
    give, given = house.desk.assigning.give, list[dict[str, str]]()

    def stuck(**said: str) -> None:
        if given:
            raise Trouble("The disk is full.")
        given.append(said)
        give(**said)

    monkeypatch.setattr(house.desk.assigning, "give", stuck)
    result = house.desk.bulk.give(by=house.sam, incidents=cases, owner=house.sam)
    assert (len(result.done), [each.why for each in result.refused]) == (1, ["The disk is full."])
    assert result.untried == (cases[2],)
