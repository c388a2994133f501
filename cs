#!/usr/bin/env bash
# The command line of CsPlatform: ./cs --help. Builds itself when its sources are newer than the last build.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
# shellcheck source=.ci/lib.sh
. "$root/.ci/lib.sh"
(cd "$root" && build_cli)
[ -n "${CS_STACK:-}" ] || [ ! -e "$root/.cs/stack.json" ] || export CS_STACK="$root/.cs/stack.json"
exec dotnet "$cli_dll" "$@"
