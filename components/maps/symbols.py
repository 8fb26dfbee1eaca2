"""The symbols of the map: shape by mode of transport, filling by stage."""

from base64 import b64encode

from components.style import Palette

SHAPES = {
    "rail": '<circle cx="24" cy="24" r="15" {style}/>',
    "road": '<rect x="10" y="10" width="28" height="28" {style}/>',
    "river": '<path d="M24 6 42 24 24 42 6 24Z" {style}/>',
    "sea": '<path d="M24 6 42 24 24 42 6 24Z" {style}/>',
    "multimodal": '<path d="M24 5 41 15V33L24 43 7 33V15Z" {style}/>',
    "unstated": '<path d="M24 7 43 40H5Z" {style}/>',
    "": '<path d="M24 8 39 19 33 38H15L9 19Z" {style}/>',
}
FILLINGS = {
    "operating": 1.0,
    "under_way": 0.5,
    "planned": 0.0,
    "pledged": 0.0,
    "suggested": 0.0,
    "talks": 0.0,
    "interest": 0.0,
}
RINGS = {"approximate": "", "schematic": 'stroke-dasharray="2.5 4"'}
_FAINT = ("suggested", "talks", "interest")


def svg(mode: str, stage: str, colour: str, palette: Palette, accuracy: str = "exact") -> str:
    """Draw the symbol of a site as an SVG text of 48 by 48 pixels.

    Operating is filled, under way half filled, planned and pledged hollow, earlier stages hollow and dashed. A thin
    ring stands around a site that is placed approximately, a dotted one around a schematic one.
    """
    shape = SHAPES.get(mode, SHAPES[""])
    outline = f'stroke="{colour}" stroke-width="5" stroke-linejoin="round"'
    if stage in _FAINT:
        outline += ' stroke-dasharray="7 5"'
    halo = shape.format(style=f'fill="{palette.paper}" stroke="{palette.paper}" stroke-width="11"')
    ground = shape.format(style=f'fill="{palette.paper}" {outline}')
    filling = FILLINGS.get(stage, 0.0)
    filled = shape.format(style=f'fill="{colour}" {outline} clip-path="url(#c)"') if filled_part(filling) else ""
    clip = f'<clipPath id="c"><rect x="0" y="{48 - 48 * filling:g}" width="48" height="48"/></clipPath>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 48 48">'
        f"{clip}{halo}{_ring(colour, accuracy)}{ground}{filled}</svg>"
    )


def _ring(colour: str, accuracy: str) -> str:
    if accuracy not in RINGS:
        return ""
    return f'<circle cx="24" cy="24" r="22" fill="none" stroke="{colour}" stroke-width="2" {RINGS[accuracy]}/>'


def filled_part(filling: float) -> bool:
    """Tell whether any part of a symbol is filled."""
    return filling > 0


def data_address(picture: str) -> str:
    """Give an SVG text as a data address that a browser draws without a request."""
    return "data:image/svg+xml;base64," + b64encode(picture.encode()).decode()
