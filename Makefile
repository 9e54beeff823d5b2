# Everything runs in .venv; the only needs are Python 3.11 or newer, make and the package registry.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
OUT := out
DATA ?= ../shared/data
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.PHONY: help install demo test test-slow lint eval bench docs clean

help: ## Show the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

install: $(STAMP) ## Install marsad and its development tools into .venv

$(STAMP): pyproject.toml
	@test -n "$(PYTHON)" || { echo "error: no python3 found; install Python 3.11 or newer" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "error: $(PYTHON) is $$("$(PYTHON)" --version 2>&1); Marsad needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; \
	  exit 1; }
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	$(PIP) install --quiet --editable '.[dev]'
	@touch $(STAMP)

demo: install ## Build a graph from the example articles and look at it
	@mkdir -p $(OUT)
	@rm -rf $(OUT)/demo.store
	$(BIN)/marsad ingest examples/articles --store $(OUT)/demo.store
	$(BIN)/marsad summary --store $(OUT)/demo.store
	$(BIN)/marsad cooccur --limit 10 --store $(OUT)/demo.store
	$(BIN)/marsad show "Islamic State" --store $(OUT)/demo.store
	$(BIN)/marsad export $(OUT)/demo.gexf --store $(OUT)/demo.store

test: install ## Run the tests
	$(BIN)/python -m pytest -n 2 -rs

test-slow: install ## Run the slow tests, and those of Gephi, which need Node
	@if command -v npm >/dev/null; then cd tests/gephi && npm ci --silent --no-audit --no-fund; \
	  else echo "npm is missing: the test of the GEXF file under Node is skipped"; fi
	$(BIN)/python -m pytest -rs tests/kg/export/test_gephi.py
	$(BIN)/python -m pytest -rs -m slow

lint: install ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

eval: install ## Measure cleaning, reading, names, linking, places and merges; DATA=folder of the public corpora
	$(BIN)/python -m extract.evaluation.sentences tests/data/sentences --out $(OUT)/eval/sentences.json
	$(BIN)/python -m extract.evaluation.examples --out $(OUT)/eval/examples.json
	$(BIN)/python -m extract.evaluation.cleaning --data "$(DATA)" --out $(OUT)/eval/cleaning.json
	$(BIN)/python -m extract.evaluation.cleaning --data "$(DATA)" --months 2015-08 --pages 20 --seed heldout \
	  --layouts tests/data/layouts.py --out $(OUT)/eval/cleaning-independent.json
	$(BIN)/python -m extract.evaluation.names --data "$(DATA)" --out $(OUT)/eval/names.json
	$(BIN)/python -m extract.evaluation.resolution --data "$(DATA)" --out $(OUT)/eval/places.json
	$(BIN)/python -m extract.evaluation.linking_golds --data "$(DATA)" --out $(OUT)/eval/linking.json
	$(BIN)/python -m extract.evaluation.linking_golds --data "$(DATA)" --gold natural --out $(OUT)/eval/linking-natural.json
	$(BIN)/python -m extract.evaluation.linking_golds --data "$(DATA)" --gold hard --out $(OUT)/eval/linking-hard.json
	$(BIN)/python -m extract.evaluation.linking_golds --data "$(DATA)" --gold blind --out $(OUT)/eval/linking-blind.json
	$(BIN)/python -m extract.evaluation.linking_golds --data "$(DATA)" --gold late --out $(OUT)/eval/linking-late.json
	$(BIN)/python -m extract.evaluation.linking_golds --data "$(DATA)" --gold double --out $(OUT)/eval/linking-double.json
	$(BIN)/python -m extract.evaluation.linking_golds --data "$(DATA)" --gold drawn --out $(OUT)/eval/linking-drawn.json
	$(BIN)/python -m kg.measure_names --data "$(DATA)" --out $(OUT)/eval/listed-names.json
	$(BIN)/python -m kg.measure_merges --data "$(DATA)" --out $(OUT)/eval/merges.json

bench: install ## Measure reading and ingest; DATA as for eval
	$(BIN)/python -m kg.bench --data "$(DATA)" --out $(OUT)/bench.json
	$(BIN)/python -m extract.evaluation.speed --data "$(DATA)" --out $(OUT)/bench-names.json

docs: install ## Write the page of the ontology
	$(BIN)/python -m ontology.page > docs/ontology.html

clean: ## Remove what make has built
	rm -rf $(OUT) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
