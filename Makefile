# make run    a demonstration on http://127.0.0.1:8000 (PORT=… for another)
# make test   everything, on SQLite and PostgreSQL, with a real browser
# make quick  the kernel's own tests: the inner loop
# make check  style, types, house rules, requirements of the docs
# make soak   what takes too long for every day: faults at every single statement
# make bench  measurements, as ratios (docs/performance.md)
PYTHON ?= python3.11
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test quick soak check bench clean browser paper

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "Makegood needs Python 3.11 or newer: '$(PYTHON)' is not there. Set PYTHON=… to name another."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Makegood needs Python 3.11 or newer; $(PYTHON) is older."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "No virtual environment could be made: on Debian, apt-get install python3-venv."; exit 1; }

$(VENV)/installed: setup.cfg pyproject.toml | $(BIN)/python
	@echo "Installing what Makegood needs into $(VENV) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check -e '.[pdf]'
	@touch $@

$(VENV)/installed-test: setup.cfg pyproject.toml | $(BIN)/python
	@echo "Installing what the tests need into $(VENV) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@ $(VENV)/installed

run: $(VENV)/installed
	@$(BIN)/makegood init --demo --if-missing
	@echo "Accounts (in the demonstration each password is what stands before the @):"
	@$(BIN)/makegood user list
	@$(BIN)/makegood serve --port $(PORT)

browser: $(VENV)/installed-test
	@$(BIN)/python -m tests.browsers

paper: $(VENV)/installed-test
	@$(BIN)/python -m tests.papers

test: $(VENV)/installed-test browser paper
	@$(BIN)/ruff check core addons tests
	@$(BIN)/mypy
	@$(BIN)/pytest -n 2 --dist loadgroup --durations 25 --durations-min 5

quick: $(VENV)/installed-test
	@$(BIN)/pytest tests/core -n 2 -m 'not browser'

soak: $(VENV)/installed-test
	@$(BIN)/pytest -q -m soak -n 2 --dist loadgroup

check: $(VENV)/installed-test
	@$(BIN)/ruff check core addons tests
	@$(BIN)/mypy
	@$(BIN)/pytest -q tests/contract -n 2

bench: $(VENV)/installed-test
	@$(BIN)/python -m tests.bench

clean:
	rm -rf $(VENV) build dist *.egg-info
