"""What is measured, and against what: `make bench`. Method and results: docs/performance.md."""
