"""Evidence for foreign tools to judge: signed files of a desk whose people and texts are written in many scripts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from itertools import cycle
from pathlib import Path

from sopdesk.domain.incident import IncidentKind, IncidentNoted
from sopdesk.domain.person import Role
from sopdesk.services.evidence_pages import make_pages
from sopdesk.services.parcel import Choice
from tests.domain.given import checklist, procedure, step
from tests.services.case_play import go_on
from tests.services.conftest import PASSWORD, PIN, Clock, House, open_house

STARTER = Path(__file__).parents[2] / "manuals" / "starter"
RUTH, SAM, LEO, HANNAH = "محمد العربي", "שלמה כהן", "สมชาย ใจดี", "山田太郎 😀"
TEXTS = (
    "قال الضيف إن القهوة باردة (طاولة 6، الساعة 14:05).",
    "הלקוחה ביקשה החזר של 14.50 GBP, קבלה 4471.",
    "ลูกค้าบอกว่าซุปมีขึ้นฉ่ายและไม่ได้แจ้งไว้บนฉลากที่เคาน์เตอร์",
    "お客様は領収書なしで返品を希望されました。担当の山田が対応しました。",
    "Nobody was hurt 😀👨\u200d👩\u200d👧 👍🏽 🇬🇧, floor dried ✓.",
    "Նարեկ, Ωμέγα and Ђорђе waited; محمد said “14:05”, שלמה “nobody”.",
)
EVERY = " ".join(TEXTS)


@dataclass(frozen=True, slots=True)
class Given:
    """One file of evidence, and the bytes that must come out of it again."""

    pdf: bytes
    bundle: bytes


@contextmanager
def writing_house(folder: Path) -> Iterator[House]:
    """Give a house whose people bear names in Arabic, Hebrew, Thai and Japanese, with the starter manual whole."""
    clock = Clock()
    desk = open_house(folder, clock, create=True)
    ruth = desk.people.found_house(
        name="مقهى Meridian קפה", site="山下 Street", zone="Europe/London", currency="GBP", person=RUTH, pin=PIN,
        password=PASSWORD, contacts=(("manager", f"{RUTH}, 0117 496 0142"),),
    )  # fmt: skip
    people = [
        desk.people.register(by=ruth, name=name, roles=(role,), pin=PIN, password=PASSWORD)
        for name, role in ((SAM, Role.SUPERVISOR), (LEO, Role.FRONT_OF_HOUSE), (HANNAH, Role.AUDITOR))
    ]
    yield House(desk, clock, ruth, *people)
    desk.close()


def manual(house: House) -> Choice:
    """Adopt the whole starter manual and one procedure in every script; choose all that was recorded of it."""
    first = house.clock.instant
    house.desk.imports.starter(STARTER, by=house.ruth, password=PASSWORD)
    steps = tuple(step(f"s{n}", title=text[:60], text=text) for n, text in enumerate(TEXTS))
    house.approved(procedure(number="SOP-900", title=TEXTS[0][:40], purpose=EVERY, steps=steps), reason=TEXTS[1])
    return house.desk.evidence.period(first, house.clock.instant, by=house.ruth)


def case(house: House) -> Choice:
    """Have an accident with a child, told in every script, up to its follow-up."""
    incidents = house.desk.incidents
    found = incidents.log(
        by=house.leo, kind=IncidentKind.INJURY, narrative=EVERY, done_at_once=TEXTS[2],
        customer={"name": f"{SAM} 🇯🇵", "phone": "0117 496 0155"},
    )  # fmt: skip
    for _ in range(4):
        go_on(house, found)
    for text in TEXTS:
        incidents.note(by=house.leo, incident=found, text=text)
    incidents.correct(by=house.sam, incident=found, field="narrative", now=TEXTS[0], reason=TEXTS[1])
    return house.desk.evidence.case(found, by=house.ruth)


def runs(house: House) -> Choice:
    """Have a checklist done five times, its answers in every script."""
    content = replace(checklist(), number="SOP-901", title=f"{TEXTS[1][:30]} · {TEXTS[3][:20]}")
    sop, lists = house.approved(content), house.desk.checklists
    done = []
    for text in TEXTS[:5]:
        run = lists.start(by=house.leo, sop=sop)
        lists.tick(by=house.leo, run=run, item="wand")
        lists.count(by=house.leo, run=run, item="fridge", value=Decimal("6.5"), done_about_it=text)
        lists.count(by=house.leo, run=run, item="float", value=Decimal(150))
        lists.skip(by=house.leo, run=run, item="stock", reason=text)
        lists.complete(by=house.leo, run=run, handover=text)
        lists.sign_off(by=house.sam, password=PASSWORD, run=run, digest=lists.run(run).digest)
        done.append(run)
    return house.desk.evidence.runs(done, by=house.ruth)


def period(house: House, entries: int) -> Choice:
    """Have so many entries recorded: incidents and what was noted about them, each in the next script."""
    first, texts, incidents = house.clock.instant, cycle(TEXTS), house.desk.incidents
    told = [incidents.log(by=house.leo, kind=IncidentKind.COMPLAINT, narrative=text) for text in TEXTS]
    at = cycle(told)
    for begin in range(len(told), entries, 500):
        house.clock.wait(hours=1)
        numbers = range(begin, min(begin + 500, entries))
        changes = [(next(at), [IncidentNoted(f"{next(texts)} ({n})")]) for n in numbers]
        house.desk.store.append_many(house.leo, changes, at=house.clock.instant)
    return house.desk.evidence.period(first, house.clock.instant + timedelta(seconds=1), by=house.ruth)


def given(house: House, choice: Choice) -> Given:
    """Have what was chosen handed over: the bundle, and signed pages of it with the bundle attached."""
    bundle = house.desk.evidence.bundle(house.desk.exports, choice, by=house.ruth, reason=EVERY)
    identity = house.desk.store.identity(house.desk.people.house().name, house.clock())
    return Given(make_pages(bundle, identity), bundle)


def makers(entries: int) -> dict[str, Callable[[House], Choice]]:
    """Give what is chosen for each file, in the order in which it is to happen."""
    return {
        "the whole manual": manual, "one case": case, "a checklist": runs,
        f"a period of {entries:,} entries": lambda house: period(house, entries),
    }  # fmt: skip
