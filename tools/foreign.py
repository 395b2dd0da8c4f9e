"""Let programs of other people judge evidence: veraPDF, qpdf, pdfsig, pdfdetach and pyHanko.

Usage: python tools/foreign.py [FOLDER] [--entries 10000]

Makes four signed files of a desk whose people and texts are in Arabic, Hebrew, Thai, Japanese and emoji – the whole
manual, one case, a checklist's runs, a period – and prints what every tool says of each as a table. FOLDER gets the
files and the house's certificate. Ends with 1 when a tool found something; what is missing here is not judged, and
the table says so.
"""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.pdf import foreign_files, foreign_tools  # noqa: E402 - the place must be known first


def main() -> int:
    """Make the files one after the other, have them judged, and print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path, nargs="?")
    asked.add_argument("--entries", type=int, default=10_000)
    given = asked.parse_args()
    with TemporaryDirectory() as scratch:
        out = given.folder or Path(scratch)
        out.mkdir(parents=True, exist_ok=True)
        return 0 if _judge(out, Path(scratch), given.entries) else 1


def _judge(out: Path, scratch: Path, entries: int) -> bool:
    made: dict[Path, bytes] = {}
    names: dict[Path, str] = {}
    with foreign_files.writing_house(scratch) as house:
        root = house.desk.evidence.certificate(by=house.ruth)
        (out / "house.pem").write_bytes(root)
        for name, choose in foreign_files.makers(entries).items():
            given = foreign_files.given(house, choose(house))
            file = out / f"{name.replace(' ', '-').replace(',', '')}.pdf"
            file.write_bytes(given.pdf)
            made[file], names[file] = given.bundle, name
    found = foreign_tools.judge(made, root, scratch)
    tools = next(iter(found.values()))
    print(f"| Evidence | pages | MB | {' | '.join(tools)} |\n|{' --- |' * (3 + len(tools))}")
    for file, said in found.items():
        size = file.stat().st_size / 1e6
        print(f"| {names[file]} | {foreign_tools.pages(file):,} | {size:.1f} | {' | '.join(said.values())} |")
    verdicts = [each for said in found.values() for each in said.values()]
    return all(each == "ok" or each.startswith(foreign_tools.LACKING) for each in verdicts)


if __name__ == "__main__":
    sys.exit(main())
