"""What a picture says about itself in words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Caption:
    """The words of one chart: title, subtitle (unit and period), source line, note, and the filters with data version.

    `alternative` is the text alternative: it states what the chart shows. `selection` is the filters alone.
    """

    title: str
    subtitle: str
    source: str
    filters: str
    note: str = ""
    alternative: str = ""
    selection: str = ""
