"""The floor: what Streamlit itself costs, with one text on the page."""

import streamlit as st

st.write("Nothing else stands here.")
