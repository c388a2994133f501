# shellcheck shell=bash
# What run.sh, test.sh, bench.sh and cs share. To be sourced from the repository's root with `root` set to it.

configuration=Release
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
state="${root:?}/.cs"

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# The state folder: others may pass through it (PostgreSQL's user has to), not list it.
make_state() { mkdir -p "$state"; chmod 711 "$state" 2>/dev/null || true; }

need_dotnet() {
  command -v dotnet >/dev/null 2>&1 || die "The .NET SDK 10 is missing. Next: install it (https://dot.net) so that 'dotnet' is on the PATH."
  case "$(dotnet --version 2>/dev/null)" in
    [1-9][0-9].*) ;;
    *) die "The .NET SDK 10 is needed; 'dotnet --version' says $(dotnet --version 2>/dev/null || echo nothing). Next: install SDK 10." ;;
  esac
}

has_postgres() { command -v postgres >/dev/null 2>&1 || compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null; }

# need_packages NAME...: installs what is missing of postgres, redis and node with the system's package manager, and says so.
need_packages() {
  local missing=() want
  for want in "$@"; do
    case "$want" in
      postgres) has_postgres || missing+=(postgresql) ;;
      redis) command -v redis-server >/dev/null 2>&1 || missing+=(redis-server) ;;
      node)
        command -v node >/dev/null 2>&1 || missing+=(nodejs)
        command -v npm >/dev/null 2>&1 || missing+=(npm) ;;
    esac
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  local command="apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
  command -v apt-get >/dev/null 2>&1 || die "Missing: ${missing[*]}. Next: install them with this system's package manager."
  [ "$(id -u)" -eq 0 ] || die "Missing: ${missing[*]}. Next: sudo sh -c '$command'"
  make_state
  say "Missing: ${missing[*]}. Installing: $command"
  DEBIAN_FRONTEND=noninteractive sh -c "$command" >"$state/setup.log" 2>&1 \
    || { tail -n 20 "$state/setup.log" >&2; die "The installation failed. Next: run it by hand: $command"; }
}

# is_stale STAMP PATH...: whether any file below the paths is newer than the stamp, or the stamp is missing.
is_stale() {
  local stamp=$1; shift
  [ -e "$stamp" ] || return 0
  [ -n "$(find "$@" \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f -newer "$stamp" -print -quit 2>/dev/null)" ]
}

# build NAME STAMP_PATHS... -- PROJECT...: builds when a source is newer than the last build; one build at a time.
build() {
  local name=$1 paths=() started
  shift
  while [ "$1" != -- ]; do paths+=("$1"); shift; done
  shift
  paths+=(Directory.Build.props Directory.Build.targets Directory.Packages.props)
  make_state
  local stamp="$state/built-$name"
  is_stale "$stamp" "${paths[@]}" || return 0
  need_dotnet
  (
    flock 9
    is_stale "$stamp" "${paths[@]}" || exit 0
    started=$SECONDS
    say "Building $name ..."
    touch "$stamp.begun"
    local project
    for project in "$@"; do
      if ! dotnet build "$project" -c "$configuration" --nologo -v quiet -clp:NoSummary >"$state/build-$name.log" 2>&1 9>&-; then
        grep -E 'error|warning' "$state/build-$name.log" | sort -u | head -n 40 >&2 || tail -n 40 "$state/build-$name.log" >&2
        die "Building $project failed; all of it is in $state/build-$name.log."
      fi
    done
    mv "$stamp.begun" "$stamp"
    say "Built $name in $((SECONDS - started)) s."
  ) 9>"$state/build.lock"
}

# shellcheck disable=SC2034 # used by the scripts that source this
cli_dll="$root/src/CsPlatform.Cli/bin/$configuration/net10.0/CsPlatform.Cli.dll"
build_cli() { build cs src/CsPlatform.Cli src/CsPlatform.Adapters src/CsPlatform.Contracts src/CsPlatform.Domain src/CsPlatform.Rulebooks src/Compat/Grpc/Compat.Grpc.Core src/Compat/Grpc/Compat.Grpc.Client protos -- src/CsPlatform.Cli; }
