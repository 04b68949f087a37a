# Sourced by the cases of arc-file: . "$e2e/arc-file/lib.sh"
. "$e2e/lib.sh"
# One customer, one ticket, and batch B1 of six pages that nobody filed.
desk() {
    new_archive
    arc-file customer open 1001 name=王伟 --opened 2025-01-05 >/dev/null
    arc-file ticket open --number T1 --type new --customer 1001 --opened 2025-01-05 >/dev/null
    for i in 1 2 3 4 5 6; do page scans/$i.pbm $i; done
    arc-ingest --batch B1 scans >/dev/null
}
# An archive whose profile has gates, private fields and numbers; one person and unit are not needed.
strict_archive() {
    cat >strict.yaml <<'YAML'
profile: strict
title: {zh: 严格, en: Strict}
subject: customer
customer:
  label: {zh: 户号}
  number: '^\d{10}$'
  classes: {high: {zh: 高压}, low: {zh: 低压}}
  kinds: {person: {zh: 自然人}, organisation: {zh: 单位}}
  fields: {name: {required: true}, id_number: {check: resident-id, private: true, required: {kind: person}}, voltage_kv: {type: number}}
  class_by: [{when: {voltage_kv: '>=10'}, is: high}, {when: {voltage_kv: '<10'}, is: low}]
tickets: {label: {zh: 工单号}, number: '^YK\d{4}$', fields: {remark: {zh: 备注}}}
document_types:
  application: {zh: 用电申请书, code: 1}
  contract: {zh: 供用电合同, code: 2, fields: {signed: {type: date}}}
  certificate: {zh: 权证, code: 3, number: same-as-ticket}
ticket_types:
  high-new:
    title: {zh: 高压新装}
    customers: {class: high}
    stages: [accepted, surveyed, replied, filed]
    documents:
      - {type: application, stage: accepted, required: true}
      - {type: contract, stage: replied, required: true, waivable: false}
      - {type: certificate, stage: surveyed, required: true}
close: {needs: [complete], else: refuse}
numbering: [{of: document, pattern: '{fonds}-{year}-{customer.number}-{seq:3}', per: [year, customer.number], at: registered, gapless: true}]
retention: {periods: {D30: {zh: 30年, years: 30}}, rules: [{when: {type: contract}, from: document.dated, period: D30}]}
barcodes: [{match: '^YK(?<ticket>\d{4})$', means: ticket}, {match: '^T-(?<type>[a-z]+)$', means: document-type}]
YAML
    arc-admin init a --profile strict.yaml --test --id t1 --fonds Z001 --now 2026-01-05T08:00:00Z >/dev/null
}
# What people say of a document, from records: id type ticket pages number.
documents() {
    sed -E 's/.*"record":"document".*"id":([0-9]+),"type":"([a-z]+)".*"ticket":("?[A-Za-z0-9]+"?),.*"number":([^,]*),.*"pages":([0-9]+),.*/document \1 \2 of \3, number \4, pages \5/'
}
