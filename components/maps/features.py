"""Make the ready tables of a map: what stands where, at which stage, and how surely it is placed."""

import re
from typing import NamedTuple

import pandas as pd

from components.derive import BEGUN
from components.style import Palette, month, stage_words
from components.tables import Tables

ATTRIBUTION = (
    "Places and towns: GeoNames (CC BY 4.0), © OpenStreetMap contributors (ODbL). Base map: Natural Earth, "
    "© OpenStreetMap contributors. Boundaries are indicative, lines schematic; width has no meaning, and lines that "
    "share a course are drawn side by side. No coordinate is in a document."
)
BEGUN_WIDTH, PLANNED_WIDTH, OUTSIDE_SHARE = 3.4, 2.6, 0.62
_FAINT = 165
Position = list[float]
_RANK = {"exact": 0, "approximate": 1, "schematic": 2}
_KIND_WORDS = re.compile(r" (rail crossing|checkpoint)$")


def tooltip(row: pd.Series) -> str:
    """Return the tooltip of a site or line: name, mode, stage and date of its last mention, how surely it is placed."""
    mode = {"unstated": "mode not stated", "": ""}.get(row["mode"], row["mode"])
    stage = f"{stage_words(row['stage'])}, as said in {month(row['event_date'])}"
    placed = {"exact": "", "approximate": "placed approximately", "schematic": "placed schematically"}
    course = "course added from outside the documents" if row.get("basis") == "outside" else ""
    return "\n".join(filter(None, [row["subject"], mode, stage, placed[row["accuracy"]], course]))


def alt_text(sites: pd.DataFrame, lines: pd.DataFrame) -> str:
    """Return in words what the map shows: each object with its stage."""
    rows = pd.concat([sites, lines.drop_duplicates("subject_id")])[["subject", "stage"]].drop_duplicates("subject")
    listed = "; ".join(f"{row.subject}, {stage_words(row.stage)}" for row in rows.itertuples(index=False))
    return f"Map of Kazakhstan and its neighbours with {len(rows)} objects: {listed}."


class Stroke(NamedTuple):
    """Hold the look of a line: hex colour, opacity (0 to 255), width in pixels, and whether it is dashed."""

    colour: str
    opacity: int
    width: float
    dashed: bool


def stroke(line: pd.Series, palette: Palette) -> Stroke:
    """Return the look of a row of `maps.lines`: colour by corridor, dashed until begun, thin and faint from outside."""
    begun, named = line["stage"] in BEGUN, line["basis"] == "named"
    width = (BEGUN_WIDTH if begun else PLANNED_WIDTH) * (1 if named else OUTSIDE_SHARE)
    return Stroke(palette.of_corridor(line["corridor_colour"]), 255 if named else _FAINT, width, not begun)


def sites(tables: Tables, stages: pd.DataFrame) -> pd.DataFrame:
    """Place each subject that has a stage and a place, one row a subject.

    `stages` is what `derive.latest_stages` gives. Columns: `subject_id, subject, kind, mode, corridor_id,
    corridor_colour, stage, event_date, place, longitude, latitude, accuracy, label`.
    """
    places = tables.places.set_index("place_id")
    located = stages.join(tables.subjects.set_index("subject_id")[["place_id", "far_place_id", "name"]])
    located = located[located["place_id"].isin(places.index) & ~located["kind"].isin(["rail_line", "waterway"])]
    located = located.reset_index().join(places[["longitude", "latitude", "accuracy"]], on="place_id")
    located = located.assign(
        place=[_ends(tables, places, row.place_id, row.far_place_id) for row in located.itertuples(index=False)]
    )
    located = located.sort_values(["latitude", "subject_id"], ascending=[False, True], ignore_index=True)
    columns = [
        "subject_id", "subject", "kind", "mode", "corridor_id", "corridor_colour", "stage", "event_date", "place",
        "longitude", "latitude", "accuracy",
    ]  # fmt: skip
    return located[columns].assign(label=[short_name(name) for name in located["subject"]])


def short_name(name: str) -> str:
    """Leave out of a subject's name the words for its kind, which the map says by symbol."""
    return _KIND_WORDS.sub("", name)


def _ends(tables: Tables, places: pd.DataFrame, near: str, far: str) -> str:
    names = [places.loc[key, "name"] for key in (near, far) if key]
    return " – ".join(dict.fromkeys(names))


def lines(tables: Tables, stages: pd.DataFrame) -> pd.DataFrame:
    """Lay each leg of a route that has a stage as a polyline, one row a leg.

    Columns: `subject_id, subject, label, kind, mode, corridor_id, corridor_colour, stage, event_date, leg, basis`
    (named if a document names both ends of the leg), `accuracy` (the least sure of its points), `path` (longitude,
    latitude) and `stations` (the name of each point that is a railway station, "" for the others).
    """
    points = tables.routes.join(
        tables.places.set_index("place_id")[["longitude", "latitude", "accuracy", "name", "kind"]], on="place_id"
    ).sort_values(["subject_id", "leg", "order"])
    rows = []
    for (subject_id, leg), vertices in points.groupby(["subject_id", "leg"], sort=False):
        if subject_id not in stages.index:
            continue
        stage = stages.loc[subject_id]
        ends_named = set(vertices["basis"].iloc[[0, -1]]) == {"named"}
        rows.append(
            {
                "subject_id": subject_id,
                "subject": stage["subject"],
                "label": short_name(stage["subject"]),
                "kind": stage["kind"],
                "mode": stage["mode"],
                "corridor_id": stage["corridor_id"],
                "corridor_colour": stage["corridor_colour"],
                "stage": stage["stage"],
                "event_date": stage["event_date"],
                "leg": int(leg),
                "basis": "named" if ends_named else "outside",
                "accuracy": max(vertices["accuracy"], key=_RANK.__getitem__),
                "path": vertices[["longitude", "latitude"]].to_numpy().tolist(),
                "stations": vertices["name"].where(vertices["kind"] == "rail_station", "").tolist(),
            }
        )
    columns = [
        "subject_id", "subject", "label", "kind", "mode", "corridor_id", "corridor_colour", "stage", "event_date",
        "leg", "basis", "accuracy", "path", "stations",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)
