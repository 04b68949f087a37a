# Sourced by cases of quality gates: . "$e2e/arc-file/gates.sh"
. "$e2e/lib.sh"
# as PERSON COMMAND…: one person of several, as test archives allow it.
as() {
    person=$1
    shift
    ARC_TEST_PERSON=$person "$@"
}
# Ticket T1 with two documents of two pages, captured and filed by zhang; B2 holds better scans. wang collects, li audits.
gated_archive() {
    cat >gated.yaml <<'YAML'
profile: gated
title: {zh: 三道关, en: Three gates}
subject: customer
customer: {label: {zh: 户号}, number: '^\d{4}$'}
document_types: {application: {zh: 用电申请书, code: 1}, contract: {zh: 供用电合同, code: 2}}
ticket_types: {new: {title: {zh: 新装}, stages: [accepted, filed], documents: [{type: application, stage: accepted, required: true}]}}
reviews:
  - {name: own, zh: 自查}
  - {name: collector, zh: 收资员审核, by: collector}
  - {name: spot, zh: 稽查抽查, share: 40%, by: auditor}
close: {needs: [complete, reviewed], else: refuse}
roles: {collector: {zh: 收资员}}
rights: [{role: collector, may: [find, view, file, review, close]}]
YAML
    arc-admin init a --profile gated.yaml --test --id t1 --now 2026-01-05T08:00:00Z >/dev/null
    arc-admin person add boss --name 所长 --role admin >/dev/null
    as boss arc-admin person add zhang --name 张三 --role archivist >/dev/null
    as boss arc-admin person add wang --name 王五 --role collector >/dev/null
    as boss arc-admin person add li --name 李四 --role auditor >/dev/null
    as zhang arc-file customer open 1001 name=王伟 >/dev/null
    as zhang arc-file ticket open --number T1 --type new --customer 1001 >/dev/null
    for i in 1 2 3 4; do page scans/$i.pbm $i; done
    page again/1.pbm 11
    as zhang arc-ingest --batch B1 --expect 4 scans >/dev/null
    as zhang arc-ingest --batch B2 --expect 1 again >/dev/null
    as zhang arc-file assign B1/1-2 --ticket T1 --type application >/dev/null
    as zhang arc-file assign B1/3-4 --ticket T1 --type contract >/dev/null
}
