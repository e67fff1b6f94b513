#!/bin/sh
# Puts the certificate of who signs into a keychain of the build's own, and tells the build
# (GITHUB_ENV). With no certificate nothing is signed, and what is made says so by its name.
set -eu
if [ -z "${CERTIFICATE:-}" ] || [ -z "${IDENTITY:-}" ]; then
    echo "No certificate: what is made will be called unsigned."
    exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
keychain="$HOME/Library/Keychains/kobra-build.keychain-db"
secret=$(openssl rand -hex 16)
printf '%s' "$CERTIFICATE" | base64 --decode > "$folder/signer.p12"
security create-keychain -p "$secret" "$keychain"
security set-keychain-settings -lut 21600 "$keychain"
security unlock-keychain -p "$secret" "$keychain"
security import "$folder/signer.p12" -P "$PASSWORD" -k "$keychain" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -s -k "$secret" "$keychain" > /dev/null
security list-keychains -d user -s "$keychain" login.keychain-db
{
    echo "KOBRA_CODESIGN_IDENTITY=$IDENTITY"
    echo "KOBRA_SIGNED=yes"
} >> "$GITHUB_ENV"
if [ -n "${APPLE_ID:-}" ]; then
    xcrun notarytool store-credentials kobra --apple-id "$APPLE_ID" --team-id "$TEAM_ID" \
        --password "$NOTARY_PASSWORD" --keychain "$keychain"
    echo "KOBRA_NOTARY_PROFILE=kobra" >> "$GITHUB_ENV"
    echo "KOBRA_NOTARY_KEYCHAIN=$keychain" >> "$GITHUB_ENV"
fi
