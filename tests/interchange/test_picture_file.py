import pytest

from sopdesk.interchange.picture_file import MOST_PIXELS, ending, problem_of
from tests.interchange.test_manual_folder import png

JPEG = bytes.fromhex(
    "ffd8 ffe00010 4a46494600010100000100010000 ffc0000b08 0002 0003 01011100 ffda0008 010100003f00 00 ffd9"
)
GIF = b"GIF89a\x02\x00\x02\x00\x00\x00\x00;"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


@pytest.mark.parametrize(("content", "name"), [(png(), ".png"), (JPEG, ".jpg"), (GIF, ".gif"), (SVG, ".svg")])
def test_pictures_are_told_by_their_content(content: bytes, name: str) -> None:
    """PNG, JPEG, GIF and SVG are taken, whatever their files are called."""
    assert (problem_of(content), ending(content)) == ("", name)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is no PNG, JPEG, GIF or SVG"),
        (b"<html><svg></svg></html>", "is no PNG, JPEG, GIF or SVG"),
        (png()[:-1], "ends too early"),
        (png().replace(b"IDAT", b"IDAX"), "is damaged: a check sum does not hold"),
        (png(MOST_PIXELS, 2), f"is {MOST_PIXELS} × 2 points large, which is too large to show"),
        (png(0, 1), "holds no picture"),
        (JPEG[:-1], "ends too early"),
        (JPEG[:20], "ends too early"),
        (JPEG[:20] + b"junk" * 20, "is damaged"),
        (GIF[:-1], "ends too early"),
        (b"<svg>", "is no well-formed SVG"),
        (b"<svg><script/></svg>", "holds a script"),
        (b'<svg onload="x()"/>', "holds a script"),
        (b"<svg>" * 300, "is nested too deeply"),
        (b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "defines entities of its own"),
    ],
)
def test_broken_pictures_are_refused_with_a_reason(content: bytes, sentence: str) -> None:
    """A picture that is damaged, hostile or none is told, with the reason."""
    assert problem_of(content) == sentence
