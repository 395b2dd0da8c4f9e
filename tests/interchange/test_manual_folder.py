import hashlib
import struct
import zlib
from pathlib import Path

import pytest

from sopdesk.domain.problems import Weight
from sopdesk.domain.refusal import Cancelled, Refusal
from sopdesk.domain.sop import Format, Picture, Procedure, Reference
from sopdesk.interchange.manual_folder import ManualDraft, read_manual
from sopdesk.interchange.procedure_file import format_procedure, parse_procedure

OWN = "---\nnumber: A-1\ntitle: T\nkind: process\nformat: article\nsection: S\nowner: manager\nreview: 6 months\n---\n"


def png(width: int = 1, height: int = 1) -> bytes:
    """Give a picture of this size in black."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def write(folder: Path, **pages: str) -> Path:
    """Write pages; "__" in a name is a folder's slash."""
    for name, text in pages.items():
        path = folder / (name.replace("__", "/") + ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def only(draft: ManualDraft) -> Procedure:
    """Give the one procedure of a draft, which also survives its file."""
    (found,) = draft.procedures
    assert parse_procedure(format_procedure(found.procedure)) == found.procedure
    return found.procedure


def sentences(draft: ManualDraft) -> list[tuple[str, int, str]]:
    """Give the remarks of a draft."""
    return [(each.file, each.line, each.sentence) for each in draft.report]


def test_a_numbered_list_becomes_steps(tmp_path: Path) -> None:
    """A page with one numbered list becomes steps with ids from their words; what a step adds stays its text."""
    page = (
        "# Open\n\nEvery morning.\n\n## Procedure\n\n1. Unlock the door.\n2. Count the float.\n   Write it:\n   - x\n"
    )
    what = only(read_manual(write(tmp_path, mornings__open=page)))
    assert (what.number, what.title, what.section, what.purpose) == ("IMP-001", "Open", "Mornings", "Every morning.")
    assert [(each.id, each.title) for each in what.steps] == [
        ("unlock-the-door", "Unlock the door."), ("count-the-float-write-it", "Count the float. Write it:"),
    ]  # fmt: skip
    assert what.steps[1].text == "- x"


def test_headings_below_a_procedure_become_steps(tmp_path: Path) -> None:
    """Headings under "Procedure" become steps, other headings fill the parts that they name."""
    page = (
        "# T\n\n## 1. Purpose\n\nWhy.\n\n## 2. Scope\n\nWho.\n\n## 8. Procedure\n\n"
        "### 8.1 Look\n\nAt it.\n\n#### Closer\n\n### 8.2 Go\n"
    )
    what = only(read_manual(write(tmp_path, page=page)))
    assert (what.purpose, what.scope) == ("Why.", "Who.")
    assert [(each.title, each.text) for each in what.steps] == [("Look", "At it.\n\n#### Closer"), ("Go", "")]


def test_notes_become_tips_and_warnings(tmp_path: Path) -> None:
    """Notes of MkDocs and of GitHub become tips and warnings of their step."""
    page = '# T\n\n## Steps\n\n### One\n\nDo.\n\n!!! danger "Hot"\n    Do not touch.\n\n> [!NOTE]\n> Gloves help.\n'
    (step,) = only(read_manual(write(tmp_path, page=page))).steps
    assert (step.text, step.warnings, step.tips) == ("Do.", ("**Hot**\n\nDo not touch.",), ("Gloves help.",))


def test_boxes_become_a_checklist(tmp_path: Path) -> None:
    """A page of boxes to tick becomes a checklist with an id per line."""
    what = only(read_manual(write(tmp_path, close="# Close\n\n## Bar\n\n- [ ] Wipe\n- [x] Lock\n- [ ] Wipe\n")))
    assert what.format is Format.CHECKLIST
    assert [(each.id, each.text) for each in what.items()] == [("wipe", "Wipe"), ("lock", "Lock"), ("wipe-2", "Wipe")]


def test_questions_become_an_faq(tmp_path: Path) -> None:
    """A page whose headings ask becomes an FAQ; headings below a question belong to its answer."""
    page = "# Q\n\n## Why?\n\nSo.\n\n### More\n\nYes.\n\n## Who?\n\nWe.\n\n## When?\n\nNow.\n"
    what = only(read_manual(write(tmp_path, page=page)))
    assert what.format is Format.FAQ
    answers = [("why", "So.\n\n#### More\n\nYes."), ("who", "We."), ("when", "Now.")]
    assert [(each.id, each.answer) for each in what.questions] == answers


def test_links_lead_to_numbers_and_steps(tmp_path: Path) -> None:
    """A link to another page leads to its number, to a heading to the step that it became; both are references."""
    one = (
        "# One\n\nSee [the\nother](b/two.md#go-on 'x'), [web](https://a.example), `[code](b/two.md)`, "
        "[here](#one) and [gone](no.md).\n"
    )
    two = "# Two\n\n## Steps\n\n### Go on\n\nBack to [one](../one.md) or [one](/one/).\n"
    draft = read_manual(write(tmp_path, one=one, b__two=two))
    first, second = (each.procedure for each in draft.procedures)
    assert [each.source for each in draft.procedures] == ["b/two.md", "one.md"]
    kept = "[web](https://a.example), `[code](b/two.md)`, here and gone `not understood: no.md`."
    assert second.purpose == f"See [the\nother](IMP-001#go-on), {kept}"
    assert second.references == (Reference("the other", "IMP-001", "go-on"),)
    assert first.references == (Reference("one", "IMP-002"),)
    assert sentences(draft) == [("one.md", 4, "“no.md” is not in this folder; the link is marked at its place.")]


def test_pictures_come_along(tmp_path: Path) -> None:
    """Pictures are named by their SHA-256, with their bytes; a broken or missing one is told and marked."""
    page = "# T\n\n## Steps\n\n### One\n\nLook ![a](p.png) here ![gone](q.png) ![bad](bad.png).\n\n![end](p.png)\n"
    folder = write(tmp_path, page=page)
    (folder / "p.png").write_bytes(png())
    (folder / "bad.png").write_bytes(png()[:-9])
    draft = read_manual(folder)
    (name,) = draft.procedures[0].pictures
    assert draft.procedures[0].pictures[name] == png()
    (step,) = only(draft).steps
    assert step.text == (
        f"Look ![a]({name}) here gone `not understood: picture q.png` bad `not understood: picture bad.png`."
    )
    assert step.pictures == (Picture(name, "end"),)
    assert sentences(draft) == [
        ("page.md", 7, "The picture “q.png” is not in this folder; its place is marked."),
        ("page.md", 7, "The picture “bad.png” ends too early; its place is marked."),
    ]


def test_nothing_outside_the_folder_is_read(tmp_path: Path) -> None:
    """Neither "..", nor a full path, nor a link leads out of the folder."""
    (tmp_path / "secret.png").write_bytes(png())
    folder = write(tmp_path / "manual", page=f"# T\n\n![a](../secret.png) ![b]({tmp_path}/secret.png) ![c](in.png)\n")
    (folder / "in.png").symlink_to(tmp_path / "secret.png")
    (folder / "out").symlink_to(tmp_path)
    draft = read_manual(folder)
    assert not draft.procedures[0].pictures
    assert [line for _, line, _ in sentences(draft)] == [1, 1, 3, 3, 3]


def test_our_own_files_are_recognised(tmp_path: Path) -> None:
    """A procedure file of the desk comes in as it stands, with the pictures beside it; a broken one is told by line."""
    own = OWN.replace("A-1", "SOP-009")
    good = own + "\n## Steps\n\n### A {#a}\n\n![x](p.png)\n\n![y](no.png)\n"
    folder = write(tmp_path, good=good, bad=own.replace("009", "010") + "stray\n", page="# P\n\n[to](good.md)\n")
    (folder / "p.png").write_bytes(png())
    draft = read_manual(folder)
    found = {each.procedure.number: each for each in draft.procedures}
    digest = hashlib.sha256(png()).hexdigest()
    assert found["SOP-009"].procedure.steps[0].pictures == (Picture(digest, "x"),)
    assert found["SOP-009"].pictures == {digest: png()}
    assert found["IMP-001"].procedure.references == (Reference("to", "SOP-009"),)
    assert ("bad.md", 10, "Text stands under a heading that begins with ##.") in sentences(draft)


def test_a_page_keeps_the_number_that_it_names(tmp_path: Path) -> None:
    """A table at the top of a page gives its number and its section."""
    page = "# T\n\n| Data | Value |\n|---|---|\n| SOP number | ``GDI-SOP0003`` |\n| Topic | Data |\n\n## Purpose\n\nX\n"
    what = only(read_manual(write(tmp_path, page=page)))
    assert (what.number, what.section) == ("GDI-SOP0003", "Data")
    assert what.parts[0].title == "About this page"


def test_html_becomes_words(tmp_path: Path) -> None:
    """HTML is reduced to Markdown: tables, pictures, links; scripts and comments do nothing; all is told."""
    page = (
        "# T\n\n<table><tr><th>a<th>b</tr><tr><td>1</td><td><a href='https://x.example'>2</a></td></tr></table>\n\n"
        "<b>now</b> <yours>\n<!-- no\n-->\n"
    )
    draft = read_manual(write(tmp_path, page=page))
    purpose = only(draft).purpose
    assert purpose.startswith("| a | b |\n| --- | --- |\n| 1 | [2](https://x.example) |")
    assert purpose.endswith("**now** <yours>")
    assert {each.severity for each in draft.report} == {Weight.HINT}


def test_a_site_plan_gives_sections_and_order(tmp_path: Path) -> None:
    """The plan of a site names sections, titles and the order of pages; nothing in it is executed."""
    folder = write(tmp_path, docs__b="Text b\n", docs__a="Text a\n")
    plan = "nav:\n  - First:\n    - Bee: b.md\n  - Last: a.md\nx: !!python/object/apply:os.system ['touch pwned']\n"
    (folder / "mkdocs.yml").write_text(plan, "utf-8")
    found = [each.procedure for each in read_manual(folder, prefix="M").procedures]
    assert [(each.number, each.title, each.section) for each in found] == [
        ("M-001", "Bee", "First"), ("M-002", "Last", "Last"),
    ]  # fmt: skip
    assert not Path("pwned").exists()


def test_pages_that_cannot_come_in_are_told(tmp_path: Path) -> None:
    """An empty page, a licence, a page with a full card number and two pages of one number are left out and told."""
    own = OWN + "\n## Purpose\n\nP\n"
    draft = read_manual(
        write(tmp_path, empty="\n", LICENSE="x", card="# T\n\nPay with 4111 1111 1111 1111\n", one=own, two=own)
    )
    assert [each.procedure.number for each in draft.procedures] == ["A-1"]
    assert [(each.file, each.line, each.severity) for each in draft.report] == [
        ("LICENSE.md", 1, Weight.HINT), ("card.md", 3, Weight.ERROR), ("empty.md", 1, Weight.HINT),
        ("two.md", 1, Weight.ERROR),
    ]  # fmt: skip


def test_other_encodings_are_read_and_told(tmp_path: Path) -> None:
    """A page that is not UTF-8 is read as Windows-1252, and the report says so."""
    (tmp_path / "page.md").write_bytes("# Café\r\n\r\nÜber\x00\r\n".encode("cp1252"))
    draft = read_manual(tmp_path)
    assert (only(draft).title, only(draft).purpose) == ("Café", "Über")
    assert len(draft.report) == 2


def test_an_import_can_be_watched_and_cancelled(tmp_path: Path) -> None:
    """Progress is told page by page, and a cancel stops it."""
    folder = write(tmp_path, a="# A\n\nx\n", b="# B\n\nx\n")
    seen: list[tuple[int, int]] = []
    read_manual(folder, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (4, 4)
    with pytest.raises(Cancelled):
        read_manual(folder, cancelled=lambda: True)


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    """What is not there, or neither a folder nor a document, is refused with a sentence."""
    with pytest.raises(Refusal, match="There is no folder"):
        read_manual(tmp_path / "no")
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(Refusal, match="is not a document that can be read here"):
        read_manual(tmp_path / "file")


@pytest.mark.parametrize(
    "hostile",
    [
        "[" * 20_000, "![" * 9000, "<a " * 9000, "`" * 20_001, "{%" * 9000, "<!--" * 9000, "# " * 9000, "1. " * 5000,
        "<table>" * 3000, "a](" * 9000, "[a]: " * 5000,
    ],
)  # fmt: skip
def test_hostile_pages_are_read_soon(tmp_path: Path, hostile: str) -> None:
    """A page made to break the import is read like any other."""
    assert len(read_manual(write(tmp_path, page="x\n" + hostile)).procedures) == 1
