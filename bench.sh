#!/usr/bin/env bash
# Measures, and prints one table per part. The sides of a ratio run in turns, so whatever else the machine does falls on all of them.
# Nothing else should run meanwhile; every part tells the machine's load.
#
#   ./bench.sh                   every part
#   ./bench.sh PART...           grpc: the gRPC stand-in against @grpc/grpc-js
#                                ingestion: acknowledged events against psql COPY and single inserts, following, one loud shop, cost per event
#                                rules: reply rates against DuckDB and PostgreSQL
#                                metrics: maintained state against SQL on raw events, events to the live board, clocks against Redis,
#                                         explanations against a join
#                                sanctions: figures judged with reasons against json-rules-engine and one SQL statement, a draft replayed
#                                           against DuckDB, how shops stand
#                                start: the stack with a new database
#   ./bench.sh [PART...] --json  one JSON document instead, with every round
#   ./bench.sh [PART...] --quick shorter rounds: a look, not a figure to quote
#   ./bench.sh ingestion --long  the cost per event up to 30 million stored (some 10 minutes more)
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
cd "$root"
# shellcheck source=.ci/lib.sh
. .ci/lib.sh

json='' quick='' long='' parts=()
for argument in "$@"; do
  case "$argument" in
    --json) json=yes ;;
    --quick) quick=yes ;;
    --long) long=yes ;;
    grpc|ingestion|rules|metrics|sanctions|start) parts+=("$argument") ;;
    -h|--help) sed -n '2,17s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) die "Unknown: $argument. Next: ./bench.sh --help" ;;
  esac
done
[ "${#parts[@]}" -gt 0 ] || parts=(grpc ingestion rules metrics sanctions start)

need_dotnet
need_packages postgres redis node
make_state
out="$state/bench"
mkdir -p "$out"
grpc_options=() peer_options=() flat_options=(--millions 3) follow_options=() latency_options=() loud_options=() rules_options=() starts=3
maintained_options=() board_options=() ringing_options=() explain_options=() decide_options=() replay_options=(--rounds 3) standing_options=()
reasons_options=()
[ -z "$long" ] || flat_options=(--millions 30)
if [ -n "$quick" ]; then
  grpc_options=(--seconds 1 --warmup 1 --rounds 1) peer_options=(--events 50000 --rounds 1 --insert-seconds 1) starts=1
  flat_options=(--millions 1) follow_options=(--stored 200000 --rounds 1) latency_options=(--events 200000 --warmup-seconds 5)
  loud_options=(--slice-seconds 2 --warmup-seconds 2 --rounds 1)
  rules_options=(--messages 200000 --conversations 100000 --rounds 1)
  maintained_options=(--messages 100000 --rounds 1) board_options=(--seconds 5 --probes 50)
  ringing_options=(--clocks 100000 --seconds 5 --rounds 1) explain_options=(--messages 100000 --explanations 50)
  decide_options=(--shops 500 --rounds 1) replay_options=(--shops 1000 --rounds 1) standing_options=(--seconds 5)
  reasons_options=(--messages 100000 --explanations 50)
fi

bin() { printf 'tests/Benchmarks/Benchmarks.%s/bin/%s/net10.0/Benchmarks.%s.dll' "$1" "$configuration" "$1"; }
# run NAME PROJECT OPTIONS...: one mode of a benchmark, its table in $out/NAME.txt and its rounds in $out/NAME.json.
run() {
  local name=$1 project=$2
  shift 2
  dotnet "$(bin "$project")" "$@" --json "$out/$name.json" >"$out/$name.txt" || { cat "$out/$name.txt" >&2; die "The benchmark $name failed."; }
}
row() { printf '%-46s %16s %16s %8s  %s\n' "$@"; }
heading() { printf '\n%s; %s processors, load %s\n' "$1" "$(nproc)" "$(cut -d' ' -f1 /proc/loadavg)"; row what here 'compared with' ratio aim; }
# value FILE KEY FIELD: a field of the line of a table that begins with KEY.
value() { awk -v key="$2" -v field="$3" '$1 == key {print $field}' "$out/$1.txt"; }

build bench tests/Benchmarks src protos -- \
  tests/Benchmarks/Benchmarks.Grpc tests/Benchmarks/Benchmarks.Ingestion tests/Benchmarks/Benchmarks.Rules tests/Benchmarks/Benchmarks.Metrics \
  tests/Benchmarks/Benchmarks.Sanctions

measure_grpc() {
  (cd tests/Compat/grpc-js && { [ -e node_modules/.package-lock.json ] || npm ci --no-audit --no-fund --loglevel=error >"$out/npm.log" 2>&1; })
  say "gRPC against grpc-js ..."
  run grpc Grpc "${grpc_options[@]}"
}
table_grpc() {
  heading 'gRPC'
  row 'unary calls/s against grpc-js' "$(value grpc unary 2)" "$(value grpc unary 3)" "$(value grpc unary 4)x" 6x
  row 'client-streamed messages/s against grpc-js' \
    "$(value grpc client_streaming 2)" "$(value grpc client_streaming 3)" "$(value grpc client_streaming 4)x" 8x
}

# loud P50|P99 FIELD: of the lines that tell what others notice of a loud shop.
loud() { awk -v what="$1" -v field="$2" '$1 == "loud" && $2 == what {print $field}' "$out/loud.txt"; }

measure_ingestion() {
  say "Events against COPY and single inserts ..."
  run peers Ingestion "${peer_options[@]}"
  say "The same with random ids ..."
  run random Ingestion "${peer_options[@]}" --random-ids
  say "Following from the start ..."
  run follow Ingestion --follow "${follow_options[@]}"
  say "From an event to its follower ..."
  run latency Ingestion --latency "${latency_options[@]}"
  say "One loud shop ..."
  run loud Ingestion --loud "${loud_options[@]}"
  say "Cost per event as more are stored ..."
  run flat Ingestion --flat "${flat_options[@]}"
}

table_ingestion() {
  heading "Ingestion (fsync on, synchronous commit on, senders included, $(value peers rounds 2) rounds)"
  row 'events acknowledged/s against psql COPY' "$(value peers copy 2)" "$(value peers copy 3)" "$(value peers copy 4)x" 0.6x
  row 'the same, processor us per event' "$(value peers copy_cpu_us 2)" "$(value peers copy_cpu_us 3)" "$(value peers copy_cpu_us 4)x" -
  row 'against one insert per transaction, 8 clients' "$(value peers inserts 2)" "$(value peers inserts 3)" "$(value peers inserts 4)x" 20x
  row 'the same, processor us per event' \
    "$(value peers inserts_cpu_us 2)" "$(value peers inserts_cpu_us 3)" "$(value peers inserts_cpu_us 4)x" -
  row "against Lago's published 10,000/s (Postgres only)" "$(value peers copy 2)" 10000 \
    "$(awk -v n="$(value peers copy 2)" 'BEGIN {printf "%.1f", n / 10000}')x" -
  row 'with random ids, against psql COPY' "$(value random copy 2)" "$(value random copy 3)" "$(value random copy 4)x" -
  row 'bytes on disk per event, against the COPY table' "$(value peers bytes 2)" "$(value peers bytes 3)" - -
  row 'events followed/s from the start, against written' \
    "$(value follow follow 2)" "$(value follow follow_write 2)" "$(value follow follow_ratio 2)x" 5x
  row "to a follower at half load, $(value latency latency 2)/s, p50, p99 ms" \
    "$(value latency latency 4)" "$(value latency latency 5)" - 'p99 under 50 ms'
  row "to the acknowledgement then, p50, p99 ms" "$(value latency acknowledged 4)" "$(value latency acknowledged 5)" - -
  row "others' p99 beside a loud shop and without, ms" "$(loud p99 4)" "$(loud p99 3)" "$(loud p99 5)x" 'within 1.1x'
  row "others' p50 beside a loud shop and without, ms" "$(loud p50 4)" "$(loud p50 3)" "$(loud p50 5)x" -
  row "processor us per event at $(value flat flat 5) stored" "$(value flat flat 3)" "$(value flat flat 2)" "$(value flat flat 4)x" 'within 1.15x'
  row 'bytes on disk per event then' "$(value flat flat 6)" - - -
  row 'most memory of the service, MiB' "$(value flat flat 7)" - - 'under 300'
}

measure_rules() {
  say "Reply rates against DuckDB and PostgreSQL ..."
  run rules Rules "${rules_options[@]}"
}
table_rules() {
  heading 'Rules'
  row 'reply rates: raw messages/s against DuckDB' "$(value rules duckdb 2)" "$(value rules duckdb 3)" "$(value rules duckdb 4)x" 1.5x
  row 'reply rates: raw messages/s against Postgres' "$(value rules postgres 2)" "$(value rules postgres 3)" "$(value rules postgres 4)x" 10x
  row 'one message into open rates, processor time' "$(value rules incremental 2) ns" - - 'under 1000 ns'
  row 'one message into open rates, memory taken' "$(value rules incremental 4) bytes" - - '0 bytes'
  row 'memory per open conversation' "$(value rules memory 2) bytes" - - 'under 200 bytes'
  row 'figures judged and moved/s on one core' "$(value rules decisions 2)" - - 1000000
}

measure_metrics() {
  say "Maintained state against SQL on raw events ..."
  run maintained Metrics --maintained "${maintained_options[@]}"
  say "From an event to the live board ..."
  run board Metrics --board "${board_options[@]}"
  say "Clocks ..."
  run ringing Metrics --ringing "${ringing_options[@]}"
  say "Explanations ..."
  run explain Metrics --explain "${explain_options[@]}"
}
table_metrics() {
  heading 'Metrics (fsync on, synchronous commit on)'
  row '7-day rates of all shops, ms, against DuckDB' \
    "$(value maintained window 2)" "$(value maintained window 3)" "$(value maintained window 4)x" 50x
  row 'all state from the feed, messages/s, against Postgres' \
    "$(value maintained rebuild 2)" "$(value maintained rebuild 3)" "$(value maintained rebuild 4)x" 3x
  row "ack to the live board at $(value board board 2)/s, p50 and p99 ms" \
    "$(value board board 3)" "$(value board board 4)" - 'p99 up to 250 ms'
  [ -z "$(value board board_counted 2)" ] || row "the same at $(value board board_counted 2)/s, half of what is counted" \
    "$(value board board_counted 3)" "$(value board board_counted 4)" - -
  row 'at most acknowledged/s and counted/s' "$(value board most 2)" "$(value board most 3)" - -
  row 'clocks armed and stopped/s against ZADD -P 16' \
    "$(value ringing speed 2)" "$(value ringing speed 3)" "$(value ringing speed 4)x" 3x
  row 'the same against ZADD and ZREM together' - - "$(value ringing speed 5)x" -
  row 'bytes of Redis per clock, against one sorted set' \
    "$(value ringing memory 2)" "$(value ringing memory 3)" "$(value ringing memory 4)x" -
  row "clocks late at $(value ringing lateness 6) rings/s, p50 and p99 ms" \
    "$(value ringing lateness 4)" "$(value ringing lateness 5)" - 'p99 up to 250 ms'
  row 'a million clocks built anew from Postgres' "$(value ringing rebuild 3) s" - - 'up to 5 s'
  row "a figure of 1,000 units explained, p50 and p99 ms" "$(value explain explain 2)" "$(value explain explain 3)" - 'p99 up to 50 ms'
  row 'the same, p50 against a join by hand' "$(value explain explain 2)" "$(value explain join 2)" "$(value explain join 4)x" 'up to 2x'
}

measure_sanctions() {
  (cd tests/Benchmarks/Benchmarks.Sanctions/json-rules && {
    [ -e node_modules/.package-lock.json ] || npm ci --no-audit --no-fund --loglevel=error >"$out/npm-rules.log" 2>&1; })
  say "Figures judged with reasons against json-rules-engine and SQL ..."
  run decide Sanctions --decide "${decide_options[@]}"
  say "A draft replayed against DuckDB ..."
  run replay Sanctions --replay "${replay_options[@]}"
  say "How shops stand ..."
  run standing Sanctions --standing "${standing_options[@]}"
  say "Decisions explained down to their messages ..."
  run reasons Sanctions --explain "${reasons_options[@]}"
}
table_sanctions() {
  heading 'Sanctions'
  row 'figures judged with reasons/s, json-rules-engine' "$(value decide engine 2)" "$(value decide engine 3)" "$(value decide engine 4)x" 40x
  row 'the same against one SQL statement' "$(value decide sql 2)" "$(value decide sql 3)" "$(value decide sql 4)x" 3x
  row 'a draft over 90 days of 10,000 shops, s, against DuckDB' \
    "$(value replay replay 2)" "$(value replay replay 3)" "$(value replay replay 4)x" 'up to 60 s, 1x'
  row "how a shop stands at $(value standing standing 2)/s, p50 and p99 ms" \
    "$(value standing standing 3)" "$(value standing standing 4)" - 'p99 under 2 ms'
  row "a decision explained with $(value reasons reasons 4) late units, p50 and p99 ms" \
    "$(value reasons reasons 2)" "$(value reasons reasons 3)" - 'p99 up to 50 ms'
}

measure_start() {
  say "Start of the stack with a new database, $starts times ..."
  : >"$out/start.txt"
  for _ in $(seq "$starts"); do
    ./run.sh --once --no-demo 2>&1 | tee -a "$out/start.log" | sed -nE 's/^Healthy after ([0-9.]+) s\.$/\1/p' >>"$out/start.txt"
  done
  start_median=$(sort -n "$out/start.txt" | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}')
  printf '{"median": %s, "rounds": [%s]}' "$start_median" "$(paste -sd, "$out/start.txt")" >"$out/start.json"
}
table_start() {
  heading 'Start'
  row 'stack from nothing to healthy, new database' "$start_median s" - - 'under 20 s'
}

documents() {
  case "$1" in
    ingestion) printf '%s\n' peers random follow latency loud flat ;;
    sanctions) printf '%s\n' decide replay standing ;;
    metrics) printf '%s\n' maintained board ringing explain ;;
    *) printf '%s\n' "$1" ;;
  esac
}

for part in "${parts[@]}"; do "measure_$part"; done
if [ -n "$json" ]; then
  separator='{'
  for part in "${parts[@]}"; do
    for document in $(documents "$part"); do
      printf '%s\n"%s": %s' "$separator" "$document" "$(cat "$out/$document.json")"
      separator=','
    done
  done
  printf '\n}\n'
  exit 0
fi
for part in "${parts[@]}"; do "table_$part"; done
say "Every round: $out."
