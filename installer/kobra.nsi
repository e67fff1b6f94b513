; Kobra Desktop for Windows: per user, no administrator, silent with /S, upgrade in place.
;
;   makensis /DVERSION=1.2.3 /DSOURCE=dist\kobra-desktop /DOUT=Kobra-Desktop-1.2.3-setup.exe installer\kobra.nsi
;
; SOURCE is the folder that PyInstaller made; what is tried without Windows hands it Linux's.
; /S     asks nothing; uninstalling, it keeps the data of people
; /D=DIR another folder, last on the line and without quotes
; TARGET amd64-unicode where NSIS has it (Debian's), for a Wine that runs nothing of 32 bits
; QUICK  packs nothing, for who only wants to know that it compiles
; SIGN   a command before a file's name that signs it: the uninstaller and the setup program
;
; What it ends with: 0 done, 2 what Windows refused while files were written, 3 another is at work,
; 4 the program is open, 5 a folder of others, 6 files held open, 7 no room, 8 no right to write.
; Whatever it is, the version that was there stays as it was.

!ifdef TARGET
  Target ${TARGET}
!endif
Unicode true
ManifestDPIAware true
ManifestSupportedOS all
RequestExecutionLevel user
; no file is ever left out: half a program is none
AllowSkipFiles off
!ifdef QUICK
  SetCompress off
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
!ifndef VERSION
  !define VERSION "0.0.0"
!endif
!ifndef OUT
  !define OUT "Kobra-Desktop-${VERSION}-setup.exe"
!endif
!ifndef SOURCE
  !error "Say where the frozen program lies: /DSOURCE=dist\kobra-desktop"
!endif

!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
  !finalize '${SIGN} "%1"' = 0
!endif

!define NAME "Kobra Desktop"
!define PROGRAM "kobra-desktop.exe"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\KobraDesktop"
!define CLASSES "Software\Classes"
!define LINK "kobra-desktop"
!define FORM_TYPE "KobraDesktop.Questionnaire"
!define FORM_SUFFIX ".xlsform"
!define DATA "$LOCALAPPDATA\Kobra Desktop"
; one installation at a time, and none over a running program
!define MUTEX "Local\KobraDesktopSetup"

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME}"
VIAddVersionKey "LegalCopyright" "Kobra"

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!ifdef ICON
  !define MUI_ICON "${ICON}"
  !define MUI_UNICON "${ICON}"
!endif
!ifdef SIDE
  !define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!endif
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_LANGUAGE "English"

LangString RUNNING ${LANG_SPANISH} "Kobra Desktop está abierto. Ciérralo y vuelve a intentarlo; lo que editaste queda guardado."
LangString RUNNING ${LANG_ENGLISH} "Kobra Desktop is open. Close it and try again; what you edited is kept."
LangString TWICE ${LANG_SPANISH} "El instalador ya está abierto en otra ventana."
LangString TWICE ${LANG_ENGLISH} "The installer is open in another window already."
LangString NOT_OURS ${LANG_SPANISH} "La carpeta $INSTDIR tiene archivos de otro programa. Elige una carpeta vacía."
LangString NOT_OURS ${LANG_ENGLISH} "The folder $INSTDIR holds files of another program. Choose an empty one."
LangString LOCKED ${LANG_SPANISH} "No se pudieron reemplazar los archivos de $INSTDIR: otro programa (quizá el antivirus) los tiene abiertos. Inténtalo en un minuto."
LangString LOCKED ${LANG_ENGLISH} "The files in $INSTDIR could not be replaced: another program (the antivirus perhaps) holds them open. Try again in a minute."
LangString FULL ${LANG_SPANISH} "No hay espacio para Kobra Desktop en el disco de $INSTDIR: se necesitan $R1 MB y quedan $R0. Libera espacio o elige otro disco; no se cambió nada."
LangString FULL ${LANG_ENGLISH} "There is no room for Kobra Desktop on the disk of $INSTDIR: it needs $R1 MB and $R0 are left. Make room or choose another disk; nothing was changed."
LangString NO_RIGHT ${LANG_SPANISH} "No tienes permiso para escribir en $INSTDIR. Elige una carpeta tuya; no hace falta ser administrador."
LangString NO_RIGHT ${LANG_ENGLISH} "You may not write to $INSTDIR. Choose a folder of yours; no administrator is needed."
LangString ASK_DATA ${LANG_SPANISH} "¿Borrar también los datos de este usuario (copia cifrada, borradores, cambios sin enviar)?$\r$\nLo que no se ha enviado al servidor se pierde."
LangString ASK_DATA ${LANG_ENGLISH} "Delete this user's data as well (encrypted copy, drafts, edits not sent)?$\r$\nWhat was not sent to the server is lost."
LangString KIND ${LANG_SPANISH} "Cuestionario de Kobra"
LangString KIND ${LANG_ENGLISH} "Kobra questionnaire"

!macro ONLY_ONE
  System::Call 'kernel32::CreateMutex(p 0, i 0, t "${MUTEX}") p .r1 ?e'
  Pop $R0
  ${If} $R0 = 183 ; ERROR_ALREADY_EXISTS
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(TWICE)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
!macroend

; A running program's file may change its name on Windows, but nobody may open it to write.
!macro NOT_RUNNING UN
Function ${UN}NotRunning
  again:
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ClearErrors
    FileOpen $R0 "$INSTDIR\${PROGRAM}" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
      SetErrorLevel 4
      Quit
    ${EndIf}
    FileClose $R0
  ${EndIf}
FunctionEnd
!macroend
!insertmacro NOT_RUNNING ""
!insertmacro NOT_RUNNING "un."

Function .onInit
  !insertmacro ONLY_ONE
FunctionEnd

Function un.onInit
  !insertmacro ONLY_ONE
FunctionEnd

; A folder with files in it that is not ours is never emptied.
Function OnlyOurs
  ${If} ${FileExists} "$INSTDIR\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\${PROGRAM}"
    ${DirState} "$INSTDIR" $R0
    ${If} $R0 = 1
      MessageBox MB_OK|MB_ICONSTOP "$(NOT_OURS)" /SD IDOK
      SetErrorLevel 5
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

; What Windows refused while files were written: what was begun goes.
Function .onInstFailed
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR.new"
FunctionEnd

Section "program" PROGRAM_SECTION
  Call OnlyOurs
  Call NotRunning
  Call HasRoom
  ; The new version stands beside the old one until it is whole: a full disk or a held file
  ; leaves the old one as it was.
  RMDir /r "$INSTDIR.new"
  ClearErrors
  CreateDirectory "$INSTDIR.new"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "$(NO_RIGHT)" /SD IDOK
    SetErrorLevel 8
    Quit
  ${EndIf}
  SetOutPath "$INSTDIR.new"
  ClearErrors
  File /r "${SOURCE}/*"
  SetOutPath "$TEMP"
  ${If} ${Errors}
    Abort
  ${EndIf}
  RMDir /r "$INSTDIR.old"
  ${If} ${FileExists} "$INSTDIR\*.*"
    ClearErrors
    Rename "$INSTDIR" "$INSTDIR.old"
    ${If} ${Errors}
      RMDir /r "$INSTDIR.new"
      MessageBox MB_OK|MB_ICONSTOP "$(LOCKED)" /SD IDOK
      SetErrorLevel 6
      Quit
    ${EndIf}
  ${EndIf}
  ClearErrors
  Rename "$INSTDIR.new" "$INSTDIR"
  ${If} ${Errors}
    Rename "$INSTDIR.old" "$INSTDIR"
    MessageBox MB_OK|MB_ICONSTOP "$(LOCKED)" /SD IDOK
    SetErrorLevel 6
    Quit
  ${EndIf}
  RMDir /r "$INSTDIR.old"

  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
  ; an invitation: kobra-desktop://invite/…
  WriteRegStr HKCU "${CLASSES}\${LINK}" "" "URL:${NAME}"
  WriteRegStr HKCU "${CLASSES}\${LINK}" "URL Protocol" ""
  WriteRegStr HKCU "${CLASSES}\${LINK}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${CLASSES}\${LINK}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  ; a questionnaire that says by its name that it is one; workbooks stay with who opens them
  WriteRegStr HKCU "${CLASSES}\${FORM_SUFFIX}" "" "${FORM_TYPE}"
  WriteRegStr HKCU "${CLASSES}\${FORM_SUFFIX}\OpenWithProgids" "${FORM_TYPE}" ""
  WriteRegStr HKCU "${CLASSES}\${FORM_TYPE}" "" "$(KIND)"
  WriteRegStr HKCU "${CLASSES}\${FORM_TYPE}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${CLASSES}\${FORM_TYPE}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  ${RefreshShellIcons}
SectionEnd

; Room for the new version beside the old one, as the disk says.
Function HasRoom
  SectionGetSize ${PROGRAM_SECTION} $R1
  IntOp $R1 $R1 / 1024
  IntOp $R1 $R1 + 64
  ${GetRoot} "$INSTDIR" $R2
  ClearErrors
  ${DriveSpace} "$R2\" "/D=F /S=M" $R0
  ${IfNot} ${Errors}
  ${AndIf} $R0 < $R1
    MessageBox MB_OK|MB_ICONSTOP "$(FULL)" /SD IDOK
    SetErrorLevel 7
    Quit
  ${EndIf}
FunctionEnd

Section "un.program"
  Call un.NotRunning
  ; All or nothing: a folder with one file held open cannot change its name.
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR.old"
  ClearErrors
  Rename "$INSTDIR" "$INSTDIR.old"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "$(LOCKED)" /SD IDOK
    SetErrorLevel 6
    Quit
  ${EndIf}
  RMDir /r "$INSTDIR.old"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${CLASSES}\${LINK}"
  DeleteRegKey HKCU "${CLASSES}\${FORM_TYPE}"
  DeleteRegValue HKCU "${CLASSES}\${FORM_SUFFIX}\OpenWithProgids" "${FORM_TYPE}"
  ReadRegStr $R0 HKCU "${CLASSES}\${FORM_SUFFIX}" ""
  ${If} $R0 == "${FORM_TYPE}"
    DeleteRegKey HKCU "${CLASSES}\${FORM_SUFFIX}"
  ${EndIf}
  ${un.RefreshShellIcons}
  ; Never without being asked: a silent one keeps the data.
  ${If} ${FileExists} "${DATA}\*.*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(ASK_DATA)" /SD IDNO IDNO kept
    RMDir /r "${DATA}"
    kept:
  ${EndIf}
SectionEnd
