"""Files attached to incidents: taken in as they are, by the house's rule, and erased to the last byte."""

import base64
import io
import os
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from pypdf import PdfReader

from sopdesk.domain.attachment import Hidden, TimeFrom, Way
from sopdesk.domain.attachment_rule import AttachmentRule
from sopdesk.domain.erasure import Basis
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.party import PartyRole
from sopdesk.interchange.hidden_data import without_hidden
from sopdesk.views.attachments import AttachmentView, GivenFile
from tests.domain.given import refuses
from tests.interchange.picture_samples import CAMERA, PLACE, heic, jpeg
from tests.interchange.test_file_kind import MAIL
from tests.pdf.reading import text_of
from tests.services.conftest import PASSWORD, House
from tests.services.test_incidents import close, logged, resolved
from tests.services.test_privacy import bytes_of, everything, told

WORDS = b"Perpetua Quillfeather wrote this letter on the third of May.\n" * 40


def attach(house: House, case: str, content: bytes, name: str = "letter.txt", **how: str) -> str:
    """Attach a file as Leo."""
    given = GivenFile(name, content, Way.FILE)
    return house.desk.incident_files.add(by=house.leo, incident=case, given=given, **how)


def attached(house: House, case: str, by: str = "") -> AttachmentView:
    """Give the one attachment of a case."""
    [found] = house.desk.incidents.file(case, by=by).attachments
    return found


def test_a_photo_is_kept_byte_for_byte(house: House, tmp_path: Path) -> None:
    """A photo is kept as it came, with its digest, its kind by its bytes, and the camera's time in UTC."""
    case, path = logged(house), tmp_path / "floor.pdf"
    path.write_bytes(jpeg())
    files = house.desk.incident_files
    digest = files.add(by=house.leo, incident=case, given=files.read(path), description="The floor", party="p1")
    assert digest == sha256(jpeg_kept := path.read_bytes()).hexdigest()
    assert files.content(case, digest, by=house.leo) == jpeg_kept
    found = attached(house, case)
    assert (found.name, found.media_type, found.size) == ("floor.pdf", "image/jpeg", len(jpeg_kept))
    assert (found.way, found.hidden, found.about) == (Way.CAMERA, Hidden.KEPT, "Mrs Nair")
    assert (found.captured_at, found.time_from) == (datetime(2026, 5, 3, 13, 20, 5, tzinfo=UTC), TimeFrom.CAMERA)
    said = house.desk.incidents.file(case).story[-1]
    assert "with place and camera data" in said.what
    assert said.text == "floor.pdf; The floor"
    assert "attached already" in refuses(lambda: files.add(by=house.leo, incident=case, given=files.read(path)))
    assert house.desk.trail.verify().holds


def test_place_and_camera_are_taken_out_where_the_house_says_so(house: House, tmp_path: Path) -> None:
    """What is kept then is the photo without them, under its own digest; no byte of the place is in the desk."""
    files, case = house.desk.incident_files, logged(house)
    assert "may not" in refuses(lambda: files.set_rule(by=house.leo, megabytes=25, keeps_hidden=False))
    files.set_rule(by=house.ruth, megabytes=25, keeps_hidden=False)
    assert files.rule() == AttachmentRule(25, keeps_hidden=False)
    digest = attach(house, case, jpeg(), "floor.jpg")
    assert files.content(case, digest, by=house.leo) == without_hidden(jpeg())
    assert attached(house, case).hidden is Hidden.REMOVED
    assert attached(house, case).captured_at is not None
    assert "place and camera data removed" in house.desk.incidents.file(case).story[-1].what
    for word in (PLACE, CAMERA):
        assert [name for name, content in bytes_of(house.desk.folder).items() if word in content] == []
    assert any("place and camera data removed" in each.what for each in house.desk.trail.in_order())


def test_photos_of_telephones_are_cleaned_as_well(house: House) -> None:
    """A HEIC picture loses place and camera before it is kept, with its time known; the case's PDF shows it."""
    files, case = house.desk.incident_files, logged(house)
    attach(house, case, heic(), "floor.heic")
    assert attached(house, case).hidden is Hidden.KEPT
    files.set_rule(by=house.ruth, megabytes=25, keeps_hidden=False)
    other = logged(house)
    digest = attach(house, other, heic(), "floor.heic")
    found = attached(house, other)
    assert (found.media_type, found.hidden, found.time_from) == ("image/heic", Hidden.REMOVED, TimeFrom.CAMERA)
    kept = files.content(other, digest, by=house.leo)
    assert PLACE not in kept
    assert len(kept) == len(heic())
    assert house.desk.previews.picture(other, digest, by=house.leo).startswith(b"\xff\xd8")
    printed = PdfReader(io.BytesIO(house.desk.exports.case_pdf(by=house.sam, incident=other)))
    assert sum(len(page.images) for page in printed.pages) == 1


def test_what_cannot_be_cleaned_is_said_before_it_is_taken(house: House, tmp_path: Path) -> None:
    """Where place and camera data are taken out, a film says beforehand that it keeps them; others do not."""
    files, film = house.desk.incident_files, tmp_path / "film.mov"
    film.write_bytes(b"\0\0\0\x18ftypqt  ....")
    assert files.warning(film) == ""
    files.set_rule(by=house.ruth, megabytes=25, keeps_hidden=False)
    assert "“film.mov” is a film" in files.warning(film)
    for content, said in ((jpeg(), False), (heic(), False), (MAIL, False), (b"%PDF-1.7", False), (b"II*\0scan", True)):
        assert bool(files.warning(GivenFile("x", content, Way.FILE))) is said
    assert "cannot be read" in refuses(lambda: files.warning(tmp_path / "none.mov"))


@pytest.mark.parametrize(
    ("content", "media", "hidden"),
    [
        (MAIL, "message/rfc822", None),
        (b"%PDF-1.7 receipt", "application/pdf", None),
        (b"\0\0\0\x18ftypisom....", "video/mp4", Hidden.UNKNOWN),
        (b"\0\0\0\x18ftypheic....", "image/heic", Hidden.UNKNOWN),
        (jpeg()[:70], "image/jpeg", Hidden.UNKNOWN),
        (without_hidden(jpeg()) or b"", "image/jpeg", Hidden.NONE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", Hidden.NONE),
    ],
)
def test_what_cannot_be_looked_through_is_kept_and_says_so(
    house: House, content: bytes, media: str, hidden: Hidden | None
) -> None:
    """E-mails, receipts, films and damaged photos are evidence too: kept as they are, with what is known of them."""
    case = logged(house)
    house.desk.incident_files.set_rule(by=house.ruth, megabytes=5, keeps_hidden=False)
    attach(house, case, content, "x")
    found = attached(house, case)
    assert (found.media_type, found.hidden, found.captured_at) == (media, hidden, None)
    assert house.desk.incident_files.content(case, found.digest, by=house.leo) == content


def test_bad_files_are_refused_in_a_sentence(house: House, tmp_path: Path) -> None:
    """A folder, an empty file, one that is too large, one that cannot be read, a pipe and a program stay outside."""
    files, case = house.desk.incident_files, logged(house)
    files.set_rule(by=house.ruth, megabytes=1, keeps_hidden=True)
    empty, large, pipe = tmp_path / "empty.jpg", tmp_path / "large.mp4", tmp_path / "pipe"
    empty.touch()
    with large.open("wb") as file:
        file.truncate(3_000_000)
    os.mkfifo(pipe)
    for path, said in (
        (tmp_path, "is a folder"), (empty, "is empty"), (large, "3 MB; the house takes files of up to 1 MB"),
        (tmp_path / "none.jpg", "cannot be read: No such file"), (pipe, "is no file"),
    ):  # fmt: skip
        assert said in refuses(partial(files.read, path))
    assert "is a program" in refuses(lambda: attach(house, case, b"MZ\x90\0 and so on"))
    assert "is empty" in refuses(lambda: attach(house, case, b""))
    assert "3 MB" in refuses(lambda: attach(house, case, b"x" * 3_000_000))
    assert house.desk.incidents.file(case).attachments == ()


def test_a_file_without_a_name_gets_one(house: House) -> None:
    """A picture from the clipboard has no name; the time of a file is that of the disk, marked so."""
    case = logged(house)
    given = GivenFile("", without_hidden(jpeg()) or b"", Way.PASTE, datetime(2026, 5, 1, tzinfo=UTC))
    house.desk.incident_files.add(by=house.leo, incident=case, given=given)
    found = attached(house, case)
    assert (found.name, found.way, found.time_from) == ("paste.jpg", Way.PASTE, TimeFrom.DISK)


def test_who_may_attach_and_correct(house: House) -> None:
    """Whoever logs incidents attaches, whoever handles them corrects, whoever exports takes a copy: it is recorded."""
    files, case = house.desk.incident_files, logged(house)
    given = GivenFile("a.txt", WORDS, Way.DROP)
    assert "may not" in refuses(lambda: files.add(by=house.hannah, incident=case, given=given))
    digest = files.add(by=house.leo, incident=case, given=given)
    wrong = {"incident": case, "digest": digest, "field": "description", "now": "Her letter", "reason": "Looked"}
    assert "may not" in refuses(lambda: files.correct(by=house.leo, **wrong))
    files.correct(by=house.ruth, **wrong)
    assert (attached(house, case).description, attached(house, case).corrections) == ("Her letter", 1)
    exports = house.desk.exports
    assert "may not" in refuses(lambda: files.hand_out(exports, by=house.leo, incident=case, digest=digest))
    assert files.hand_out(exports, by=house.hannah, incident=case, digest=digest) == WORDS
    last = list(house.desk.trail.in_order())[-1]
    number = house.desk.incidents.file(case).row.number
    assert last.what.startswith(f"exported an attachment of incident {number} as TXT (1 entry)")
    assert "no such attachment" in refuses(lambda: files.content(case, "00" * 32, by=house.leo))


def test_what_is_about_somebody_confidential_is_kept_back(house: House) -> None:
    """Whoever may not see a confidential person sees neither what is attached about them nor its name."""
    files, case = house.desk.incident_files, logged(house)
    house.desk.incidents.entries.add_party(
        by=house.sam, incident=case, role=PartyRole.MINOR, personal={"name": "Bo"}, confidential=True
    )
    given = GivenFile("bo.txt", WORDS, Way.FILE)
    digest = files.add(by=house.sam, incident=case, given=given, party="p2", description="Bo's letter")
    seen = attached(house, case, by=house.leo)
    assert (seen.withheld, seen.name, seen.description, seen.about) == (True, "(kept back: confidential)", "", "minor")
    assert "no such attachment" in refuses(lambda: files.content(case, digest, by=house.leo))
    assert "bo.txt" not in str(house.desk.incidents.file(case, by=house.leo))
    assert attached(house, case, by=house.ruth).name == "bo.txt"
    files.correct(by=house.ruth, incident=case, digest=digest, field="description", now="Bo's drawing", reason="x")
    assert "Bo's" not in str(house.desk.incidents.file(case, by=house.leo))


def test_an_entry_it_is_about(house: House) -> None:
    """A photo may belong to one of the entries of a file."""
    case = logged(house)
    house.desk.incidents.entries.record(by=house.leo, incident=case, sort="evidence", values={"what": "The cup"})
    attach(house, case, WORDS, entry="e1")
    assert attached(house, case).about == "Evidence 1"


def test_after_an_erasure_no_byte_of_a_file_is_left(house: House) -> None:
    """The file's bytes are in no page of the desk; the case says that a file was erased; the check still holds."""
    desk, case = house.desk, told(house)
    digest = attach(house, case, WORDS, party="p1", description="Letter of Perpetua")
    photo = attach(house, case, jpeg(), "face.jpg")
    mine = attach(house, case, MAIL, "mail.eml")
    found = desk.privacy.about(["Quillfeather"], by=house.ruth)[0]
    assert [each.photo for each in found.pieces if each.photo and each.matches] == [digest]
    found = desk.privacy.record(case, by=house.ruth)
    assert [each.photo for each in found.pieces if each.photo] == [digest, photo, mine]
    erasure = desk.privacy.ask(by=house.ruth, basis=Basis.REQUEST, reason="Letter of 3 May.", **everything(found))
    assert desk.privacy.request_view(erasure).photos == 3
    desk.privacy.agree(by=house.sam, password=PASSWORD, erasure=erasure)
    desk.privacy.scrub()
    for piece in (b"wrote this letter", b"Perpetua", PLACE, CAMERA, MAIL[30:60], base64.b64encode(WORDS)[:60]):
        assert [name for name, content in bytes_of(desk.folder).items() if piece in content] == []
    file = desk.incidents.file(case)
    assert [(each.erased, each.name, each.digest) for each in file.attachments] == [
        (True, "[erased]", digest), (True, "[erased]", photo), (True, "[erased]", mine)
    ]  # fmt: skip
    assert "3 files" in file.story[-1].what
    assert "erased" in refuses(lambda: desk.incident_files.content(case, digest, by=house.ruth))
    assert desk.trail.verify().holds
    assert desk.trail.rebuild(check=True).holds
    assert desk.privacy.record(case, by=house.ruth).pieces == ()
    attach(house, case, WORDS)
    assert desk.incident_files.content(case, digest, by=house.leo) == WORDS


def test_the_same_file_in_two_cases_goes_with_the_last(house: House) -> None:
    """A file that another case holds as well stays for that one, and goes when that one gives it up too."""
    one, two = logged(house), logged(house)
    digest = attach(house, one, WORDS)
    attach(house, two, WORDS)
    for case in (one, two):
        assert house.desk.store.has_attachment(digest)
        found = house.desk.privacy.record(case, by=house.ruth)
        erasure = house.desk.privacy.ask(by=house.ruth, basis=Basis.REQUEST, reason="x", **everything(found))
        house.desk.privacy.agree(by=house.sam, password=PASSWORD, erasure=erasure)
        assert attached(house, case).erased
        assert "erased" in refuses(partial(house.desk.incident_files.content, case, digest, by=house.ruth))
        assert house.desk.trail.verify().holds
    assert not house.desk.store.has_attachment(digest)


def test_a_file_taken_past_the_program_is_found_missing(house: House) -> None:
    """Bytes that nobody erased and that are gone, or were exchanged, are what the check says first."""
    case = logged(house)
    digest = attach(house, case, WORDS)
    with house.desk.store.writing() as connection:
        connection.exec_driver_sql("UPDATE attachment SET content = ? WHERE digest = ?", (b"another", digest))
    assert "not the ones that were handed in" in house.desk.trail.verify().sentence
    with house.desk.store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM attachment WHERE digest = ?", (digest,))
    assert "missing" in house.desk.trail.verify().sentence
    assert "missing" in refuses(lambda: house.desk.incident_files.content(case, digest, by=house.leo))


def test_a_refused_file_leaves_no_byte(house: House) -> None:
    """Bytes come in with the entry that names them, or not at all."""
    case = resolved(house)
    close(house, case, values={"accepted": "yes"})
    assert "closed" in refuses(lambda: attach(house, case, WORDS))
    assert not house.desk.store.has_attachment(sha256(WORDS).hexdigest())


def test_attachments_in_print(house: House) -> None:
    """The case as PDF lists every file with its digest; what is asked for about a person lists theirs."""
    case = house.desk.incidents.log(
        by=house.leo, kind=IncidentKind.COMPLAINT, narrative="Waited.", customer={"name": "Ida Nair"}
    )
    digest = attach(house, case, jpeg(), "floor.jpg", description="The wet floor", party="p1")
    content = house.desk.exports.case_pdf(by=house.sam, incident=case)
    text = " ".join(text_of(content).split())
    assert "Attachments (1 file)" in text
    assert digest in text.replace(" ", "")
    assert "1. The wet floor" in text
    assert "Picture (JPEG)" in text
    assert PLACE not in content
    found = house.desk.privacy.about(["Ida Nair"], by=house.ruth)
    pieces = [(each.log, each.seq, each.field) for one in found for each in one.pieces if each.matches]
    access = house.desk.subject_access.pdf(
        house.desk.exports, by=house.ruth, name="Ida Nair", pieces=pieces, subjects=[case]
    )
    assert digest[:20] in text_of(access).replace("\n", "").replace(" ", "")
