# Puts the certificate of who signs where signtool finds it, and tells the build (GITHUB_ENV). With
# no certificate nothing is signed, and what is made says so by its name.
$ErrorActionPreference = 'Stop'
if (-not $env:CERTIFICATE) {
    Write-Output 'No certificate: what is made will be called unsigned.'
    exit 0
}
$file = Join-Path ([IO.Path]::GetTempPath()) 'kobra-signer.pfx'
try {
    [IO.File]::WriteAllBytes($file, [Convert]::FromBase64String($env:CERTIFICATE))
    $password = ConvertTo-SecureString -String $env:PASSWORD -AsPlainText -Force
    $found = Import-PfxCertificate -FilePath $file -CertStoreLocation Cert:\CurrentUser\My -Password $password
} finally {
    Remove-Item -Force -ErrorAction SilentlyContinue $file
}
"KOBRA_SIGN_THUMBPRINT=$($found.Thumbprint)" | Out-File -Append -Encoding utf8 $env:GITHUB_ENV
'KOBRA_SIGNED=yes' | Out-File -Append -Encoding utf8 $env:GITHUB_ENV
