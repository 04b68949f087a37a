# shellcheck shell=sh disable=SC2034
# archive.sh: sourced by kill-test and fault-test after `tool` is set to arc-ingest, arc-barcode or arc-file. Prepares
#   $work/template   an archive just before the tool runs
#   $work/input      what the tool reads on standard input
#   $work/expected   what it puts out undisturbed, without the outcomes, and its status
#   $work/counts     how much of everything the archive then holds
unset ARC_ARCHIVE ARC_FORMAT
export LC_ALL=C.UTF-8 TZ=UTC
# Memory if there is some: what counts is the order of calls, not where they go.
work=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d) || exit 2
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 2

tool_line() {  # the command under test, over the archive ./a
    case $tool in
        arc-ingest) echo "arc-ingest --archive a --batch B1 --expect 6 --workers 1 $work/scans" ;;
        arc-barcode) echo "arc-barcode --archive a --workers 1" ;;
        arc-file) echo "arc-file --archive a" ;;
    esac
}
line=$(tool_line)

# A rerun tells pages as known or as copies, and documents as known: all else must be the same.
same_each_time() {
    sed -E 's/"outcome":"[a-z]+"/"outcome":"*"/' "$1"
}

fail() {
    echo "$tool: $*" >&2
    exit 1
}

prepare() {
    arc-admin init a --test --id kill --labels ZZ --profile "$here/profile.yaml" >/dev/null || fail 'init'
    printf 'customer\t0451234567\t王伟\nticket\t2026010001\t0451234567\thigh-new\n' | seed_archive a || fail 'seed'
    codes=$(arc-barcode --archive a --format csv sheets --ticket 2026010001 --type application --output sheets.pdf | tail -n +2 | cut -d , -f 2)
    # shellcheck disable=SC2086 # words
    tiny_scans scans $codes pages:2 broken page copy || fail 'scans'
    : >input
    for before in arc-ingest arc-barcode; do
        [ "$before" = "$tool" ] && break
        line=$(tool=$before tool_line)
        $line <input >next 2>/dev/null
        mv next input
    done
    line=$(tool_line)
    mv a template

    fresh
    $line <input >first 2>first-words
    same_each_time first >expected
    verify_archive a >counts || { cat counts; fail 'unsound although nothing disturbed it'; }
    # Repeated, it says the same, with the same status, and writes no event.
    $line <input >second 2>second-words
    same_each_time second | diff expected - || fail 'a repeat says something else'
    diff first-words second-words || fail 'a repeat complains of something else'
    verify_archive a | diff counts - || fail 'a repeat changes something'
    sed -i '/ event$/d' counts
}

fresh() {
    rm -rf a
    cp -a template a
}

# The command once more, undisturbed: all must be as if nothing had happened.
must_recover() {  # WORDS
    $line <input >out 2>words
    same_each_time out | diff expected - >difference || { cat difference words; fail "$1: the rerun says something else"; }
    verify_archive a >state || { cat state words; fail "$1: the archive is unsound"; }
    sed '/ event$/d' state | diff counts - || fail "$1: the archive holds something else"
}
