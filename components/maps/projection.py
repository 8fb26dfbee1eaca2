"""Lay latitudes on a flat map, and back: Web Mercator."""

import math


def mercator(latitude: float) -> float:
    """Give the Web Mercator ordinate of a latitude in degrees, in the unit of a degree of longitude."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


def latitude_of(ordinate: float) -> float:
    """Give the latitude in degrees of a Web Mercator ordinate."""
    return math.degrees(2 * math.atan(math.exp(math.radians(ordinate))) - math.pi / 2)
