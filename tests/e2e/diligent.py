"""Somebody diligent who is interrupted: works on a desk, says what was recorded, and is killed at any moment.

`python -m tests.e2e.diligent HOME HOUSE(json) ROUNDS SEED` prints as JSON what was acknowledged. Each round is a forked
process, so that a round costs no start of Python. It looks first whether everything that earlier rounds were told is
still there; what is missing or half is printed too. On a slow machine the rounds go on until they showed enough.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.person import Role
from sopdesk.services.workspace import Workspace
from tests.e2e.given import REFUND, House, opened

ACTS = ("incidents", "notes", "ticks", "drafts", "procedures", "people")
Said = dict[str, list[str]]
"""What was acknowledged, by kind of act."""
MOST = 10
"""How many times as many rounds as asked for a slow machine may take."""
LONGEST = 0.12
"""Seconds after which the latest kill comes."""


def work(desk: Workspace, house: House, chance: Random) -> Iterator[tuple[str, str]]:
    """Act again and again; give each act's kind and what must be there from now on."""
    run = desk.checklists.start(by=house.worker, sop=house.closing)
    items = [item.id for item in desk.checklists.run(run).content.items() if item.id.startswith("wipe")]
    incidents: list[str] = []
    while True:
        match chance.choice(("log", "log", "note", "tick", "tick", "draft", "submit", "person", "index")):
            case "log":
                incidents.append(_log(desk, house, chance))
                yield "incidents", incidents[-1]
            case "note" if incidents:
                text = f"Remark {chance.getrandbits(40):x}"
                desk.incidents.note(by=house.worker, incident=incidents[-1], text=text)
                yield "notes", f"{incidents[-1]} {text}"
            case "tick" if items:
                desk.checklists.tick(by=house.worker, run=run, item=items[-1])
                yield "ticks", f"{run} {items.pop()}"
            case "draft":
                text = f"Draft {chance.getrandbits(40):x}"
                yield "drafts", f"{desk.drafts.keep(author=house.worker, text=text)} {text}"
            case "submit":
                content = replace(REFUND, number=f"N-{chance.getrandbits(40):x}")
                yield "procedures", desk.manual.submit(by=house.worker, content=content, reason="New")
            case "person":
                yield "people", desk.people.register(by=house.boss, name="Mei Okafor", roles=(Role.FRONT_OF_HOUSE,))
            case "index":
                desk.finder.catch_up()


def _log(desk: Workspace, house: House, chance: Random) -> str:
    """Log a complaint with its customer: two entries that belong together."""
    return desk.incidents.log(
        by=house.worker, kind=IncidentKind.COMPLAINT, narrative=f"The soup was cold, case {chance.getrandbits(40):x}.",
        customer={"name": f"Guest {chance.getrandbits(40):x}", "phone": "0117 496 0000"},
    )  # fmt: skip


def missing(desk: Workspace, house: House, said: Said) -> list[str]:
    """Give what was acknowledged and is not there, and every incident of which only a part is there."""
    lost = [f"half an incident: {row.id}" for row in desk.incidents.rows(limit=100_000) if not _whole(desk, row.id)]
    there = {row.id for row in desk.incidents.rows(limit=100_000)}
    lost += [each for each in said.get("incidents", ()) if each not in there]
    for each in said.get("notes", ()):
        incident, text = each.split(" ", 1)
        if text not in {line.text for line in desk.incidents.file(incident).story}:
            lost.append(each)
    for each in said.get("ticks", ()):
        run, item = each.split()
        if item not in desk.checklists.run(run).marks:
            lost.append(each)
    drafts = {f"{draft.id} {draft.text}" for draft in desk.drafts.of(house.worker)}
    lost += [each for each in said.get("drafts", ()) if each not in drafts]
    there = {row.id for row in desk.manual.rows()} | {person.id for person in desk.people.tiles()}
    return lost + [each for each in (*said.get("procedures", ()), *said.get("people", ())) if each not in there]


def _whole(desk: Workspace, incident: str) -> bool:
    return [party.phone for party in desk.incidents.file(incident).parties] == ["0117 496 0000"]


def be_interrupted(home: Path, house: House, said: Said, chance: Random) -> tuple[Said, list[str]]:
    """Fork somebody diligent and kill them; give what they acknowledged and what they found missing."""
    reading, writing = os.pipe()
    seed, soon = chance.getrandbits(32), chance.random() < 0.2
    child = os.fork()
    if child == 0:
        os.close(reading)
        _be_diligent(home, house, said, Random(seed), writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as lines:
        if soon:  # while the desk is being opened, or what is there is being looked at
            time.sleep(chance.random() * LONGEST)
            first = b""
        else:
            first = lines.readline()
            time.sleep(chance.random() * LONGEST)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        heard = [each.decode().rstrip("\n").split("\t") for each in [first, *lines.readlines()] if each.endswith(b"\n")]
    told: Said = {}
    for kind, what in heard:
        told.setdefault(kind, []).append(what)
    return told, told.pop("missing", [])


def _be_diligent(home: Path, house: House, said: Said, chance: Random, writing: int) -> None:
    try:
        with opened(home) as desk:
            for each in missing(desk, house, said):
                os.write(writing, f"missing\t{each}\n".encode())
            os.write(writing, b"ready\tyes\n")
            for kind, what in work(desk, house, chance):
                os.write(writing, f"{kind}\t{what}\n".encode())
    except BaseException as error:  # noqa: BLE001 - told to the one who waits
        os.write(writing, f"missing\tstopped by {' '.join(repr(error).split())}\n".encode())
    os._exit(1)


def shows_enough(said: Said, ready: int, rounds: int) -> bool:
    """Tell whether every sort of act came about, and most kills met somebody at work."""
    return all(map(said.get, ACTS)) and ready >= rounds // 2 and sum(map(len, said.values())) > rounds


def main() -> None:
    """Be interrupted so many times; print what was acknowledged and what was found missing."""
    home, house, rounds, seed = Path(sys.argv[1]), House(**json.loads(sys.argv[2])), int(sys.argv[3]), int(sys.argv[4])
    chance, said = Random(seed), Said()
    lost: list[str] = []
    ready = done = 0
    while done < rounds or (done < MOST * rounds and not shows_enough(said, ready, rounds)):
        done += 1
        told, gone = be_interrupted(home, house, said, chance)
        ready += len(told.pop("ready", ()))
        lost += gone
        for kind, what in told.items():
            said.setdefault(kind, []).extend(what)
    print(json.dumps({"said": said, "missing": lost, "ready": ready}))  # noqa: T201 - read by the test


if __name__ == "__main__":
    main()
