# Sourced by cases of arc-find: . "$e2e/arc-find/lib.sh"
# firm: the archive A of a small power utility with surnames of two readings, firms, contracts and a field of every type.
firm() {
    export ARC_ARCHIVE=A
    cat >firm.yaml <<'YAML'
profile: firm
title: {zh: 供电客户档案}
customer:
  classes: {high: {zh: 高压}, low: {zh: 低压}}
  kinds: {person: {zh: 自然人}, organisation: {zh: 单位}}
  fields: {voltage_kv: {type: number}, tariff: {one_of: [residential, industrial]}, line: {zh: 线路}, id_number: {private: true}}
document_types:
  application: {zh: 用电申请书, code: 1}
  contract: {zh: 供用电合同, code: 2, fields: {signed: {type: date}, auto_renew: {type: bool}}}
  photo: {zh: 现场照片, code: 3, medium: photo}
documents: {fields: {acquisition: {one_of: [transferred, donated, deposited]}}}
entries: {complaint: {zh: 投诉, of: customer, fields: {about: {one_of: [meter, bill]}}}}
ticket_types:
  new: {title: {zh: 新装}, stages: [accepted, filed], documents: [{type: application, stage: accepted}, {type: contract, stage: filed}]}
YAML
    at="--now 2026-01-05T08:00:00Z"
    arc-admin init A --profile firm.yaml --test --id t1 $at >/dev/null
    printf 'code,name,parent\nJX,嘉兴供电公司,\nJX01,南湖供电所,JX\nJX02,秀洲供电所,JX\n' >units.csv
    cat >customers.csv <<'CSV'
number,name,class,kind,unit,status,voltage_kv,tariff,line,id_number
1001,张伟,low,person,JX01,active,0.4,residential,南湖一线,330402199001011234
1002,单雄信,low,person,JX01,active,0.4,residential,南湖一线,
1003,曾小红,low,person,JX02,active,,residential,秀洲线,
1004,嘉兴纺织有限公司,high,organisation,JX01,active,35,industrial,纺工线,
1005,zw电气,high,organisation,JX02,closed,10,industrial,纺工线,
CSV
    printf 'number,customer,type,opened,stage\nT1,1001,new,2026-01-02,accepted\nT2,1004,new,2026-01-03,filed\nT3,1003,new,2026-01-04,accepted\n' >tickets.csv
    for list in units customers tickets; do arc-admin $at import $list $list.csv >/dev/null || exit; done
    register() {
        number=$(arc-file $at register "$1" "$2" "$3" --sheets "$4" --format jsonl | sed -E 's/.*"id":([0-9]+).*/\1/')
        shift 4
        [ $# = 0 ] || arc-file $at set "document:#$number" "$@" >/dev/null
    }
    register application --ticket T1 1 acquisition=transferred
    register application --ticket T2 2 acquisition=donated
    register contract --ticket T2 30 signed=2024-03-05 auto_renew=true acquisition=transferred
    register contract --customer 1005 4 signed=2021-07-01 auto_renew=false acquisition=deposited
    register photo --ticket T3 1
    mkdir bin
    printf '#!/bin/sh\nexec "%s" %s "$@"\n' "$(command -v arc-find)" "$at" >bin/arc-find
    chmod +x bin/arc-find
    PATH=$PWD/bin:$PATH
}
# ask QUERY...: the query, then what it finds, in few columns.
ask() {
    echo "== $*"
    arc-find "$@" --format csv | cut -d, -f1-3
}
