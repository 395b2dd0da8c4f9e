"""Mail as files (RFC 5322) and as links that a mail program opens (RFC 6068): out to be sent, in to be kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from urllib.parse import quote

from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.html_text import tree_of

LONGEST_LINK = 2000
"""Mail programs and systems cut links that are longer than this many characters."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that was saved: who sent it, to whom, what about, when by its own date (None without one), and its text.

    `attached` are the names and the bytes of the files that go with it.
    """

    sender: str
    subject: str
    at: datetime | None
    text: str
    to: str = ""
    attached: tuple[tuple[str, bytes], ...] = ()


def mail_link(to: str, subject: str, text: str) -> str:
    """Give a link that opens a new mail. Refuses a bad address, and a mail that is too long for a link."""
    body = quote(text.replace("\r\n", "\n").replace("\n", "\r\n"), safe="")
    link = f"mailto:{quote(_address(to), safe='@+')}?subject={quote(_line(subject), safe='')}&body={body}"
    if len(link) > LONGEST_LINK:
        raise Refusal("This is too long for a link. Save it as a file and open that with the mail program.")
    return link


def mail_file(to: str, subject: str, text: str, attached: Sequence[tuple[str, str, bytes]] = ()) -> bytes:
    """Give a mail that a mail program opens ready to be sent; `attached` are name, media type and bytes."""
    made = EmailMessage(policy=policy.SMTP)
    made["To"] = _address(to)
    made["Subject"] = _line(subject)
    made["X-Unsent"] = "1"
    made.set_content(text)
    for name, media, content in attached:
        main, _, sub = media.partition("/")
        made.add_attachment(content, maintype=main, subtype=sub, filename=_line(name))
    if attached:
        made.set_boundary("=_parts_of_this_mail_=")  # else it is made up anew each time
    return made.as_bytes()


def read_mail(content: bytes) -> Mail:
    """Read a mail that was saved as a file. Refuses what is none, and one without any text."""
    try:
        found = BytesParser(policy=policy.default).parsebytes(content)
        sender, subject = str(found["From"] or ""), str(found["Subject"] or "")
        dated = found["Date"].datetime if found["Date"] is not None else None
        body = found.get_body(("plain", "html"))
        text = str(body.get_content()) if body is not None else ""
        attached = tuple(_file(each) for each in found.iter_attachments()) if found.is_multipart() else ()
    except (MessageError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise Refusal(f"This mail cannot be read: {' '.join(str(error).split()) or type(error).__name__}.") from None
    if body is not None and body.get_content_subtype() == "html":
        text = _words(text)
    if not sender or not text.strip():
        raise Refusal("This is no mail that was saved as a file: it has no sender or no text.")
    at = dated if dated is not None and dated.tzinfo is not None else None
    return Mail(sender, subject, at, text.replace("\r\n", "\n").strip(), str(found["To"] or ""), attached)


def _file(part: EmailMessage) -> tuple[str, bytes]:
    """Give the name and the bytes of a file that goes with a mail; a mail within a mail as it stands."""
    content = part.get_payload(decode=True)
    whole = content if isinstance(content, bytes) else b"".join(each.as_bytes() for each in part.iter_parts())
    return " ".join((part.get_filename() or "").split()) or part.get_content_type(), whole


def _words(source: str) -> str:
    """Give the words of HTML, without scripts and styles."""
    tree = tree_of(source)
    for each in tree(["script", "style", "head"]):
        each.decompose()
    lines = (" ".join(each.split()) for each in tree.get_text("\n").splitlines())
    return "\n".join(each for each in lines if each)


def _address(to: str) -> str:
    """Give an address as mail has it. Refuses what is none."""
    try:
        return Address(addr_spec=_line(to)).addr_spec
    except (MessageError, ValueError, IndexError):
        raise Refusal(f"“{to.strip()}” is no e-mail address.") from None


def _line(text: str) -> str:
    """Give a text of one line. Refuses a second one, which would add a header of its own."""
    clean = text.strip()
    if len(clean.splitlines()) > 1 or not clean.isprintable():
        raise Refusal("Addresses, subjects and names of files have one line.")
    return clean
