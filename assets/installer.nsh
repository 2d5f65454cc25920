; What goes with Hearth when it is taken away from Windows, besides the program: nothing, unless its owner says so. Keys stay whatever is said: the wallet, and the node's with what opens it.
; The same names as services/reset/planReset.ts has for app data and models; its test reads this file. An update uninstalls the old version too, silently, and asks nothing.

!macro removeHearthData DATA
  Delete "${DATA}\hearth.sqlite"
  Delete "${DATA}\hearth.sqlite-*"
  Delete "${DATA}\signals.sqlite"
  Delete "${DATA}\signals.sqlite-*"
  Delete "${DATA}\settings.json"
  Delete "${DATA}\modelMove.json"
  Delete "${DATA}\hearth.log"
  Delete "${DATA}\hearth.log.1"
  Delete "${DATA}\.room"
  RMDir /r "${DATA}\crashes"
  RMDir /r "${DATA}\rows"
  RMDir /r "${DATA}\held"
  RMDir /r "${DATA}\practice"
  RMDir /r "${DATA}\networks"
  RMDir /r "${DATA}\gateway"
  RMDir /r "${DATA}\accelerators"
  RMDir /r "${DATA}\modelCache"
  ; Opens the node's keys, so it stays with them.
  Rename "${DATA}\shell\wrap.sealed" "${DATA}\wrap.sealed"
  RMDir /r "${DATA}\shell"
  ${If} ${FileExists} "${DATA}\wrap.sealed"
    CreateDirectory "${DATA}\shell"
    Rename "${DATA}\wrap.sealed" "${DATA}\shell\wrap.sealed"
  ${EndIf}
  ; Only when nothing is left.
  RMDir "${DATA}"
!macroend

!macro customUnInstall
  ; The one-click uninstaller goes on silently after its own question, so the words it was started with say whether somebody is there.
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/S" $R1
  ${If} ${Errors}
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Remove Hearth's data as well: jobs, receipts, settings and downloaded models?$\r$\n$\r$\nThe wallet and this node's key stay in either case, in $LOCALAPPDATA\Hearth." IDNO hearthDataStays
    !insertmacro removeHearthData "$LOCALAPPDATA\Hearth"
    hearthDataStays:
  ${EndIf}
!macroend
