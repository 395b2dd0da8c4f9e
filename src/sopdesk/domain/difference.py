"""What differs between two procedures, as data: texts, steps, items, questions, duties, limits, references."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from sopdesk.domain.sop import Branch, Limit, Picture, Procedure, Reference
from sopdesk.domain.wording import Op, Piece, marks


class How(StrEnum):
    """What became of an entry."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class TextChange:
    """One text that differs, under the name of its field ("purpose", "text", "warning 2"); pieces as (op, text)."""

    name: str
    pieces: tuple[Piece, ...]

    @property
    def spacing_only(self) -> bool:
        """Tell whether nothing differs but spaces and line breaks."""
        return all(op is Op.SAME for op, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One step, item, question … that differs: what became of it, and its texts that differ.

    `was_at` and `now_at` are its places (from 0), None where it is not there. A moved entry may be changed too.
    """

    id: str
    title: str
    how: tuple[How, ...]
    texts: tuple[TextChange, ...]
    was_at: int | None
    now_at: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two procedures: entries in the new order, removed ones where they stood.

    `texts` are those of the procedure itself (title, purpose, scope, contact …). False when nothing differs.
    """

    texts: tuple[TextChange, ...]
    steps: tuple[EntryChange, ...]
    items: tuple[EntryChange, ...]
    questions: tuple[EntryChange, ...]
    duties: tuple[EntryChange, ...]
    limits: tuple[EntryChange, ...]
    parts: tuple[EntryChange, ...]
    references: tuple[EntryChange, ...]

    def __bool__(self) -> bool:
        return bool(self.texts or self.entries())

    def entries(self) -> tuple[EntryChange, ...]:
        """Give everything but the procedure's own texts."""
        return (
            self.steps + self.items + self.questions + self.duties + self.limits + self.parts + self.references
        )  # fmt: skip

    def places(self) -> dict[tuple[str, str], str]:
        """Give what stands for each place that differs, as (part, id), with the words that name it."""
        named = {("text", each.name): each.name for each in self.texts}
        for part in ("steps", "items", "questions", "duties", "limits", "parts", "references"):
            named |= {(part, each.id): each.title or each.id for each in getattr(self, part)}
        return named


def both_change(one: Difference, other: Difference) -> tuple[str, ...]:
    """Name the places that two differences from the same revision both change."""
    theirs = other.places()
    return tuple(words for place, words in one.places().items() if place in theirs)


Texts = Mapping[str, str]
"""An entry as its texts by field; its first one is its title."""


def compare(old: Procedure, new: Procedure) -> Difference:
    """Give what differs between two revisions of a procedure, or between two procedures."""
    return Difference(
        _text_changes(_own_texts(old), _own_texts(new)),
        _entry_changes(_steps(old), _steps(new)),
        _entry_changes(_items(old), _items(new)),
        _entry_changes(_questions(old), _questions(new)),
        _entry_changes(_duties(old), _duties(new), by_key=True),
        _entry_changes(_limits(old), _limits(new), by_key=True),
        _entry_changes(_parts(old), _parts(new)),
        _entry_changes(_references(old), _references(new)),
    )


def _text_changes(old: Texts, new: Texts) -> tuple[TextChange, ...]:
    names = dict.fromkeys((*new, *old))
    pairs = ((name, old.get(name, ""), new.get(name, "")) for name in names)
    return tuple(TextChange(name, marks(before, after)) for name, before, after in pairs if before != after)


def _entry_changes(
    old: Mapping[str, Texts], new: Mapping[str, Texts], *, by_key: bool = False
) -> tuple[EntryChange, ...]:
    """Compare entries; they are named by their first text or, with `by_key`, by their keys."""
    was_at = {key: place for place, key in enumerate(old)}
    now_at = {key: place for place, key in enumerate(new)}
    moved = _moved([was_at[key] for key in new if key in old])
    places = list(old)
    changes = []
    for key in _reading_order(places, list(new)):
        texts = _text_changes(old.get(key, {}), new.get(key, {}))
        how = _how(key in old, key in new, is_moved=was_at.get(key) in moved, is_changed=bool(texts))
        if how:
            title = key if by_key else next(iter(new.get(key, old.get(key, {})).values()))
            changes.append(EntryChange(key, title, how, texts, was_at.get(key), now_at.get(key)))
    return tuple(changes)


def _how(was: bool, now: bool, *, is_moved: bool, is_changed: bool) -> tuple[How, ...]:  # noqa: FBT001 - was and now
    if not was:
        return (How.ADDED,)
    if not now:
        return (How.REMOVED,)
    return tuple(how for how, applies in ((How.MOVED, is_moved), (How.CHANGED, is_changed)) if applies)


def _reading_order(old: Sequence[str], new: Sequence[str]) -> Iterable[str]:
    """Give the keys in the new order, a removed one behind the nearest old neighbour before it that is left."""
    kept = set(new)
    followers: dict[str | None, list[str]] = {}
    before: str | None = None
    for key in old:
        if key in kept:
            before = key
        else:
            followers.setdefault(before, []).append(key)
    yield from followers.get(None, ())
    for key in new:
        yield key
        yield from followers.get(key, ())


def _moved(places: Sequence[int]) -> set[int]:
    """Give the old places outside a longest rising row: the fewest entries whose move explains the new order."""
    ends: list[int] = []
    lengths = []
    for place in places:
        length = bisect_left(ends, place)
        ends[length : length + 1] = [place]
        lengths.append(length)
    row: set[int] = set()
    wanted, below = len(ends) - 1, len(places) and max(places) + 1
    for place, length in zip(reversed(places), reversed(lengths), strict=True):
        if length == wanted and place < below:
            row.add(place)
            wanted, below = wanted - 1, place
    return set(places) - row


def _keyed(entries: Iterable[tuple[str, Texts]]) -> dict[str, Texts]:
    """Give entries by key; a second one of the same key gets a number, so that none is lost."""
    found: dict[str, Texts] = {}
    counts: dict[str, int] = {}
    for key, texts in entries:
        counts[key] = counts.get(key, 0) + 1
        found[key if counts[key] == 1 else f"{key} ({counts[key]})"] = texts
    return found


# Every field of a record is compared, by its name; what says more than its value is said by a function of its own.

_KEPT_APART = {"steps", "items", "questions", "duties", "limits", "parts", "references"}
_ONE = {"tips": "tip", "warnings": "warning", "pictures": "picture", "branches": "way out"}
_NAMES = {"not_covered": "not covered", "decision_notes": "decision notes", "review_months": "review months",
          "amount": "up to", "together": "together with", "also": "also called"}  # fmt: skip


def _texts(record: object, *leave_out: str) -> Texts:
    """Give every field of a record as text; one with several entries gives a text for each of them."""
    found: dict[str, str] = {}
    for each in fields(record):  # type: ignore[arg-type] # a record is a dataclass
        if each.name not in _KEPT_APART and each.name not in leave_out:
            name, value = _NAMES.get(each.name, each.name), getattr(record, each.name)
            if each.name in _ONE:
                found |= {f"{_ONE[each.name]} {place}": _words(one) for place, one in enumerate(value, 1)}
            else:
                found[name] = _words(value)
    return found


def _words(value: object) -> str:
    match value:
        case None | False:
            return ""
        case True:
            return "yes"
        case Branch():
            rest = _others(value, "answer", "go", "action")
            return f"{value.answer} → {value.go}" + (f": {value.action}" if value.action else "") + rest
        case Picture():
            said = " – ".join(each for each in (value.source, value.alt, value.caption) if each)
            return said + _others(value, "source", "alt", "caption")
        case tuple():
            return ", ".join(_words(each) for each in value)
        case _:
            return str(value)


def _others(record: object, *said: str) -> str:
    """Give the fields of a piece that are not said already, so that a change in one is seen too."""
    return "".join(f" ({name}: {text})" for name, text in _texts(record, *said).items() if text)


def _own_texts(what: Procedure) -> Texts:
    return _texts(what)


def _steps(what: Procedure) -> dict[str, Texts]:
    return _keyed((each.id, _texts(each, "id")) for each in what.steps)


def _items(what: Procedure) -> dict[str, Texts]:
    return _keyed((item.id, {**_texts(item, "id"), "step": step.id}) for step in what.steps for item in step.items)


def _questions(what: Procedure) -> dict[str, Texts]:
    return _keyed((each.id, _texts(each, "id")) for each in what.questions)


def _duties(what: Procedure) -> dict[str, Texts]:
    return _keyed((f"{each.step} / {each.role}", _texts(each, "step", "role")) for each in what.duties)


def _limits(what: Procedure) -> dict[str, Texts]:
    return _keyed((" / ".join(filter(None, (each.action, each.role))), _limit(each)) for each in what.limits)


def _limit(limit: Limit) -> Texts:
    up_to = "without limit" if limit.amount is None else "no" if limit.forbids else str(limit.amount)
    return {**_texts(limit, "action", "role"), "up to": up_to}


def _parts(what: Procedure) -> dict[str, Texts]:
    return _keyed((each.title, _texts(each)) for each in what.parts)


def _references(what: Procedure) -> dict[str, Texts]:
    return _keyed(
        (_target(each), {**_texts(each, "number", "step", "url"), "target": _target(each)}) for each in what.references
    )


def _target(reference: Reference) -> str:
    within = "#".join(filter(None, (reference.number, reference.step)))
    return " ".join(filter(None, (reference.url, within)))
