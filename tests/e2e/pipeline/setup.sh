# shellcheck shell=sh disable=SC2034,SC2154
# setup.sh: sourced by cases. An archive with two tickets, and the codes of four sheets: $ticket $other $application $contract.
export ARC_ARCHIVE="$PWD/a"
arc-admin init a --test --id t1 --labels ZZ --profile "$e2e/pipeline/profile.yaml" --now 2026-01-05T08:00:00Z >/dev/null
{
    printf 'customer\t0451234567\t王伟\tlow\n'
    printf 'customer\t0459876543\t哈尔滨第一机械厂\thigh\n'
    printf 'ticket\t2026010001\t0451234567\thigh-new\n'
    printf 'ticket\t2026010002\t0459876543\thigh-new\n'
} | seed_archive a

issue_sheets() {
    # shellcheck disable=SC2046 # words
    set -- $(arc-barcode --format csv sheets --ticket 2026010001 --ticket 2026010002 --type application --type contract \
        --now 2026-01-05T08:00:00Z --output sheets.pdf | tail -n +2 | cut -d , -f 2)
    ticket=$1 other=$2 application=$3 contract=$4
}

# pipe [OPTION]...: ./scans through the whole pipe, the documents told in short.
pipe() {
    arc-ingest --batch B1 --workers 1 "$@" scans | arc-barcode --workers 1 | arc-file >records
    status=$?
    documents <records
    return $status
}

documents() {
    sed -nE 's/.*"record":"document".*"type":"([^"]*)".*"ticket":"?([^",]*)"?,.*"pages":([0-9]+).*"outcome":"([a-z]+)".*/\2 \1: \3 pages, \4/p'
}

# Where each page went.
roles() {
    arc-ingest --format csv batch show "${1:-B1}" | tail -n +2 | cut -d , -f 1,3,4 | paste -sd ' '
}

events() {
    sqlite3 a/catalog.db 'SELECT count(*) FROM event'
}

# read_back PDF DPI: the codes that our own reader finds on the printed pages.
read_back() {
    pdftoppm -gray -r "$2" "$1" page
    arc-barcode --format csv read page-*.pgm | tail -n +2 | cut -d , -f 1,3-
    rm page-*.pgm
}
