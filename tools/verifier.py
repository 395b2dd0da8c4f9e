"""Puts the verifier for auditors together: one HTML file without anything beside it, that can reach no network.

`python -m tools.verifier` writes resources/verifier/verifier.html anew; a test says when that was forgotten.
"""

import base64
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "resources" / "verifier"
TARGET = FOLDER / "verifier.html"
SCRIPTS = ("evidence.js", "pdf.js", "signature.js", "story.js", "page.js")


def built() -> str:
    """Give the page with its style and scripts in place, and the policy that allows these and nothing else."""
    script = "\n".join((FOLDER / each).read_text("utf-8") for each in SCRIPTS)
    style = (FOLDER / "page.css").read_text("utf-8")
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src blob:; "
        "base-uri 'none'; form-action 'none'"
    )
    page = (FOLDER / "page.html").read_text("utf-8")
    return page.replace("{{policy}}", policy).replace("{{style}}", style).replace("{{script}}", script)


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"


if __name__ == "__main__":
    TARGET.write_text(built(), "utf-8", newline="\n")
    print(f"{TARGET}: {TARGET.stat().st_size} bytes")
