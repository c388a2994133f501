#!/usr/bin/env bash
# Builds everything with warnings as errors, lints the protos, runs every test project, and prints a table. Exit status 0: all passed.
#
#   ./test.sh              all test projects
#   ./test.sh NAME...      only those whose folder name contains one of the names
#   ./test.sh --long       the tests of faults strike ten times as often (minutes); before or after the names
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
cd "$root"
# shellcheck source=.ci/lib.sh
. .ci/lib.sh

names=()
for argument in "$@"; do
  case "$argument" in
    -h|--help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
    --long) export CS_TEST_LONG=1 ;;
    -*) die "$argument is no option; see ./test.sh --help." ;;
    *) names+=("$argument") ;;
  esac
done
need_dotnet
need_packages postgres redis node
make_state
begun=$SECONDS
results="$state/test-results"
rm -rf "$results"
mkdir -p "$results"
# Tests write here what they covered, a file per line.
export CS_TEST_SUMMARY="$results/summary"
rows=() failed=0

# step NAME COMMAND...: runs it, shows its last lines when it fails, and adds a row.
step() {
  local name=$1 from=$SECONDS outcome=ok
  shift
  say "$name ..."
  if ! "$@" >"$results/$name.log" 2>&1; then
    outcome=FAILED
    failed=1
    say "--- $results/$name.log"
    { grep -E '(error|warning) [A-Z]+[0-9]+|\[FAIL\]|Error Message|Expected|Actual|rror:' "$results/$name.log" | sort -u | head -n 40; tail -n 25 "$results/$name.log"; } >&2
    { printf '%s\n' "$name"; failures "$results/$name.log"; } >>"$results/failures"
  fi
  rows+=("$(printf '%-42s %-7s %6s s  %s' "$name" "$outcome" "$((SECONDS - from))" "$(summary "$results/$name.log")")")
}

# Each failed test with the start of its message and the first line of ours on its stack; of a log without tests, its last lines.
failures() {
  awk '
    /^  Failed .*\[/ { print "  " $2; message = 0; stack = 0; any = 1; next }
    /^  Error Message:/ { message = 6; next }
    /^  Stack Trace:/ { message = 0; stack = 1; next }
    message > 0 { print "    " substr($0, 1, 200); message-- }
    stack && /\.cs:line / { print "    " substr($0, 1, 300); stack = 0 }
    { last[NR % 5] = substr($0, 1, 200) }
    END { if (!any) for (i = NR > 5 ? NR - 4 : 1; i <= NR; i++) print "    " last[i % 5] }' "$1" | head -n 60
}

summary() { sed -nE 's/.*(Passed|Failed)! +- (Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+).*/\2/p' "$1" | tail -n 1 | tr -s ' '; }

finish() {
  printf '\n%-42s %-7s %8s  %s\n' step outcome time tests
  printf '%s\n' "${rows[@]}"
  if [ -d "$CS_TEST_SUMMARY" ]; then
    printf '\ncovered\n'
    cat "$CS_TEST_SUMMARY"/*
    printf '\n'
  fi
  say "All of it took $((SECONDS - begun)) s; logs in $results."
  [ "$failed" -eq 0 ] && exit 0
  # Last, where a log that keeps only its end still has it.
  printf '\n' >&2
  cat "$results/failures" >&2
  die "FAILED."
}

# shellcheck disable=SC2317 # called by step
npm_folder() { (cd "$1" && npm ci --no-audit --no-fund --loglevel=error); }
# shellcheck disable=SC2317
lint() { (cd tests/Contract && npx --no-install buf lint ../../protos); }
# shellcheck disable=SC2317
unit() { dotnet test "$1" -c "$configuration" --no-build --nologo; }

for package in $(git ls-files 'tests/*package-lock.json' 2>/dev/null); do
  folder=$(dirname "$package")
  [ -e "$folder/node_modules/.package-lock.json" ] && [ "$folder/node_modules/.package-lock.json" -nt "$package" ] && continue
  step "npm-$(basename "$folder")" npm_folder "$folder"
done
[ ! -e tests/Contract/package.json ] || step buf-lint lint
step build dotnet build CsPlatform.sln -c "$configuration" --nologo -v quiet -warnaserror
[ "$failed" -eq 0 ] || finish

for project in tests/*.Tests/*.csproj tests/*/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  [ ${#names[@]} -eq 0 ] || { matches=''; for want in "${names[@]}"; do [[ "$name" != *"$want"* ]] || matches=yes; done; [ -n "$matches" ] || continue; }
  step "$name" unit "$project"
done
finish
