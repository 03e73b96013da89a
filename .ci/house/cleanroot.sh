#!/bin/sh
# The steps of house.cleanroot that happen inside the clean root: there is no Python there. One word: the step.
set -eu
export DEBIAN_FRONTEND=noninteractive
who=laoshi
home=/home/$who
demo=$home/demo

as_teacher() {
    su "$who" -s /bin/sh -c "cd; export LANG=C.UTF-8 XDG_RUNTIME_DIR=$home/run; $1"
}

# A screen and a message bus around a command, as a desktop gives them.
on_screen() {
    as_teacher "mkdir -p -m 700 run; xvfb-run -a -s '-screen 0 1366x768x24' dbus-run-session -- sh -c \"$1\""
}

expect() { # what, found, wanted
    [ "$2" = "$3" ] || {
        echo "$1: found “$2”, wanted “$3”"
        exit 1
    }
    echo "$1: $2"
}

case $1 in
install)
    ! command -v python3
    useradd -m "$who"
    apt-get update -qq
    apt-get install -qq -y --no-install-recommends /root/taizhang.deb >/dev/null
    ! command -v python3
    desktop-file-validate /usr/share/applications/taizhang*.desktop
    grep -q taizhang-judge.desktop /usr/share/applications/mimeinfo.cache
    grep -q vnd.taizhang.packet /usr/share/mime/globs2
    ;;
selfcheck)
    on_screen "taizhang selfcheck --language zh_CN"
    ;;
demo)
    as_teacher "taizhang demo demo >/dev/null 2>&1 && taizhang verify --trust demo/trust.json demo/stick/*.pdf"
    ;;
typing)
    mkdir -p "$home/.config/fcitx5"
    cp /root/fcitx5-profile "$home/.config/fcitx5/profile"
    cp /root/cleanroot.sh "$home/steps.sh"
    chown -R "$who" "$home/.config" "$home/steps.sh"
    on_screen "sh ./steps.sh type"
    expect "typed with pinyin" "$(cat "$home/typed")" 你好
    ;;
type) # as the teacher, on the screen
    fcitx5 -d >/dev/null 2>&1
    taizhang --vault "$demo/school.taizhang" &
    program=$!
    until window=$(xdotool search --onlyvisible --name 台账 2>/dev/null | tail -1) && [ -n "$window" ]; do
        kill -0 "$program" && sleep 0.5
    done
    xdotool windowfocus --sync "$window"
    sleep 2
    xdotool type --delay 60 demo-2008
    xdotool key Return
    while xdotool getwindowname "$window" | grep -q 已锁定; do
        kill -0 "$program" && sleep 0.5
    done
    sleep 3
    xdotool key ctrl+f
    sleep 2
    # Tried again while the machine is busy; each time from an empty line.
    for _ in 1 2 3 4 5; do
        xdotool key ctrl+a BackSpace
        fcitx5-remote -s pinyin
        sleep 1
        xdotool type --delay 150 nihao
        sleep 2
        xdotool key space
        sleep 2
        xdotool key ctrl+a
        sleep 1
        timeout 5 xclip -o -selection primary >"$HOME/typed" 2>/dev/null || true
        [ "$(cat "$HOME/typed")" != 你好 ] || break
    done
    kill "$program"
    wait "$program" || true
    ;;
remove)
    apt-get remove -qq -y taizhang >/dev/null
    [ ! -e /opt/taizhang ] && [ ! -e /usr/bin/taizhang ]
    [ -e "$demo/school.taizhang/vault.db" ] && [ -d "$home/.local/share/taizhang" ]
    ls "$demo"
    ;;
archive) # /srv/taizhang is mounted read-only
    if touch /srv/taizhang/x 2>/dev/null; then exit 1; fi
    on_screen "/srv/taizhang/taizhang.sh selfcheck --language zh_CN"
    as_teacher "/srv/taizhang/taizhang.sh demo demo-archive >/dev/null 2>&1 && ls demo-archive"
    ;;
*)
    exit 2
    ;;
esac
