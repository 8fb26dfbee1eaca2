"""The words of the map: its legend, its attribution, and what it says of a site or line."""

import pandas as pd

from components.style import month, stage_words

ATTRIBUTION = (
    "Places: GeoNames (CC BY 4.0), © OpenStreetMap contributors (ODbL). Base map: Natural Earth, © OpenStreetMap "
    "contributors. Boundaries are indicative, lines schematic; width has no meaning; neighbours closer than 40 km are "
    "drawn one above another. No coordinate is in a document."
)
MODES = {
    "rail": "rail",
    "road": "road",
    "river": "water",
    "multimodal": "several modes",
    "unstated": "mode not stated",
    "": "plant",
}
STAGES = {
    "operating": "operating",
    "under_way": "under way",
    "planned": "planned, pledged",
    "interest": "suggested, in talks, of interest",
}
ACCURACIES = ("exact", "approximate", "schematic")
MODE_HEADING, STAGE_HEADING = "Shape: mode", "Filling: stage as last worded"
ACCURACY_HEADING, LINE_HEADING = "Ring: how surely it is placed", "Lines"
BEGUN_WORDS, NOT_BEGUN_WORDS = "operating or under way", "not begun"
OUTSIDE_WORDS = "thin: course added from outside the documents"


def told(row: pd.Series) -> str:
    """Say in a tooltip what a site or line is: name, stage and date of its last mention, how surely it is placed."""
    mode = {"unstated": "mode not stated", "": ""}.get(row["mode"], row["mode"])
    said = f"{stage_words(row['stage'])}, as said in {month(row['said'])}"
    placed = {"exact": "", "approximate": "placed approximately", "schematic": "placed schematically"}
    course = "course added from outside the documents" if row.get("basis") == "outside" else ""
    return "\n".join(filter(None, [row["subject"], mode, said, placed[row["accuracy"]], course]))


def alternative(sites: pd.DataFrame, lines: pd.DataFrame) -> str:
    """State in words what the map shows: each object with its stage."""
    rows = pd.concat([sites, lines.drop_duplicates("subject_id")])[["subject", "stage"]].drop_duplicates("subject")
    told = "; ".join(f"{row.subject}, {stage_words(row.stage)}" for row in rows.itertuples(index=False))
    return f"Map of Kazakhstan and its neighbours with {len(rows)} objects: {told}."
