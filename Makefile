# Needs Python 3.11 or newer; uses uv where it is there, else venv and pip.
#   make test PYTHON=python3.12    another interpreter
#   make test UV=                  venv and pip although uv is there

VENV := .venv
BIN := $(VENV)/bin
STORE := out/store

UV := $(shell uv --version >/dev/null 2>&1 && echo uv)
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$python; break; }; done)

CREATE := $(if $(UV),uv venv --quiet --python "$(or $(PYTHON),3.11)",$(or $(PYTHON),python3.11) -m venv)
INSTALL := $(if $(UV),uv pip install --quiet --python $(BIN)/python,$(BIN)/python -m pip install \
	--quiet --disable-pip-version-check) --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo test check lint types imports docs format build-wheel hooks clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' Makefile

demo: $(VENV)/.installed ## read the bundled report and answer a question, every line cited
	$(BIN)/vetgraph build --store $(STORE)
	$(BIN)/vetgraph query enterprise-majors --cite --store $(STORE)

test: $(VENV)/.installed-dev ## run all tests
	$(BIN)/pytest

check: lint types imports test ## everything a change must pass

lint: $(VENV)/.installed-dev ## formatting of Python and Turtle, ruff's rules
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/turtlefmt --check ontology

types: $(VENV)/.installed-dev ## mypy --strict
	$(BIN)/mypy

imports: $(VENV)/.installed-dev ## the layers, and the one importer of each library
	$(BIN)/lint-imports

docs: $(VENV)/.installed-dev ## write docs/ontology from the ontology, its shapes and examples
	$(BIN)/python -m docs.generate

format: $(VENV)/.installed-dev ## rewrite Python and Turtle in their one format
	$(BIN)/ruff format
	$(BIN)/ruff check --fix
	$(BIN)/turtlefmt ontology

build-wheel: $(VENV)/.installed-dev ## the wheel, into dist
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

hooks: $(VENV)/.installed-dev ## run the checks before every commit
	$(BIN)/pre-commit install

clean: ## remove what the other targets made, but not the environment
	rm -rf out build dist .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) --editable '.[documents,office]'
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) --editable '.[documents,office,dev]'
	@touch $(VENV)/.installed $@

$(BIN)/python:
	$(CREATE) $(VENV)
