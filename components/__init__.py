"""The Streamlit side of the Atlas: filters, URL, charts, tables, the record. Everything that can be pure lives in `atlas/`."""
