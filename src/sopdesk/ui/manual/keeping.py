"""The draft behind the editor: whose it is, what it is based on, where its pictures came from."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sopdesk.services.drafts import Drafts


@dataclass(slots=True)
class DraftText:
    """A text being written by one author; `draft` is "" until something of their own is kept.

    `based_on` is the digest of the revision that it was begun from. `paths` tell where the pictures lie, so that they
    are found again after a crash.
    """

    drafts: Drafts
    author: str
    sop: str = ""
    draft: str = ""
    based_on: str = ""
    kept: str = ""
    pictures: dict[str, bytes] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)

    def resume(self) -> str:
        """Give the text of the draft, with its pictures and what it is based on. Refuses a draft that is gone."""
        found = self.drafts.get(self.draft, by=self.author)
        self.sop, self.kept = found.sop, found.text
        beside = json.loads(self.drafts.recall(self._beside()) or "{}")
        self.based_on, self.paths = beside.get("on", ""), beside.get("pictures", {})
        self.pictures = {name: Path(path).read_bytes() for name, path in self.paths.items() if Path(path).is_file()}
        return found.text

    def find_mine(self) -> None:
        """Take up the author's own draft of this procedure, if there is one."""
        if self.sop and not self.draft:
            mine = (each.id for each in self.drafts.of(self.author) if each.sop == self.sop)
            self.draft = next(mine, "")

    def keep(self, text: str) -> bool:
        """Keep the text as it is now; tell whether there was anything new. Raises Trouble."""
        if text == self.kept:
            return False
        self.draft = self.drafts.keep(author=self.author, text=text, sop=self.sop, draft=self.draft)
        self.drafts.remember(key=self._beside(), text=json.dumps({"on": self.based_on, "pictures": self.paths}))
        self.kept = text
        return True

    def drop(self) -> None:
        """Forget the draft: it is handed in, or thrown away."""
        if self.draft:
            self.drafts.drop(self.draft)
            self.drafts.remember(key=self._beside(), text="")
            self.draft = ""

    def add_picture(self, name: str, path: Path, data: bytes) -> None:
        """Take a picture along."""
        self.pictures[name], self.paths[name] = data, str(path)

    def _beside(self) -> str:
        return f"EditorScreen/{self.draft}"
