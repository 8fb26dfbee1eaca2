"""Official trade statistics as analysts download them: each layout recognised by its header, read into one frame."""

from components.series.layouts import LAYOUTS
from components.series.observations import COLUMNS, read_series, tidy_csv
from components.series.sheets import LARGEST_FILE, SeriesError
