from pathlib import Path

import pytest

from sopdesk.domain.incident import IncidentKind, Stage
from tests.domain.given import refuses
from tests.services.case_play import close, fill_in, log
from tests.services.case_play import go_on as next_stage
from tests.services.conftest import PASSWORD, House
from tests.services.test_case_fields import in_country

TABLE = """words,kinds,time,source,country,from,when,met by
Tell the insurer,injury; accident,3 days,Policy 7,,occurred,body_parts; first_aid = given | not needed,
Tell the council,complaint,24 hours,By-law 12,GB,,category = quality,told_at
"""


def hurt(house: House, **values: str) -> str:
    """Log an injury in Great Britain, with some values."""
    in_country(house, "GB")
    case = log(house, IncidentKind.INJURY)
    house.desk.incidents.detail(by=house.leo, incident=case, values={"camera": "no", **values})
    return case


def decide(house: House, case: str, *, reportable: bool, by: str = "", password: str = PASSWORD) -> None:
    """Decide as Sam."""
    digest = house.desk.incidents.file(case).digest
    house.desk.reportable.decide(
        by=by or house.sam, password=password, incident=case, reportable=reportable,
        reason="Not taken to hospital.", digest=digest,
    )  # fmt: skip


def legal(house: House, case: str) -> list[tuple[str, bool]]:
    """Give the legal clocks of a file, each with whether it has stopped."""
    found = house.desk.incidents.file(case).deadlines
    return [(each.name.split(" (")[0], each.met_at is not None) for each in found if each.source]


def test_a_supervisor_decides_and_signs(house: House) -> None:
    """“No” stops the clock; who decided, why and the signature stand in the file, and it holds."""
    case = hurt(house, reportable="yes", riddor_class="specified injury")
    file = house.desk.incidents.file(case)
    assert file.reportable is not None
    assert file.reportable.needed
    assert legal(house, case) == [("Tell the enforcing authority without delay", False)]
    assert "may not" in refuses(lambda: decide(house, case, reportable=False, by=house.leo))
    assert "not the password" in refuses(lambda: decide(house, case, reportable=False, password="wrong"))
    decide(house, case, reportable=False)
    said = house.desk.incidents.file(case).reportable
    assert said is not None
    assert said.signature is not None
    assert (said.answer, said.reason, said.signature.name, said.signature.holds, said.needed) == (
        "no", "Not taken to hospital.", "Sam", True, False,
    )  # fmt: skip
    assert legal(house, case) == [("Tell the enforcing authority without delay", True)]
    [told] = [each for each in house.desk.incidents.file(case).story if each.signature]
    assert (told.what, told.reason) == ("decided and signed that it is not reportable to an authority", said.reason)
    decide(house, case, reportable=True)
    assert legal(house, case) == [("Tell the enforcing authority without delay", False)]
    [row] = house.desk.incidents.rows()
    assert row.clock is not None


def test_what_was_shown_is_what_is_signed(house: House) -> None:
    """A file that has changed since it was shown is not decided about; the class can come with the decision."""
    case = hurt(house)
    digest = house.desk.incidents.file(case).digest
    house.desk.incidents.note(by=house.leo, incident=case, text="The ambulance came.")
    act = house.desk.reportable.decide
    assert "changed" in refuses(lambda: act(
        by=house.sam, password=PASSWORD, incident=case, reportable=True, reason="x", digest=digest))  # fmt: skip
    act(by=house.sam, password=PASSWORD, incident=case, reportable=True, reason="Broken wrist",
        digest=house.desk.incidents.file(case).digest, values={"riddor_class": "specified injury"})  # fmt: skip
    file = house.desk.incidents.file(case)
    assert (file.values["reportable"], file.values["riddor_class"]) == ("yes", "specified injury")
    assert file.reportable is not None
    assert file.reportable.signature is not None
    assert file.reportable.signature.holds


def test_the_close_waits_for_the_decision(house: House) -> None:
    """A file with a legal clock is closed once it is decided, and what was to be told is told."""
    in_country(house, "GB")
    case = log(house, IncidentKind.INJURY)
    while house.desk.incidents.file(case).row.stage is not Stage.FOLLOWED_UP:
        next_stage(house, case)
    fill_in(house, case)
    assert "supervisor decide" in refuses(
        lambda: house.desk.incidents.close(
            by=house.sam, password=PASSWORD, incident=case, outcome="x", digest=house.desk.incidents.file(case).digest
        )
    )
    close(house, case)
    assert house.desk.incidents.file(case).row.stage is Stage.CLOSED


def test_no_law_that_is_known_asks_nothing(house: House) -> None:
    """Elsewhere the file has neither the question nor legal clocks."""
    in_country(house, "")
    case = log(house, IncidentKind.INJURY)
    assert house.desk.incidents.file(case).reportable is None
    assert legal(house, case) == []


def test_a_house_imports_legal_clocks(house: House, tmp_path: Path) -> None:
    """A manager's table runs for what is logged from then on, beside the presets, and is listed with them."""
    in_country(house, "GB")
    file = tmp_path / "ours.csv"
    file.write_text(TABLE, "utf-8")
    before = log(house, IncidentKind.INJURY)
    assert "may not" in refuses(lambda: house.desk.clocks.import_legal(by=house.sam, file=file))
    insurer, council = house.desk.clocks.import_legal(by=house.ruth, file=file)
    assert (insurer.minutes, insurer.begins, len(insurer.when)) == (3 * 24 * 60, "occurred", 2)
    assert (council.country, council.met_by, council.when[0].values) == ("GB", "told_at", ("quality",))
    assert {"Tell the insurer", "Tell the council"} < {each.words for each in house.desk.clocks.legal()}
    after = log(house, IncidentKind.INJURY)
    for case in (before, after):
        values = {"body_parts": "hand", "first_aid": "given"}
        house.desk.incidents.detail(by=house.leo, incident=case, values=values)
    assert (legal(house, before), legal(house, after)) == ([], [("Tell the insurer", False)])


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Tell,quarrel,3 days,Law 1,,,,", "no kind of incident"),
        ("Tell,injury,soon,Law 1,,,,", "is no time"),
        ("Tell,injury,3 days,,,,,", "the law that is its source"),
        ("Tell,injury,3 days,Law 1,Britain,,,", "no country"),
        ("Tell,injury,3 days,Law 1,,closed,,", "none of: occurred, reported"),
        ("Tell,injury,3 days,Law 1,,,height = 3,", "has no field “height”"),
        ("Tell,complaint,3 days,Law 1,,,category = weather,", "takes one of"),
        ("Tell,complaint,3 days,Law 1,,,,category", "no moment or day"),
        ("Tell,dispute,3 days,Law 1,,,,", "cannot stop a clock"),
    ],
)
def test_a_table_that_is_not_understood_is_refused_whole(house: House, tmp_path: Path, row: str, said: str) -> None:
    """The first row that cannot be understood is named, and nothing of the file is taken."""
    file = tmp_path / "ours.csv"
    file.write_text(TABLE + row + "\n", "utf-8")
    sentence = refuses(lambda: house.desk.clocks.import_legal(by=house.ruth, file=file))
    assert sentence.startswith("Row 4: ")
    assert said in sentence
    assert not house.desk.clocks.house().legal


@pytest.mark.parametrize(
    ("text", "said"),
    [("words,kinds,time\na,injury,1 day\n", "It lacks source"), ("words,kinds,time,source,colour\n", "“colour”")],
)
def test_a_table_without_its_columns_is_refused(house: House, tmp_path: Path, text: str, said: str) -> None:
    """The columns have to be there; others are refused rather than passed over."""
    file = tmp_path / "ours.csv"
    file.write_text(text, "utf-8")
    assert said in refuses(lambda: house.desk.clocks.import_legal(by=house.ruth, file=file))
