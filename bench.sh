#!/usr/bin/env bash
# Measures, and prints one table: the gRPC stand-in against @grpc/grpc-js, acknowledged events against psql COPY, reply rates against
# DuckDB and PostgreSQL, and the start of the stack with a new database. The sides of a ratio run in turns, so whatever else the
# machine does falls on all of them. Nothing else should run meanwhile.
#
#   ./bench.sh             the table
#   ./bench.sh --json      one JSON document instead, with every round
#   ./bench.sh --quick     shorter rounds: a look, not a figure to quote
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
cd "$root"
# shellcheck source=.ci/lib.sh
. .ci/lib.sh

json='' quick=''
for argument in "$@"; do
  case "$argument" in
    --json) json=yes ;;
    --quick) quick=yes ;;
    -h|--help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) die "Unknown: $argument. Next: ./bench.sh --help" ;;
  esac
done

need_dotnet
need_packages postgres redis node
make_state
out="$state/bench"
mkdir -p "$out"
grpc_options=() ingestion_options=() rules_options=() starts=3
if [ -n "$quick" ]; then
  grpc_options=(--seconds 1 --warmup 1 --rounds 1) ingestion_options=(--events 20000 --rounds 1) starts=1
  rules_options=(--messages 200000 --conversations 100000 --rounds 1)
fi

(cd tests/Compat/grpc-js && { [ -e node_modules/.package-lock.json ] || npm ci --no-audit --no-fund --loglevel=error >"$out/npm.log" 2>&1; })
build bench tests/Benchmarks src protos -- \
  tests/Benchmarks/Benchmarks.Grpc tests/Benchmarks/Benchmarks.Ingestion tests/Benchmarks/Benchmarks.Rules

say "gRPC against grpc-js ..."
dotnet "tests/Benchmarks/Benchmarks.Grpc/bin/$configuration/net10.0/Benchmarks.Grpc.dll" "${grpc_options[@]}" --json "$out/grpc.json" >"$out/grpc.txt"
say "Events against COPY ..."
dotnet "tests/Benchmarks/Benchmarks.Ingestion/bin/$configuration/net10.0/Benchmarks.Ingestion.dll" "${ingestion_options[@]}" \
  --json "$out/ingestion.json" >"$out/ingestion.txt"
say "Reply rates against DuckDB and PostgreSQL ..."
dotnet "tests/Benchmarks/Benchmarks.Rules/bin/$configuration/net10.0/Benchmarks.Rules.dll" "${rules_options[@]}" \
  --json "$out/rules.json" >"$out/rules.txt"
say "Start of the stack with a new database, $starts times ..."
: >"$out/start.txt"
for _ in $(seq "$starts"); do
  ./run.sh --once --no-demo 2>&1 | tee -a "$out/start.log" | sed -nE 's/^Healthy after ([0-9.]+) s\.$/\1/p' >>"$out/start.txt"
done
start_median=$(sort -n "$out/start.txt" | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}')

if [ -n "$json" ]; then
  printf '{\n"grpc": %s,\n"ingestion": %s,\n"rules": %s,\n"stack_start_seconds": {"median": %s, "rounds": [%s]}\n}\n' \
    "$(cat "$out/grpc.json")" "$(cat "$out/ingestion.json")" "$(cat "$out/rules.json")" "$start_median" "$(paste -sd, "$out/start.txt")"
  exit 0
fi

row() { printf '%-44s %16s %16s %8s  %s\n' "$@"; }
row what here 'compared with' ratio aim
awk '$1 == "unary" {print $2, $3, $4}' "$out/grpc.txt" | while read -r ours theirs ratio; do
  row 'unary calls/s against grpc-js' "$ours" "$theirs" "${ratio}x" 6x
done
awk '$1 == "client_streaming" {print $2, $3, $4}' "$out/grpc.txt" | while read -r ours theirs ratio; do
  row 'client-streamed messages/s against grpc-js' "$ours" "$theirs" "${ratio}x" 8x
done
awk '$1 == "copy" || $1 == "inserts" {print $1, $2, $3, $4}' "$out/ingestion.txt" | while read -r what ours theirs ratio; do
  case "$what" in
    copy) row 'events acknowledged/s against psql COPY' "$ours" "$theirs" "${ratio}x" 0.6x ;;
    inserts) row 'events acknowledged/s against single inserts' "$ours" "$theirs" "${ratio}x" 20x ;;
  esac
done
awk '$1 == "duckdb" || $1 == "postgres" {print $1, $2, $3, $4}' "$out/rules.txt" | while read -r what ours theirs ratio; do
  case "$what" in
    duckdb) row 'reply rates: raw messages/s against DuckDB' "$ours" "$theirs" "${ratio}x" 1.5x ;;
    postgres) row 'reply rates: raw messages/s against Postgres' "$ours" "$theirs" "${ratio}x" 10x ;;
  esac
done
awk '$1 == "incremental" || $1 == "memory" || $1 == "decisions" {print $1, $2, $4}' "$out/rules.txt" | while read -r what value bytes; do
  case "$what" in
    incremental)
      row 'one message into open rates, processor time' "$value ns" - - 'under 1000 ns'
      row 'one message into open rates, memory taken' "$bytes bytes" - - '0 bytes' ;;
    memory) row 'memory per open conversation' "$value bytes" - - 'under 200 bytes' ;;
    decisions) row 'figures judged and moved/s on one core' "$value" - - 1000000 ;;
  esac
done
row 'stack from nothing to healthy, new database' "$start_median s" - - 'under 20 s'
say "Every round: $out; machine: $(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg)."
