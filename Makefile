# Every command that a person or the build types. `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
INSTALL := $(PY) tools/install.py
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11.5 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links
# Read each module once, not in every process again: a run starts hundreds, and packages come without bytecode.
export PYTHONDONTWRITEBYTECODE :=
# The same order and the same chance in each run; `make test SEED=2` tries others.
SEED ?= 1
PYTEST := $(PY) -m pytest --randomly-seed=$(SEED)
# The longest begin first (tests/conftest.py) and all are handed out one at a time, so that no process is left
# alone with them; more processes than cores, because the longest mostly wait.
PARALLEL := -n 4 --dist load --maxschedchunk 1
# On PostgreSQL runs what may come out otherwise there (--asks-database: tests/conftest.py has the rule); no
# command or instance that it starts (always on SQLite), and no page in a browser.
WITHOUT_DATABASE := benchmarks cli fetching kernel rules sandbox checks/engine checks/personal

.DEFAULT_GOAL := help
.PHONY: help env demo demo-reset test lint fmt messages screenshots bench lock test-sqlite test-postgres \
	system-packages

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 16

env: $(VENV)/dev.stamp messages  ## the environment in .venv, with everything for development
	@echo "Environment ready: . $(BIN)/activate"

# The demo needs the lean set only, which is part of the other.
$(VENV)/base.stamp: requirements/base.txt tools/link_package.py tools/install.py | $(PY)
	@echo "Installing $$(grep -c == requirements/base.txt) packages …"
	@$(INSTALL) requirements/base.txt
	@$(PY) tools/link_package.py
	@touch $@

$(PY):
	@echo "Creating $(VENV) …"; $(PYTHON) -m venv $(VENV)
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' || { rm -rf $(VENV); echo "Python 3.11.5 or newer is needed; set PYTHON=…"; exit 1; }

$(VENV)/dev.stamp: requirements/dev.txt tools/link_package.py tools/install.py | $(PY)
	@echo "Installing $$(grep -c == requirements/dev.txt) packages …"
	@$(INSTALL) --with-uv requirements/dev.txt requirements/dev.txt
	@$(PY) tools/link_package.py
	@touch $(VENV)/base.stamp $@

demo: $(VENV)/base.stamp messages  ## a sample office on this machine; Ctrl-C stops it
	@exec $(BIN)/zhenglian up --demo

demo-reset:  ## throw the sample office's data away
	rm -rf var/demo

# One after the other: side by side, the instances that tests start would wait for minutes on two cores.
test: $(VENV)/dev.stamp messages system-packages lint test-sqlite test-postgres  ## lint and all tests

test-sqlite: $(VENV)/dev.stamp messages
	@echo "— tests on SQLite"
	@$(PYTEST) $(PARALLEL)

test-postgres: $(VENV)/dev.stamp messages
	@echo "— tests on PostgreSQL"
	@$(PY) tools/postgres.py $(PYTEST) $(PARALLEL) --asks-database -m "not (browser or journey)" \
		$(addprefix --ignore=tests/,$(WITHOUT_DATABASE))

system-packages: $(VENV)/base.stamp
	@$(PY) tools/system_packages.py

lint: $(VENV)/dev.stamp messages  ## style, types, layers, templates, migrations, texts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { $(BIN)/ruff format --check . ; exit 1; }
	@$(BIN)/mypy src tools
	@$(BIN)/lint-imports
	@$(BIN)/djlint --quiet --lint src/zhenglian
	@$(PY) tools/messages.py --check
	@$(PY) tools/migrations.py

fmt: $(VENV)/dev.stamp  ## put code into shape
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .

messages: $(VENV)/base.stamp  ## compile the translations
	@$(PY) tools/messages.py

screenshots: $(VENV)/dev.stamp messages system-packages  ## the pictures in docs/images
	@$(PY) tools/screenshots.py

bench: $(VENV)/dev.stamp messages  ## figures: page cache, fan-out, checks, callbacks, points, the replay of messages, census, memory
	@$(PY) -m benchmarks.page
	@$(PY) -m benchmarks.fanout
	@$(PY) -m benchmarks.checks
	@$(PY) -m benchmarks.callback
	@$(PY) -m benchmarks.geo
	@$(PY) -m benchmarks.dispatch
	@$(PY) -m benchmarks.census
	@$(BIN)/zhenglian measure-footprint

lock: $(VENV)/dev.stamp  ## resolve pyproject.toml into hashed requirements
	@$(LOCK) -o requirements/base.txt
	@$(LOCK) --extra dev -c requirements/base.txt -o requirements/dev.txt
	@$(subst pyproject.toml,requirements/peers.in,$(LOCK)) -o requirements/peers.txt
