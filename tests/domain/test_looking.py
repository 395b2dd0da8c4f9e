from sopdesk.domain.looking import FileViewed, fold, subject_of
from tests.domain.given import at, recorded


def test_one_look_for_each_sitting() -> None:
    """Whoever opens a file again within the hour still looks; later, or by a clock put back, it is another look."""
    looks = fold(subject_of("inc-1"), [recorded(FileViewed("inc-1"), "ben", 2), recorded("something else", "ben", 3)])
    assert [each.actor for each in looks.looked] == ["ben"]
    assert not looks.is_new("ben", at(2.5))
    assert looks.is_new("ben", at(3))
    assert looks.is_new("ben", at(1))
    assert looks.is_new("cleo", at(2))
    assert looks.id == "looks-inc-1"
