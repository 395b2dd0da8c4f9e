"""Who of the demo café is there at an hour, by its rota, and who of them does which step."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sopdesk.demo import cast
from sopdesk.demo.household import SHIFTS, WEEK
from sopdesk.domain.person import Role
from sopdesk.domain.rota import minutes

_HOURS = {shift: (minutes(starts), minutes(ends)) for shift, _, starts, ends in SHIFTS}
_ROLES = {each.key: each.roles for each in cast.CAST}
_FALLBACK = {
    Role.FRONT_OF_HOUSE: ("mei", "leo"), Role.SHIFT_LEAD: ("tomasz", "george"), Role.SUPERVISOR: ("ines", "george"),
    Role.MANAGER: ("ruth",),
}  # fmt: skip
"""Who comes where nobody of a role is on shift."""
SIGNERS = ("ines", "george", "ruth")


def there(instant: datetime) -> tuple[str, ...]:
    """Give who works at an instant; outside the shifts, who works at the nearest one."""
    local = instant.astimezone(ZoneInfo(cast.ZONE))
    least, most = min(starts for starts, _ in _HOURS.values()), max(ends for _, ends in _HOURS.values())
    now = min(max(local.hour * 60 + local.minute, least), most - 1)
    return tuple(
        who for who, shift, days in WEEK if local.weekday() in days and _HOURS[shift][0] <= now < _HOURS[shift][1]
    )


def who_does(role: str, instant: datetime) -> str:
    """Give who does the work of a role at an instant: somebody on shift who has it, else who leads."""
    crew = there(instant)
    wanted = Role(role) if role in _FALLBACK else Role.FRONT_OF_HOUSE
    having = [each for each in crew if wanted in _ROLES[each]]
    instead = [each for each in _FALLBACK[wanted] if each in crew]
    return (*having, *instead, *_FALLBACK[wanted])[0]


def who_signs(hands: frozenset[str], instant: datetime) -> str:
    """Give who signs off a run: a supervisor who did not work on it, one on shift first."""
    crew = there(instant)
    free = [each for each in SIGNERS if each not in hands]
    return next((each for each in free if each in crew), free[0])
