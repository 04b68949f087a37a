# Sourced by the cases of arc-audit and arc-find: . "$e2e/arc-audit/lib.sh"
# demo: the archive A of tests/support/demo_rows.cpp, and both tools with a clock that stands still.
demo() {
    demo_archive A || exit
    export ARC_ARCHIVE=A
    mkdir bin
    for tool in arc-audit arc-find; do
        printf '#!/bin/sh\nexec "%s" --now "${now:-2026-01-05T09:30:00Z}" "$@"\n' "$(command -v $tool)" >bin/$tool
        chmod +x bin/$tool
    done
    PATH=$PWD/bin:$PATH
    export now
}
# The object of the n-th page, as a path.
object_of_page() {
    arc-find --sql "SELECT 'A/objects/' || substr(object, 1, 2) || '/' || substr(object, 3, 2) || '/' || object AS path FROM v_page WHERE id = $1" --format csv | sed 1d
}
