"""What is done to evidence in a PDF: after it was signed, to its signature, to what is attached, to its pages."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from sopdesk.domain.refusal import Refusal
from sopdesk.journal.bundle import read_bundle
from sopdesk.journal.certificates import Certificates, Identity
from sopdesk.journal.keys import StationKeys
from sopdesk.pdf.evidence_file import make_file, open_file
from sopdesk.pdf.signed import sign
from sopdesk.services.evidence_check import check_evidence
from sopdesk.services.evidence_pages import report_of
from tests.attacks.mutants import mutant
from tests.attacks.parsers import Parser
from tests.attacks.wrapping import wrapped
from tests.domain.given import refund
from tests.journal.evidence_tampering import Copy
from tests.services.conftest import START, Clock, House, found_house
from tests.services.test_incident_files import attach
from tests.services.test_incidents import close, resolved


@dataclass(frozen=True, slots=True)
class Handed:
    """Evidence of one case, and of another one; who attacks has a certificate of his own, in the house's name."""

    pdf: bytes
    other: bytes
    root: str
    mallory: Identity

    @property
    def bundle(self) -> bytes:
        """The bundle in the first file."""
        return open_file(self.pdf).bundle


def hand_over(house: House, folder: Path) -> Handed:
    """Hand over the evidence of two cases."""
    desk, files = house.desk, []
    house.approved(refund())
    for name in ("letter.txt", "note.txt"):
        case = resolved(house)
        attach(house, case, f"What the {name} says.\n".encode() * 9, name)
        close(house, case, values={"accepted": "yes"})
        files.append(desk.evidence.pdf(desk.exports, desk.evidence.case(case, by=house.sam), by=house.sam))
    mallory = Certificates(StationKeys(folder, use_system=False)).identity("sopdesk/00/mallory", "Café Meridian", START)
    root = desk.store.identity("Café Meridian", START).fingerprint
    return Handed(files[0], files[1], root, mallory)


def _updated(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _rewritten(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(out)
    return out.getvalue()


def _words(writer: IncrementalPdfFileWriter) -> None:
    words = writer.add_object(generic.StreamObject(stream_data=b"BT /F1 30 Tf 100 500 Td (Nothing happened) Tj ET"))
    page = writer.find_page_for_modification(0)[0].get_object()
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), words])
    writer.update_container(page)


def _pages(writer: IncrementalPdfFileWriter, change: Callable[[list[object]], list[object]]) -> None:
    pages = writer.root["/Pages"]
    kids = change([pages["/Kids"].raw_get(n) for n in range(len(pages["/Kids"]))])
    pages["/Kids"] = generic.ArrayObject(kids)
    pages["/Count"] = generic.NumberObject(len(kids))
    writer.update_container(pages)


def _page_hidden(writer: IncrementalPdfFileWriter) -> None:
    _pages(writer, lambda kids: kids[1:])


def _page_shown_twice(writer: IncrementalPdfFileWriter) -> None:
    _pages(writer, lambda kids: [*kids, kids[0]])


def _attached(opened: pikepdf.Pdf, name: str, content: bytes) -> None:
    opened.attachments[name] = pikepdf.AttachedFileSpec(
        opened, content, filename=name, description="", mime_type="application/json", creation_date="", mod_date=""
    )


def _replaced_later(given: Handed) -> bytes:
    """Replace what is attached in an update behind the signature."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
        inside = names[1]["/EF"]
        kind = {generic.pdf_name("/Type"): generic.pdf_name("/EmbeddedFile")}
        inside["/F"] = writer.add_object(generic.StreamObject(kind, stream_data=open_file(given.other).bundle))
        writer.update_container(inside)

    return _updated(given.pdf, change)


def _strip(opened: pikepdf.Pdf) -> None:
    del opened.Root.AcroForm
    del opened.pages[0].Annots


def _beside(given: Handed) -> bytes:
    """Call the attached evidence nothing, put another beside it that is called so, and sign it all."""

    def change(opened: pikepdf.Pdf) -> None:
        _strip(opened)
        del opened.Root.Perms
        del next(iter(opened.attachments.values())).get_file().obj.Type
        loose = pikepdf.Stream(opened, open_file(given.other).bundle, Type=pikepdf.Name.EmbeddedFile)
        opened.Root.Loose = opened.make_indirect(loose)

    return sign(_rewritten(given.pdf, change), given.mallory, START)


def _tampered(bundle: bytes) -> bytes:
    """Change who did it, and pack the bundle in good form again."""
    copy = Copy.of(json.loads(bundle))
    copy.rewrite(-2, actor="person-0000000000000000")
    return copy.packed()


def _anew(given: Handed, bundle: bytes, title: str = "") -> bytes:
    """Make pages of the first bundle, attach another, and sign them with a certificate of one's own."""
    report = report_of(read_bundle(given.bundle), given.bundle, given.mallory.fingerprint)
    return make_file(replace(report, title=title or report.title), bundle, given.mallory)


def _moved(given: Handed) -> bytes:
    """Put the signature of one file into the other one."""
    begin, end = (given.pdf.index(each, given.pdf.index(b"/Contents <")) for each in (b"<", b">"))
    start = given.other.index(b"<", given.other.index(b"/Contents <"))
    return given.pdf[:begin] + given.other[start : start + end - begin] + given.pdf[end:]


def _page_added(opened: pikepdf.Pdf) -> None:
    opened.add_blank_page()


ATTACKS: dict[str, Callable[[Handed], bytes]] = {
    "a byte behind the end": lambda given: given.pdf + b"\n",
    "an update that changes nothing": lambda given: _updated(given.pdf, lambda writer: writer.update_root()),
    "words written over the first page": lambda given: _updated(given.pdf, _words),
    "a page hidden": lambda given: _updated(given.pdf, _page_hidden),
    "a page shown twice": lambda given: _updated(given.pdf, _page_shown_twice),
    "a page added, the file written anew": lambda given: _rewritten(given.pdf, _page_added),
    "the evidence replaced, the file written anew": lambda given: _rewritten(
        given.pdf, lambda opened: _attached(opened, "evidence.json", open_file(given.other).bundle)
    ),
    "the signature stripped": lambda given: _rewritten(given.pdf, _strip),
    "cut off before the signature": lambda given: given.pdf[: given.pdf.index(b"%%EOF") + 6],
    "the signature of another file": _moved,
    "the signature wrapped around other pages": lambda given: wrapped(given.pdf),
    "something before the beginning": lambda given: b"\n" + given.pdf,
    "the end cut off": lambda given: given.pdf[:-30],
}
"""What shows in the file itself: by name, what is done."""

REFUSED: dict[str, Callable[[Handed], bytes]] = {
    "the evidence taken out": lambda given: _rewritten(given.pdf, lambda opened: opened.attachments.clear()),
    "a second evidence attached": lambda given: _rewritten(
        given.pdf, lambda opened: _attached(opened, "more.json", open_file(given.other).bundle)
    ),
    "the evidence replaced by another's, behind the signature": _replaced_later,
    "another evidence beside it that nothing leads to": _beside,
    "a byte of the evidence changed": lambda given: _anew(given, given.bundle.replace(b":", b": ", 1)),
}
"""What makes a file no evidence any more."""

FORGED: dict[str, tuple[Callable[[Handed], bytes], str, bool | None]] = {
    "other words on the pages": (lambda given: _anew(given, given.bundle, "Nothing happened"), "pages", False),
    "the pages of one case, the evidence of another": (
        lambda given: _anew(given, open_file(given.other).bundle), "pages", False,
    ),
    "an entry changed": (lambda given: _anew(given, _tampered(given.bundle)), "proof", None),
    "nothing but the certificate": (lambda given: _anew(given, given.bundle), "root", True),
}  # fmt: skip
"""What somebody signs with a certificate of his own: what shows besides the certificate, and what the pages are."""


def table() -> str:
    """Give the table of docs/attacks.md about evidence in a PDF."""
    pages = "the pages are not those that the program makes of the evidence (*pages*: no)"
    shown = {"pages": pages, "proof": "an entry is not the one in the log (*proof*: no)", "root": "nothing else"}
    lines = ["| somebody … | the command | the page |", "| --- | --- | --- |"]
    lines += [f"| {name} | *file*: no | *file*: no |" for name in ATTACKS]
    lines += [f"| {name} | refused: it is no evidence | refused: it is no evidence |" for name in REFUSED]
    for name, (_, code, _) in FORGED.items():
        here = "nothing else; the pages are not read, which is said" if code == "pages" else shown[code]
        lines.append(f"| {name}, signed with a certificate of his own | *root*; {shown[code]} | *root*; {here} |")
    return "\n".join(lines) + "\n"


def damaged(given: Handed, count: int) -> list[bytes]:
    """Give the file with changes by chance."""
    chance = Random(count)
    return [mutant(given.pdf, (given.other,), chance) for _ in range(count)]


def parser(folder: Path) -> Parser:
    """Give the check of PDFs as a parser to be fuzzed; nothing holds but what was handed over, byte for byte."""
    with found_house(folder, Clock()) as house:
        given = hand_over(house, folder / "mallory")
    seeds = (given.pdf, given.other, *(make(given) for make in (*ATTACKS.values(), *REFUSED.values())))

    def judge(content: bytes) -> str | None:
        try:
            found = check_evidence(content)
        except Refusal:
            return None
        answers = {each.code: each.holds for one in found.questions for each in one.answers}
        assert content in {given.pdf, given.other} or not answers.get("file"), "a file that nobody signed holds"
        return " ".join(sorted(answers))

    return Parser("pdf", seeds, judge)
