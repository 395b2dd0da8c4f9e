import io

import openpyxl

from sopdesk.interchange.table_file import parse_table


def test_what_a_table_cannot_say_of_a_workbook_is_told() -> None:
    """Formulas nobody has worked out are empty and merged cells stand once; both are told, and nothing is executed."""
    book = openpyxl.Workbook()
    for row in (["What", "When", "Sum"], ["x", "2026-01-05", "=1+1"], ["y", None, None]):
        book.active.append(row)
    book.active.merge_cells("B2:B3")
    content = io.BytesIO()
    book.save(content)
    table = parse_table(content.getvalue(), "t.xlsx")
    assert table.rows == (("x", "2026-01-05", ""), ("y", "", ""))
    assert [each.split(".")[0] for each in table.notes] == [
        "Formulas that nobody has worked out: 1", "Merged cells: 1",
    ]  # fmt: skip
