# What people and the gate call. Debian without make: each line names its script.
.PHONY: run test test-fast prove check fmt lock shots

run: ## the portal on http://127.0.0.1:8000 (PORT= overrides), from nothing
	@bash tools/run.sh

test: ## everything: checks, SQLite, PostgreSQL with Redis and browser, the started product
	@bash tools/test.sh

test-fast: ## the tests on SQLite without a browser
	@bash tools/test.sh fast

prove: ## the proofs at their full size, hours (PART=crash, races, ballots, rules or search); figures into docs/proofs.md
	@bash tools/test.sh prove $(PART)

check: ## format, lint, migrations, start-up of production, nets over the code
	@bash tools/check.sh

fmt: ## put the code in form
	@bash tools/fmt.sh

lock: ## write the locks anew
	@bash tools/lock.sh

shots: ## pictures for README and guide, of a fresh demo province in headless Chromium
	@.venv/bin/python tools/shots.py
