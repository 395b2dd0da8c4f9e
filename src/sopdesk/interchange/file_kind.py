"""Telling from its bytes what a file is, whatever its name says."""

import re

UNKNOWN = "application/octet-stream"
_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"%PDF-", "application/pdf"),
    (b"{\\rtf", "application/rtf"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"),
    (b"#!AMR", "audio/amr"),
    (b"\x00\x00\x01\xba", "video/mpeg"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\xff\xfe", "text/plain"),
    (b"\xfe\xff", "text/plain"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_BRANDS = (
    (("heic", "heix", "heif", "mif1", "msf1"), "image/heic"),
    (("avif", "avis"), "image/avif"),
    (("M4A ", "M4B "), "audio/mp4"),
    (("qt  ",), "video/quicktime"),
    (("3gp", "3g2"), "video/3gpp"),
)
_IN_ZIP = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
)
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!/")
_HEADER = re.compile(
    rb"(From|To|Date|Subject|Received|Return-Path|Message-ID|MIME-Version|Delivered-To): ?.*", re.IGNORECASE
)
_FIELD = re.compile(rb"[!-9;-~]+:.*|[ \t].*")
_HEAD, _AUDIO = 8000, b"\xff\xe0"


def media_type(content: bytes) -> str:
    """Tell what a file is (RFC 6838 media type); UNKNOWN for what nothing here knows."""
    for beginning, name in _BEGINNINGS:
        if content.startswith(beginning):
            return name
    if content[:4] == b"RIFF":
        return _RIFF.get(content[8:12], UNKNOWN)
    if content[4:8] == b"ftyp":
        return _of_brand(content[8:12].decode("latin-1"))
    if content[:4] == b"PK\x03\x04":
        return next((name for place, name in _IN_ZIP if place in content), "application/zip")
    if len(content) > 1 and content[0] == _AUDIO[0] and content[1] & _AUDIO[1] == _AUDIO[1]:
        return "audio/mpeg" if content[1] & 6 else "audio/aac"
    return _of_text(content)


def is_program(content: bytes) -> bool:
    """Tell whether the bytes are those of a program, which nobody should come to run from here."""
    return content.startswith(_PROGRAMS)


def _of_brand(brand: str) -> str:
    """Give the kind of an ISO base media file (ISO/IEC 14496-12) by its major brand."""
    return next((name for starts, name in _BRANDS if brand.startswith(starts)), "video/mp4")


def _of_text(content: bytes) -> str:
    head = content[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    try:
        content[:_HEAD].decode()
    except UnicodeDecodeError as error:
        if error.start < min(len(content), _HEAD) - 3:  # not merely a letter that the piece cuts through
            return _of_foreign_text(content)
    if b"\x00" in content[:_HEAD]:
        return UNKNOWN
    low = head[:_HEAD].lower()
    if low.startswith((b"<svg", b"<?xml", b"<!--")) and b"<svg" in low[:4000]:
        return "image/svg+xml"
    if low.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    return "message/rfc822" if _is_mail(head) else "text/plain"


def _of_foreign_text(content: bytes) -> str:
    """Give the kind of text in an older encoding, as e-mails may be; what holds codes of a machine is none."""
    control = any(each < 9 or 13 < each < 27 for each in content[:_HEAD])  # noqa: PLR2004 - codes of control characters
    if control:
        return UNKNOWN
    return "message/rfc822" if _is_mail(content[:_HEAD]) else "text/plain"


def _is_mail(head: bytes) -> bool:
    """Tell whether a text begins as a message does (RFC 5322): header fields, two of them well known."""
    lines = head.split(b"\n\n")[0].split(b"\r\n\r\n")[0].splitlines()
    if lines and lines[0].startswith(b"From "):
        lines = lines[1:]
    known = {found[1].lower() for line in lines if (found := _HEADER.fullmatch(line))}
    return len(known) > 1 and all(_FIELD.fullmatch(line) for line in lines[:-1])
