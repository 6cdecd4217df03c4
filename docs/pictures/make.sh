#!/usr/bin/env bash
# Makes the pictures of README from a finished run: docs/pictures/make.sh RUN
# CHROMIUM names the browser, CONVBENCH the launcher.
set -euo pipefail

[ $# = 1 ] || { echo "make.sh: name one finished run: docs/pictures/make.sh RUN" >&2; exit 2; }
run=$1
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
convbench=${CONVBENCH:-$here/../../convbench}
chromium=${CHROMIUM:-chromium}
command -v "$chromium" >/dev/null || { echo "make.sh: no $chromium on the PATH: set CHROMIUM" >&2; exit 3; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# page, picture, width, height, dark or light
shoot() {
  local dark=()
  [ "$5" = light ] || dark=(--blink-settings=preferredColorScheme=0)
  "$chromium" --headless=new --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$scratch/profile" \
    "${dark[@]}" --window-size="$3,$4" --screenshot="$scratch/shot.png" "file://$1" 2>/dev/null
  mv "$scratch/shot.png" "$here/$2"
}

"$convbench" report "$run" --out "$scratch/report" >/dev/null
shoot "$scratch/report/index.html" page.png 1100 740 light
shoot "$scratch/report/index.html" page-dark.png 1100 740 dark

"$convbench" select "$run" 'p90<=20ms' 'memory<=512MiB' >"$scratch/answer.txt"
{
  printf '<!DOCTYPE html><meta charset="utf-8"><style>body{margin:0;background:#1d2128;color:#e6e9ee}pre{margin:16px;font:13px/1.45 "DejaVu Sans Mono",monospace;white-space:pre-wrap}b{color:#56b4e9}</style><pre>'
  printf "<b>\$ convbench select %s 'p90&lt;=20ms' 'memory&lt;=512MiB'</b>\n" "$(basename "$run")"
  sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g' "$scratch/answer.txt"
  printf '</pre>'
} >"$scratch/terminal.html"
lines=$(fold -w 122 "$scratch/answer.txt" | wc -l)
shoot "$scratch/terminal.html" terminal.png 1000 $((56 + 19 * lines)) dark
ls -l "$here"/*.png
