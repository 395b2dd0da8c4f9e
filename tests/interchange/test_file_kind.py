from pathlib import Path

import pytest

from sopdesk.interchange.file_kind import UNKNOWN, is_program, media_type
from tests.interchange.picture_samples import plain

MAIL = b"Return-Path: <a@example.org>\r\nFrom: A <a@example.org>\r\nTo: desk@example.org\r\nX-Mailer: B\r\n\r\nGood day"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (plain("JPEG"), "image/jpeg"),
        (plain("PNG"), "image/png"),
        (plain("GIF"), "image/gif"),
        (plain("WEBP"), "image/webp"),
        (plain("TIFF"), "image/tiff"),
        (plain("BMP"), "image/bmp"),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "image/heic"),
        (b"\0\0\0\x18ftypisom\0\0\0\0", "video/mp4"),
        (b"\0\0\0\x18ftypM4A \0\0\0\0", "audio/mp4"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0", "video/quicktime"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav"),
        (b"RIFF\x24\0\0\0ODD fmt ", UNKNOWN),
        (b"ID3\x04", "audio/mpeg"),
        (b"\xff\xfb\x90\x44", "audio/mpeg"),
        (b"\xff\xf1\x50\x80", "audio/aac"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"PK\x03\x04....word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"PK\x03\x04....", "application/zip"),
        (MAIL, "message/rfc822"),
        (MAIL.replace(b"Good day", "Grüße".encode("latin-1")), "message/rfc822"),
        (b"From desk Mon May  4\nFrom: a@example.org\nDate: now\n\nHello", "message/rfc822"),
        ("Grüße, 12 €".encode(), "text/plain"),
        ("Grüße".encode("utf-16"), "text/plain"),
        ("Grüße, und noch etwas".encode("latin-1"), "text/plain"),
        (b"\xef\xbb\xbfFrom: nobody\nand on", "text/plain"),
        (("é" * 5000).encode()[1:], "text/plain"),
        (b"x" + ("é" * 5000).encode(), "text/plain"),
        (b"<!DOCTYPE html><p>x", "text/html"),
        (b"a\0b", UNKNOWN),
        (b"\x01\x02\xff\xfe\x00\x07\x80 something of a machine", UNKNOWN),
        (b"", "text/plain"),
    ],
)
def test_a_file_is_what_its_bytes_say(content: bytes, kind: str) -> None:
    """Pictures, recordings, papers, letters and texts are told apart by their bytes."""
    assert media_type(content) == kind


def test_a_program_is_seen(tmp_path: Path) -> None:
    """What could be run is told apart from what shows something."""
    assert is_program(b"MZ\x90\0")
    assert is_program(b"#!/bin/sh\nrm -rf /\n")
    assert not is_program(MAIL)
