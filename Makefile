# The verbs of the project. Everything is set up by whichever comes first.

UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
RUN := $(UV) run --frozen --no-sync
INSTALLED := .venv/installed

.PHONY: run test test-fast train check bench install format conversations coverage

run: $(INSTALLED) ## set up, train, seed, and start every service
	@$(RUN) billing run

test: check train ## the whole test suite
	@$(RUN) pytest

test-fast: $(INSTALLED) ## the pure part alone: a few seconds
	@$(RUN) pytest -q tests/subscriptions tests/test_house.py

train: $(INSTALLED) ## train the model, if what it comes from has changed
	@$(RUN) billing train

conversations: train ## only the word-for-word conversations
	@$(RUN) pytest tests/conversations

coverage: $(INSTALLED) ## which tests prove which rule: docs/coverage.md
	@$(RUN) python -m tests.coverage

check: $(INSTALLED) ## lint, types, layers, training data
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy
	@$(RUN) lint-imports
	@$(RUN) python -m cli.validate

bench: train ## the benchmarks: one table, JSON in bench/results
	@$(RUN) python -m bench

format: $(INSTALLED)
	@$(RUN) ruff format .
	@$(RUN) ruff check --fix .

install: $(INSTALLED)

$(INSTALLED): pyproject.toml uv.lock scripts/setup
	@scripts/setup
	@touch $@
