"""What differs between two procedures, as data: texts, steps, items, questions, duties, limits, references."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sopdesk.domain.sop import Branch, Item, Limit, Picture, Procedure, Reference, Step
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


Texts = Mapping[str, str]
"""An entry as its texts by field; its first one is its title."""


def compare(old: Procedure, new: Procedure) -> Difference:
    """Give what differs between two revisions of a procedure, or between two procedures."""
    return Difference(
        _text_changes(_own_texts(old), _own_texts(new)),
        _entry_changes(_steps(old), _steps(new)),
        _entry_changes(_items(old), _items(new)),
        _entry_changes(_questions(old), _questions(new)),
        _entry_changes(_duties(old), _duties(new)),
        _entry_changes(_limits(old), _limits(new)),
        _entry_changes(_parts(old), _parts(new)),
        _entry_changes(_references(old), _references(new)),
    )


def _text_changes(old: Texts, new: Texts) -> tuple[TextChange, ...]:
    names = dict.fromkeys((*new, *old))
    pairs = ((name, old.get(name, ""), new.get(name, "")) for name in names)
    return tuple(TextChange(name, marks(before, after)) for name, before, after in pairs if before != after)


def _entry_changes(old: Mapping[str, Texts], new: Mapping[str, Texts]) -> tuple[EntryChange, ...]:
    was_at = {key: place for place, key in enumerate(old)}
    now_at = {key: place for place, key in enumerate(new)}
    moved = _moved([was_at[key] for key in new if key in old])
    places = list(old)
    changes = []
    for key in _reading_order(places, list(new)):
        texts = _text_changes(old.get(key, {}), new.get(key, {}))
        how = _how(key in old, key in new, is_moved=was_at.get(key) in moved, is_changed=bool(texts))
        if how:
            title = next(iter(new.get(key, old.get(key, {})).values()))
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


def _own_texts(what: Procedure) -> Texts:
    return {
        "number": what.number, "title": what.title, "kind": what.kind, "format": what.format,
        "section": what.section, "owner": what.owner, "purpose": what.purpose, "scope": what.scope,
        "not covered": what.not_covered, "definitions": what.definitions, "decision notes": what.decision_notes,
        "escalation": what.escalation, "resources": what.resources, "contact": what.contact,
        "training": what.training, "channels": ", ".join(what.channels), "review months": str(what.review_months),
    }  # fmt: skip


def _steps(what: Procedure) -> dict[str, Texts]:
    return _keyed((each.id, _step(each)) for each in what.steps)


def _step(step: Step) -> Texts:
    return {
        "title": step.title, "text": step.text, "role": step.role, "must": _yes(step.must),
        "phase": step.phase or "", "evidence": step.evidence,
        "minutes": "" if step.minutes is None else str(step.minutes),
        **_numbered("tip", step.tips), **_numbered("warning", step.warnings),
        **_numbered("picture", map(_picture, step.pictures)), **_numbered("way out", map(_branch, step.branches)),
    }  # fmt: skip


def _picture(picture: Picture) -> str:
    return " – ".join(each for each in (picture.source, picture.alt, picture.caption) if each)


def _branch(branch: Branch) -> str:
    return f"{branch.answer} → {branch.go}" + (f": {branch.action}" if branch.action else "")


def _items(what: Procedure) -> dict[str, Texts]:
    return _keyed((item.id, _item(step, item)) for step in what.steps for item in step.items)


def _item(step: Step, item: Item) -> Texts:
    return {
        "text": item.text, "asks": item.asks, "unit": item.unit, "low": _number(item.low), "high": _number(item.high),
        "must": _yes(item.must), "step": step.id,
    }  # fmt: skip


def _questions(what: Procedure) -> dict[str, Texts]:
    return _keyed((each.id, {"question": each.question, "answer": each.answer}) for each in what.questions)


def _duties(what: Procedure) -> dict[str, Texts]:
    return _keyed((f"{each.step} / {each.role}", {"letters": each.letters}) for each in what.duties)


def _limits(what: Procedure) -> dict[str, Texts]:
    return _keyed((" / ".join(filter(None, (each.action, each.role))), _limit(each)) for each in what.limits)


def _limit(limit: Limit) -> Texts:
    up_to = "without limit" if limit.amount is None else "no" if limit.forbids else _number(limit.amount)
    return {
        "up to": up_to, "per": limit.per.value, "together with": limit.together,
        "above": limit.above, "condition": limit.condition, "also called": ", ".join(limit.also), "step": limit.step,
    }  # fmt: skip


def _parts(what: Procedure) -> dict[str, Texts]:
    return _keyed((each.title, {"title": each.title, "text": each.text}) for each in what.parts)


def _references(what: Procedure) -> dict[str, Texts]:
    return _keyed((_target(each), {"label": each.label, "target": _target(each)}) for each in what.references)


def _target(reference: Reference) -> str:
    return reference.url or "#".join(filter(None, (reference.number, reference.step)))


def _numbered(name: str, texts: Iterable[str]) -> dict[str, str]:
    return {f"{name} {place}": text for place, text in enumerate(texts, 1)}


def _number(value: Decimal | None) -> str:
    return "" if value is None else str(value)


def _yes(value: bool) -> str:  # noqa: FBT001 - a fact, put into a word
    return "yes" if value else ""
