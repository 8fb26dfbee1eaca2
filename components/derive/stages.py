"""Tell at which stage each named thing stands, as last worded."""

import pandas as pd

STAGES = ("interest", "talks", "suggested", "pledged", "planned", "under_way", "operating")


def latest_stages(milestones: pd.DataFrame) -> pd.DataFrame:
    """Give the stage of each subject at its last mention, one row a subject, indexed by `subject_id`.

    `milestones` has the columns of `selection.milestones_in_context`, already filtered. Where one document words
    several stages of a subject, the furthest counts. All columns of the chosen milestone are kept.
    """
    ranked = milestones.assign(rank=milestones["stage"].map(STAGES.index))
    ordered = ranked.sort_values(["event_date", "rank"], kind="stable")
    return ordered.drop_duplicates("subject_id", keep="last").drop(columns="rank").set_index("subject_id")
