"""A description of the data stands alone, says only what the dashboard reads, and hides nothing."""

import copy
import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from components.exhibits import dictionary_table
from components.exports import licences
from components.server import place_under
from components.tables import Fault, Tables, contract, description_faults, read_descriptor

FILE = Path(__file__).parents[2] / "data" / "datapackage.json"
WHOLE = json.loads(FILE.read_text(encoding="utf-8"))
NAMES = [resource["name"] for resource in WHOLE["resources"]]
PLACES = NAMES.index("places")
Change = Callable[[dict[str, Any]], object]


def changed(change: Change) -> bytes:
    description = copy.deepcopy(WHOLE)
    change(description)
    return json.dumps(description).encode()


def read(content: bytes) -> list[Fault]:
    description, faults = read_descriptor("datapackage.json", content)
    assert bool(faults) != bool(description)
    return faults or description_faults(description, contract())


def nested(levels: int) -> Any:
    inner: list[Any] = []
    for _ in range(levels):
        inner = [inner]
    return inner


HIDDEN = ["\0", "\x07", "\x1b", "\x7f", "\x9f", "\u2028", "\u202a", "\u202e", "\u2066", "\u2069", "\ud800", "\udfff"]


@pytest.mark.parametrize("sign", HIDDEN, ids=ascii)
def test_a_hidden_character_is_refused_by_its_place_and_number(sign: str) -> None:
    for change, place in [
        (lambda whole: whole.update(title=f"a{sign}b"), "title"),
        (lambda whole: whole["resources"][1].update(description=sign), "resources[1].description"),
        (
            lambda whole: whole["resources"][0]["schema"]["fields"][2].update(title=sign),
            "resources[0].schema.fields[2].title",
        ),
    ]:
        told = f"a hidden character, U+{ord(sign):04X}, in {place}"
        (fault,) = read(changed(change))
        assert fault == Fault("datapackage.json", None, "", told, "text that an editor shows")
        assert sign not in str(fault)
    (fault,) = read(changed(lambda whole: whole["resources"][0].update({f"a{sign}": 1})))
    assert fault.value == "a hidden character in a name in resources[0]"


def test_signs_of_writing_are_kept() -> None:
    assert read(changed(lambda whole: whole.update(title="Хоргос 霍尔果斯 \u200d\u00ad\u200f שלום\n– “a” <b>"))) == []


@pytest.mark.parametrize(
    ("content", "found", "expected"),
    [
        (b"", "Expecting value", "valid JSON"),
        (b"name: x", "Expecting value", "valid JSON"),
        (b'{"name": "a\x01b"}', "Invalid control character at", "valid JSON"),
        (b"[]", "a JSON list", "a JSON object"),
        (b'"x"', "a JSON str", "a JSON object"),
        (b'{"name": NaN}', "NaN, which is no number of JSON", "valid JSON in UTF-8"),
        (b'{"name": "\xff"}', "'utf-8' codec can't decode byte 0xff in position 10: invalid start byte",
         "valid JSON in UTF-8"),
        (b"{" + b" " * 1_000_000 + b"}", "1,000,002 bytes", "no more than 1,000,000 bytes"),
    ],
)  # fmt: skip
def test_what_is_no_json_object_is_one_fault(content: bytes, found: str, expected: str) -> None:
    (fault,) = read(content)
    assert (fault.value, fault.expected) == (found, expected)


def test_a_deep_description_is_one_fault() -> None:
    (fault,) = read(b'{"name": "x", "deep": ' + b"[" * 10_000 + b"]" * 10_000 + b"}")
    assert fault.expected in ("valid JSON in UTF-8", "no more than 50 levels")
    (fault,) = read(changed(lambda whole: whole.update(deep=nested(60))))
    assert (fault.value, fault.expected) == ("more than 50 levels in deep[0]", "no more than 50 levels")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda whole: whole.update(profile="http://example.invalid/x.json"), "profile"),
        (lambda whole: whole.update(profile="/etc/passwd"), "profile"),
        (lambda whole: whole["resources"][0].update(profile="http://example.invalid/x.json"), "resources[0].profile"),
        (lambda whole: whole["resources"][0].update(schema="http://example.invalid/x.json"), "resources[0].schema"),
        (lambda whole: whole["resources"][0].update(dialect="http://example.invalid/x.json"), "resources[0].dialect"),
        (lambda whole: whole["resources"].append("http://example.invalid/x.json"), f"resources[{len(NAMES)}]"),
    ],
)
def test_a_description_fetches_nothing(monkeypatch: pytest.MonkeyPatch, change: Change, place: str) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *host, **_: asked.append(host) or [])
    (fault,) = read(changed(change))
    assert fault.value.startswith(f"{place}: ")
    assert asked == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda whole: whole.update(title=["x"]), 'title: ["x"]'),
        (lambda whole: whole.update(licenses="CC"), 'licenses: "CC"'),
        (lambda whole: whole["resources"][PLACES]["licenses"].append("CC"), f'resources[{PLACES}].licenses[2]: "CC"'),
        (lambda whole: whole["resources"][PLACES].pop("title"),
         f"resources[{PLACES}]: 'title' is a dependency of 'licenses'"),
        (lambda whole: whole["resources"][0]["schema"]["fields"][0].pop("type"),
         "resources[0].schema.fields[0]: 'type' is a required property"),
        (lambda whole: whole["resources"][0].update(path=5), "resources[0].path: 5"),
        (lambda whole: whole["resources"][4]["schema"]["foreignKeys"][0]["reference"].pop("resource"),
         "resources[4].schema.foreignKeys[0].reference: 'resource' is a required property"),
        (lambda whole: whole["resources"].append({"name": "version", "path": "x.csv", "schema": {"fields": []}}),
         "the table version"),
        (lambda whole: whole["resources"].append(whole["resources"][0]), "names of the resources are not unique"),
    ],
)  # fmt: skip
def test_what_the_pages_could_not_read_is_refused_by_its_place(change: Change, found: str) -> None:
    assert found in [fault.value for fault in read(changed(change))]


def test_a_further_file_may_be_described() -> None:
    assert read(changed(lambda whole: whole["resources"].append({"name": "more", "path": "more.txt"}))) == []


ODD = [5, "x", [], {}]


def nodes(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    named = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place, *(inner for key, part in named for inner in nodes(part, (*place, key)))]


def test_whatever_is_let_pass_can_be_read_by_all_who_read_it(evidence: Tables) -> None:
    """Every part of a table with one of its columns, and of the base map's resource, is made odd in every way."""
    passed = 0
    for place in nodes(WHOLE)[1:]:
        if place[0] == "resources" and len(place) > 1 and place[1] not in (10, 11):
            continue
        if place[2:4] == ("schema", "fields") and place[4:5] not in ((), (2,)):
            continue
        for odd in ODD:
            description = copy.deepcopy(WHOLE)
            node = description
            for key in place[:-1]:
                node = node[key]
            node[place[-1]] = odd
            if read(json.dumps(description).encode()):
                continue
            passed += 1
            object.__setattr__(tables := copy.copy(evidence), "schema", description)
            told = dictionary_table(tables).map(lambda cell: isinstance(cell, str))
            assert told.all(axis=None), (place, odd)
            assert all(isinstance(part, str) for row in licences(tables) for part in row), (place, odd)
            assert place_under(description, "data/")["resources"], (place, odd)
    assert passed > 50


def test_a_wrong_truth_value_is_worded() -> None:
    faults = read(changed(lambda description: description["resources"][0].update(optional=None)))
    assert [fault.expected for fault in faults] == ["true or false"]


def test_what_was_made_of_the_tables_is_no_table() -> None:
    made = {"name": "figures", "path": "figures.csv", "schema": {"fields": [{"name": "a", "type": "string"}]}}
    described, faults = read_descriptor(
        "datapackage.json", changed(lambda whole: whole["resources"].append(made | {"derived": True}))
    )
    assert (described, faults) == (WHOLE, [])
    (fault,) = read(changed(lambda whole: whole["resources"].append(made)))
    assert fault.value == "the table figures"
    (fault,) = read(changed(lambda whole: whole["resources"].append(made | {"derived": "yes"})))
    assert fault.expected == "true or false"
