"""Who works at the demo café. Every PIN is 1234 and every password is "open sesame"; the README says so."""

from dataclasses import dataclass

from sopdesk.domain.person import Role

HOUSE, SITE, STATION = "Café Meridian", "Harbour Street 7", "Counter"
ZONE, CURRENCY = "Europe/London", "GBP"
CONTACTS = (
    ("manager", "Ruth Adeyemi, 0117 496 0142"),
    ("supervisor", "the supervisor on shift, 0117 496 0143"),
    ("emergency", "112 or 999"),
    ("first aid", "Tomasz Zielinski or the shift lead"),
    ("security", "Harbour Guard, 0117 496 0199"),
    ("head office", "office@cafe-meridian.example"),
    ("phone", "0117 496 0140"),
    ("email", "hello@cafe-meridian.example"),
)
PIN, PASSWORD = "1234", "open sesame"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the cast."""

    key: str
    name: str
    roles: tuple[Role, ...]


CAST = (
    Member("ruth", "Ruth Adeyemi", (Role.MANAGER,)),
    Member("george", "George Papadakis", (Role.SUPERVISOR,)),
    Member("ines", "Inês Carvalho", (Role.SUPERVISOR,)),
    Member("tomasz", "Tomasz Zielinski", (Role.SHIFT_LEAD,)),
    Member("amira", "Amira Haddad", (Role.SHIFT_LEAD, Role.FRONT_OF_HOUSE)),
    Member("leo", "Leo Fontaine", (Role.FRONT_OF_HOUSE,)),
    Member("mei", "Mei-Ling Okafor", (Role.FRONT_OF_HOUSE,)),
    Member("hannah", "Hannah Brandt", (Role.AUDITOR,)),
)
STAFF, LEADS, SUPERVISORS = ("leo", "mei", "amira"), ("tomasz", "amira"), ("george", "ines")
