#!/bin/sh
# Opens a disk image, copies the application into a path with ñ and blanks as a person drags it, and
# runs it there.
#
#   installer/macos/smoke.sh OUT.dmg
set -eu
folder=$(mktemp -d)
volume="$folder/imagen"
trap 'hdiutil detach "$volume" -quiet || true; rm -rf "$folder"' EXIT
hdiutil attach "$1" -nobrowse -readonly -mountpoint "$volume"
mkdir "$folder/Programas de Íñigo"
place="$folder/Programas de Íñigo/Kobra Desktop.app"
ditto "$volume/Kobra Desktop.app" "$place"
codesign --verify --deep --strict "$place"
"$place/Contents/MacOS/kobra-desktop" --version
plutil -extract CFBundleURLTypes.0.CFBundleURLSchemes.0 raw "$place/Contents/Info.plist" |
    grep -x kobra-desktop
if [ -n "${KOBRA_NOTARY_PROFILE:-}" ]; then
    spctl --assess --type open --context context:primary-signature "$1"
fi
