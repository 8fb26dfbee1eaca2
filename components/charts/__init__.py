"""Draw ready tables as Plotly figures that carry their own title, unit, source line and filters."""

from components.charts.axes import drawn_ends, shared_axis
from components.charts.bar_charts import bars, bullet, dot_plot
from components.charts.fans import fan
from components.charts.frame import MOST_NAMED, PICTURE_WIDTH, alt_text, caption, cited, scale_figure, source_line
from components.charts.ladders import ladder
from components.charts.marks import DOWNWARDS, UPWARDS, differences, perimeters, when
from components.charts.matrix import coverage_alt_text, coverage_matrix, stages_alt_text, status_matrix
from components.charts.timelines import AT_MIDDLE, timeline
