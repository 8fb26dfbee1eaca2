"""A short time of what `make soak` does for long: edits under the eyes of visitors, on two servers at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.harness import Server, finish, running_server
from tests.soak.use import Met, use
from tests.soak.versions import Version, copy_data, known_versions

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("soak")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_data(tmp_path_factory.mktemp("soak") / "data")


@pytest.fixture(scope="module")
def known(folder: Path) -> dict[str, Version]:
    return known_versions(folder)


@pytest.fixture(scope="module")
def servers(folder: Path, known: dict[str, Version]) -> Iterator[list[Server]]:
    with running_server({"ATLAS_DATA": str(folder)}) as one, running_server({"ATLAS_DATA": str(folder)}) as other:
        yield [one, other]


def test_the_versions_differ_in_what_they_state(known: dict[str, Version]) -> None:
    assert len(known) == 9
    stated = {
        (version.stated["trade-xinjiang-2023"], version.stated["khorgos-expected-2015"]) for version in known.values()
    }
    assert stated == {(trade, cargo) for trade in (20.3, 21.4, 22.5) for cargo in (4.5, 5.4, 6.5)}


def test_nobody_sees_two_versions_or_a_number_of_another(
    folder: Path, known: dict[str, Version], servers: list[Server]
) -> None:
    before = {path.name for path in folder.rglob("*")}
    met, urls = Met(), [server.url for server in servers]
    for seed in range(8):
        finish(use(urls, folder, known, 3, sessions=4, met=met, valued_only=True, seed=seed))
        if met.numbers >= 20 and len(met.versions) >= 2:
            break
    assert met.faults == []
    assert met.lost == 0
    assert met.numbers >= 20
    assert len(met.versions) >= 2, "nobody saw an edit"
    assert {path.name for path in folder.rglob("*")} == before, "a server writes into the data directory"
    for server in servers:
        assert "Traceback" not in server.log
