#!/usr/bin/env bash
# Starts the whole stack: PostgreSQL, Redis and the four services, by the AppHost.
#
#   ./run.sh               starts it, runs the demo, shows where things listen, runs until Ctrl+C
#   ./run.sh --detach      returns when every service is healthy; the stack runs on
#   ./run.sh --stop        stops it
#   ./run.sh --once        starts another one with new data of its own, runs the demo, stops; the exit status tells
#   --fresh                first stops a stack of this folder and deletes its data
#   --no-demo              without the demo
#   CS_RULEBOOKS=FOLDER    rulebooks of your own, added to the shipped ones; same platform and version: in place of it
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
# Rulebooks of one's own: the path is meant from where the command was given.
[ -z "${CS_RULEBOOKS:-}" ] || { CS_RULEBOOKS=$(realpath -m -- "$CS_RULEBOOKS"); export CS_RULEBOOKS; }
cd "$root"
# shellcheck source=.ci/lib.sh
. .ci/lib.sh

detach='' fresh='' stop='' once='' demo=yes
for argument in "$@"; do
  case "$argument" in
    --detach) detach=yes ;;
    --fresh) fresh=yes ;;
    --no-demo) demo='' ;;
    --stop) stop=yes ;;
    --once) once=yes ;;
    -h|--help) sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) die "Unknown: $argument. Next: ./run.sh --help" ;;
  esac
done
[ -z "$once" ] || [ -z "$detach$stop" ] || die "--once goes with neither --detach nor --stop."

healthy_after_s=180
run_folder="$state"
[ -z "$once" ] || run_folder="$state/once-$$"
pid_file="$run_folder/apphost.pid" log="$run_folder/apphost.log" stack="$run_folder/stack.json" home_link="$run_folder/home"

# PostgreSQL refuses to run as root, and its own user has to reach the data: when this folder lies below one that others cannot pass,
# the data goes to /var/lib.
home_of() {
  local folder=$run_folder
  if [ "$(id -u)" -eq 0 ]; then
    while [ "$folder" != / ]; do
      if [ -d "$folder" ] && [ $((0$(stat -c %a "$folder") & 1)) -eq 0 ]; then
        printf '/var/lib/csplatform/%s\n' "$(printf %s "$run_folder" | sha256sum | cut -c1-16)"
        return
      fi
      folder=$(dirname "$folder")
    done
  fi
  printf '%s/home\n' "$run_folder"
}

started_at() { sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

# The AppHost's process id while it runs; the start time guards against another process that got the same id.
running() {
  local pid start
  read -r pid start 2>/dev/null <"$pid_file" || return 1
  [ -n "$pid" ] && [ "$(started_at "$pid")" = "$start" ] && printf '%s\n' "$pid"
}

stop_stack() {
  local pid waited=0
  if pid=$(running); then
    kill -TERM "$pid" 2>/dev/null || true
    while [ -e "/proc/$pid" ] && [ "$(started_at "$pid")" = "$(cut -d' ' -f2 "$pid_file")" ]; do
      [ "$waited" -ne 300 ] || kill -KILL "$pid" 2>/dev/null || true
      sleep 0.1
      waited=$((waited + 1))
    done
    wait "$pid" 2>/dev/null || true
  fi
  rm -f "$pid_file" "$stack"
}

delete_data() {
  local home
  home=$(home_of)
  rm -rf "$home" "$home_link"
}

start_stack() {
  local home
  make_state
  mkdir -p "$run_folder"
  chmod 711 "$run_folder" 2>/dev/null || true
  home=$(home_of)
  mkdir -p "$home"
  chmod 711 "$home" "$(dirname "$home")" 2>/dev/null || true
  [ "$home" = "$home_link" ] || ln -sfn "$home" "$home_link"
  rm -f "$stack"
  DOTNET_ENVIRONMENT=Development LocalRuntime__StateFile="$stack" LocalRuntime__Home="$home" \
    setsid dotnet "CsPlatform.AppHost/bin/$configuration/net10.0/CsPlatform.AppHost.dll" >"$log" 2>&1 </dev/null &
  local pid=$!
  printf '%s %s\n' "$pid" "$(started_at "$pid")" >"$pid_file"
}

# Shows why the stack is not well: the AppHost's own last lines, then those of each resource that is not.
show_failure() {
  say "--- $log"
  grep -v '^ *|' "$log" | tail -n 25 >&2 || true
  dotnet "$cli_dll" health --stack "$stack" --logs 25 >&2 || true
}

wait_healthy() {
  local deadline=$((SECONDS + healthy_after_s))
  while ! dotnet "$cli_dll" health --stack "$stack" --wait 2 >"$run_folder/health.txt" 2>&1; do
    if ! running >/dev/null; then
      say "The AppHost ended while starting."
    elif grep -qE '"state": "(Finished|Exited|FailedToStart)"' "$stack" 2>/dev/null; then
      say "A resource did not start."
    elif [ "$SECONDS" -lt "$deadline" ]; then
      [ -e "$stack" ] || sleep 0.2
      continue
    else
      say "Not healthy after $healthy_after_s s."
    fi
    show_failure
    return 1
  done
}

run_demo() { dotnet "$cli_dll" demo --stack "$stack"; }

build_stack() {
  build_cli
  build stack src CsPlatform.AppHost CsPlatform.ServiceDefaults protos -- CsPlatform.AppHost
}

if [ -n "$stop" ]; then
  if running >/dev/null; then stop_stack; say "Stopped."; else stop_stack; say "Nothing of this folder was running."; fi
  [ -z "$fresh" ] || delete_data
  exit 0
fi

need_dotnet
need_packages postgres redis
build_stack
# A faulty rulebook would end every service at its start: its faults are told here, once.
[ -z "${CS_RULEBOOKS:-}" ] || dotnet "$cli_dll" rules list >/dev/null || exit 1
[ -z "$fresh" ] || { stop_stack; delete_data; }

if pid=$(running); then
  if [ -z "$detach" ]; then
    die "A stack of this folder runs already (process $pid). Next: ./cs health shows it, ./run.sh --stop stops it, --fresh starts anew."
  fi
  say "A stack of this folder runs already (process $pid)."
else
  begun=$EPOCHREALTIME
  say "Starting ..."
  start_stack
fi

end_run() {
  trap '' INT TERM
  stop_stack
  [ -z "$once" ] || { delete_data; rm -rf "$run_folder"; }
}
[ -n "$detach" ] || { trap end_run EXIT; trap 'exit 130' INT; trap 'exit 143' TERM; }

wait_healthy || { [ -z "$detach" ] || stop_stack; exit 1; }
if [ -n "${begun:-}" ]; then
  took=$(((${EPOCHREALTIME/[.,]/} - ${begun/[.,]/}) / 100000))
  say "Healthy after $((took / 10)).$((took % 10)) s."
fi
if [ -n "$demo" ]; then
  run_demo
fi
[ -z "$once" ] || { say "Done."; exit 0; }
dotnet "$cli_dll" health --stack "$stack"
if [ -n "$detach" ]; then
  say "The stack runs on. Next: ./cs --help to use it, ./run.sh --stop to stop it."
  exit 0
fi
say "Running; logs in $home_link/runs. Ctrl+C stops everything."
wait "$(running)"
