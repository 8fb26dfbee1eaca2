"""Draw ready tables as Plotly figures that carry their own title, unit, source line and filters."""

from components.charts.agenda import agenda
from components.charts.bars import bars
from components.charts.bullet import bullet
from components.charts.captions import MOST_NAMED, alternative, caption, cited, source_line
from components.charts.coverage import coverage_matrix, told_coverage
from components.charts.enlarge import enlarged
from components.charts.fan import fan
from components.charts.frame import PICTURE_WIDTH
from components.charts.matrix import status_matrix, told_stages
from components.charts.rows import rows
from components.charts.statements import statements, told
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
