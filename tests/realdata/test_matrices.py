"""Responsibility matrices of real manuals come in, counted; what breaks the rules is told and refused nowhere."""

from collections import Counter
from pathlib import Path

from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.matrix_file import letters_of, read_matrices

EXPECTED = {"files": 66, "tables": 82, "rows": 535, "roles": 458, "filled": 2947, "without one A": 46}


def test_every_matrix_comes_in(corpora: Path) -> None:
    """All matrices of all files are found, with their rows, roles and letters; access tables (R/W) are none."""
    counts, unknown, refused = Counter[str](), Counter[str](), list[str]()
    for file in sorted((corpora / "raci").rglob("*.md")):
        try:
            found = read_matrices(file)
        except Refusal as refusal:
            refused.append(refusal.sentence)
            continue
        counts["files"] += 1
        for matrix in found:
            counts["tables"] += 1
            counts["roles"] += len(matrix.roles)
            for row in matrix.rows:
                letters = [letters_of(each) for each in row.cells]
                counts["rows"] += 1
                counts["filled"] += sum(bool(each) for each, _ in letters)
                counts["without one A"] += "".join(each for each, _ in letters).count("A") != 1
                unknown.update(one for _, rest in letters for one in rest)
    assert counts == EXPECTED
    assert not unknown
    assert len(refused) == 4
    assert all(each.endswith("holds no table with R, A, C and I.") for each in refused)
