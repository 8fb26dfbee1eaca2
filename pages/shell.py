"""The frame around every page: navigation, look, and the refusal of faulty data."""

import streamlit as st

from components import controls, panels

SIDEBAR_PIXELS = 264
st.set_page_config(page_title="Kazakhstan Trade & Transit Atlas", layout="wide", initial_sidebar_state=SIDEBAR_PIXELS)
page = st.navigation(
    [
        st.Page("overview.py", title="Overview", default=True),
        st.Page("trade.py", title="Trade"),
        st.Page("cargo.py", title="Cargo"),
        st.Page("corridors.py", title="Corridors"),
        st.Page("map.py", title="Map"),
        st.Page("commitments.py", title="Commitments"),
        st.Page("investment.py", title="Investment"),
        st.Page("statistics.py", title="Statistics"),
        st.Page("ledger.py", title="Ledger"),
        st.Page("sources.py", title="Sources"),
        st.Page("briefing.py", title="Briefing"),
        st.Page("intake.py", title="Intake"),
    ]
)
held = controls.refresh()
if held.tables is not None:
    controls.ask_filters(held.tables, page.url_path or "overview")
panels.stylesheet()
if held.tables is None and held.error is not None:
    panels.faults(held.error)
    st.stop()
if held.error is not None:
    panels.stale_notice(held.error)
page.run()
controls.run_again_when_reconnected()
tables, presenting = controls.tables(), controls.presenting()
panels.presentation(controls.link(tables, present=not presenting), tables.version, presenting=presenting)
