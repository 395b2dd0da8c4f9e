from dataclasses import replace
from pathlib import Path

import pytest

from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Duty, Format, Kind, Procedure, Step
from tests.services.conftest import House

WHAT = Procedure(
    "SOP-1", "Refunds", Kind.PROCESS, Format.ARTICLE, "Till", "manager", purpose="Why",
    steps=(Step("look", "Look at it"), Step("pay", "Pay it back")),
    duties=(Duty("look", "supervisor", "RA"), Duty("pay", "manager", "RA")),
)  # fmt: skip
TABLE = (
    "| Step | Front of house | Boss | Chef |\n|---|---|---|---|\n| 1. Look at it | R | A | S |\n"
    "| Tell the kitchen | R | C | I* |\n"
)


def test_a_matrix_goes_into_a_draft(house: House, tmp_path: Path) -> None:
    """Rows are matched to steps, columns to roles; what is new or unknown is told; then it is kept."""
    sop = house.approved(WHAT)
    file = tmp_path / "raci.md"
    file.write_text(TABLE, "utf-8")
    found = house.desk.matrices.read(file, sop=sop, roles={"Boss": "manager"})
    assert [(each.name, each.role) for each in found.columns] == [
        ("Front of house", "front-of-house"), ("Boss", "manager"), ("Chef", ""),
    ]  # fmt: skip
    assert [(each.label, each.step, each.is_new) for each in found.lines] == [
        ("Look at it", "look", False), ("Tell the kitchen", "tell-the-kitchen", True),
    ]  # fmt: skip
    assert found.content.duties == (
        Duty("look", "front-of-house", "R"), Duty("look", "manager", "A"), Duty("pay", "manager", "RA"),
        Duty("tell-the-kitchen", "front-of-house", "R"), Duty("tell-the-kitchen", "manager", "C"),
    )  # fmt: skip
    said = [each.sentence for each in found.remarks]
    assert "“Chef” is no role of this house; its column was left out." in said
    assert "“S” for Chef in “Look at it” is none of R, A, C and I; it was left out." in said
    assert "“I*” for Chef in “Tell the kitchen” was read as I." in said
    assert "Nobody is accountable (A) for “Tell the kitchen”; approval asks for exactly one." in said
    assert not house.desk.drafts.of(house.leo)
    draft = house.desk.drafts.get(house.desk.matrices.keep(by=house.leo, preview=found, sop=sop))
    content, errors = house.desk.drafts.read(draft.text)
    assert (content, errors, draft.sop) == (found.content, (), sop)


def test_a_matrix_becomes_a_new_article(house: House, tmp_path: Path) -> None:
    """Without a procedure every row is a step of a new article."""
    file = tmp_path / "raci.md"
    file.write_text(f"# Closing\n\n{TABLE}", "utf-8")
    found = house.desk.matrices.read(file)
    assert (found.content.title, [each.title for each in found.content.steps]) == (
        "Closing", ["Look at it", "Tell the kitchen"],
    )  # fmt: skip
    assert (
        "number: POL-9"
        in house.desk.drafts.get(house.desk.matrices.keep(by=house.leo, preview=found, number="POL-9")).text
    )
    with pytest.raises(Refusal, match="holds 1 matrices"):
        house.desk.matrices.read(file, which=1)


@pytest.mark.parametrize("form", ["md", "csv", "xlsx"])
def test_what_goes_out_comes_in_again(house: House, tmp_path: Path, form: str) -> None:
    """The matrix of a procedure, written and read again, is the same matrix."""
    sop = house.approved(WHAT)
    file = tmp_path / f"raci.{form}"
    file.write_bytes(house.desk.matrices.write(form, [sop]))
    found = house.desk.matrices.read(file, sop=sop)
    assert found.content == WHAT
    assert not found.remarks


def test_the_whole_manual_has_one_file(house: House, tmp_path: Path) -> None:
    """The matrices of all procedures in force make one table; for one procedure only its rows are read."""
    with pytest.raises(Refusal, match="who is responsible"):
        house.desk.matrices.write("csv")
    sop = house.approved(WHAT)
    house.approved(replace(WHAT, number="SOP-2", title="Other"))
    file = tmp_path / "all.xlsx"
    file.write_bytes(house.desk.matrices.write("xlsx"))
    found = house.desk.matrices.read(file, sop=sop)
    assert found.content == WHAT
    assert [each.sentence for each in found.remarks] == ["Rows of other procedures were left out: 2."]
    with pytest.raises(Refusal, match="not as pdf"):
        house.desk.matrices.write("pdf")
