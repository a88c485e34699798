# The daily commands. `make` alone tells them.
.DEFAULT_GOAL := help
GO ?= go
export GOFLAGS := -trimpath

.PHONY: help
help: ## tell the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build/navigator: FORCE
	@mkdir -p build
	@[ -x build/navigator ] || echo "Building: the first time takes a minute or two."
	@$(GO) build -o build/navigator ./cmd/navigator
.PHONY: FORCE
FORCE:

.PHONY: run
run: build/navigator ## fetch what is needed and serve on 127.0.0.1:8080
	@./build/navigator model pull || echo "Going on without the embedding model: search works by words only."
	./build/navigator serve --addr 127.0.0.1:8080

.PHONY: setup
setup: build/navigator ## fetch what the tests need (model, browser) into the cache
	@./scripts/setup

.PHONY: test
test: setup ## set up what is needed and run all tests
	$(GO) test -timeout 15m ./...

.PHONY: race
race: setup ## run all tests under the race detector
	$(GO) test -race -timeout 30m ./...

.PHONY: lint
lint: ## check format, vet and static analysis
	@./scripts/lint

.PHONY: eval
eval: build/navigator ## run the evaluation cases
	./build/navigator eval guidance

.PHONY: bench
bench: ## measure retrieval beside its peers and draw docs/performance.svg
	bench/run

.PHONY: update
update: ## write the golden files anew
	$(GO) test ./prompts -update

.PHONY: check
check: lint test ## everything that the build server runs
