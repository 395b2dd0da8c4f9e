"""The trail as PDF: time, memory and size, beside the same rows through fpdf2, each in a process of its own.

    python benchmarks/trail_pdf.py [--events 10000] [--no-rival]

Processor seconds count (user and system of the whole process, imports included): other work shares the machine.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sopdesk.views.people import HouseView, SignatureView
from sopdesk.views.trail import Head, Printing, TrailLine, TrailReport

BEGIN = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)
DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
PEOPLE = ("Tom Keane", "Orla Ní Dhomhnaill", "Ann Byrne", "José Müller", "Zoë Łukasiewicz")
SIGNED = SignatureView("Orla Ní Dhomhnaill", BEGIN, "Europe/Dublin", "responsibility", DIGEST, holds=True)
GOAL_SECONDS, GOAL_MEGABYTES, GOAL_EVENTS = 10.0, 150.0, 10_000


def lines(count: int) -> Iterator[TrailLine]:
    """Give lines as a desk has them: mostly ticks, some complaints with long words, corrections, signatures."""
    for n in range(1, count + 1):
        at, who = BEGIN + timedelta(minutes=3 * n), PEOPLE[n % len(PEOPLE)]
        plain = (f"counter:{n}", n, at)
        rest = ("run-12", "checklists")
        match n % 10:
            case 1:
                what = f"logged a complaint (INC-{n}): the soup was cold and the guest had waited for forty minutes"
                yield TrailLine(*plain, at - timedelta(hours=1), who, "incident.logged/1", what, f"INC-{n}",
                                f"incident-{n}", "incidents")  # fmt: skip
            case 2:
                yield TrailLine(*plain, None, who, "incident.corrected/1", "corrected the place", f"INC-{n - 1}",
                                f"incident-{n}", "incidents", "Table 4", "Table 14", "Misread on the slip")  # fmt: skip
            case 3:
                yield TrailLine(*plain, None, who, "run.signed_off/1", "signed off the checklist", f"RUN-{n}", *rest,
                                signature=SIGNED)  # fmt: skip
            case _:
                yield TrailLine(*plain, None, who, "item.ticked/1", "ticked “Wipe the steam wand”", f"RUN-{n}", *rest)


def report(count: int) -> TrailReport:
    """Give the head of the report."""
    house = HouseView("Café Lindenhof", "Market Street 4", "Counter", "Europe/Dublin", "EUR", {})
    head = Head("lindenhof.example/counter", count, DIGEST, BEGIN, count, "", "")
    last = BEGIN + timedelta(minutes=3 * count)
    return TrailReport(Printing(house, last, "Ann Byrne", head), "everything", BEGIN, last, count, 0)


def ours(count: int) -> tuple[int, bytes]:
    """Print with the desk's own printer."""
    from sopdesk.pdf.trail_report import print_trail

    content = print_trail(report(count), lines(count))
    return content.count(b"/Type /Page\n"), content


def rival(count: int) -> tuple[int, bytes]:
    """Print the same texts as a table of fpdf2, with the same font embedded."""
    import tempfile

    import pymupdf_fonts
    from fpdf import FPDF

    from sopdesk.pdf.trail_report import cells

    pdf = FPDF(format="A4")
    with tempfile.TemporaryDirectory() as folder:
        font = Path(folder) / "regular.ttf"
        font.write_bytes(pymupdf_fonts.myfont("figo"))
        pdf.add_font("FiraGO", "", font)
        pdf.add_page()
        pdf.set_font("FiraGO", size=7.2)
        with pdf.table(col_widths=(12, 15, 16, 32, 25), line_height=3.3, first_row_as_headings=False) as table:
            for line in lines(count):
                table.row(cells(line, "Europe/Dublin"))
        return pdf.pages_count, bytes(pdf.output())


def measure(name: str, count: int) -> None:
    """Print once in this process and say what it took."""
    import resource

    began = time.perf_counter()
    pages, content = {"ours": ours, "fpdf2": rival}[name](count)
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak = used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    took = {"cpu": used.ru_utime + used.ru_stime, "wall": time.perf_counter() - began, "mb": peak}
    print(json.dumps(took | {"pages": pages, "kb": len(content) / 1024}))


def measured(name: str, count: int) -> dict[str, float]:
    """Measure in a process of its own, so that the peak of its memory is its own."""
    command = [sys.executable, __file__, "--measure", name, "--events", str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    print(
        f"{name:>6} {count:>8,} {found['cpu']:>8.2f} {found['wall']:>8.2f} {found['mb']:>8.0f} {found['pages']:>7,}"
        f" {found['kb']:>8,.0f} {count / found['cpu']:>10,.0f}"
    )
    return found


def main() -> None:
    """Print the table, the ratio, and whether the goal is met."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--events", type=int, default=GOAL_EVENTS)
    options.add_argument("--no-rival", action="store_true", help="leave fpdf2 out: it takes minutes from 100,000 on")
    options.add_argument("--measure", choices=("ours", "fpdf2"), help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.measure:
        measure(given.measure, given.events)
        return
    print(f"{'':>6} {'events':>8} {'cpu s':>8} {'wall s':>8} {'peak MB':>8} {'pages':>7} {'kB':>8} {'events/s':>10}")
    tenth = measured("ours", max(given.events // 10, 1))
    whole = measured("ours", given.events)
    print(f"ten times the events take {whole['cpu'] / tenth['cpu']:.1f} × the time")
    if not given.no_rival:
        print(f"fpdf2 takes {measured('fpdf2', given.events)['cpu'] / whole['cpu']:.1f} × our time")
    if given.events == GOAL_EVENTS:
        met = whole["cpu"] < GOAL_SECONDS and whole["mb"] < GOAL_MEGABYTES
        print(f"goal, {GOAL_EVENTS:,} events in {GOAL_SECONDS:.0f} s and {GOAL_MEGABYTES:.0f} MB: "
              f"{'met' if met else 'MISSED'}")  # fmt: skip


if __name__ == "__main__":
    main()
