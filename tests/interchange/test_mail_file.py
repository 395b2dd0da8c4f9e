from datetime import UTC, datetime
from email import message_from_bytes, policy
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from sopdesk.interchange.mail_file import mail_file, mail_link, read_mail
from tests.domain.given import refuses

TEXT = "Dear Zoë,\n\nthank you & sorry – 100 %?\n日本語"


def test_a_link_that_opens_a_mail() -> None:
    """Whatever is written comes out of the link again; line ends are those of mail (RFC 6068)."""
    link = mail_link("zoe+1@example.org", "I-1: we & you?", TEXT)
    parts = urlsplit(link)
    asked = parse_qs(parts.query, strict_parsing=True)
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "zoe+1@example.org")
    assert asked == {"subject": ["I-1: we & you?"], "body": [TEXT.replace("\n", "\r\n")]}
    assert "too long for a link" in refuses(lambda: mail_link("a@example.org", "x", "word " * 1000))


def test_a_file_that_is_ready_to_be_sent() -> None:
    """The file is a mail with its attachments that a mail program takes as not sent yet; the same gives the same."""
    attached = [("rëceipt.png", "image/png", b"\x89PNG\r\n")]
    content = mail_file("zoe@example.org", "Größe", TEXT, attached)
    assert content == mail_file("zoe@example.org", "Größe", TEXT, attached)
    found = message_from_bytes(content, policy=policy.default)
    assert (found["To"], found["Subject"], found["X-Unsent"]) == ("zoe@example.org", "Größe", "1")
    body = found.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n").strip() == TEXT
    [picture] = found.iter_attachments()
    assert (picture.get_filename(), picture.get_content()) == ("rëceipt.png", b"\x89PNG\r\n")


@pytest.mark.parametrize("to", ["", "zoe", "zoe@", "a@example.org\nBcc: b@example.org", "a@b, c@d", "Zoë <z@x.org>"])
def test_what_is_no_address(to: str) -> None:
    """An address is one address; a line end in it would add a header."""
    assert refuses(lambda: mail_link(to, "x", "y"))
    assert refuses(lambda: mail_file(to, "x", "y"))


def test_a_subject_has_one_line() -> None:
    """A line end in a subject would add a header."""
    assert "one line" in refuses(lambda: mail_file("a@example.org", "x\r\nBcc: b@example.org", "y"))


def test_a_mail_that_came() -> None:
    """Sender, subject, time and text are read; of HTML alone the words."""
    made = b"From: Ida <ida@example.org>\r\nSubject: =?utf-8?q?Caf=C3=A9?=\r\nDate: Mon, 04 May 2026 09:00:00 +0200\r\n"
    found = read_mail(made + b"\r\nI wait.\r\nIda\r\n")
    assert (found.sender, found.subject, found.text) == ("Ida <ida@example.org>", "Café", "I wait.\nIda")
    assert found.at == datetime(2026, 5, 4, 7, tzinfo=UTC)
    html = b"Content-Type: text/html; charset=utf-8\r\n\r\n<style>p{}</style><p>I <b>wait</b>.</p><script>x()</script>"
    assert read_mail(made + html).text == "I\nwait\n."
    assert read_mail(b"From: a@b.org\r\n\r\nHi").at is None


@pytest.mark.parametrize("content", [b"", b"\x00\xff" * 50, b"Hello", b"From: a@b.org\r\n\r\n  ", b"%PDF-1.7"])
def test_what_is_no_mail(content: bytes) -> None:
    """What is no mail gets a sentence."""
    assert "mail" in refuses(lambda: read_mail(content))
