"""Measure how long “May I …?” takes while somebody types, over the limits of a large manual.

Usage: python -m benchmarks.may_i [PROCEDURES]    default 10000
Every procedure has two actions of its own, each with a limit for two roles. The processor's time is taken. A desk
reads the limits beside the window, so that the time it takes to sort them keeps nobody waiting.
"""

import sys
from decimal import Decimal
from random import Random
from statistics import median
from time import thread_time

from sopdesk.domain.authority import Rule
from sopdesk.domain.readings import Limits
from sopdesk.domain.sop import Limit
from sopdesk.services.rules import language

VERBS = (
    "refund exchange replace void cancel order book move close open grant waive accept refuse write sign check".split()
)
THINGS = "tea cup card bill room order table ticket coat stock till seat note gift lamp menu".split()
ENDS = ["", "box", "line", "sheet", "day", "tray"]
QUESTIONS = (
    "refund", "may I refund 40 without receipt", "can I void the ticketbox for a lamp, 12 quid", "may I fly",
    "exchange a cup of tea 5",
)  # fmt: skip
TIMES = 20


def rules(procedures: int) -> list[Rule]:
    """Give the limits of a manual, always the same ones."""
    chance = Random(1)

    def thing() -> str:
        return chance.choice(THINGS) + chance.choice(ENDS)

    found = []
    for n in range(procedures):
        for _ in range(2):
            action = f"{chance.choice(VERBS)} a {thing()} {chance.choice(['without', 'for', 'of', 'with'])} a {thing()}"
            also = (f"{chance.choice(VERBS)} {thing()}",) if chance.random() < 0.2 else ()
            for role, amount in (("front-of-house", 10), ("shift-lead", 50)):
                limit = Limit(action, role, Decimal(amount), "manager", also=also)
                found.append(Rule(f"sop-{n}", f"SOP-{n}", f"Procedure {n}", "1.0", "d", limit))
    return found


def main() -> None:
    """Say how long sorting takes, and then each question."""
    procedures = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    given = rules(procedures)
    began = thread_time()
    limits = Limits(given, language({}), "GBP")
    print(f"{len(given):,} limits of {procedures:,} procedures, sorted in {(thread_time() - began) * 1000:,.0f} ms")
    for text in QUESTIONS:
        took, found = [], 0
        for _ in range(TIMES):
            began = thread_time()
            found = len(limits.readings(limits.read(text)))
            took.append((thread_time() - began) * 1000)
        print(f"{median(took):7.2f} ms  {found} readings  {text}")


if __name__ == "__main__":
    main()
