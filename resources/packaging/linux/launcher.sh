#!/bin/sh
# Starts the program from wherever this folder lies. It needs no rights and writes nothing beside itself.
here=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f -- "$0")")" && pwd)

# The version in use stands in `current`; when that names nothing that can be started, the newest one does.
program=$here/versions/$(cat "$here/current" 2>/dev/null)/taizhang
if [ ! -x "$program" ]; then
    for each in $(ls -1 "$here/versions" | sort -V); do
        [ -x "$here/versions/$each/taizhang" ] && program=$here/versions/$each/taizhang
    done
fi

# Chinese input: Qt as it is shipped here speaks the protocol of ibus, which fcitx5 answers as well. What the person
# has chosen stays, unless it names a plugin that only the distribution's own Qt can load.
case ${QT_IM_MODULE:-} in
'' | fcitx | fcitx5)
    QT_IM_MODULE=ibus
    IBUS_USE_PORTAL=${IBUS_USE_PORTAL:-1}
    export QT_IM_MODULE IBUS_USE_PORTAL
    ;;
esac
exec "$program" "$@"
