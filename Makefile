# One command for everything that a change has to pass, in your own .venv; .ci/run makes a fresh one.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup check lint types contracts test coverage run pictures gallery benchmarks session-benchmark rules keys licences faults mutants

setup: $(BIN)/ruff

$(BIN)/ruff: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -e '.[dev]'
	touch $@

check: lint types contracts test

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

contracts: setup
	$(BIN)/lint-imports

test: setup
	$(BIN)/pytest -q -n 2
	$(BIN)/pytest -q -n 2 -m long

# Lines and branches that the tests run, the long ones too (half an hour); the rooms that it matters
# most in have floors of their own.
FLOORS := programme:100 coach:98 journal:95 catalogue:95
coverage: setup
	$(BIN)/coverage erase
	$(BIN)/pytest -q -n 2 -m "not install" --cov --cov-report=term
	$(BIN)/coverage html -q
	@for floor in $(FLOORS); do printf "%s %% of %s is asked for: " "$${floor#*:}" "$${floor%:*}"; \
	  $(BIN)/coverage report --include="*/rehab_tui/$${floor%:*}/*" --fail-under=$${floor#*:} \
	    --format=total || exit 1; done

# Breaks the code of rules, coach and journal in thousands of small ways, one at a time, and tells
# which of them no test sees. Hours; or a part: make mutants ONLY='rehab_tui.programme.rules.*'
mutants: setup
	$(BIN)/pip install -q -e '.[mutants]'
	$(BIN)/mutmut run --max-children 2 $(if $(ONLY),'$(ONLY)')
	@echo "Tried, and seen by no test:"
	@$(BIN)/mutmut results | grep -v ": not checked$$" || echo "    none"

run: setup
	$(BIN)/rehab

pictures: setup
	$(BIN)/python docs/pictures/make.py
	$(BIN)/python docs/pictures/movie.py

gallery: setup
	$(BIN)/python docs/gallery/make.py

benchmarks: setup
	$(BIN)/python benchmarks/run.py

session-benchmark: setup
	$(BIN)/python benchmarks/session.py

rules: setup
	$(BIN)/python docs/rules/make.py

keys: setup
	$(BIN)/python docs/keyboard/make.py

licences: setup
	$(BIN)/python docs/licences/make.py

# The long trials, as long as one likes: make faults KILLS=2000 FUZZ=100000 LINES=20000 FILES=2000 \
# EXAMPLES=1000 STEPS=50 SEED=7. What isn't given stays small, as in `make test`.
TRIALS := KILLS FUZZ LINES FILES EXAMPLES STEPS SEED
faults: setup
	env $(foreach name,$(TRIALS),$(if $($(name)),REHAB_$(name)=$($(name)))) \
	  $(BIN)/pytest -q -n 2 -m "not install" tests/faults tests/e2e
