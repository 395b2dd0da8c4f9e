"""The draft behind the editor: whose it is, and which revision it was begun from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Procedure

if TYPE_CHECKING:
    from sopdesk.services.drafts import Drafts


@dataclass(slots=True)
class KeptDraft:
    """A procedure being written by one author; `draft` is "" until something of their own is kept.

    `based_on` is the digest of the revision that it was begun from; `kept` is what was kept last.
    """

    drafts: Drafts
    author: str
    sop: str = ""
    draft: str = ""
    based_on: str = ""
    kept: Procedure | None = None

    def resume(self) -> Procedure:
        """Give what the draft says, with what it is based on. Refuses a draft that is gone or cannot be read."""
        found = self.drafts.get(self.draft, by=self.author)
        content, errors = self.drafts.read(found.text)
        if content is None:
            line, sentence = errors[0]
            raise Refusal(f"This draft cannot be read (line {line}): {sentence}")
        self.sop, self.kept = found.sop, content
        self.based_on = self.drafts.recall(self._beside())
        return content

    def find_mine(self) -> None:
        """Take up the author's own draft of this procedure, if there is one."""
        if self.sop and not self.draft:
            mine = (each.id for each in self.drafts.of(self.author) if each.sop == self.sop)
            self.draft = next(mine, "")

    def keep(self, content: Procedure) -> bool:
        """Keep the procedure as it is now; tell whether there was anything new. Raises Trouble."""
        if content == self.kept:
            return False
        text = self.drafts.text_of(content)
        self.draft = self.drafts.keep(author=self.author, text=text, sop=self.sop, draft=self.draft)
        self.drafts.remember(key=self._beside(), text=self.based_on)
        self.kept = content
        return True

    def drop(self) -> None:
        """Forget the draft: it is handed in, or thrown away."""
        if self.draft:
            self.drafts.drop(self.draft)
            self.drafts.remember(key=self._beside(), text="")
            self.draft = ""

    def _beside(self) -> str:
        return f"EditorScreen/{self.draft}"
