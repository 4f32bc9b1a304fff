# Two commands are enough: `make demo` to see it, `make test` to trust it.
PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo install develop compile test lint bench clean fonts messages samples

install: .venv/.installed
develop: .venv/.developing

.venv/.installed: requirements/base.txt requirements/installer.txt pyproject.toml
	@sh scripts/install.sh "$(PYTHON)" requirements/base.txt
	@touch $@

.venv/.developing: requirements/dev.txt .venv/.installed
	@sh scripts/install.sh "$(PYTHON)" requirements/dev.txt
	@touch $@

demo: install
	@$(BIN)/camket demo --port $(PORT)

# The reader reads alike without it, at half the speed.
compile: develop
	@sh scripts/compile.sh

test: develop
	@sh scripts/chromium.sh
	@sh scripts/engines.sh
	@sh scripts/pdf.sh
	@rm -rf src/camket/reading/_compiled
	@$(BIN)/pytest
	@$(BIN)/python scripts/on_postgresql.py --ignore tests/reviews/test_judging_killed.py tests/areas tests/intake tests/observations tests/reviews tests/targets
	@sh scripts/compile.sh
	@$(BIN)/pytest tests/reading tests/intake

lint: develop
	@sh scripts/lint.sh

bench: compile
	@$(BIN)/python -m benchmarks

fonts messages: develop
	@$(BIN)/python scripts/$@.py

samples: develop
	@$(BIN)/python -m samples.build

clean:
	@rm -rf var
	@echo "var/ removed; the next 'make demo' starts anew."
