"""Draw the map as a Plotly figure that carries its own words, for pictures and slides."""

from components.maps.picture.drawing import picture

__all__ = ["picture"]
