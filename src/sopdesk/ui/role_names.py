"""What the house calls its roles, for every word on the screen; the frame learns it from the desk that is open."""

from collections.abc import Mapping

from sopdesk.domain.role import BUILT_IN

_names: dict[str, str] = BUILT_IN.names()


def know(names: Mapping[str, str]) -> None:
    """Learn the names of the house's roles by id, in rising authority."""
    _names.clear()
    _names.update(names or BUILT_IN.names())


def name_of(role: str) -> str:
    """Name a role; one that the house does not know is named as it is written."""
    return _names.get(role, role)


def rank_of(role: str) -> int:
    """Give the place of a role among all, in rising authority; those not known come last."""
    return list(_names).index(role) if role in _names else len(_names)


def choices() -> list[tuple[str, str]]:
    """Give (id, name) of every role, for a field that asks for one."""
    return list(_names.items())
