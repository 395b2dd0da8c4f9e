"""What differs between two procedures, as data: texts, steps, items, questions, duties, limits, references."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
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


def compare(old: Procedure, new: Procedure, say: Callable[[str], str] = str) -> Difference:
    """Give what differs between two revisions of a procedure, or between two procedures; `say` names roles."""
    was, now = _Side(old, say), _Side(new, say)
    names = was.names() | now.names()
    kept = {each.id for each in old.parts} & {each.id for each in new.parts} - {""}
    return Difference(
        _text_changes(was.texts(old), now.texts(new)),
        _entry_changes(was.steps(), now.steps()),
        _entry_changes(was.items(), now.items()),
        _entry_changes(was.questions(), now.questions()),
        _entry_changes(was.duties(), now.duties(), names),
        _entry_changes(was.limits(), now.limits(), names),
        _entry_changes(was.parts(kept), now.parts(kept)),
        _entry_changes(was.references(), now.references()),
    )


def _text_changes(old: Texts, new: Texts) -> tuple[TextChange, ...]:
    names = dict.fromkeys((*new, *old))
    pairs = ((name, old.get(name, ""), new.get(name, "")) for name in names)
    return tuple(TextChange(name, marks(before, after)) for name, before, after in pairs if before != after)


def _entry_changes(
    old: Mapping[str, Texts], new: Mapping[str, Texts], names: Mapping[str, str] | None = None
) -> tuple[EntryChange, ...]:
    """Compare entries; they are named by their first text, or by `names`."""
    was_at = {key: place for place, key in enumerate(old)}
    now_at = {key: place for place, key in enumerate(new)}
    moved = _moved([was_at[key] for key in new if key in old])
    places = list(old)
    changes = []
    for key in _reading_order(places, list(new)):
        texts = _text_changes(old.get(key, {}), new.get(key, {}))
        how = _how(key in old, key in new, is_moved=was_at.get(key) in moved, is_changed=bool(texts))
        if how:
            title = (names or {}).get(key) or next(iter(new.get(key, old.get(key, {})).values()))
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
_ROLES = {"role", "owner", "above", "together"}
_NAMES = {"not_covered": "not covered", "decision_notes": "decision notes", "review_months": "review months",
          "amount": "up to", "together": "together with", "also": "also called"}  # fmt: skip


class _Side:
    """One of two procedures that are compared: its entries by key, each as texts."""

    def __init__(self, content: Procedure, say: Callable[[str], str]) -> None:
        self._content = content
        self._say = say

    def texts(self, record: object, *leave_out: str) -> Texts:
        """Give every field of a record as text; one with several entries gives a text for each of them."""
        found: dict[str, str] = {}
        for each in fields(record):  # type: ignore[arg-type] # a record is a dataclass
            if each.name in _KEPT_APART or each.name in leave_out:
                continue
            name, value = _NAMES.get(each.name, each.name), getattr(record, each.name)
            if each.name in _ONE:
                found |= {f"{_ONE[each.name]} {place}": _words(one) for place, one in enumerate(value, 1)}
            else:
                found[name] = self._role(value) if each.name in _ROLES else _words(value)
        return found

    def steps(self) -> dict[str, Texts]:
        return _keyed((each.id, self.texts(each, "id")) for each in self._content.steps)

    def items(self) -> dict[str, Texts]:
        return _keyed(
            (item.id, {**self.texts(item, "id"), "step": step.id})
            for step in self._content.steps
            for item in step.items
        )

    def questions(self) -> dict[str, Texts]:
        return _keyed((each.id, self.texts(each, "id")) for each in self._content.questions)

    def duties(self) -> dict[str, Texts]:
        return _keyed((f"{each.step} / {each.role}", self.texts(each, "step", "role")) for each in self._content.duties)

    def limits(self) -> dict[str, Texts]:
        return _keyed((_joined(each.action, each.role), self._limit(each)) for each in self._content.limits)

    def parts(self, kept: AbstractSet[str]) -> dict[str, Texts]:
        """Give the parts by their ids where both sides have them, else by their titles."""
        return _keyed(
            (each.id if each.id in kept else each.title, self.texts(each, "id")) for each in self._content.parts
        )

    def references(self) -> dict[str, Texts]:
        return _keyed((_target(each), self._reference(each)) for each in self._content.references)

    def names(self) -> dict[str, str]:
        """Give what duties and limits are called, by their keys: by the step's title and the role's name."""
        titles = {each.id: each.title for each in self._content.steps}
        duties = {f"{each.step} / {each.role}": _joined(titles.get(each.step) or each.step, self._role(each.role))
                  for each in self._content.duties}  # fmt: skip
        limits = {_joined(each.action, each.role): _joined(each.action, self._role(each.role))
                  for each in self._content.limits}  # fmt: skip
        return duties | limits

    def _role(self, role: str) -> str:
        return self._say(role) if role else ""

    def _limit(self, limit: Limit) -> Texts:
        up_to = "without limit" if limit.amount is None else "no" if limit.forbids else str(limit.amount)
        return {**self.texts(limit, "action", "role"), "up to": up_to}

    def _reference(self, reference: Reference) -> Texts:
        return {**self.texts(reference, "number", "step", "url"), "target": _target(reference)}


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
            return said + _others(value, "source", "alt", "caption", "id")
        case tuple():
            return ", ".join(_words(each) for each in value)
        case _:
            return str(value)


def _others(record: Branch | Picture, *said: str) -> str:
    """Give the fields of a piece that are not said already, so that a change in one of them is seen too."""
    left = [(each.name, _words(getattr(record, each.name))) for each in fields(record) if each.name not in said]
    return "".join(f" ({name}: {text})" for name, text in left if text)


def _joined(*words: str) -> str:
    return " / ".join(filter(None, words))


def _target(reference: Reference) -> str:
    within = "#".join(filter(None, (reference.number, reference.step)))
    return " ".join(filter(None, (reference.url, within)))
