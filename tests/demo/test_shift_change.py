from decimal import Decimal

from sopdesk.demo import shift_change
from sopdesk.domain.person import Role
from tests.domain.given import checklist
from tests.services.conftest import House, house

__all__ = ["house"]


def test_each_evening_is_taken_over_in_the_morning(house: House) -> None:
    """What an evening leaves is read, ticked and counted, now and then short; what was left in passing waits."""
    lists, handovers = house.desk.checklists, house.desk.handovers
    tomasz = house.desk.people.register(by=house.ruth, name="Tomasz", roles=(Role.SHIFT_LEAD,))
    shift_change.leave_in_passing(house.desk, {"tomasz": tomasz, "ines": house.sam})
    [passing] = handovers.open()
    run = lists.start(by=house.leo, sop=house.approved(checklist()))
    lists.tick(by=house.leo, run=run, item="wand")
    lists.count(by=house.leo, run=run, item="fridge", value=Decimal(4))
    lists.count(by=house.leo, run=run, item="float", value=Decimal(150))
    lists.skip(by=house.leo, run=run, item="stock", reason="no time")
    lists.complete(by=house.leo, run=run, handover=shift_change.evening(house.desk, 0))
    shift_change.take_over(house.desk, (house.sam, house.ruth), 4)
    assert [row.id for row in handovers.open()] == [passing.id]
    [evening] = [row for row in handovers.rows() if row.run == run]
    assert (evening.readers, evening.items, evening.open_items, evening.unsigned, evening.differing) == (
        ("Sam",), 4, 0, 0, 1,
    )  # fmt: skip
