"""The text of a foreign file: its encoding guessed, its line ends made plain, control characters left out and told."""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def decoded(content: bytes, told: list[tuple[int, str]]) -> str:
    """Give the text of a file; what was unclear about it goes to `told` as (line, sentence)."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            line = content.count(b"\n", 0, problem.start) + 1
            told.append((line, "This file is not UTF-8; it was read as Windows-1252. Check its letters."))
            text = content.decode("cp1252", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _CONTROL.search(text):
        told.append((text.count("\n", 0, found.start()) + 1, "Control characters were left out."))
    return _CONTROL.sub("", text)
