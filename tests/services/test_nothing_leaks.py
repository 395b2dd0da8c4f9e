"""Every question of every service, asked as somebody in front of house: no word of what is kept back comes out.

The services are gone through by what they are: a new question is asked here without anybody writing it down. One that
cannot be asked by the names of its parameters has to be told how (`ASKED`), or why not (`NOT_ASKED`).
"""

import inspect
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import sopdesk
from sopdesk.domain.action import ActionSort
from sopdesk.domain.attachment import Way
from sopdesk.domain.circle import Circle
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.letter import Letter, Purpose
from sopdesk.domain.listed import WHOLE_LIST
from sopdesk.domain.party import PartyRole
from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.services.parcel import Redaction
from sopdesk.views.attachments import GivenFile
from sopdesk.views.incident_registers import Register, RegisterScope
from sopdesk.views.past_runs import RunFilter
from tests.services.conftest import House

CANARY = "zirbelkiefer"


def words_of(house: House) -> dict[str, list[Any]]:
    """Put the canary wherever something is kept from Leo; give what the questions are asked about."""
    desk, sam = house.desk, house.sam
    log, entries = desk.incidents.log, desk.incidents.entries
    told = f"At the desk a {CANARY} was thrown."
    hidden = log(by=sam, kind=IncidentKind.COMPLAINT, narrative=told, place=f"Yard {CANARY}", done_at_once=CANARY)
    desk.confidence.confide(by=sam, incident=hidden, circle=Circle.SUPERVISORS, reason=f"Because {CANARY}")
    abuse = log(by=sam, kind=IncidentKind.ABUSE, narrative=told)
    own = log(by=house.leo, kind=IncidentKind.INJURY, narrative="At the desk a cup was thrown.")
    desk.incidents.correct(by=sam, incident=own, field="narrative", now=told, reason=CANARY)
    shown = log(by=sam, kind=IncidentKind.ACCIDENT, narrative="At the desk a cup was thrown.")
    desk.incidents.link(by=sam, incident=shown, other=hidden)
    person = {"name": "Wren", "remarks": CANARY, "occupation": CANARY}
    for case in (hidden, abuse, own, shown):
        desk.incidents.note(by=sam, incident=case, text=CANARY) if case != shown else None
        entries.add_party(by=sam, incident=case, role=PartyRole.CUSTOMER, personal=person, confidential=True)
        given = GivenFile(f"{CANARY}.txt", CANARY.encode(), Way.FILE)
        desk.incident_files.add(by=sam, incident=case, given=given, party="p1", description=CANARY)
    for case in (own, shown):
        desk.incidents.detail(by=sam, incident=case, values={"injury": f"A {CANARY}"})
    for case in (hidden, abuse, own):
        entries.record(by=sam, incident=case, sort="statement", values={"said_by": CANARY, "statement": CANARY})
        desk.actions.plan(
            by=sam, incident=case, sort=ActionSort.CORRECTION, what=CANARY, owner=house.ruth,
            due=house.clock.instant.date(), verifier=sam,
        )  # fmt: skip
    desk.finder.catch_up()
    return {"incident": [hidden, abuse, own, shown]}


def questions(desk: object) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Give every public method of the services, by its name, those of services within services too."""
    seen: set[int] = set()
    waiting = [(name, each) for name, each in vars(desk).items() if not name.startswith("_")]
    while waiting:
        name, service = waiting.pop(0)
        if id(service) in seen or not type(service).__module__.startswith("sopdesk.services"):
            continue
        seen.add(id(service))
        inner = vars(service) if hasattr(service, "__dict__") else {}
        waiting += [(f"{name}.{part}", each) for part, each in inner.items() if not part.startswith("_")]
        for part, method in inspect.getmembers(service, inspect.ismethod):
            if not part.startswith("_"):
                yield f"{name}.{part}", method


ACTS = frozenset({
    "actions.plan", "bulk.give", "bulk.hold", "clocks.import_legal", "drafts.keep", "exports.record", "exports.into",
    "guides.start", "incident_files.add", "incidents.log", "investigations.ask_why", "investigations.find_cause",
    "privacy.ask", "suggestions.make", "checklists.start", "checklists.photograph", "handovers.write",
    "handovers.prepare", "imports.manual", "imports.starter", "imports.take_draft", "imports.cases.take",
    "backups.make_planned", "people.found_house", "people.register", "people.sign_in", "organisation.define_role",
})  # fmt: skip
"""What changes something and gives no more than what it was given."""
FOR_SERVICES = {
    "incidents.load": "the state of a file, for acts that have asked already who acts",
    "incident_files.load": "the same",
    "incidents.entries.load": "the same",
    "manual.picture": "by its SHA-256, which stands where the picture may be seen",
    "gaps.rows": "what people looked for, in their words",
    "incident_files.read": "a file that somebody brings",
    "incident_files.warning": "the same",
    "incidents.files.digest": "a digest",
    "incidents.files.file": "for the program; people ask incidents.file",
    "incidents.files.row": "makes a line of a row that was asked for",
    "incidents.files.rows_of": "for the program; see by",
    "incidents.files.shown": "makes lines of rows that were asked for",
    "incidents.files.with_same_keys": "ids alone",
    "incidents.files.due.of": "makes clocks of a state",
    "incidents.files.due.next_of": "makes a clock of a row",
    "incidents.files.due.pressing": "rows for incidents.pressing, which says who asks",
    "actions.waiting": "for Today, with who asks",
    "actions.theirs": "of rows that were asked for",
    "confidence.confided": "who sees a file, of a state",
    "privacy.request_view": "names records",
    "privacy.keeping": "how long a record is kept",
    "investigations.fishbone_drawing": "draws a file that was asked for",
    "investigations.timeline": "of a file that was asked for",
    "investigations.timeline_drawing": "draws moments that were asked for",
    "investigations.whys_drawing": "draws a file that was asked for",
    "imports.cases.judge": "judges a table that somebody brings",
    "imports.open_table": "a table that somebody brings",
    "escalating.steps": "of a state",
    "escalating.to_now": "of a line that Today was given, which says who asks",
    "exports.copy_pdf": "of procedures alone",
    "exports.difference_pdf": "of procedures alone",
    "exports.duties_pdf": "of procedures alone",
    "exports.labels_pdf": "of procedures alone",
    "exports.manual_markdown": "of procedures alone",
    "evidence.runs": "chooses runs",
    "evidence.preview": "of a parcel that was asked for",
    "imports.open_manual": "a manual that somebody brings",
    "exports.run_pdf": "of a run; its page is asked for",
    "checklists.row": "makes a line of a row",
}
"""What only services and drawings ask, and why nothing of it reaches a screen by itself."""
_TAKES_IN = re.compile(
    r"^from sopdesk\.(?:domain|store|services|views)(?:\.| import )(?:incident|case\b)", re.MULTILINE
)
NO_SCREEN = ("incidents.load(", "incidents.files.")


def answers(house: House) -> dict[str, list[Any]]:
    """Give what each parameter can be, by its name."""
    cases = words_of(house)["incident"]
    desk, today = house.desk, house.clock.instant.date()
    everything = Redaction()
    return {
        "by": [house.leo], "person": [desk.desk.person_view(house.leo)], "incident": cases, "record": cases,
        "subject": cases, "subjects": [cases], "incidents": [cases], "text": [CANARY, CANARY[:6], f"{CANARY[:-1]}k "],
        "words": [[CANARY]], "exports": [desk.exports], "choice": [desk.evidence.everything(by=house.ruth)],
        "redaction": [everything], "which": [RegisterScope(each) for each in Register], "kind": list(IncidentKind),
        "name": ["Wren"], "pieces": [[]], "first": [today - timedelta(days=30)], "last": [today],
        "day": [today], "limit": [50], "digest": [sha256(CANARY.encode()).hexdigest()],
        "digests": [[sha256(CANARY.encode()).hexdigest()]], "largest": [50], "number": ["I-COUN-2026-00001"],
        "sop": ["sop-1"], "run": ["run-1"], "guide": ["guide-1"], "now": [house.clock.instant],
        "zone": ["Europe/London"], "party": ["", "p1"], "purpose": list(Purpose),
        "letter": [Letter("wren@example.org", "A", "B")],
    }  # fmt: skip


def ask(method: Callable[..., Any], given: dict[str, list[Any]]) -> Iterator[Any] | None:
    """Give the answers to a question with everything that its parameters can be; None where it cannot be asked."""
    names = [
        each.name for each in inspect.signature(method).parameters.values()
        if each.default is each.empty or each.name in {"by", "person", "incident", "text"}
    ]  # fmt: skip
    if any(each not in given for each in names):
        return None
    return _answered(method, names, given)


def _answered(method: Callable[..., Any], names: list[str], given: dict[str, list[Any]]) -> Iterator[Any]:
    kinds = inspect.signature(method).parameters
    for values in product(*(given[each] for each in names)):
        pairs = dict(zip(names, values, strict=True))
        keyword = {name: value for name, value in pairs.items() if kinds[name].kind is inspect.Parameter.KEYWORD_ONLY}
        places = [value for name, value in pairs.items() if name not in keyword]
        try:
            found = method(*places, **keyword)
            yield list(found) if isinstance(found, Iterator) else found
        except (Refusal, Trouble) as no:
            yield no.sentence


def knows_incidents(method: Callable[..., Any]) -> bool:
    """Tell whether the module of a service takes in anything about incidents."""
    return _TAKES_IN.search(inspect.getsource(inspect.getmodule(method))) is not None  # type: ignore[arg-type] # a method has one


def test_no_question_of_any_service_tells_what_is_kept_back(house: House) -> None:
    """Asked as somebody in front of house, no service gives a word of what only others may see."""
    given = answers(house)
    assert all(CANARY in str(house.desk.incidents.file(each)) for each in given["incident"])
    unasked, told, asked = [], [], 0
    for name, method in list(questions(house.desk)):
        if name.startswith(("desk.", "store.")) or name in ACTS or name in FOR_SERVICES or name.endswith(".close"):
            continue
        if inspect.signature(method).return_annotation in {None, int, bool}:
            continue
        runs: dict[str, list[Any]] = (
            {"which": [RunFilter()]} if name.startswith(("past_runs.", "run_registers.")) else {}
        )
        runs = {"which": [WHOLE_LIST]} if name == "incidents.listed" else runs
        found = ask(method, {**given, **runs})
        if found is None:
            unasked += [name] if knows_incidents(method) else []
            continue
        asked += 1
        typed = set(map(str, given["text"]))
        for each in found:
            words = each.decode("utf-8", "replace") if isinstance(each, bytes) else str(each)
            for one in typed:  # what was asked may come back
                words = words.replace(f"text='{one}'", "").replace(f"“{one}”", "")
            if CANARY in words:
                told.append(name)
                break
    assert told == [], "these tell what is kept back"
    assert unasked == [], "say how these are asked, or why they need not be"
    assert asked > 60


def test_what_is_for_services_is_on_no_screen() -> None:
    """Neither a screen nor the command line asks what gives a file without asking who reads it."""
    root = Path(sopdesk.__file__).parent
    for each in (*(root / "ui").rglob("*.py"), *(root / "cli").rglob("*.py")):
        text = each.read_text("utf-8")
        assert not [word for word in NO_SCREEN if word in text], each


@pytest.mark.parametrize("who", ["leo", "nobody"])
def test_the_search_is_asked_by_each(house: House, who: str) -> None:
    """Every way to search, also by half a word and by a slip, tells nothing to who may not know it."""
    words_of(house)
    person = house.desk.desk.person_view(house.leo) if who == "leo" else None
    for end in range(3, len(CANARY) + 1):
        for text in (CANARY[:end], f"{CANARY[:end]} ", f"{CANARY[:end]}x "):
            found = house.desk.finder.search(text, person=person)
            assert CANARY not in f"{found.found} {found.did_you_mean or ''}".replace(text.strip(), "")
