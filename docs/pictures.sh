#!/usr/bin/env bash
# docs/pictures.sh: makes docs/pictures anew, from the quotes of QuoteKindsTests, the price list and the screens that the tour walks through.
# Needed: what ./test.sh installs (chromium, pdftoppm of poppler-utils).
set -euo pipefail
cd "$(dirname "$0")/.."
browser=$(command -v chromium || command -v chromium-browser) || { echo "chromium is needed (Debian: apt-get install chromium)." >&2; exit 2; }
command -v pdftoppm >/dev/null || { echo "pdftoppm is needed (Debian: apt-get install poppler-utils)." >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

QUOTE_FOLDER=$work dotnet test --project tests/Server.Tests --filter-class '*QuoteKindsTests' --filter-class '*PriceListPdfTests' >&2
mkdir "$work/signing"
PICTURES=$work/signing dotnet test --project tests/Server.Tests --filter-class '*SigningBrowserTests' --filter-class '*VerifyBrowserTests' >&2
dotnet run --project src/ClientSamples -- --html "$work/tour" >&2
mkdir -p docs/pictures
rm -f docs/pictures/*.png
cp "$work"/signing/*.png docs/pictures
for pdf in "$work"/quote-*.pdf; do
  pdftoppm -r 75 -png "$pdf" "docs/pictures/$(basename "$pdf" .pdf)"
done
picture() { # FILE NAME WIDTH,HEIGHT
  "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size="$3" --screenshot="$PWD/docs/pictures/$2.png" "file://$1" 2>/dev/null
}
picture "$work/quote-one-page.html" quote-page 900,2020
for page in "$work"/tour/OC151200/[a-z]*.html; do
  picture "$page" "tour-$(basename "$page" .html)" 1400,1250
done
ls -l docs/pictures >&2
