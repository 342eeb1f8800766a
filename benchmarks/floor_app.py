"""The floor: the least that a Streamlit page with a filter can be, one select box and one line of text."""

import streamlit as st

state = st.selectbox("State", ["Kazakhstan", "Tajikistan"], key="state")
with st.container(key="line"):
    st.markdown(f"The state is {state}.")
