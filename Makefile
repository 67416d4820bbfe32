# make run      installs what is missing, builds, and opens the workbench on a sample queue
# make test     installs what is missing, builds and passes everything
# make install  puts the program, its themes and completions under PREFIX
# make format   lets the formatter decide; make lint says what it would change

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=

release := .build/release/paydesk
bin := $(DESTDIR)$(PREFIX)/bin
share := $(DESTDIR)$(PREFIX)/share
formatted := Package.swift Sources Tests $(wildcard Benchmarks)

.PHONY: run build test install uninstall format lint clean

run: build
	@$(release) sample --open

build:
	@Scripts/install-deps
	$(SWIFT) build -c release --static-swift-stdlib --product paydesk

test:
	@Scripts/install-deps tmux postgres
	$(SWIFT) build --build-tests
	LC_ALL=C.UTF-8 $(SWIFT) test --skip-build

# Built by whoever calls it; as root after `make build`, nothing is built again.
install:
	@test -x $(release) || $(MAKE) build
	install -d $(bin) $(share)/paydesk/themes $(share)/bash-completion/completions \
	  $(share)/zsh/site-functions $(share)/fish/vendor_completions.d
	strip -o $(release).stripped $(release)
	install -m 755 $(release).stripped $(bin)/paydesk
	install -m 644 themes/*.yaml $(share)/paydesk/themes
	$(release) --generate-completion-script bash > $(share)/bash-completion/completions/paydesk
	$(release) --generate-completion-script zsh > $(share)/zsh/site-functions/_paydesk
	$(release) --generate-completion-script fish > $(share)/fish/vendor_completions.d/paydesk.fish

uninstall:
	rm -f $(bin)/paydesk $(share)/bash-completion/completions/paydesk \
	  $(share)/zsh/site-functions/_paydesk $(share)/fish/vendor_completions.d/paydesk.fish
	rm -rf $(share)/paydesk

format:
	$(SWIFT) format -i -r $(formatted)
	Scripts/embed-themes

lint:
	$(SWIFT) format lint --strict -r $(formatted)
	Scripts/check-imports
	Scripts/embed-themes --check

clean:
	rm -rf .build
