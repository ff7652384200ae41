#!/bin/sh
# holdfast: the command of an installed bundle. Reads the settings beside the installation and runs what is asked for with its own Node.
set -eu
here=$(dirname "$(readlink -f "$0")")
root=$(dirname "$here")
home=$(dirname "$root")
[ -r "$home/layout" ] && . "$home/layout"
if [ -n "${HOLDFAST_SETTINGS:-}" ] && [ -r "$HOLDFAST_SETTINGS" ]; then
  set -a
  . "$HOLDFAST_SETTINGS"
  set +a
fi
: "${NODE_ENV:=production}"
export NODE_ENV HOLDFAST_HOME="$home"
command=${1:-help}
[ $# -gt 0 ] && shift
case "$command" in
  serve) exec "$root/node/bin/node" --disable-warning=ExperimentalWarning "$root/apps/server/src/main.ts" "$@" ;;
  sign) exec "$root/node/bin/node" --disable-warning=ExperimentalWarning "$root/apps/signer/src/main.ts" "$@" ;;
  demo) exec "$root/node/bin/node" --disable-warning=ExperimentalWarning "$root/apps/server/src/main.ts" --demo "$@" ;;
  version) exec "$root/node/bin/node" --disable-warning=ExperimentalWarning "$root/scripts/install-commands.ts" "$command" "$@" ;;
  help | --help | -h)
    "$root/node/bin/node" --disable-warning=ExperimentalWarning "$root/apps/cli/src/main.ts" help
    "$root/node/bin/node" --disable-warning=ExperimentalWarning "$root/scripts/install-commands.ts" help ;;
  *) exec "$root/node/bin/node" --disable-warning=ExperimentalWarning "$root/apps/cli/src/main.ts" "$command" "$@" ;;
esac
