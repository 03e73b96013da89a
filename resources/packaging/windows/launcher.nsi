; taizhang.exe beside versions\ and current: starts the version in use, with the words it was given, and is gone.
;
;   makensis -DVERSION=0.1.0 -DOUT=build/taizhang.exe launcher.nsi

Unicode true
Target amd64-unicode
RequestExecutionLevel user
SilentInstall silent
ManifestDPIAware true
OutFile "${OUT}"
Name "Taizhang"
!ifdef ICON
Icon "${ICON}"
!endif

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Taizhang"
VIAddVersionKey "FileDescription" "Taizhang"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "GPL-3.0-or-later"

!include "FileFunc.nsh"
!include "TextFunc.nsh"
!include "WordFunc.nsh"
!insertmacro GetParameters
!insertmacro TrimNewLines

Section
  ${GetParameters} $R0
  StrCpy $R1 ""
  StrCpy $R2 ""
  ClearErrors
  FileOpen $0 "$EXEDIR\current" r
  IfErrors newest
  FileRead $0 $R1
  FileClose $0
  ${TrimNewLines} $R1 $R1
  IfFileExists "$EXEDIR\versions\$R1\taizhang.exe" start newest
newest:
  ; `current` is missing or names nothing that can be started: the last one that is there does, by its numbers.
  FindFirst $0 $1 "$EXEDIR\versions\*"
next:
  StrCmp $1 "" found
  StrCmp $1 "." skip
  StrCmp $1 ".." skip
  IfFileExists "$EXEDIR\versions\$1\taizhang.exe" 0 skip
  StrCmp $R2 "" take
  ${VersionCompare} $1 $R2 $2
  StrCmp $2 1 take skip
take:
  StrCpy $R2 $1
skip:
  FindNext $0 $1
  Goto next
found:
  FindClose $0
  StrCpy $R1 $R2
start:
  SetOutPath "$EXEDIR"
  ClearErrors
  Exec '"$EXEDIR\versions\$R1\taizhang.exe" $R0'
  IfErrors 0 done
  MessageBox MB_OK|MB_ICONSTOP "台账没有启动：$EXEDIR\versions 里没有程序。请重新安装，记录都还在。"
  SetErrorLevel 2
done:
SectionEnd
