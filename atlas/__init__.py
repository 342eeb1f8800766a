"""The core of the Atlas: schema, data, selection, queries and figures. Pure Python on pandas; never imports Streamlit."""
