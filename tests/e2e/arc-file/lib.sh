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
steps: [sort, scan, shelve]
numbering: [{of: document, pattern: '{fonds}-{year}-{customer.number}-{seq:3}', per: [year, customer.number], at: registered, gapless: true}]
retention: {periods: {D30: {zh: 30年, years: 30}}, rules: [{when: {type: contract}, from: document.dated, period: D30}]}
reviews: [own, {name: collector, zh: 收资员审核}]
entries: {room-check: {zh: 库房记录, of: place, fields: {temperature: number, humidity: number}}}
barcodes: [{match: '^YK(?<ticket>\d{4})$', means: ticket}, {match: '^T-(?<type>[a-z]+)$', means: document-type}]
YAML
    arc-admin init a --profile strict.yaml --test --id t1 --fonds Z001 --now 2026-01-05T08:00:00Z >/dev/null
}
# What people say of a document, from records: id type ticket pages number.
documents() {
    sed -E 's/.*"record":"document".*"id":([0-9]+),"type":"([a-z]+)".*"ticket":("?[A-Za-z0-9]+"?),.*"number":([^,]*),.*"pages":([0-9]+),.*/document \1 \2 of \3, number \4, pages \5/'
}
# A counter and an archive room: who gives, who takes, and two tickets with papers in batch B1.
# NAME does something as that person: chen (counter, room 1), zhao (project manager), wang and liu (archive).
counter() {
    cat >counter.yaml <<'YAML'
profile: counter
title: {zh: 柜台, en: Counter}
subject: customer
customer: {label: {zh: 户号}, number: '^\d{4}$'}
tickets: {label: {zh: 工单号}}
document_types:
  application: {zh: 用电申请书, code: 1}
  contract: {zh: 供用电合同, code: 2}
  licence: {zh: 营业执照, code: 3, form: copy, compared: true}
ticket_types:
  new: {title: {zh: 新装}, stages: [accepted, filed], documents: [{type: application, stage: accepted}, {type: contract, stage: accepted}]}
steps: [prestore, sort, {name: repair, skip: ignore}, {name: enter, by: archivist, limit: 1d, skip: refuse}, scan, shelve]
roles: {teller: {zh: 营业员}}
rights: [{role: teller, may: [find, view, capture, file, change, handover]}]
YAML
    [ $# = 0 ] || printf '%s\n' "$@" >>counter.yaml
    arc-admin init a --profile counter.yaml --test --id t1 --fonds J001 --now 2026-01-05T00:00:00Z >/dev/null
    at 00:10; for person in 'chen 陈晨 teller' 'zhao 赵敏 teller' 'wang 王芳 archivist' 'liu 刘洋 archivist'; do
        set -- $person; arc-admin person add "$1" --name "$2" --role "$3" --now "$now"; done
    arc-file customer open 1001 name=新华纸厂 --opened 2026-01-05 --now "$now" >/dev/null
    for ticket in T1 T2; do arc-file ticket open --number $ticket --type new --customer 1001 --opened 2026-01-05 --now "$now" >/dev/null; done
    for i in 1 2 3 4 5 6; do page scans/$i.pbm $i; done
    arc-ingest --batch B1 --expect 6 --now "$now" scans >/dev/null
    arc-file assign B1/1-2 --ticket T1 --type application --now "$now" >/dev/null
    arc-file assign B1/3-5 --ticket T1 --type contract --now "$now" >/dev/null
    arc-file assign B1/6 --ticket T2 --type application --now "$now" >/dev/null
}
# at HH:MM [DAY]: the moment (UTC) of what follows, on the 5th of January 2026 or another day of it.
at() { now=2026-01-${2:-05}T$1:00Z; }
# as PERSON VERB …: arc-file as that person at that moment.
as() { ARC_TEST_PERSON=$1; export ARC_TEST_PERSON; shift; arc-file "$@" --now "$now"; status=$?; unset ARC_TEST_PERSON; return $status; }
# The code of the newest list.
newest() { arc-file handover list --format jsonl | tail -1 | sed -E 's/.*"code":"([^"]*)".*/\1/'; }
# An archive room: a profile with zones, boxes and volumes, two live cabinets, one of closed files, a safe, history.
archive_room() {
    cat >room.yaml <<'YAML'
profile: room
title: {zh: 客户档案, en: Customer files}
subject: customer
customer:
  label: {zh: 户号}
  number: '^\d{4}$'
  classes: {high: {zh: 高压}, low: {zh: 低压}}
  statuses: {active: {zh: 在用}, closed: {zh: 销户, closed: true}}
  fields: {name: {required: true}, line: {zh: 线路}}
document_types:
  application: {zh: 用电申请书, code: 1}
  contract: {zh: 供用电合同, code: 2, fields: {signed: {type: date}, ends: {type: date}, auto_renew: {type: bool}}}
  certificate: {zh: 权证, code: 3, number: same-as-ticket, store: safe}
ticket_types:
  new: {title: {zh: 新装}, stages: [accepted, surveyed, filed], documents: [{type: application, required: false}, {type: contract, required: false}]}
contracts: {types: [contract]}
numbering:
  - {of: document, pattern: '{fonds}-YW·{year}-{seq:4}', per: [year], at: arranged, gapless: true}
  - {of: volume, pattern: '{year}-{seq:3}', per: [year], at: registered}
  - {of: box, pattern: 'H{seq:4}', at: registered}
places:
  order: by-rule
  zones: {doing: {zh: 在办区}, filed: {zh: 归档区}, closed: {zh: 销户区}, history: {zh: 历史图档库}, safe: {zh: 保险柜}}
  zone: {accepted: doing, filed: filed, customer.closed: closed}
  rules:
    - {when: {type: contract, document.expired: true}, in: history}
    - {when: {class: high}, cabinet: customer.line, box: customer}
    - {when: {class: low}, cabinet: customer.line, box: customer.line, customers: 2}
volumes:
  - {by: [customer], inner_order: date-ascending, page_numbers: volume, max_sheets: 100}
YAML
    arc-admin init a --profile room.yaml --test --id t1 --fonds Z001 --name 江州供电公司 --now 2026-01-05T08:00:00Z >/dev/null
    cat >places.csv <<'CSV'
code,name,kind,parent,zone,capacity,most
R1,一号库房,room,,,,
R1-A,10kV甲线,cabinet,R1,filed,,
R1-A1,一层,shelf,R1-A,,120,
R1-A2,二层,shelf,R1-A,,120,
R1-B,10kV乙线,cabinet,R1,filed,,
R1-B1,一层,shelf,R1-B,,120,
R1-D,在办柜,cabinet,R1,doing,300,
R1-H,历史柜,cabinet,R1,history,300,
R1-S,保险柜,cabinet,R1,safe,,2
R1-X,销户柜,cabinet,R1,closed,300,
CSV
    arc-admin import places places.csv >/dev/null
}
# customer NUMBER NAME CLASS LINE: with a ticket of the same number that is filed; its papers are on the list behind.
file_of() {
    arc-file customer open "$1" name="$2" class="$3" line="$4" --opened 2025-01-05 >/dev/null
    arc-file ticket open --number "T$1" --type new --customer "$1" --opened 2025-01-05 >/dev/null
}
# Positions, why and where of moves, without the titles.
moves() {
    sed -E 's/.*"thing":"([^"]+)".*"from":("[^"]*"|null),"to":("[^"]*"|null),"position":([0-9a-z]+),"box":("[^"]*"|null),"zone":("[^"]*"|null),"why":"([^"]*)".*/\1: \2 -> \3 position \4 box \5 (\7)/'
}
