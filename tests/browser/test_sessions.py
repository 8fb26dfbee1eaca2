"""Several visitors at once, each over a websocket of its own as a browser has it, without the browser."""

import asyncio

import pytest

from tests.benchmarks.session import Run, Session
from tests.browser.harness import Server, finish

YEARS, KINDS = "Years referred to", "Type"


def footers(session: Session) -> list[str]:
    """Give what each chart on the page says of its documents and filters."""
    layouts = [chart["figure"]["layout"] for chart in session.charts()]
    return [note["text"] for layout in layouts for note in layout["annotations"] if note.get("name") == "footer"]


def test_what_one_visitor_chooses_no_other_sees(server: Server) -> None:
    async def visit() -> tuple[list[Run], list[str], list[str]]:
        async with Session(server.url) as one, Session(server.url) as other:
            runs = list(await asyncio.gather(one.open("/trade"), other.open("/trade")))
            runs += await asyncio.gather(one.change(YEARS, (2022, 2024)), other.rerun())
            return runs, footers(one), footers(other)

    runs, filtered, unfiltered = finish(visit())
    assert [run.errors for run in runs] == [()] * 4
    assert len(filtered) == len(unfiltered) == 3
    assert all("2022–2024" in footer for footer in filtered)
    assert all("All years" in footer for footer in unfiltered)


def test_a_filter_stays_set_while_another_is_changed_and_the_page_left(server: Server) -> None:
    async def visit() -> tuple[list[Run], list[str]]:
        async with Session(server.url) as session:
            runs = [await session.open("/trade"), await session.change(YEARS, (2022, 2024))]
            runs += [await session.change(KINDS, ["observed"]), await session.go("/cargo"), await session.go("/trade")]
            return runs, footers(session)

    runs, filtered = finish(visit())
    assert [run.errors for run in runs] == [()] * 5
    assert filtered
    assert all("2022–2024; observed only" in footer for footer in filtered)


def test_a_page_that_does_not_exist_is_told_as_an_error(server: Server) -> None:
    async def visit() -> Run:
        async with Session(server.url) as session:
            return await session.open("/no-such-page")

    assert finish(visit()).errors != ()


def test_a_widget_that_does_not_exist_cannot_be_changed(server: Server) -> None:
    async def visit() -> None:
        async with Session(server.url) as session:
            await session.open("/trade")
            await session.change("Colour of the sky", "blue")

    with pytest.raises(LookupError, match="Colour of the sky"):
        finish(visit())
