; The installer for Windows: for one person, without an administrator, in Chinese or English.
;
;   makensis -DVERSION=0.1.0 -DPAYLOAD=dist/taizhang -DLAUNCHER=build/taizhang.exe -DOUT=dist/setup.exe installer.nsi
;
; setup.exe /S installs silently, /D=C:\folder (last, unquoted) chooses the folder; uninstall.exe /S removes. Exit codes:
; 0 done, 1 cancelled, 2 the program is open. What was recorded lies elsewhere and is never touched.

Unicode true
Target amd64-unicode
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 64
CRCCheck force

!include "MUI2.nsh"
!include "FileFunc.nsh"

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Taizhang"

Name "$(NAME)"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Taizhang"
InstallDirRegKey HKCU "Software\Taizhang" "Folder"
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText " "

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Taizhang"
VIAddVersionKey "FileDescription" "Taizhang"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "GPL-3.0-or-later"

!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\taizhang.exe"
!ifdef ICON
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!endif
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"

LangString NAME ${LANG_SIMPCHINESE} "台账"
LangString NAME ${LANG_ENGLISH} "Taizhang"
LangString OPEN ${LANG_SIMPCHINESE} "台账正开着。请先关闭它，再点“重试”。"
LangString OPEN ${LANG_ENGLISH} "Taizhang is open. Close it, then try again."
LangString JUDGE ${LANG_SIMPCHINESE} "用台账核对"
LangString JUDGE ${LANG_ENGLISH} "Check with Taizhang"
LangString BACKUP ${LANG_SIMPCHINESE} "台账备份"
LangString BACKUP ${LANG_ENGLISH} "Backup of Taizhang"

; A running program keeps its file from being written to.
!macro WAIT_UNTIL_CLOSED UN
Function ${UN}WaitUntilClosed
again:
  IfFileExists "$INSTDIR\versions\${VERSION}\taizhang.exe" 0 closed
  ClearErrors
  FileOpen $0 "$INSTDIR\versions\${VERSION}\taizhang.exe" a
  IfErrors 0 free
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(OPEN)" /SD IDCANCEL IDRETRY again
  SetErrorLevel 2
  Quit
free:
  FileClose $0
closed:
FunctionEnd
!macroend
!insertmacro WAIT_UNTIL_CLOSED ""
!insertmacro WAIT_UNTIL_CLOSED "un."

Section
  SetShellVarContext current
  Call WaitUntilClosed
  ; A folder that was left half written by a power cut is written anew.
  RMDir /r "$INSTDIR\versions\${VERSION}"
  SetOutPath "$INSTDIR\versions\${VERSION}"
  File /r "${PAYLOAD}/*"
  SetOutPath "$INSTDIR"
  File "/oname=taizhang.exe" "${LAUNCHER}"
  ; Last, for whoever is interrupted before it starts the version that was there.
  FileOpen $0 "$INSTDIR\current" w
  FileWrite $0 "${VERSION}"
  FileClose $0
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\$(NAME).lnk" "$INSTDIR\taizhang.exe"
  CreateShortcut "$DESKTOP\$(NAME).lnk" "$INSTDIR\taizhang.exe"

  WriteRegStr HKCU "Software\Taizhang" "Folder" "$INSTDIR"
  ; Offered for PDF files under "Open with", and nobody's own choice of a reader is changed.
  WriteRegStr HKCU "Software\Classes\Taizhang.Packet" "" "$(JUDGE)"
  WriteRegStr HKCU "Software\Classes\Taizhang.Packet\shell\open\command" "" '"$INSTDIR\taizhang.exe" --judge "%1"'
  WriteRegStr HKCU "Software\Classes\.pdf\OpenWithProgids" "Taizhang.Packet" ""
  WriteRegStr HKCU "Software\Classes\.p7m\OpenWithProgids" "Taizhang.Packet" ""
  WriteRegStr HKCU "Software\Classes\.taizhang-backup" "" "Taizhang.Backup"
  WriteRegStr HKCU "Software\Classes\Taizhang.Backup" "" "$(BACKUP)"
  WriteRegStr HKCU "Software\Classes\Taizhang.Backup\DefaultIcon" "" "$INSTDIR\taizhang.exe,0"

  WriteRegStr HKCU "${KEY}" "DisplayName" "$(NAME)"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\taizhang.exe"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" $0
SectionEnd

Section "Uninstall"
  SetShellVarContext current
  Call un.WaitUntilClosed
  ; Only what the installer and updates laid there: the folder may have been chosen by hand and hold other things.
  RMDir /r "$INSTDIR\versions"
  RMDir /r "$INSTDIR\.new"
  FindFirst $0 $1 "$INSTDIR\.gone-*"
gone:
  StrCmp $1 "" swept
  RMDir /r "$INSTDIR\$1"
  FindNext $0 $1
  Goto gone
swept:
  FindClose $0
  Delete "$INSTDIR\update.json"
  Delete "$INSTDIR\.lock"
  Delete "$INSTDIR\current"
  Delete "$INSTDIR\taizhang.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\$(NAME).lnk"
  Delete "$DESKTOP\$(NAME).lnk"
  DeleteRegKey HKCU "Software\Classes\Taizhang.Packet"
  DeleteRegKey HKCU "Software\Classes\Taizhang.Backup"
  DeleteRegKey HKCU "Software\Classes\.taizhang-backup"
  DeleteRegValue HKCU "Software\Classes\.pdf\OpenWithProgids" "Taizhang.Packet"
  DeleteRegValue HKCU "Software\Classes\.p7m\OpenWithProgids" "Taizhang.Packet"
  DeleteRegKey HKCU "Software\Taizhang"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
