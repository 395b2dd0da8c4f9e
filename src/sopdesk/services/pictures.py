"""Pictures of procedures: hashed when they come in, kept by their SHA-256, named by it in the content."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Procedure, Step

LARGEST = 20_000_000
"""The largest picture in bytes that is taken."""
_KEPT = re.compile(r"[0-9a-f]{64}\Z")
_BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}

Image = tuple[str, str, bytes]
"""SHA-256 (hex), media type, bytes."""


def media_type(content: bytes) -> str | None:
    """Tell from its first bytes what kind of picture this is; None for anything else."""
    for beginning, name in _BEGINNINGS.items():
        if content.startswith(beginning):
            return name
    head = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return "image/svg+xml" if head.startswith((b"<svg", b"<?xml", b"<!--")) and b"<svg" in content[:4000] else None


def keep_pictures(
    content: Procedure, given: Mapping[str, bytes], known: Callable[[str], bytes | None]
) -> tuple[Procedure, list[Image]]:
    """Give the content with its pictures named by SHA-256, and the pictures to keep.

    Refuses a picture that is neither given nor kept already, one that is too large, and a file that is none.
    """
    images: dict[str, Image] = {}

    def name(source: str) -> str:
        if source in given:
            image = image_of(source, given[source])
            images[image[0]] = image
            return image[0]
        if _KEPT.match(source) and known(source) is not None:
            return source
        raise Refusal(f"The picture {source} is missing. Add it again, or take it out of the text.")

    def rename(step: Step) -> Step:
        if not step.pictures:
            return step
        return replace(step, pictures=tuple(replace(each, source=name(each.source)) for each in step.pictures))

    named = replace(content, steps=tuple(rename(step) for step in content.steps))
    for source in filter(_KEPT.match, given):  # an import names the pictures in texts by their SHA-256 already
        name(source)
    return named, list(images.values())


def image_of(source: str, content: bytes) -> Image:
    """Give a picture as it is kept; `source` is what the refusal calls it. Refuses what is no picture or too large."""
    kind = media_type(content)
    if kind is None:
        raise Refusal(f"{source} is not a picture that can be shown (PNG, JPEG, GIF or SVG).")
    if len(content) > LARGEST:
        raise Refusal(f"{source} is larger than {LARGEST // 1_000_000} MB. Make it smaller first.")
    return (hashlib.sha256(content).hexdigest(), kind, content)
