# shellcheck shell=sh disable=SC2154,SC2119,SC2120
# checks.sh: sourced by disturb.sh. How a command of the table is run, and what must hold once it was disturbed. In the
# work folder: disk, expected, counts, told (what the disturbed command said). From take_scenario: $tool $words $input
# $status $repeated $again $taken.
export LC_ALL=C.UTF-8 TZ=UTC ARC_ARCHIVE=a ARC_FORMAT=jsonl
now=2026-01-05T09:00:00Z

fail() {
    echo "FAILED ${scenario:+$scenario: }$*" >&2
    exit 1
}

# run [PREFIX-WORD...]: the command, disturbed or not, in the disk's folder.
run() {
    # shellcheck disable=SC2086 # words
    (cd disk && "$@" $tool --now "$now" $words <"$input")
}

# A repeat tells pages as known or as copies, and documents as known; refused files are said again.
alike() {
    sed -E 's/"outcome":"[a-z]+"/"outcome":"*"/' "$1"
}

# The tables to which a repeat may add, as a script of sed.
loose_tables() {  # what the line of the table says under again:
    case $1 in
        event) echo '/ event$/d' ;;
        print) echo '/ event$/d; / label$/d' ;;
        run) echo '/ event$/d; / counter$/d; / audit_run$/d; / figure$/d' ;;
    esac
}

verify() {  # [OPTION...]
    (cd disk && verify_archive "$@" a)
}

# What stands under the name that an export, backup or restore was to make is whole.
whole_outputs() {  # WORDS
    [ ! -e disk/bag.zip ] || arc-export verify disk/bag.zip --passphrase-file disk/secret >state 2>&1 || { cat state; fail "$1: disk/bag.zip is half made"; }
    for bag in disk/bag disk/transfer.tar disk/handover.zip; do
        [ ! -e $bag ] || arc-export verify $bag >state 2>&1 || { cat state; fail "$1: $bag is half made"; }
    done
    [ ! -e disk/ticket.pdf ] || tail -c 6 disk/ticket.pdf | grep -q EOF || fail "$1: the PDF is half made"
    [ ! -e disk/tree ] || [ -e disk/tree/index.html ] || fail "$1: the tree is half made"
    for backup in disk/copy disk/copy.tar; do
        [ -e $backup ] || continue
        rm -rf trial
        { arc-admin restore $backup trial && arc-admin --archive trial check; } >state 2>&1 || { cat state; fail "$1: $backup is half made"; }
    done
    [ ! -e disk/b ] || arc-admin --archive disk/b check >state 2>&1 || { cat state; fail "$1: the restored archive is half made"; }
}

# Right after a crash, before anything is repaired: what was told is true, and no source is gone that was not taken.
must_be_true() {  # WORDS
    whole_outputs "$1"
    [ -e disk/a/archive.yaml ] && [ -e disk/a/catalog.db ] || return 0
    verify --interrupted --told "$work/told" ${taken:+--taken "$work/start/inbox" inbox} >state ||
        { cat state; fail "$1: at once after it"; }
}

# The command once more, undisturbed: all must be as if nothing had happened.
must_recover() {  # WORDS
    run >out 2>words-out
    status_again=$?
    alike out >said
    [ "$again" != same ] || diff expected said || { cat words-out; fail "$1: the repeat says something else"; }
    [ $status_again = "$status" ] || [ $status_again = "$repeated" ] || { cat words-out; fail "$1: the repeat ends with status $status_again"; }
    verify >state || { cat state words-out; fail "$1: the archive is unsound"; }
    sed '/ event$/d' state | sed "$(loose_tables "$again")" >state-now
    diff counts state-now || fail "$1: the archive holds something else"
    (cd disk && env -u ARC_TEST_PERSON arc-admin check >"$work/check-words" 2>&1) || { cat check-words; fail "$1: arc-admin check"; }
}
