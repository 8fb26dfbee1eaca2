"""Draw ready tables as Plotly figures that carry their own title, unit, source line and filters."""

from components.charts.agenda import agenda, statements, told
from components.charts.bars import bars, bullet, rows
from components.charts.fan import fan
from components.charts.frame import MOST_NAMED, PICTURE_WIDTH, alternative, caption, cited, enlarged, source_line
from components.charts.matrix import coverage_matrix, status_matrix, told_coverage, told_stages
from components.charts.timeline import AT_MIDDLE, timeline

__all__ = [
    "AT_MIDDLE",
    "MOST_NAMED",
    "PICTURE_WIDTH",
    "agenda",
    "alternative",
    "bars",
    "bullet",
    "caption",
    "cited",
    "coverage_matrix",
    "enlarged",
    "fan",
    "rows",
    "source_line",
    "statements",
    "status_matrix",
    "timeline",
    "told",
    "told_coverage",
    "told_stages",
]
