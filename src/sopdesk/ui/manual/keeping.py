"""The draft behind the editor: whose it is, and which revision it was begun from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Procedure

if TYPE_CHECKING:
    from sopdesk.services.drafts import Drafts
    from sopdesk.ui.manual.editing.document import Document


@dataclass(slots=True)
class KeptDraft:
    """A procedure being written by one author; `draft` is "" until something of their own is kept.

    `based_on` is the digest of the revision that it was begun from; `kept` is what was kept last. `taken` are the ids
    that were ever given, `unread` what was typed where a number belongs and is none: both are kept beside the draft.
    """

    drafts: Drafts
    author: str
    sop: str = ""
    draft: str = ""
    based_on: str = ""
    kept: Procedure | None = None
    taken: frozenset[str] = frozenset()
    unread: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def resume(self) -> Procedure:
        """Give what the draft says, with what it is based on. Refuses a draft that is gone or cannot be read."""
        found = self.drafts.get(self.draft, by=self.author)
        content, errors = self.drafts.read(found.text)
        if content is None:
            line, sentence = errors[0]
            raise Refusal(f"This draft cannot be read (line {line}): {sentence}")
        self.sop, self.kept = found.sop, content
        beside = json.loads(self.drafts.recall(self._beside()) or "{}")
        self.based_on, self.taken = beside.get("based_on", ""), frozenset(beside.get("taken", ()))
        self.unread = {(place, name): typed for place, name, typed in beside.get("unread", ())}
        return content

    def find_mine(self) -> None:
        """Take up the author's own draft of this procedure, if there is one."""
        if self.sop and not self.draft:
            mine = (each.id for each in self.drafts.of(self.author) if each.sop == self.sop)
            self.draft = next(mine, "")

    def keep(self, document: Document) -> bool:
        """Keep the procedure as it is now; tell whether there was anything new. Raises Trouble."""
        content, unread = document.content, document.unread
        if content == self.kept and unread == self.unread:
            return False
        text = self.drafts.text_of(content)
        self.draft = self.drafts.keep(author=self.author, text=text, sop=self.sop, draft=self.draft)
        typed = [(place, name, said) for (place, name), said in unread.items()]
        beside = {"based_on": self.based_on, "taken": sorted(document.taken), "unread": typed}
        self.drafts.remember(key=self._beside(), text=json.dumps(beside))
        self.kept, self.unread = content, unread
        return True

    def drop(self) -> None:
        """Forget the draft: it is handed in, or thrown away."""
        if self.draft:
            self.drafts.drop(self.draft)
            self.drafts.remember(key=self._beside(), text="")
            self.draft = ""

    def _beside(self) -> str:
        return f"EditorScreen/{self.draft}"
