#!/bin/sh
# Signs an application, packs it into a disk image, and has Apple notarise that.
#
#   installer/macos/dmg.sh "Kobra Desktop.app" OUT.dmg entitlements.plist THIRD_PARTY.md
#
# KOBRA_CODESIGN_IDENTITY  who signs; without one the application keeps the machine's own signature
# KOBRA_NOTARY_PROFILE     what `xcrun notarytool store-credentials` keeps, in KOBRA_NOTARY_KEYCHAIN if that
#                          is said; without one: not notarised
set -eu
application=$1
image=$2
entitlements=$3
licences=$4

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
# ditto keeps links: a framework without them is signed by nobody.
ditto "$application" "$stage/$(basename "$application")"
inside="$stage/$(basename "$application")"
ln -s /Applications "$stage/Applications"
cp "$licences" "$stage/"

if [ -n "${KOBRA_CODESIGN_IDENTITY:-}" ]; then
    # From the inside out: what is signed last holds the sums of the rest.
    find "$inside/Contents" -type f \( -name '*.dylib' -o -name '*.so' -o -perm -u+x \) -print0 |
        xargs -0 -n 32 codesign --force --timestamp --options runtime \
            --entitlements "$entitlements" --sign "$KOBRA_CODESIGN_IDENTITY"
    find "$inside/Contents" -depth \( -name '*.framework' -o -name '*.app' \) -type d -print0 |
        xargs -0 -n 1 codesign --force --timestamp --options runtime \
            --entitlements "$entitlements" --sign "$KOBRA_CODESIGN_IDENTITY"
    codesign --force --timestamp --options runtime \
        --entitlements "$entitlements" --sign "$KOBRA_CODESIGN_IDENTITY" "$inside"
    codesign --verify --deep --strict "$inside"
fi

rm -f "$image"
hdiutil create -volname "Kobra Desktop" -srcfolder "$stage" -fs HFS+ -format ULMO -ov "$image"

if [ -n "${KOBRA_CODESIGN_IDENTITY:-}" ]; then
    codesign --force --timestamp --sign "$KOBRA_CODESIGN_IDENTITY" "$image"
fi
if [ -n "${KOBRA_NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$KOBRA_NOTARY_PROFILE" \
        ${KOBRA_NOTARY_KEYCHAIN:+--keychain "$KOBRA_NOTARY_KEYCHAIN"} --wait
    xcrun stapler staple "$image"
fi
