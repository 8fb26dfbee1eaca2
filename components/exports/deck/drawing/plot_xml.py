"""What a native chart needs beyond python-pptx: whiskers, the place of its plot, the ground of a band."""

from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from components.exports.deck.drawing.plot_data import Series
from components.exports.deck.drawing.shape import add_run
from components.exports.deck.plan.plots import AXIS_ROOM, HEAD_ROOM, TICK_ROOM, Plot
from components.style import Palette

_EDGE = 0.1


def add_whiskers(native: Any, plot: Plot, series: Series, palette: Palette) -> None:
    """Draw the interval of each derived figure that is closed; a label steps aside for it."""
    ends = [(0.0, 0.0) for _ in plot.bars]
    for place, bar in enumerate(plot.bars):
        if bar.under and series.values[place] is not None:
            figure = bar.figure
            ends[place] = (figure["high"] - figure["value"], figure["value"] - figure["low"])
            _step_aside(native, place, plot, ends[place][0])
    if not any(high or low for high, low in ends):
        return
    plus, minus = (_numbers(name, [end[side] for end in ends]) for side, name in enumerate(("plus", "minus")))
    bars = parse_xml(
        f"<c:errBars {nsdecls('c', 'a')}><c:errBarType val='both'/><c:errValType val='cust'/>"
        f"<c:noEndCap val='0'/>{plus}{minus}<c:spPr><a:ln w='{Pt(1.25)}'><a:solidFill>"
        f"<a:srgbClr val='{palette.ink.removeprefix('#').upper()}'/></a:solidFill></a:ln></c:spPr></c:errBars>"
    )
    native._element.find(qn("c:cat")).addprevious(bars)


def lay_out(chart: Any, plot: Plot, palette: Palette) -> None:
    """Place the plot within its chart, so that charts side by side share a scale, and colour the ground of a band."""
    space = chart._chartSpace
    wide, tall = plot.box.width, plot.box.height
    if plot.lying:
        left, top, right, bottom = plot.names, 0.05, _EDGE, TICK_ROOM
    else:
        left, top, right, bottom = (_EDGE if plot.heading else AXIS_ROOM), HEAD_ROOM, _EDGE, plot.names
    shares = {"x": left / wide, "y": top / tall, "w": (wide - left - right) / wide, "h": (tall - top - bottom) / tall}
    layout = parse_xml(
        f"<c:layout {nsdecls('c')}><c:manualLayout><c:layoutTarget val='inner'/><c:xMode val='edge'/>"
        f"<c:yMode val='edge'/>{_values(shares)}</c:manualLayout></c:layout>"
    )
    area = space.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, layout)
    ground = f"<a:solidFill><a:srgbClr val='{palette.band.removeprefix('#').upper()}'/></a:solidFill>"
    fill = ground if plot.heading else "<a:noFill/>"
    properties = parse_xml(f"<c:spPr {nsdecls('c', 'a')}>{fill}<a:ln><a:noFill/></a:ln></c:spPr>")
    space.find(qn("c:chart")).addnext(properties)
    space.find(qn("c:date1904")).addnext(parse_xml(f"<c:roundedCorners {nsdecls('c')} val='0'/>"))
    if plot.heading:
        add_run(chart.chart_title.text_frame.paragraphs[0], plot.heading, size=12, ink=palette.muted)


def _step_aside(native: Any, place: int, plot: Plot, reach: float) -> None:
    label = native.points[place].data_label._dLbl
    share = reach / plot.top
    if plot.lying:
        x, y = share * (plot.box.width - plot.names - _EDGE) / plot.box.width, 0.0
    else:
        x, y = 0.0, -share * (plot.box.height - HEAD_ROOM - plot.names) / plot.box.height
    layout = parse_xml(
        f"<c:layout {nsdecls('c')}><c:manualLayout>{_values({'x': x, 'y': y})}</c:manualLayout></c:layout>"
    )
    label.find(qn("c:idx")).addnext(layout)


def _numbers(name: str, values: list[float]) -> str:
    points = "".join(f"<c:pt idx='{place}'><c:v>{value!r}</c:v></c:pt>" for place, value in enumerate(values))
    count = f"<c:formatCode>General</c:formatCode><c:ptCount val='{len(values)}'/>"
    return f"<c:{name}><c:numLit>{count}{points}</c:numLit></c:{name}>"


def _values(shares: dict[str, float]) -> str:
    return "".join(f"<c:{name} val='{share:.5f}'/>" for name, share in shares.items())
