from email.message import EmailMessage

import pytest

from sopdesk.interchange.readable_text import MOST, readable_text


def mail(**parts: str) -> EmailMessage:
    """Give an e-mail with words, and perhaps the same as a web page."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Zoë <zoe@example.org>", "desk@example.org", "Über den Kuchen"
    made["Date"] = "Sun, 03 May 2026 14:20:05 +0100"
    if "plain" in parts:
        made.set_content(parts["plain"])
    if "html" in parts:
        (made.add_alternative if "plain" in parts else made.set_content)(parts["html"], subtype="html")
    return made


def test_an_email_is_read() -> None:
    """An e-mail shows who wrote to whom, when, about what, its words, and what came with it."""
    made = mail(plain="The cake was dry.\n", html="<p>The <b>cake</b> was dry.")
    made.add_attachment(b"\xff\xd8\xff", "image", "jpeg", filename="cake.jpg")
    text = readable_text(made.as_bytes(), "message/rfc822")
    assert "From: Zoë <zoe@example.org>" in text
    assert "Subject: Über den Kuchen" in text
    assert text.count("The cake was dry.") == 1
    assert text.endswith("[cake.jpg]")


def test_an_email_of_html_alone_loses_what_acts() -> None:
    """Of a web page only the words are shown: no script, no style, nothing that loads."""
    html = "<html><head><title>x</title></head><style>p{}</style><script>alert(1)</script><p>Dry<br>cake</p>"
    assert readable_text(mail(html=html).as_bytes(), "message/rfc822").endswith("Dry\ncake")
    assert readable_text(html.encode(), "text/html") == "Dry\ncake"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Grüße".encode(), "Grüße"),
        ("Grüße".encode("utf-8-sig"), "Grüße"),
        ("Grüße".encode("utf-16"), "Grüße"),
        ("The café was full of people, and the crème brûlée was cold.".encode("latin-1"), "café"),
        (b"", ""),
        (b"\x81\x8d", ""),
    ],
)
def test_a_text_in_any_encoding_is_read(content: bytes, text: str) -> None:
    """A text is read in the encoding it was written in, as far as that can be told."""
    assert text in readable_text(content, "text/plain")


def test_a_very_long_text_is_cut() -> None:
    """So much is shown as anybody reads at a desk; a letter that the cut goes through is no reason to guess."""
    assert len(readable_text(("é" * 400_000).encode(), "text/plain")) == MOST
    assert readable_text(b"x" + ("é" * 400_000).encode(), "text/plain").startswith("xééé")


@pytest.mark.parametrize("charset", ["no-such-charset", "ascii"])
def test_a_damaged_email_is_read_as_well_as_it_goes(charset: str) -> None:
    """An encoding that is not the one named, or that nobody knows, does not hide the words."""
    head = f"From: a\nSubject: b\nContent-Type: text/plain; charset={charset}\n\n".encode()
    assert "Grüße" in readable_text(head + "Grüße".encode(), "message/rfc822")
    assert readable_text(b"From: a\nContent-Type: multipart/mixed\n\nno parts", "message/rfc822").startswith("From: a")


def test_an_email_that_the_library_stumbles_over_is_shown_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a header is beyond what can be read, the message is shown as it came."""

    def stumbles(*_given: object, **_how: object) -> None:
        raise IndexError

    monkeypatch.setattr("sopdesk.interchange.readable_text.message_from_bytes", stumbles)
    assert readable_text(b"From: a\n\nDry cake", "message/rfc822") == "From: a\n\nDry cake"
