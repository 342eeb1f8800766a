#!/usr/bin/env bash
# Makes sure that the browser tests find a Chromium: one named by ATLAS_CHROMIUM, one already installed, Debian's package (as
# root), or Playwright's own.
set -euo pipefail

for candidate in "${ATLAS_CHROMIUM:-}" "$(command -v chromium || true)" "$(command -v chromium-browser || true)" "$(command -v google-chrome || true)"; do
  if [ -n "$candidate" ] && [ -x "$candidate" ]; then
    echo "Chromium: $candidate"
    exit 0
  fi
done
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends chromium
else
  .venv/bin/python -m playwright install chromium
fi
