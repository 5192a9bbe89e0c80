# What a developer types. `make demo` and `make test` need nothing but python3; everything else they install into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
READY := $(VENV)/.ready
# The examples of a document go on from one another: a file stays with one worker.
TWO_WORKERS := -n 2 --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help setup demo test check lint fmt cov test-slow test-thorough bench sources town accuracy compare plots samples clean

help: ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

setup: $(READY) ## make .venv with everything in it

$(READY): pyproject.toml
	@if command -v uv >/dev/null 2>&1; then \
		uv venv --quiet --allow-existing --python $(PYTHON) $(VENV) && \
		uv pip install --quiet --python $(BIN)/python --group dev --editable . ; \
	else \
		$(PYTHON) -m venv $(VENV) && \
		$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1' && \
		$(BIN)/python -m pip install --quiet --group dev --editable . ; \
	fi
	@touch $@

demo: $(READY) ## plan a workout on a sample recording, and find the hills of a sample town; leaves demo.html, demo.gpx, demo-near.html
	$(BIN)/hillwork plan sample_routes/hill-repeats.gpx --session classic --five-k 25:00 -o demo.html -o demo.gpx
	$(BIN)/hillwork near "45.02,-29.5" --osm sample_routes/town.osm --dem sample_routes --five-k 25:00 -o demo-near.html
	@echo "Open these in a browser: $(CURDIR)/demo.html $(CURDIR)/demo-near.html"

test: $(READY) ## run the tests
	$(BIN)/pytest -q $(TWO_WORKERS) -m "not slow"

check: lint ## what must be green before a commit: format, lint, types, imports, tests
	$(BIN)/pytest -q $(TWO_WORKERS) -m "not slow and not browser"

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

fmt: $(READY) ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

cov: $(READY) ## run the tests with branch coverage
	$(BIN)/pytest -q --cov --cov-report=term-missing:skip-covered

test-slow: $(READY) ## run the slow tests: accuracy on known hills
	$(BIN)/pytest -q -m slow

test-thorough: $(READY) ## run all tests, properties with hundreds of examples
	HYPOTHESIS_PROFILE=thorough $(BIN)/pytest -q

bench: $(READY) ## measure speed and memory against peers
	$(BIN)/python bench/elevation.py
	$(BIN)/python bench/run.py
	$(BIN)/python bench/area.py $(SHARED)
	$(BIN)/python bench/page.py

sources: $(READY) ## how far sources of elevation put off the gradient of a 150 m hill
	$(BIN)/python bench/sources.py

town: $(READY) ## how many hills of the sample town are found on elevation models with errors
	$(BIN)/python bench/town.py

accuracy: $(READY) ## score the finder on recordings with known hills in $(SHARED)/bench
	$(BIN)/hillwork find -q --json $(SHARED)/bench/tracks/*.gpx.gz > found.json
	$(BIN)/python $(SHARED)/bench/score.py found.json

compare: $(READY) ## compare with other programs on the same recordings; they get an environment of their own
	$(BIN)/python bench/compare.py $(SHARED)/bench

plots: $(READY) ## draw the plots of docs/how-we-find-hills.md anew
	@if command -v uv >/dev/null 2>&1; then \
		uv pip install --quiet --python $(BIN)/python --group docs ; \
	else \
		$(BIN)/python -m pip install --quiet --group docs ; \
	fi
	$(BIN)/python bench/plots.py

samples: $(READY) ## make the sample routes anew
	$(BIN)/python sample_routes/make.py
	$(BIN)/python sample_routes/town_map.py

clean: ## take away what can be made again
	rm -rf $(VENV) .venv-compare .venv-osmnx build dist demo.html demo.gpx demo-near.html found.json .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
