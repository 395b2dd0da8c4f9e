from sopdesk.domain.answering import Charge, GapKind, charges, gaps
from sopdesk.domain.person import Role
from sopdesk.domain.role import BUILT_IN, HouseRole, Roles
from sopdesk.domain.sop import Duty, Limit, Procedure
from tests.domain.given import procedure, refund, step

EVERYBODY = {str(each) for each in Role}
Missing = list[tuple[GapKind, str, int]]


def missing(*contents: Procedure, held: set[str] = EVERYBODY, roles: Roles = BUILT_IN) -> Missing:
    """Give what is missing: kind, what it is about, and in how many places."""
    manual = [(f"sop-{n}", content) for n, content in enumerate(contents)]
    return [(each.kind, each.step or each.sentence, each.places) for each in gaps(manual, roles, held.__contains__)]


def test_a_role_has_the_cells_of_its_column() -> None:
    """What a role has to do is the matrix, in the order of the steps; without one it is what the steps name."""
    assert list(charges(refund())) == [
        ("front-of-house", Charge("look", "Look", "R")), ("shift-lead", Charge("look", "Look", "A")),
        ("supervisor", Charge("pay", "Pay", "RA", must=True)),
    ]  # fmt: skip
    plain = procedure(steps=(step("a", role="manager"), step("b")))
    assert list(charges(plain)) == [("manager", Charge("a", "A", "R"))]


def test_a_step_that_nobody_answers_for_is_a_gap() -> None:
    """Every step has somebody accountable, and somebody who does it: in the matrix or by name."""
    assert missing(refund()) == []
    content = procedure(steps=(step("a", role="manager"), step("b")), duties=(Duty("b", "manager", "A"),))
    assert missing(content) == [(GapKind.ACCOUNTABLE, "a", 1), (GapKind.RESPONSIBLE, "b", 1)]


def test_a_role_that_is_missing_is_told_once() -> None:
    """A role that the house has not, or that nobody has, is one gap, in however many procedures it stands."""
    whole = (Duty("look", "barista", "R"), Duty("look", "manager", "A"), Duty("pay", "manager", "RA"))
    found = missing(refund(duties=whole), refund(duties=whole), held=EVERYBODY - {"supervisor"})
    assert [(kind, places) for kind, _, places in found] == [(GapKind.UNKNOWN, 2), (GapKind.UNHELD, 2)]
    known = {**BUILT_IN.known, "barista": HouseRole("barista", "Barista", Role.FRONT_OF_HOUSE, retired=True)}
    assert missing(refund(duties=whole), roles=Roles(known))[0][0] is GapKind.UNKNOWN


def test_who_is_only_told_is_no_gap() -> None:
    """A role that is only asked or told may be one that nobody has just now."""
    duties = (*refund().duties, Duty("look", "auditor", "I"))
    assert missing(refund(duties=duties), held=EVERYBODY - {"auditor"}) == []


def test_an_authority_above_a_limit_that_nobody_has_is_a_gap() -> None:
    """Whoever a limit names above it has to be there; an unknown one is told as an unknown role elsewhere."""
    limits = (Limit("refund", "supervisor", above="manager", step="pay"), Limit("gift", "supervisor", above="king"))
    assert missing(refund(limits=limits), held=EVERYBODY - {"manager"}) == [(GapKind.ABOVE, "pay", 1)]
