# Everything a newcomer needs: `make demo`, then `make test`. Each sets up what it needs by itself.

VENV := .venv
BENCH := .venv-bench
LOCK := .venv-lock
CHECKERS := .audit
BIN := $(VENV)/bin
# The lists of requirements/ that Veus itself needs.
VEUS := base weights

.DEFAULT_GOAL := help
.PHONY: help demo test test-fast search lint format audit bench bench-captions bench-scale footage pictures lock clean

help: ## Show what there is to make
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

demo: ## Build the five stories of this folder and say what to open
	@tools/setup/debian.sh
	@tools/setup/python.sh $(VENV) $(VEUS)
	@echo
	@echo "Building the stories: listening, captioning, translating, burning in. About three minutes on two processors."
	@$(BIN)/veus build
	@tools/setup/next-steps.sh $(BIN)

test: ## Run all tests, the real engines included
	@tools/setup/debian.sh tests
	@tools/setup/python.sh $(VENV) $(VEUS) dev
	tools/run-tests.sh $(BIN)/python

test-fast: ## Run the tests that need no speech engine
	@tools/setup/python.sh $(VENV) $(VEUS) dev
	tools/run-tests.sh $(BIN)/python -m "not engines"

search: ## Look for new failures: the properties only, with many new examples (ARGS="tests/subtitles" for some)
	@tools/setup/python.sh $(VENV) $(VEUS) dev
	HYPOTHESIS_PROFILE=thorough tools/run-tests.sh $(BIN)/python -m "hypothesis" $(ARGS)

lint: ## Check style and types
	@tools/setup/python.sh $(VENV) $(VEUS) dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: ## Put the code into the house's form
	@tools/setup/python.sh $(VENV) $(VEUS) dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

audit: ## Look at all pages with three checkers in two browsers, and write docs/accessibility.md (ARGS="--story joel")
	@tools/setup/debian.sh audit
	@tools/setup/python.sh $(VENV) $(VEUS) dev audit
	@tools/setup/checkers.sh $(CHECKERS)
	$(BIN)/python -m tools.audit $(ARGS)

bench: ## Measure against peers on this machine (long; ARGS="--quick" for a first look)
	@tools/setup/debian.sh
	@tools/setup/python.sh $(BENCH) $(VEUS) bench
	$(BENCH)/bin/python -m benchmarks $(ARGS)

bench-captions: ## Score our captions and those of peers (ARGS="--speech DIR" for recordings of your own)
	@tools/setup/debian.sh
	@tools/setup/python.sh $(BENCH) $(VEUS) bench
	$(BENCH)/bin/python -m benchmarks.captions $(ARGS)

bench-scale: ## Measure an archive of thousands beside git, and two machines (ARGS="--count 100 1000" for less)
	@tools/setup/debian.sh
	@tools/setup/python.sh $(BENCH) $(VEUS) bench cluster
	$(BENCH)/bin/python -m benchmarks.scale $(ARGS)

footage: ## Make the stand-in videos again (needs Debian's festival and espeak-ng)
	@tools/setup/python.sh $(VENV) $(VEUS) dev
	$(BIN)/python -m tools.footage.make

pictures: ## Make the README's pictures again from what is built (the pages need Chromium)
	@tools/setup/debian.sh tests
	@tools/setup/python.sh $(VENV) $(VEUS) dev
	$(BIN)/python -m tools.pictures

lock: ## Write the lists of packages anew from pyproject.toml (ARGS="--upgrade-package NAME" for a newer one)
	@tools/setup/python.sh $(LOCK) lock
	PATH="$(CURDIR)/$(LOCK)/bin:$$PATH" python -m tools.lock $(ARGS)

clean: ## Remove what can be made again: output/ and the virtual environments
	rm -rf output $(VENV) $(BENCH) $(LOCK) $(CHECKERS)
