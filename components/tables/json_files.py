"""What any JSON file of a data directory must be: an object of a sensible size, whose texts an editor shows."""

import json
import re
from collections.abc import Iterator
from typing import Any

from .faults import Fault
from .rows import HIDDEN

DEEPEST = 50
_UNSEEN = re.compile(f"{HIDDEN.pattern}|[\ud800-\udfff]")
Place = tuple[str | int, ...]


def read_json(file: str, content: bytes, most: int) -> tuple[dict[str, Any], list[Fault]]:
    """Parse a JSON object of at most so many bytes; a fault names the line or the place in the object."""
    if len(content) > most:
        return {}, [Fault(file, None, "", f"{len(content):,} bytes", f"no more than {most:,} bytes")]
    try:
        value = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse)
    except json.JSONDecodeError as error:
        return {}, [Fault(file, error.lineno, "", error.msg, "valid JSON")]
    except (ValueError, RecursionError) as error:
        return {}, [Fault(file, None, "", str(error), "valid JSON in UTF-8")]
    if not isinstance(value, dict):
        return {}, [Fault(file, 1, "", f"a JSON {type(value).__name__}", "a JSON object")]
    faults = [Fault(file, None, "", found, expected) for found, expected in _unfit(value)]
    return ({} if faults else value), faults


def said(place: Place) -> str:
    """Write a place in a JSON object as `resources[3].title`."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in place).removeprefix(".")


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant}, which is no number of JSON")


def _unfit(value: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Find texts with hidden characters, which JSON can escape, and what is nested too deep to be worked on."""
    ahead: list[tuple[Place, Any]] = [((), value)]
    while ahead:
        place, found = ahead.pop()
        if isinstance(found, str):
            if hidden := _UNSEEN.search(found):
                yield f"a hidden character, U+{ord(hidden[0]):04X}, in {said(place)}", "text that an editor shows"
        elif len(place) == DEEPEST:
            yield f"more than {DEEPEST} levels in {said(place[:2])}", f"no more than {DEEPEST} levels"
        else:
            named = found.items() if isinstance(found, dict) else enumerate(found)
            for key, part in named:
                if isinstance(key, str) and _UNSEEN.search(key):
                    yield f"a hidden character in a name in {said(place) or 'the object'}", "text that an editor shows"
                elif isinstance(part, str | list | dict):
                    ahead.append(((*place, key), part))
