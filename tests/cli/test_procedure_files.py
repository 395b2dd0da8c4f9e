from pathlib import Path

from sopdesk.interchange.procedure_file import format_procedure
from tests.cli.conftest import Sopdesk
from tests.e2e.given import CLOSING, REFUND, ROOT


def test_the_starter_manual(sopdesk: Sopdesk) -> None:
    """Every file of the starter manual reads back as itself."""
    done = sopdesk("parse", "--check", ROOT / "manuals")
    assert done.code == 0, done.out
    assert "DOES NOT HOLD" not in done.out


def test_errors_with_their_lines(sopdesk: Sopdesk, home: Path) -> None:
    """A file that cannot be read is named with every error and its line; the others are checked all the same."""
    (home / "good.md").write_text(format_procedure(CLOSING), "utf-8")
    (home / "none.md").write_text("# Just a page\n", "utf-8")
    (home / "latin.md").write_bytes(format_procedure(REFUND).replace("fair", "fähr").encode("latin-1"))
    done = sopdesk("parse", "--check", "--json", home)
    assert done.code == 1
    assert {Path(each["file"]).name: each["holds"] for each in done.lines()} == {
        "good.md": True,
        "latin.md": False,
        "none.md": False,
    }
    assert all(each["errors"] for each in done.lines() if not each["holds"])


def test_writing_as_the_program_does(sopdesk: Sopdesk, home: Path) -> None:
    """Without --check a file is written as the program writes it."""
    (home / "untidy.md").write_text(format_procedure(CLOSING).replace("\n\n", "\n\n\n"), "utf-8")
    assert sopdesk("parse", home / "untidy.md").out == format_procedure(CLOSING)


def test_nothing_to_read(sopdesk: Sopdesk, home: Path) -> None:
    """A folder without procedure files is said to have none."""
    (home / "empty").mkdir()
    assert sopdesk("parse", "--check", home / "empty").code == 2
