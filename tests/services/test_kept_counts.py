"""How many files are kept back stands in what leaves, and in the record of it; what they are about stands nowhere."""

from functools import partial

from sopdesk.domain.circle import Circle
from sopdesk.domain.confidence import KEPT_BACK
from sopdesk.domain.house import EvidenceExported
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.listed import Listed
from sopdesk.domain.only import Only
from sopdesk.services.case_table import cases_csv
from tests.domain.given import refund
from tests.services.conftest import House
from tests.services.test_confidence import CANARY, confide, logged
from tests.services.test_incidents import logged as complaint


def exported(house: House) -> EvidenceExported:
    """Give the record of what left last."""
    entries = house.desk.desk.store.entries(None, None, "", "", "", newest_first=True)
    return next(each.what for each in entries if isinstance(each.what, EvidenceExported))


def test_a_list_that_leaves_says_how_many_files_are_kept_back(house: House) -> None:
    """A list, of one kind or not, ends with how many files its reader does not see; so does the record."""
    desk, case = house.desk, logged(house, IncidentKind.COMPLAINT, by=house.ruth)
    logged(house, IncidentKind.COMPLAINT, words="A cup")
    logged(house, IncidentKind.DISPUTE, words="A spoon")

    def lists() -> tuple[bytes, bytes]:
        whole = desk.exports.incidents_csv(by=house.sam)
        kind = IncidentKind.COMPLAINT
        return whole, cases_csv(desk.desk, desk.exports, desk.incidents, by=house.sam, kind=kind)

    assert not any(b"kept from the reader" in each for each in lists())
    confide(house, case, Circle.NAMED, by=house.ruth)
    for each in lists():
        last = each.decode().splitlines()[-1]
        assert last.startswith('"(kept back: confidential)","1 files that are kept from the reader')
        assert CANARY.encode() not in each
    left = exported(house)
    assert (left.entries, left.withheld) == (1, 1)


def test_the_count_of_what_is_kept_back_tells_nothing_of_it(house: House) -> None:
    """Whatever a list is narrowed down to, it counts the same files: nobody learns what they are about."""
    desk, case = house.desk, logged(house, by=house.ruth)
    confide(house, case, Circle.NAMED, by=house.ruth)
    for which in (Listed(text=CANARY), Listed(text="nothing of the sort"), Listed(kind=IncidentKind.DISPUTE),
                  Listed(stage="closed"), Listed(only={Only.LATE})):  # fmt: skip
        assert desk.exports.incidents_csv(by=house.sam, which=which).decode().splitlines()[-1].split('"')[3][0] == "1"
        left = exported(house)
        assert (left.entries, left.withheld) == (0, 1)
        assert CANARY not in left.scope


def test_a_trail_that_leaves_counts_entries_without_words(house: House) -> None:
    """Entries of a file that is kept from the reader are counted in the trail's files and in the record of them."""
    desk, case = house.desk, logged(house, by=house.ruth)
    assert b"kept from the reader" not in desk.exports.trail_csv(by=house.hannah)
    confide(house, case, Circle.NAMED, by=house.ruth)
    desk.incidents.file(case, by=house.ruth)  # a look is recorded, too
    seen = sum(KEPT_BACK in each.what for each in desk.trail.lines(by=house.hannah, limit=1000))
    assert seen == desk.trail.kept_back(by=house.hannah) == 3
    assert desk.trail.kept_back(by=house.ruth) == 0
    *_, last = desk.exports.trail_csv(by=house.hannah).decode().splitlines()
    assert last.startswith('"(kept back: confidential)","3 entries')
    assert "the words of 3 entries kept back" in exported(house).scope
    assert desk.exports.trail_json(by=house.hannah).splitlines()[-1] == b'{"kept_back":3}'
    assert b"kept_back" not in desk.exports.trail_json(by=house.ruth)


def test_a_procedure_counts_the_incidents_that_its_reader_sees(house: House) -> None:
    """How many incidents were logged under a procedure is counted of those that the reader sees."""
    desk = house.desk
    sop = house.approved(refund())
    shown, hidden = (complaint(house) for _ in range(2))
    under = partial(desk.incidents.under, sop)
    assert [under(by=each) for each in (house.leo, house.sam, "")] == [2, 2, 0]
    confide(house, hidden, Circle.NAMED, by=house.ruth)
    assert [under(by=each) for each in (house.leo, house.sam, house.ruth)] == [1, 1, 2]
    confide(house, shown, Circle.SUPERVISORS)
    assert [under(by=each) for each in (house.leo, house.sam)] == [0, 1]
