# Sourced by cases: . "$e2e/lib.sh"
# A test archive in ./a with a small profile, at a fixed time, so that outputs are the same each time.
export ARC_ARCHIVE=a
small_profile() {
    cat <<'YAML'
profile: small
title: {zh: 小档案, en: Small archive}
subject: customer
customer: {label: {zh: 户号}, number: '^\d{4}$', classes: {high: {zh: 高压}, low: {zh: 低压}}}
document_types:
  application: {zh: 用电申请书, code: 1}
  contract: {zh: 供用电合同, code: 2}
ticket_types:
  new: {title: {zh: 新装}, stages: [accepted, filed], documents: [{type: application, stage: accepted, required: true}, {type: contract, stage: accepted, required: true}]}
YAML
}
new_archive() {
    small_profile >small.yaml
    arc-admin init a --profile small.yaml --test --id t1 --now 2026-01-05T08:00:00Z >/dev/null
}
# page NAME SEED: a small bilevel page that no other seed gives. No library is needed to draw a PBM.
page() {
    mkdir -p "$(dirname "$1")"
    { printf 'P1\n64 64\n'; awk -v seed="$2" 'BEGIN { srand(seed); for (i = 0; i < 4096; i++) printf "%d%s", rand() < 0.2, (i % 64 == 63) ? "\n" : " " }'; } >"$1"
}
# The fields of records that tests look at, without paths: record, outcome, seq, base name of the source.
brief() {
    sed -E 's/.*"record":"page".*"seq":([0-9]+),"outcome":"([a-z]+)".*"frame":([0-9]+),"source":"([^"]*\/)?([^"\/]*)".*"duplicate_of":([^,]+),.*/page \1 \2 \5#\3 copy of \6/; s/.*"record":"batch".*"batch":"([^"]+)","state":"([a-z]+)","pages":([0-9]+),"expected":([^,]+),"refused":([0-9]+),.*"status":([0-9]+).*/batch \1 \2, \3 pages, expected \4, refused \5, status \6/; s/ copy of null//'
}
