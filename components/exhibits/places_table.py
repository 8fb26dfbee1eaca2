"""The table behind the map: each object with its stage, its place and its evidence."""

import pandas as pd

from components import maps
from components.charts import source_line
from components.style import month, stage_words
from components.tables import Tables


def places_table(tables: Tables, stages: pd.DataFrame) -> pd.DataFrame:
    """Give the objects of the map as a table for reading; `stages` has the rows of `derive.latest_stages`.

    The order stays. `Placed` tells how surely a site is placed, or that the course of a line is from outside the
    documents.
    """
    by_subject = stages.set_index("subject_id")
    sites, lines = maps.sites(tables, by_subject), maps.lines(tables, by_subject)
    courses = lines["accuracy"].where(lines["basis"] == "named", "course from outside")
    placed = dict(zip(lines["subject_id"][::-1], courses[::-1], strict=True))
    placed |= dict(zip(sites["subject_id"], sites["accuracy"], strict=True))
    corridors = dict(zip(tables.corridors["corridor_id"], tables.corridors["name"], strict=True))
    return pd.DataFrame(
        {
            "Object": stages["subject"].to_list(),
            "Kind": [kind.replace("_", " ") for kind in stages["kind"]],
            "Mode": [{"unstated": "not stated"}.get(mode, mode) for mode in stages["mode"]],
            "Stage as last worded": [stage_words(stage) for stage in stages["stage"]],
            "Last mention": [month(day) for day in stages["event_date"]],
            "Corridor": [corridors.get(key, "") for key in stages["corridor_id"]],
            "Placed": [placed[key] for key in stages["subject_id"]],
            "Wording": stages["as_stated"].to_list(),
            "In our words": stages["statement"].to_list(),
            "Doubt": stages["doubt"].to_list(),
            "Document": [source_line(tables, [key]) for key in stages["figure_id"]],
            "Id": stages["figure_id"].to_list(),
        }
    )
