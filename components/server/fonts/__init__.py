"""The fonts of the pages, without what no page shows: served in the place of those that Streamlit brings."""

from pathlib import Path

HERE = Path(__file__).parent


def small_fonts(static: Path) -> dict[str, Path]:
    """Give each font of this folder by the URL path of Streamlit's font whose name begins as its own.

    `static` is Streamlit's folder of what it serves; a font that it no longer has is left out.
    """
    return {
        f"/{theirs.relative_to(static).as_posix()}": ours
        for ours in sorted(HERE.glob("*.woff2"))
        for theirs in (static / "static" / "media").glob(f"{ours.stem}.*")
    }
