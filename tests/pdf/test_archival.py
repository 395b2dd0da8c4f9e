from datetime import UTC, datetime

from pikepdf import Name

from sopdesk.pdf.archival import Attachment, finish
from sopdesk.pdf.incident_report import print_case
from tests.pdf import samples
from tests.pdf.tree_reading import opened

BUNDLE = Attachment("bundle.json", b'{"sopdesk-evidence": 1}\n' * 500, "application/json", "The evidence")
NOW = datetime(2026, 3, 14, 15, 9, 26, tzinfo=UTC)


def finished(*attachments: Attachment, title: str = "Case") -> bytes:
    """Give a case report, finished."""
    return finish(print_case(samples.case()), title=title, made_at=NOW, attachments=attachments)


def test_it_says_what_it_is() -> None:
    """A print says that it keeps to PDF/A-3a and to PDF/UA-1, when it was made, and of which colours it speaks."""
    with opened(finished(title="Case <R&D>")) as pdf:
        said = pdf.Root.Metadata.read_bytes().decode()
        for part in ("<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
                     "<pdfuaid:part>1</pdfuaid:part>", "<xmp:CreateDate>2026-03-14T15:09:26Z</xmp:CreateDate>",
                     "Case &lt;R&amp;D&gt;", "PDF/UA identification schema"):  # fmt: skip
            assert part in said
        assert pdf.docinfo.Title == "Case <R&D>"
        assert pdf.docinfo.CreationDate == "D:20260314150926Z"
        (colours,) = pdf.Root.OutputIntents
        assert colours.S == Name.GTS_PDFA1
        assert colours.DestOutputProfile.N == 3


def test_what_is_attached_comes_out_as_it_went_in() -> None:
    """The bundle lies in the file byte for byte, as data that belongs to the whole document."""
    with opened(finished(BUNDLE)) as pdf:
        found = pdf.attachments["bundle.json"]
        assert found.get_file().read_bytes() == BUNDLE.content
        (listed,) = pdf.Root.AF
        assert listed.AFRelationship == Name.Data
        assert listed.objgen == found.obj.objgen
        assert listed.UF == "bundle.json"
        assert listed.EF.F.Subtype == Name("/application/json")


def test_the_same_again_is_the_same_bytes() -> None:
    """Two files with the same attachments, made for the same time, are equal to the byte."""
    assert finished(BUNDLE) == finished(BUNDLE)


def test_finished_again() -> None:
    """A finished file takes another attachment, and one of the same name takes the place of the old one."""
    second = Attachment("notes.txt", b"x", "text/plain")
    changed = Attachment("bundle.json", b"{}", "application/json")
    with opened(finish(finished(BUNDLE), title="Case", made_at=NOW, attachments=(changed, second))) as pdf:
        assert sorted(pdf.attachments) == ["bundle.json", "notes.txt"]
        assert pdf.attachments["bundle.json"].get_file().read_bytes() == b"{}"
        assert len(pdf.Root.AF) == 2
        assert len(pdf.Root.OutputIntents) == 1


def test_names_that_nothing_can_encode() -> None:
    """A title with half a character and a control in it does not break the packet."""
    with opened(finished(title="Case \x00 \ud800 \u0645")) as pdf:
        assert "Case   ? \u0645" in pdf.Root.Metadata.read_bytes().decode()
