# Sourced by tests/e2e/record-schemas: an archive in which arc-audit writes a record of every kind that it has.
. "$e2e/stories/audit.sh"
archive <<'YAML'
profile: records
customer:
  classes: [high, low]
  fields: {phone: {check: phone, required: true}, birthday: date}
document_types:
  application: {zh: 用电申请书, code: 1}
  contract: {zh: 供用电合同, code: 2, fields: {signed: date, ends: date}}
ticket_types:
  new: {stages: [accepted, filed], documents: [{type: application, stage: accepted}]}
deadlines: [{name: flow, from: ticket.opened, to: ticket.closed, limit: 2d}]
entries: {visit: {zh: 回访, of: customer, from: customer.opened, due: [3d, 30d], target: 30}}
samples: {sms: {of: customer, share: 50%, fields: [phone]}}
scores: {monthly: {of: unit, measures: {completeness: 100}}, persons: {of: person, measures: {completeness: 100}}}
night: [completeness, deadlines, data, scores]
YAML
printf 'number,name,class,unit,phone,opened\n1001,王伟,high,JX01,13800000001,2026-01-01\n1002,李四,low,JX02,12,2026-01-02\n' >customers.csv
printf 'number,customer,type,opened,stage,responsible,unit\nT1,1001,new,2026-01-01,accepted,wang,JX01\n' >tickets.csv
printf 'code,name,kind\nR1,一号库,room\n' >places.csv
printf 'code,title,place\nH1,盒一,R1\n' >boxes.csv
for table in customers tickets places boxes; do at 2026-01-05 arc-admin import $table $table.csv >/dev/null; done
at 2026-01-05 arc-audit data; at 2026-01-05 arc-audit deadlines
at 2026-01-05 arc-audit all; at 2026-01-06 arc-audit all; at 2026-01-06 arc-audit findings
at 2026-01-06 arc-audit report; at 2026-01-06 arc-audit report --figure open
at 2026-01-06 arc-audit completeness --by unit; at 2026-01-06 arc-audit reminders --messages
at 2026-01-06 arc-audit scores; at 2026-01-06 arc-audit due --ahead 1y; at 2026-01-06 arc-audit due --by kind
at 2026-01-06 arc-audit sample draw sms; at 2026-01-06 arc-audit sample enter 1 --item 1 --outcome right
at 2026-01-06 arc-audit sample sheet 1; at 2026-01-06 arc-audit sample rate 1; at 2026-01-06 arc-audit sample list
at 2026-01-06 arc-audit stocktake start R1; at 2026-01-06 arc-audit stocktake scan 1 place:R1 ZZ9
at 2026-01-06 arc-audit stocktake finish 1; at 2026-01-06 arc-audit stocktake show 1 --all; at 2026-01-06 arc-audit stocktake list
arc-audit --list-codes
