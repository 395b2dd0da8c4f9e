"""The words of an attached text, web page or e-mail, to be read on the screen: nothing in it acts or loads anything."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from sopdesk.interchange.html_text import tree_of

MOST = 40_000
"""So many letters are shown; the file itself holds them all."""
_HEADS = ("From", "To", "Cc", "Date", "Subject")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def readable_text(content: bytes, media: str) -> str:
    """Give at most MOST letters of the words of a file that can be read (domain.attachment_words says which kinds)."""
    if media == "message/rfc822":
        try:
            return _mail(content)[:MOST]
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):  # a header beyond what the library reads
            return _decoded(content[: 8 * MOST])[:MOST]
    text = _decoded(content[: 8 * MOST])
    return (_plain(text) if media == "text/html" else text)[:MOST]


def _decoded(content: bytes) -> str:
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, errors="replace")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        if error.start > len(content) - 4:  # a letter that the end of the piece cuts through
            return content[: error.start].decode()
    from charset_normalizer import from_bytes

    best = from_bytes(content[:200_000]).best()
    return content.decode(best.encoding if best else "cp1252", errors="replace")


def _plain(html: str) -> str:
    tree = tree_of(html)
    for each in tree.find_all(["script", "style", "head"]):
        each.decompose()
    lines = (line.strip() for line in tree.get_text("\n").splitlines())
    return "\n".join(line for line in lines if line)


def _mail(content: bytes) -> str:
    """Give an e-mail: who to whom, when, about what; then its words, and the names of what came with it."""
    message = message_from_bytes(content, policy=policy.default)
    heads = [f"{name}: {_head(message, name)}" for name in _HEADS if message[name] is not None]
    parts = [each for each in message.walk() if not each.is_multipart()]
    along = [str(each.get_filename()) for each in parts if each.get_filename()]
    words = [each for each in parts if not each.get_filename() and each.get_content_maintype() == "text"]
    plain = [each for each in words if each.get_content_subtype() == "plain"]
    said = [_words(each) for each in (plain or words)]
    told = [f"[{name}]" for name in along]
    return "\n".join([*heads, "", *said, *told])


def _head(message: EmailMessage, name: str) -> str:
    return " ".join(str(message[name]).split())


def _words(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    try:
        text = content.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        text = _decoded(content)
    return _plain(text) if part.get_content_subtype() == "html" else text
