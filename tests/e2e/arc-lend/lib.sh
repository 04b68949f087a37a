# Sourced by the cases of lending: . "$e2e/arc-lend/lib.sh"
. "$e2e/lib.sh"
# at HH:MM [DAY]: the moment (UTC) of what follows, on the 5th of January 2026 or another day of it.
at() { now=2026-01-${2:-05}T$1:00Z; }
# as PERSON TOOL …: a tool run by that person at that moment.
as() { ARC_TEST_PERSON=$1; export ARC_TEST_PERSON; shift; "$@" --now "$now"; status=$?; unset ARC_TEST_PERSON; return $status; }
# The members named, of records, a line a record.
members() {
    awk -v names="$*" 'BEGIN { n = split(names, name, " ") } { line = ""
        for (i = 1; i <= n; i++) if (match($0, "\"" name[i] "\":(\"[^\"]*\"|\\[[^]]*\\]|[^,}]*)")) {
            value = substr($0, RSTART, RLENGTH); sub(/^"[^"]*":/, "", value); gsub(/"/, "", value)
            line = line (i > 1 ? " | " : "") value }
        if (line !~ /^[ |]*$/) print line }'
}
# An archive room: chen lends, li is the leader, wang and zhao borrow, sun reads from outside. Customer 1001 has ticket
# T1 with an application (document 1, 2 scanned pages) and a contract (document 2, 3 pages); documents 3 and 4, of 4 and 6
# sides, lie in volume J1, which lies in box H1 on shelf K1 beside document 5. $1: lines of the profile, else the usual.
lending_room() {
    cat >room.yaml <<'YAML'
profile: room
title: {zh: 客户档案, en: Customer files}
subject: customer
customer: {label: {zh: 户号}, number: '^\d{4}$', fields: {name: {required: true}}}
tickets: {label: {zh: 工单号}}
document_types:
  application: {zh: 用电申请书, code: 1}
  contract: {zh: 供用电合同, code: 2}
  licence: {zh: 营业执照, code: 3}
ticket_types:
  new: {title: {zh: 新装}, stages: [accepted, filed], documents: [{type: application, stage: accepted}]}
calendar: {rest: [saturday, sunday]}
roles: {teller: {zh: 营业员}, manager: {zh: 经理}}
rights: [{role: teller, may: [find, view, request]}, {role: manager, may: [find, view, approve]}]
YAML
    if [ $# = 0 ]; then
        set -- 'lending:' '  originals: {reasons: {litigation: {zh: 诉讼}, audit: {zh: 审计}}, approve: [leader]}' '  limit: 7d' \
            '  renewals: 1' '  fine: {min: 50, max: 500}'
    fi
    printf '%s\n' "$@" >>room.yaml
    arc-admin init a --profile room.yaml --test --id t1 --fonds J001 --now 2026-01-05T00:00:00Z >/dev/null
    at 00:10
    printf 'code,name\nS1,城关所\nS2,峨山所\n' >units.csv
    arc-admin import units units.csv --now "$now" >/dev/null
    for person in 'chen 陈晨 archivist S1' 'li 李明 leader S1' 'wang 王强 teller S1' 'zhao 赵敏 teller S2'; do
        set -- $person; arc-admin person add "$1" --name "$2" --role "$3" --unit "$4" --now "$now"; done
    arc-admin person add sun --name 孙律师 --now "$now"
    arc-file customer open 1001 name=新华纸厂 --opened 2026-01-05 --now "$now" >/dev/null
    arc-file ticket open --number T1 --type new --customer 1001 --opened 2026-01-05 --now "$now" >/dev/null
    for i in 1 2 3 4 5; do page scans/$i.pbm $i; done
    arc-ingest --batch B1 --expect 5 --now "$now" scans >/dev/null
    arc-file assign B1/1-2 --ticket T1 --type application --now "$now" >/dev/null
    arc-file assign B1/3-5 --ticket T1 --type contract --now "$now" >/dev/null
    for sides in 4 6 2; do arc-file register licence --customer 1001 --sides $sides --now "$now" >/dev/null; done
    printf 'code,name,kind\nK1,一号架,shelf\n' >places.csv
    printf 'code,place\nH1,K1\n' >boxes.csv
    printf 'code,box\nJ1,H1\n' >volumes.csv
    for table in places boxes volumes; do arc-admin import $table $table.csv --now "$now" >/dev/null; done
    arc-file volume add J1 document:3 document:4 --now "$now" >/dev/null
    arc-file box put H1 document:5 --now "$now" >/dev/null
}
