#!/bin/sh
# usage: tools/setup_venv.sh REQUIREMENTS STAMP
# Makes .venv with the newest suitable Python when there is none (or its Python is gone) and installs the
# hash-locked REQUIREMENTS into it. STAMP is touched when all went well, so that make need not do it again.
set -eu

requirements=$1
stamp=$2
folder=.venv

is_suitable() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for name in "${PYTHON:-python3}" python3 python3.13 python3.12 python3.11 python; do
        if is_suitable "$name"; then
            echo "$name"
            return
        fi
    done
    echo "No Python 3.11 or newer was found. Install one, or name it: make PYTHON=/path/to/python3.12 run" >&2
    return 1
}

may_install() {
    command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

make_venv() {
    python=$(find_python)
    # Debian packs the part of Python that venv needs on its own: python3-venv
    "$python" -m venv --clear "$folder" && return
    if may_install; then
        as_root=$([ "$(id -u)" = 0 ] || echo sudo)
        $as_root apt-get -qq update && $as_root apt-get -qq -y install python3-venv
        "$python" -m venv --clear "$folder" && return
    fi
    echo "$python can't make a virtual environment: install its venv module (Debian: python3-venv)." >&2
    return 1
}

is_suitable "$folder/bin/python" || make_venv
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$requirements"
touch "$stamp"
