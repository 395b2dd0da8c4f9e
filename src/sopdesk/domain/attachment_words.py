"""Saying in words what an attached file is, how large, how it came, and what it tells besides what it shows."""

from sopdesk.domain.attachment import Hidden, Way

_KINDS = {
    "application/pdf": "PDF", "message/rfc822": "E-mail", "text/plain": "Text", "text/html": "Web page",
    "application/rtf": "Text (RTF)", "application/zip": "Archive (ZIP)", "application/gzip": "Archive (GZIP)",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel workbook",
    "application/vnd.oasis.opendocument.text": "OpenDocument text",
    "application/x-ole-storage": "Older Office document or Outlook message", "image/svg+xml": "Drawing (SVG)",
}  # fmt: skip
_SORTS = {"image": "Picture", "video": "Film", "audio": "Recording"}
ENDINGS = {
    "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/tiff": ".tif", "image/bmp": ".bmp",
    "image/webp": ".webp", "image/heic": ".heic", "image/avif": ".avif", "image/svg+xml": ".svg",
    "application/pdf": ".pdf", "message/rfc822": ".eml", "text/plain": ".txt", "text/html": ".html",
    "application/rtf": ".rtf", "video/mp4": ".mp4", "video/quicktime": ".mov", "video/webm": ".webm",
    "audio/mpeg": ".mp3", "audio/mp4": ".m4a", "audio/wav": ".wav", "audio/ogg": ".ogg", "audio/flac": ".flac",
}  # fmt: skip
"""The usual ending of a name, for files that have come without one, such as a picture from the clipboard."""
READABLE = ("text/plain", "text/html", "message/rfc822")
"""What can be read on the screen."""
PAGED = "application/pdf"
"""What is looked at page by page."""
DRAWN_APART = (PAGED, "image/heic")
"""What a process of its own draws: the files are strangers', and the window draws none of them itself."""
WAYS = {
    Way.CAMERA: "file of a camera", Way.FILE: "chosen as a file", Way.DROP: "dropped", Way.PASTE: "pasted",
    Way.SCAN: "scanned paper", Way.MAIL: "from an e-mail",
}  # fmt: skip
HIDDEN = {
    Hidden.NONE: "holds no place or camera data", Hidden.KEPT: "with place and camera data",
    Hidden.REMOVED: "place and camera data removed", Hidden.UNKNOWN: "may hold place and camera data",
}  # fmt: skip


def kind_words(media: str) -> str:
    """Say what a file is, for example "Picture (JPEG)"."""
    if media in _KINDS:
        return _KINDS[media]
    sort, _, form = media.partition("/")
    return f"{_SORTS[sort]} ({form.removeprefix('x-').upper()})" if sort in _SORTS else "File of an unknown kind"


def size_words(size: int) -> str:
    """Say how large a file is: "840 bytes", "12 KB", "3.4 MB"."""
    if size < 1000:  # noqa: PLR2004 - below a kilobyte every byte is told
        return f"{size} bytes"
    return f"{size / 1e6:.1f} MB" if size >= 999_500 else f"{size / 1000:.0f} KB"  # noqa: PLR2004 - would read 1000 KB


def is_picture(media: str) -> bool:
    """Tell whether this kind of file is a picture."""
    return media.startswith("image/")


def saved_name(name: str, media: str) -> str:
    """Give the name under which a copy is saved: with the ending of what the file is, whatever it was called."""
    ending, last = ENDINGS.get(media, ""), name.replace("\\", "/").rpartition("/")[2]
    return last if last.lower().endswith(ending) else f"{last}{ending}"
