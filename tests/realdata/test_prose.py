"""The examples of CommonMark and the naughty strings."""

import json
import re
from pathlib import Path

from sopdesk.domain.sop import Format, Kind, Part, Procedure
from sopdesk.interchange.procedure_file import format_procedure, parse_procedure
from sopdesk.interchange.prose import plain_text, read_prose


def examples(corpora: Path) -> list[str]:
    """Give the Markdown of every example of CommonMark."""
    text = (corpora / "badinput" / "commonmark-spec" / "files" / "spec.txt").read_text("utf-8")
    found = re.findall(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", text, re.MULTILINE | re.DOTALL)
    return [each.replace("→", "\t") for each in found]


def test_every_example_can_be_shown_and_kept(corpora: Path) -> None:
    """All 652 examples are read, and survive the file as the text of a part."""
    found = examples(corpora)
    assert len(found) == 652
    for each in found:
        assert isinstance(read_prose(each), tuple)
        text = "\n".join(each.split("\n")).strip()
        what = Procedure("A-1", "T", Kind.PROCESS, Format.ARTICLE, "S", "manager", parts=(Part("P", text),))
        assert parse_procedure(format_procedure(what)) == what


def test_naughty_strings_are_words(corpora: Path) -> None:
    """The naughty strings are shown as what they are, and nothing of theirs is a link to a script."""
    for each in json.loads((corpora / "badinput" / "blns" / "files" / "blns.json").read_text("utf-8")):
        blocks = read_prose(each)
        assert "link='javascript" not in repr(blocks)
        assert bool(plain_text(each)) or not each.strip() or each.strip()[0] in "#[`-*<\\"
