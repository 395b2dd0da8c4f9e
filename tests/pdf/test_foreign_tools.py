import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sopdesk.journal.bundle import read_bundle
from sopdesk.pdf.evidence_file import make_file
from sopdesk.pdf.incident_report import print_case
from sopdesk.pdf.procedure_sheet import print_procedure
from sopdesk.pdf.run_sheet import print_run
from sopdesk.pdf.signed import sign
from sopdesk.pdf.trail_report import print_trail
from sopdesk.services.evidence_pages import report_of
from tests.journal.evidence_vectors import FOLDER
from tests.pdf import foreign_files, foreign_tools, samples, verapdf
from tests.pdf.golden import PRINTS
from tests.pdf.naughty import spoiled
from tests.pdf.test_signed import BUNDLE, NOW, evidence, somebody, unsigned

SCRIPTS = "محمد العربي · שלום (abc) 123 · สมชาย ใจดี · 山田太郎 · 😀👨\u200d👩\u200d👧 · Նարեկ"
HOSTILE = {
    "scripts_trail": lambda: print_trail(
        samples.trail(40), [spoiled(each, iter([SCRIPTS] * 99)) for each in samples.trail_lines(40)]
    ),
    "naughty_case": lambda: print_case(spoiled(samples.case())),
    "naughty_procedure": lambda: print_procedure(spoiled(samples.page()), samples.PRINTING),
    "naughty_run": lambda: print_run(spoiled(samples.run()), spoiled(samples.PRINTING)),
}


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is missing: nothing of it was judged")
    return found


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """Give every kind of print, those with hostile words, and signed ones."""
    folder = tmp_path_factory.mktemp("prints")
    made = {**{name: make() for name, make in (*PRINTS.items(), *HOSTILE.items())},
            "unsigned": unsigned(), "signed": evidence()}  # fmt: skip
    bundle = (FOLDER / "whole.json").read_bytes()
    report = report_of(read_bundle(bundle), bundle, somebody().fingerprint)
    made["evidence"] = make_file(report, bundle, somebody())
    made["evidence_scripts"] = make_file(spoiled(report, iter([SCRIPTS] * 9999)), bundle, somebody())
    made["naughty_signed"] = sign(made["naughty_case"], somebody(), NOW)
    for name, content in made.items():
        (folder / f"{name}.pdf").write_bytes(content)
    yield {name: folder / f"{name}.pdf" for name in made}
    shutil.rmtree(folder)


@pytest.mark.skipif(bool(verapdf.lacking()), reason=f"NOT JUDGED BY veraPDF: {verapdf.lacking()}")
def test_every_print_keeps_to_both_standards(files: dict[str, Path]) -> None:
    """Every kind of print, signed or not, in whatever script, is PDF/A-3a and PDF/UA-1: veraPDF says so."""
    found = verapdf.broken(files.values())
    assert len(found) == 2 * len(files)
    assert {each: verdict for each, verdict in found.items() if verdict != "ok"} == {}


def test_qpdf_finds_nothing(files: dict[str, Path]) -> None:
    """The structure of every file is sound: qpdf finds neither errors nor anything to warn of."""
    qpdf = _tool("qpdf")
    for each in files.values():
        found = subprocess.run([qpdf, "--check", str(each)], capture_output=True, text=True, timeout=60, check=False)
        assert found.returncode == 0, found.stdout + found.stderr


def test_pdfdetach_gives_the_bundle(files: dict[str, Path], tmp_path: Path) -> None:
    """Another program takes the bundle out of the signed file, byte for byte."""
    out = tmp_path / "out.json"
    subprocess.run([_tool("pdfdetach"), "-save", "1", "-o", str(out), str(files["signed"])], check=True, timeout=60)
    assert out.read_bytes() == BUNDLE.content
    subprocess.run([_tool("pdfdetach"), "-save", "1", "-o", str(out), str(files["evidence"])], check=True, timeout=60)
    assert out.read_bytes() == (FOLDER / "whole.json").read_bytes()


def test_pdfinfo_reads_what_it_is(files: dict[str, Path]) -> None:
    """Another program reads the title, and that the file is tagged."""
    said = subprocess.run(
        [_tool("pdfinfo"), str(files["signed"])], capture_output=True, text=True, timeout=60, check=True
    ).stdout.splitlines()
    found = {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in said)}
    assert (found["Title"], found["Tagged"], found["Encrypted"]) == ("Case", "yes", "no")


def test_evidence_of_a_desk_in_every_script(tmp_path: Path) -> None:
    """A case, a period, the whole manual and a checklist's runs pass every tool, whatever script names are in."""
    made: dict[Path, bytes] = {}
    with foreign_files.writing_house(tmp_path) as house:
        root = house.desk.evidence.certificate(by=house.ruth)
        for name, choose in foreign_files.makers(300).items():
            given = foreign_files.given(house, choose(house))
            file = tmp_path / f"{name.replace(' ', '-')}.pdf"
            file.write_bytes(given.pdf)
            made[file] = given.bundle
    found = foreign_tools.judge(made, root, tmp_path)
    wrong = {(file.name, tool): words for file, said in found.items() for tool, words in said.items() if words != "ok"}
    lacking = {words for words in wrong.values() if words.startswith(foreign_tools.LACKING)}
    assert {place: words for place, words in wrong.items() if words not in lacking} == {}
    if lacking:
        pytest.skip("; ".join(sorted(lacking)))
