"""Plotly figures from data frames. Colours hold on light and dark ground, so that a figure need not know the theme."""
