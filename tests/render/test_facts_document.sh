#!/usr/bin/env bash
# docs/facts.md says what src/schema describes.
set -euo pipefail
if ! LC_ALL=C MIZAN_LANGUAGE=en "$MIZAN" kind list --format markdown | diff -u "$MIZAN_SOURCE/docs/facts.md" -; then
    echo "docs/facts.md is behind: mizan kind list --format markdown > docs/facts.md"
    exit 1
fi
