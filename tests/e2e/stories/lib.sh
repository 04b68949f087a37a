# shellcheck shell=sh disable=SC2034,SC2154
# Sourced by the stories: . "$e2e/stories/lib.sh". A story is told by days and persons:
#   on 2026-03-02 09:00       from then on it is that moment, in the archive's own time (UTC+8)
#   chen arc-file VERB …      chen does it, then; whoever is cast has a command of that name
#   tell "what happens"       a line of the story
export ARC_ARCHIVE="$PWD/a"
on() { now=$(date -u -d "$1 ${2:-08:00} +0800" +%Y-%m-%dT%H:%M:%SZ); }
tell() { printf '\n== %s\n' "$*"; }
as() {
    ARC_TEST_PERSON=$1
    export ARC_TEST_PERSON
    shift
    "$@" --now "$now"
    did=$?
    unset ARC_TEST_PERSON
    return $did
}
# archive PROFILE [OPTION…]: ./a, with labels of test archives.
archive() {
    profile=$1
    shift
    arc-admin init a --test --id t1 --labels ZZ --profile "$profile" --now "$now" "$@" >/dev/null
}
# cast CODE NAME ROLE [OPTION…]: a person of the story; the first one is the admin.
cast() {
    code=$1 name=$2 role=$3
    shift 3
    eval "$code() { as $code \"\$@\"; }"
    as "${first:=$code}" arc-admin person add "$code" --name "$name" --role "$role" "$@" >/dev/null
}
# Shipped profiles are taken as they are.
shipped() { printf %s "$e2e/../../schemas/profiles/$1.yaml"; }
# status COMMAND…: what it says, and how it ended.
status() {
    "$@"
    echo "status $?"
}
# code_of KIND: the codes of that kind that were printed last, one a line, from the answer of arc-barcode in ./printed.
code_of() { sed -nE "s/.*\"code\":\"(ZZ$1[^\"]*)\".*/\1/p" printed; }
# list: the code of the newest handover list.
newest_list() { arc-file handover list --format jsonl | tail -1 | sed -E 's/.*"code":"([^"]*)".*/\1/'; }
# capture BATCH COUNT PERSON SCANS: the scans of a folder through the whole pipe; what they became, in short.
capture() {
    as "$3" arc-ingest --batch "$1" --expect "$2" --workers 1 "$4" | as "$3" arc-barcode --workers 1 | as "$3" arc-file >records
    sed -nE 's/.*"record":"document".*"id":([0-9]+),"type":"([^"]*)".*"ticket":"?([^",]*)"?,.*"pages":([0-9]+).*"outcome":"([a-z]+)".*/document \1: \2 of ticket \3, pages: \4, \5/p' records |
        sed 's/ of ticket null//'
}
# printed_words PDF: the words on a sheet, as a reader sees them.
printed_words() { pdftotext -layout "$1" - | grep -v '^ *$' | sed -E 's/ +/ /g; s/^ //'; }
# office_scans SEED FOLDER PRINTED.pdf WORD…: what was printed and the papers behind it, as an office scanner gives them:
# askew, with noise, as G4. A word is the number of a printed page, or what a paper is: 用电申请书; 用电申请书@2 carries the
# second printed sticker.
office_scans() {
    seed=$1 folder=$2 from=$3
    shift 3
    for word; do
        case $word in
            *@*) printf 'page\t%s\t%s\t-\t-\t1/1\tg4\n' "${word#*@}" "${word%@*}" ;;
            *[!0-9]*) printf 'page\t-\t%s\t-\t-\t1/1\tg4\n' "$word" ;;
            *) printf 'sheet\t%s\t-\t-\t-\t-\tg4\n' "$word" ;;
        esac
    done >plan.tsv
    "$e2e/../../scripts/make-samples" --seed "$seed" --look office --plan plan.tsv "$folder" "$from"
    rm "$folder/manifest.tsv"
}
