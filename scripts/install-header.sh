#!/bin/sh
# Holdfast @VERSION@ for @PLATFORM@: one file that installs on a machine with no network. Checked before anything of it is unpacked.
# Look into it first: sh FILE --info. The list of all files with their hashes is signed; this text, up to the list, is named in it too.
set -eu
version='@VERSION@'
platform='@PLATFORM@'
header_bytes=@HEADER_BYTES@
manifest_bytes=@MANIFEST_BYTES@
payload_bytes=@PAYLOAD_BYTES@
unpacked_kb=@UNPACKED_KB@
key='@KEY@'
signature='@SIGNATURE@'

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }
usage() {
  cat <<TEXT
Holdfast $version for $platform

  sh $0 [--prefix FOLDER] [--key KEY | --sha256 HASH] [--yes] [options]

  --prefix FOLDER  install everything below this folder; needs no root and makes no service
  --key KEY        the public key of who made the bundle, one line, from paper or their site
  --sha256 HASH    the SHA-256 of this file, from paper or their site, where openssl is absent
  --yes            trust the key that stands in the file, without a question (for tests)
  --host ADDRESS   address to listen on        --port NUMBER  --tls-port NUMBER
  --data FOLDER    the data folder             --backups FOLDER
  --no-service     make no systemd service
  --info           say what is inside, and change nothing
An installation that is there is upgraded: backup, upgrade, check; back to the old one when that fails.
TEXT
}

prefix='' pinned='' file_hash='' assume_yes='' info=''
rest=''
quote() { printf "'%s' " "$(printf %s "$1" | sed "s/'/'\\\\''/g")"; }
while [ $# -gt 0 ]; do
  case "$1" in
    --prefix) prefix=${2:?--prefix needs a folder}; shift 2 ;;
    --key) pinned=${2:?--key needs a key}; shift 2 ;;
    --sha256) file_hash=${2:?--sha256 needs a hash}; shift 2 ;;
    --yes) assume_yes=1; shift ;;
    --info) info=1; shift ;;
    --help | -h) usage; exit 0 ;;
    --no-service) rest="$rest$(quote "$1")"; shift ;;
    --host | --port | --tls-port | --data | --backups | --public-url | --names)
      [ $# -ge 2 ] || stop "$1 needs a value."
      rest="$rest$(quote "$1")$(quote "$2")"; shift 2 ;;
    *) usage >&2; stop "This installer does not know \"$1\"." ;;
  esac
done

machine="$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m | sed -e 's/x86_64/x64/' -e 's/aarch64/arm64/')"
[ "$machine" = "$platform" ] || stop "This bundle is for $platform; this machine is $machine. Take the bundle for $machine."
if ls /lib/ld-musl-* >/dev/null 2>&1 && ! ls /lib*/ld-linux-* >/dev/null 2>&1; then
  stop "This Linux has musl instead of glibc. Holdfast needs glibc 2.28 or later: Debian 10, Ubuntu 20.04, RHEL 8 or later."
fi
for tool in tail head tar gzip sha256sum mktemp df wc base64; do
  command -v "$tool" >/dev/null 2>&1 || stop "The program $tool is missing on this machine. Install it and try again."
done

expected=$((header_bytes + manifest_bytes + payload_bytes))
found=$(wc -c <"$0")
[ "$found" -ge "$expected" ] || stop "The file is cut: it has $found of $expected bytes. Copy it again."
[ "$found" -eq "$expected" ] || stop "The file has $found bytes instead of $expected: something was added to it. Copy it again."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
head -c $((header_bytes + manifest_bytes)) "$0" | tail -c "$manifest_bytes" >"$work/manifest.json"
if [ -n "$info" ]; then head -c 1200 "$work/manifest.json"; printf '\n'; exit 0; fi

[ -n "$prefix" ] || [ "$(id -u)" = 0 ] || stop "Run this as root, or give a folder of your own with --prefix."
home=${prefix:-/opt/holdfast}
case "$home" in /*) ;; *) home="$PWD/$home" ;; esac

if [ -n "$file_hash" ]; then
  [ "$(sha256sum "$0" | cut -c1-64)" = "$(printf %s "$file_hash" | tr '[:upper:]' '[:lower:]' | tr -d ' ')" ] ||
    stop "The file is not the one of that SHA-256. Do not use it; fetch it again from where it was made."
  trusted=$key
else
  if [ -z "$pinned" ] && [ -r "$home/bundle-key" ]; then pinned=$(cat "$home/bundle-key"); fi
  if [ -n "$pinned" ] && [ "$pinned" != "$key" ]; then
    stop "The bundle is signed by another key than the one you trust. Do not use it; ask who made it. (Its key: $key)"
  fi
  trusted=$key
  if [ -z "$pinned" ] && [ -z "$assume_yes" ]; then
    say "This bundle says it was signed by the key"
    say "    $key"
    [ -t 0 ] || stop "Compare it with the paper or the site of who made it, then give it with --key."
    printf 'Is this the key you got from who made it? Type yes to go on: ' >&2
    read -r answer
    [ "$answer" = yes ] || stop "Nothing was changed."
  fi
  printf '%s' "$signature" | base64 -d >"$work/signature"
  printf -- '-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n' "$trusted" >"$work/key.pem"
  if [ -x "$home/current/node/bin/node" ]; then
    "$home/current/node/bin/node" -e 'const [m, s, k] = process.argv.slice(1).map((f) => require("fs").readFileSync(f));
      process.exit(require("crypto").verify(null, m, k, s) ? 0 : 1)' "$work/manifest.json" "$work/signature" "$work/key.pem" ||
      stop "The signature is wrong: the bundle was changed after it was made. Do not use it."
  elif command -v openssl >/dev/null 2>&1 && openssl pkeyutl -help 2>&1 | grep -q -- -rawin; then
    openssl pkeyutl -verify -pubin -inkey "$work/key.pem" -rawin -in "$work/manifest.json" -sigfile "$work/signature" >/dev/null 2>&1 ||
      stop "The signature is wrong: the bundle was changed after it was made. Do not use it."
  else
    stop "The signature cannot be checked: openssl 3 is missing. Install it, or compare the file's SHA-256 with the paper and give it with --sha256."
  fi
fi
payload_hash=$(sed -n 's/.*"payload":{"sha256":"\([0-9a-f]*\)".*/\1/p' "$work/manifest.json")
[ "$(tail -c "$payload_bytes" "$0" | sha256sum | cut -c1-64)" = "$payload_hash" ] ||
  stop "The content does not fit its signed hash: the file is damaged. Copy it again."

if [ "$(readlink "$home/current" 2>/dev/null)" = "$version" ]; then
  stop "Holdfast $version is installed already. Nothing was changed."
fi
mkdir -p "$home"
chmod 755 "$home"
free_kb=$(df -Pk "$home" | tail -1 | awk '{print $4}')
[ "$free_kb" -ge $((unpacked_kb + 102400)) ] ||
  stop "Too little space in $home: Holdfast needs $(((unpacked_kb + 102400) / 1024)) MB, $((free_kb / 1024)) MB are free."
unpacked="$home/.unpacked-$$"
trap 'rm -rf "$work" "$unpacked"' EXIT
mkdir -m 755 "$unpacked"
(umask 022 && tail -c "$payload_bytes" "$0" | tar -xzf - -C "$unpacked" --no-same-owner) || stop "Unpacking failed; the reason stands above. Nothing else was changed."
cp "$work/manifest.json" "$unpacked/MANIFEST.json"
printf '%s\n' "$trusted" >"$unpacked/bundle-key"
[ -n "$prefix" ] && rest="$rest--prefix $(quote "$home")"
eval "set -- $rest"
"$unpacked/node/bin/node" --disable-warning=ExperimentalWarning "$unpacked/scripts/install.ts" --unpacked "$unpacked" "$@"
exit $?
