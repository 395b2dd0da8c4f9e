import pytest

from sopdesk.domain.person import Right, Role
from sopdesk.domain.role import BUILT_IN, HouseRole, RoleDefined, RoleRetired, Roles, define, fold, id_for, retire
from tests.domain.given import history, refuses

BARISTA = HouseRole("barista", "Barista", Role.FRONT_OF_HOUSE, "shift-lead")
DUTY = HouseRole("duty-manager", "Duty manager", Role.MANAGER, "manager")
GONE = HouseRole("porter", "Porter", Role.SHIFT_LEAD, "supervisor", retired=True)
ROLES = Roles.of([BARISTA, DUTY, GONE])


def test_a_house_has_five_levels_to_begin_with() -> None:
    """The five levels are roles of every house, each under the next; the auditor stands apart."""
    assert [each.id for each in BUILT_IN.in_use()] == list(Role)
    assert BUILT_IN.above("front-of-house") == ("shift-lead", "supervisor", "manager")
    assert BUILT_IN.above("auditor") == BUILT_IN.above("nobody") == ()


def test_a_role_of_the_house_has_the_rights_of_its_level() -> None:
    """A role has the rights of one level; one that is retired or unknown has none."""
    assert ROLES.levels(["barista", "duty-manager", "barista"]) == (Role.FRONT_OF_HOUSE, Role.MANAGER)
    assert ROLES.may(["duty-manager"], Right.REGISTER)
    assert not ROLES.may(["barista"], Right.HANDLE)
    assert not ROLES.may(["porter", "unheard-of"], Right.RUN)


def test_roles_stand_in_rising_authority() -> None:
    """The house's own roles stand after the level whose rights they have."""
    names = [each.id for each in ROLES.in_use()]
    assert names == ["front-of-house", "barista", "shift-lead", "supervisor", "manager", "duty-manager", "auditor"]
    assert ROLES.rank("barista") < ROLES.rank("supervisor") < ROLES.rank("unheard-of")


def test_a_role_is_found_by_id_or_name() -> None:
    """A procedure may say the id or the name, however it is written; another word stands for itself."""
    assert ROLES.find(" BARISTA ") is ROLES.find("barista") is BARISTA
    assert (ROLES.find(""), ROLES.find("chef")) == (None, None)
    assert [ROLES.name(each) for each in ("barista", "Shift Lead", "chef")] == ["Barista", "Shift lead", "chef"]
    assert ROLES.names()["porter"] == "Porter"


def test_a_role_is_as_last_said() -> None:
    """Name, level and line of a role are those last recorded; a level of its own keeps its rights."""
    said = history(RoleDefined("Barista", Role.FRONT_OF_HOUSE), RoleDefined("Bar", Role.SHIFT_LEAD, "manager"), "else")
    assert fold("role-barista", said) == HouseRole("barista", "Bar", Role.SHIFT_LEAD, "manager")
    assert fold("role-manager", history(RoleDefined("Owner", Role.MANAGER))).name == "Owner"
    assert fold("role-barista", history(RoleDefined("Bar", Role.MANAGER), RoleRetired())).retired
    assert not BARISTA.built_in


@pytest.mark.parametrize(
    ("name", "made"), [("Duty manager", "duty-manager"), ("Réception 2!", "reception-2"), ("…", "")]
)
def test_an_id_comes_from_the_name(name: str, made: str) -> None:
    """A role's id is made of its name's plain letters and figures."""
    assert id_for(name) == made


def test_a_role_is_defined() -> None:
    """A role gets a name without stray blanks; a change keeps its id."""
    made = define(ROLES, "cook", name=" Head  cook", level=Role.SHIFT_LEAD, reports_to="manager")
    assert made == RoleDefined("Head cook", Role.SHIFT_LEAD, "manager")
    assert define(ROLES, "barista", name="Barista", level=Role.SHIFT_LEAD, reports_to="").level is Role.SHIFT_LEAD


@pytest.mark.parametrize(
    ("role", "name", "level", "reports_to", "said"),
    [
        ("", "…", Role.MANAGER, "", "Give the role a name"),
        ("x", " ", Role.MANAGER, "", "Give the role a name"),
        ("porter", "Porter", Role.MANAGER, "", "not given again"),
        ("bar", "barista", Role.MANAGER, "", "There is a role Barista already"),
        ("manager", "Manager", Role.AUDITOR, "", "its rights stay"),
        ("cook", "Cook", Role.MANAGER, "chef", "does not exist"),
        ("cook", "Cook", Role.MANAGER, "porter", "does not exist"),
        ("manager", "Manager", Role.MANAGER, "barista", "would report to itself by way of Barista"),
        ("barista", "Barista", Role.FRONT_OF_HOUSE, "barista", "would report to itself"),
    ],
)
def test_a_role_is_not_defined(role: str, name: str, level: Role, reports_to: str, said: str) -> None:
    """No role takes another's name or id, changes a level's rights, or comes to report to itself."""
    assert said in refuses(lambda: define(ROLES, role, name=name, level=level, reports_to=reports_to))


def test_a_role_is_retired_when_nobody_has_it() -> None:
    """A role goes when nobody holds it and none reports to it; the five levels stay."""
    assert retire(ROLES, "barista", []) == RoleRetired()
    assert "stays" in refuses(lambda: retire(ROLES, "manager", []))
    assert "no such role" in refuses(lambda: retire(ROLES, "porter", []))
    assert "no such role" in refuses(lambda: retire(ROLES, "chef", []))
    assert "still held by Ana, Ben" in refuses(lambda: retire(ROLES, "barista", ["Ana", "Ben"]))
    under = Roles.of([BARISTA, HouseRole("cook", "Cook", Role.FRONT_OF_HOUSE, "barista")])
    assert "Cook still reports to Barista" in refuses(lambda: retire(under, "barista", []))


def test_a_circle_in_the_record_ends() -> None:
    """Two stations may between them have made a circle of roles: going up it comes to an end."""
    round_ = Roles.of([HouseRole("a", "A", Role.MANAGER, "b"), HouseRole("b", "B", Role.MANAGER, "a")])
    assert round_.above("a") == ("b",)
