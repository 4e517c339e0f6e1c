# `make demo` and `make test` do everything on a fresh machine with Python 3.11 or later.
PYTHON ?= python3
DEMO := .venv
TEST := .venv-test
SAMPLES := corpora/sample/text/wire-dam-inspection.txt corpora/sample/text/briefing-ferry-suspension.txt

.PHONY: demo test lint bench report clean

demo: $(DEMO)/.ready
	@echo "== analysing two sample texts: hedge analyze $(SAMPLES)"
	$(DEMO)/bin/hedge analyze $(SAMPLES)

test: $(TEST)/.ready lint
	@echo "== running the tests"
	$(TEST)/bin/python -m pytest

lint: $(TEST)/.ready
	@echo "== checking style and types"
	$(TEST)/bin/ruff check hedge tests benchmarks
	$(TEST)/bin/ruff format --check hedge tests benchmarks
	$(TEST)/bin/mypy
	$(TEST)/bin/lint-imports --no-logo

$(DEMO)/.ready: pyproject.toml constraints.txt
	@echo "== setting up $(DEMO) (a few minutes: most of it is PyTorch)"
	$(PYTHON) -m venv $(DEMO)
	$(DEMO)/bin/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(TEST)/.ready: pyproject.toml constraints.txt
	@echo "== setting up $(TEST) (a few minutes: most of it is PyTorch)"
	$(PYTHON) -m venv $(TEST)
	$(TEST)/bin/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

# Figures of the README: DATA is a folder as described in corpora/README.md, not part of the repository.
DATA ?= ../shared/data
bench: $(TEST)/.ready
	$(TEST)/bin/python benchmarks/accuracy.py --data $(DATA)
	$(TEST)/bin/python benchmarks/calibration.py --data $(DATA)/newscert/dev
	$(TEST)/bin/python benchmarks/speed.py
	$(TEST)/bin/python benchmarks/speed.py --data $(DATA)/attribution/polnear/dev/text --limit 24
	$(TEST)/bin/python benchmarks/errors.py --data $(DATA)
	$(TEST)/bin/python benchmarks/attribution_ablation.py --data $(DATA)/attribution/polnear/dev
	$(TEST)/bin/python benchmarks/newscert_ablation.py --data $(DATA)/newscert/dev
	$(TEST)/bin/python benchmarks/factuality_ablation.py --data $(DATA)/factuality
	$(TEST)/bin/python benchmarks/limits.py --data $(DATA)
	$(TEST)/bin/python benchmarks/report.py

# The page of all results from those that are there, without measuring anything.
report: $(TEST)/.ready
	$(TEST)/bin/python benchmarks/report.py

clean:
	rm -rf $(DEMO) $(TEST) .mypy_cache .ruff_cache .pytest_cache .hypothesis
