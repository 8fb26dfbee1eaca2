"""What a browser tells Streamlit's server, and what to read in its answers."""

from collections.abc import Sequence
from typing import Any

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState


def widget_state(kind: str, widget: Any, values: Sequence[Any]) -> WidgetState:
    """Write what a browser sends for a widget of this kind that is set to these values."""
    state = WidgetState(id=widget.id)
    if kind == "slider" and widget.type != Slider.SELECT_SLIDER:
        state.double_array_value.data.extend(values)
    elif kind in {"slider", "multiselect", "button_group"}:
        state.string_array_value.data.extend(values)
    elif kind == "checkbox":
        state.bool_value = values[0]
    else:
        state.string_value = values[0]
    return state


def in_query(value: object) -> str:
    """Write a widget's value as it stands in the address."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def is_the_end(message: ForwardMsg) -> bool:
    """Tell whether no run follows: a script that asks to be run again ends early, and then once more."""
    return (
        message.WhichOneof("type") == "script_finished"
        and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
    )


def errors(message: ForwardMsg) -> list[str]:
    """Give in words what a message shows as an error: an exception, an alert, a missing page."""
    kind = message.WhichOneof("type")
    if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
        return _shown_errors(message.delta)
    if kind == "page_not_found":
        return [f"There is no page “{message.page_not_found.page_name}”."]
    if kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
        return ["The script does not compile."]
    return []


def _shown_errors(delta: Delta) -> list[str]:
    element = delta.new_element
    if element.WhichOneof("type") == "exception":
        return [f"{element.exception.type}: {element.exception.message}"]
    if element.WhichOneof("type") == "alert" and element.alert.format == Alert.ERROR:
        return [element.alert.body]
    return []
