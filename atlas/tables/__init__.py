"""The tables behind the charts: exactly what is drawn, with column titles for people; one module a page."""
