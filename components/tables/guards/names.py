"""Whether cells name what there is: subjects, measures, kinds, quantities and stages; and mentions their own name."""

from collections.abc import Container, Iterator, Mapping

from components.tables.guards.refusal import Frames, Refusal, quoted
from components.tables.parsing import normalised
from components.tables.schema import choices

_BREAKING = ("quantities", "claim_types", "stages")


def known_names(frames: Frames) -> dict[str, set[str]]:
    """Collect what columns of exhibits and silences may name: what tables hold, and the kinds that the schema lists."""
    return {
        "subjects": set(frames["subjects"]["subject_id"]),
        "measures": set(frames["measures"]["measure_id"]),
        "quantities": set(frames["measures"]["quantity"]),
        "kinds": set(choices("subjects", "kind")),
        "claim_types": set(choices("claims", "claim_type")),
        "stages": set(choices("milestones", "stage")),
    }


def unknown_refusals(frames: Frames, table: str, known: Mapping[str, Container[str]]) -> Iterator[Refusal]:
    """Refuse the cells of a table in which one of the names joined by ; is none of those known for its column."""
    for column, names in known.items():
        for position, cell in enumerate(frames[table][column]):
            for name in filter(None, cell.split(";")):
                if name not in names:
                    words = f"{column.replace('_', ' ')} that there are, joined by ;, and “{name}” is none"
                    yield Refusal(table, position, column, words)


def silence_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a silence that names what there is not, and one that no row could break."""
    known = known_names(frames)
    yield from unknown_refusals(frames, "silences", {column: known[column] for column in ("subjects", *_BREAKING)})
    for position, silence in enumerate(frames["silences"].to_dict("records")):
        if not any(silence[column] for column in _BREAKING):
            yield Refusal("silences", position, "claim_types", "what would break it: claim_types, quantities or stages")


def mention_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a mention whose wording has neither its name nor one of its aliases."""
    for position, mention in enumerate(frames["mentions"].to_dict("records")):
        wording = normalised(mention["as_stated"])
        names = [mention["name"], *filter(None, mention["aliases"].split(";"))]
        if not any(normalised(name).casefold() in wording.casefold() for name in names):
            yield Refusal(
                "mentions", position, "as_stated", f"a wording that holds {quoted(mention['name'])} or an alias"
            )
