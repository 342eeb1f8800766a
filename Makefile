# One command starts the dashboard, one passes every test. `make help` lists the rest.

PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin

.PHONY: help run test check data docs bench bench-quick clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

run: .venv/run.stamp ## set up and start the dashboard
	@echo "The Atlas: http://localhost:$(PORT)  (stop with Ctrl+C)"
	$(BIN)/streamlit run server.py --server.port $(PORT)

test: .venv/test.stamp ## everything that CI runs: style, types, data, unit, page and browser tests
	scripts/get_chromium.sh
	$(MAKE) --no-print-directory check data
	$(BIN)/pytest -n 2 --dist worksteal

check: .venv/test.stamp ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

data: .venv/test.stamp ## the data package: Frictionless, our own rules, the generated codebook
	$(BIN)/frictionless validate data/datapackage.json
	$(BIN)/python -m atlas.validate
	$(BIN)/python -m atlas.codebook --check

docs: .venv/test.stamp ## regenerate what is generated
	$(BIN)/python -m atlas.codebook

bench: .venv/bench.stamp ## measure everything, about half an hour; writes docs/performance.md
	scripts/get_chromium.sh
	.venv/bench/bin/python -m benchmarks.run

bench-quick: .venv/bench.stamp ## the same with a few samples, to see that it works
	scripts/get_chromium.sh
	.venv/bench/bin/python -m benchmarks.run --quick

clean: ## remove the virtual environment and caches
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis test-output

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/test.stamp: requirements.txt requirements-dev.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

.venv/bench.stamp: requirements.txt requirements-bench.txt | .venv/bin/python
	$(BIN)/python -m venv .venv/bench
	.venv/bench/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	@touch $@
