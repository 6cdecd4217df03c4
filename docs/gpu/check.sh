#!/usr/bin/env bash
# Proves convbench on a GPU: prints PASS, FAIL or SKIP per line and leaves a folder with every run, results.csv and
# the page. docs/gpu/README.md describes steps, limits and variables.
# Exit codes: 0 all passed or skipped; 1 a line failed; 2 bad usage; 3 no GPU.
set -uo pipefail

end() {
  printf 'check.sh: %s\n' "$2" >&2
  exit "$1"
}

device=${DEVICE:-gpu:0}
case $device in
  cpu) ;;
  gpu:*)
    command -v nvidia-smi >/dev/null || end 3 "no GPU: nvidia-smi is not installed; DEVICE=cpu tries the script itself"
    cards=$(nvidia-smi -L 2>&1) && [[ $cards == GPU\ * ]] ||
      end 3 "no GPU: nvidia-smi says '${cards%%$'\n'*}'; DEVICE=cpu tries the script itself"
    ;;
  *) end 2 "DEVICE=$device: use gpu:0 or cpu" ;;
esac
