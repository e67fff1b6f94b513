# Installs, runs, upgrades and removes the setup program on Windows, as a person would; ends with 1
# and a sentence at the first thing that is not as it should be.
#
#   installer\windows\smoke.ps1 -Folder build\packages
param([Parameter(Mandatory)][string]$Folder)
$ErrorActionPreference = 'Stop'

function Hold([bool]$IsSo, [string]$Otherwise) {
    if (-not $IsSo) { throw $Otherwise }
}
function Ran([string]$Program, [string[]]$Words) {
    # Of a program with a window nobody else waits for the end.
    (Start-Process -FilePath $Program -ArgumentList $Words -Wait -PassThru).ExitCode
}
function Gone([string]$Path) {
    # An uninstaller goes on from a copy of itself after it has ended.
    for ($i = 0; $i -lt 120 -and (Test-Path $Path); $i++) { Start-Sleep -Milliseconds 500 }
    -not (Test-Path $Path)
}

$setup = (Get-ChildItem (Join-Path $Folder '*setup*.exe') | Select-Object -First 1).FullName
Hold ($null -ne $setup) "no setup program in $Folder"
$classes = 'HKCU:\Software\Classes'
$uninstall = 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\KobraDesktop'
$data = Join-Path $env:LOCALAPPDATA 'Kobra Desktop'
$link = Join-Path $env:APPDATA 'Microsoft\Windows\Start Menu\Programs\Kobra Desktop.lnk'
# A path with ñ and blanks; /D= is the last word and has no quotes.
$place = Join-Path $env:LOCALAPPDATA 'Programas de Íñigo\Kobra Desktop'
New-Item -ItemType Directory -Force (Split-Path $place) | Out-Null

Write-Output 'Installing'
Hold ((Ran $setup @('/S', "/D=$place")) -eq 0) 'the setup program failed'
$console = Join-Path $place 'kobra-desktop-console.exe'
Hold (Test-Path $console) 'no program was installed'
$said = & $console --version
Hold ($LASTEXITCODE -eq 0 -and $said -like 'Kobra Desktop *') "it says: $said"
Hold ((Get-ItemProperty $uninstall).InstallLocation -eq $place) 'Windows was not told where it is'
Hold ((Get-Item "$classes\kobra-desktop\shell\open\command").GetValue('') -like "*$place*") 'links have no program'
Hold ((Get-Item "$classes\.xlsform").GetValue('') -eq 'KobraDesktop.Questionnaire') 'questionnaires have no program'
Hold (Test-Path $link) 'nothing in the menu'
& $console chart --example heat_map | Out-Null
Hold ($LASTEXITCODE -eq 0) 'a verb failed'

Write-Output 'Installing over a running copy: refused, and nothing changed'
$env:QT_QPA_PLATFORM = 'offscreen'
$running = Start-Process -FilePath (Join-Path $place 'kobra-desktop.exe') -PassThru
Start-Sleep -Seconds 5
Hold (-not $running.HasExited) 'the program ended by itself'
Hold ((Ran $setup @('/S', "/D=$place")) -eq 4) 'a running copy was written over'
Hold ((Ran (Join-Path $place 'uninstall.exe') @('/S', "_?=$place")) -eq 4) 'a running copy was removed'
Stop-Process -Id $running.Id -Force
$running.WaitForExit()
Get-Process QtWebEngineProcess -ErrorAction SilentlyContinue |
    Where-Object { $_.Path -like "$place*" } | ForEach-Object { $_.WaitForExit(10000) | Out-Null }

Write-Output 'Installing over itself'
$stray = Join-Path $place 'of-an-older-version.txt'
Set-Content $stray 'old'
Hold ((Ran $setup @('/S', "/D=$place")) -eq 0) 'the upgrade failed'
Hold (-not (Test-Path $stray)) 'a file of the older version stayed'
Hold (-not (Test-Path "$place.old") -and -not (Test-Path "$place.new")) 'half of an upgrade stayed'
$said = & $console --version
Hold ($LASTEXITCODE -eq 0) "after the upgrade it says: $said"

Write-Output 'Installing into a folder of others: refused'
$other = Join-Path $env:LOCALAPPDATA 'de otros'
New-Item -ItemType Directory -Force $other | Out-Null
Set-Content (Join-Path $other 'mine.txt') 'mine'
Hold ((Ran $setup @('/S', "/D=$other")) -eq 5) 'a folder of others was taken'
Hold (Test-Path (Join-Path $other 'mine.txt')) 'a file of others is gone'

Write-Output 'Removing: data stays'
New-Item -ItemType Directory -Force (Join-Path $data 'profiles\default') | Out-Null
$kept = Join-Path $data 'profiles\default\kept.txt'
Set-Content $kept 'kept'
Hold ((Ran (Join-Path $place 'uninstall.exe') @('/S')) -eq 0) 'removing failed'
Hold (Gone $place) 'the program is still there'
Hold (Gone $uninstall) 'Windows still lists it'
Hold (-not (Test-Path "$classes\kobra-desktop")) 'links still name it'
Hold (-not (Test-Path "$classes\KobraDesktop.Questionnaire")) 'questionnaires still name it'
Hold (-not (Test-Path $link)) 'the menu still names it'
Hold (Test-Path $kept) 'data of a person is gone'
Write-Output 'Installed, upgraded and removed'
