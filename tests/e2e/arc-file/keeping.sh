# Sourced by cases: . "$e2e/arc-file/keeping.sh"
# as PERSON COMMAND…: run as that person, in a test archive.
as() {
    person=$1
    shift
    ARC_TEST_PERSON=$person "$@"
}
# stack FILE LETTER…: a file of several pages, each of its own pattern.
stack() {
    file=$1
    shift
    for letter; do
        printf 'P4\n64 64\n'
        head -c 512 /dev/zero | tr '\0' "$letter"
    done >"$file"
}
# An archive, in ./a or the folder named, of a utility whose high-voltage files are kept five years after closing and
# low-voltage files three. zhang keeps it, li leads, wang and zhao are archivists too. Customer 1001 (high) closed
# in 2019, 1002 (low) in 2024, 1003 is served.
keeping_archive() {
    cat >keeping.yaml <<'YAML'
profile: keeping
title: {zh: 供电客户档案, en: Files kept by class}
subject: customer
customer:
  label: {zh: 户号}
  number: '^\d{4}$'
  classes: {high: {zh: 高压, en: high voltage}, low: {zh: 低压, en: low voltage}}
  fields: {id_number: {check: resident-id, private: true}}
documents:
  secrecy: {ordinary: {zh: 一般, en: ordinary}, internal: {zh: 内部, en: internal}}
  access: {closed: {zh: 未开放, en: closed}, open: {zh: 开放, en: open}}
document_types:
  application: {zh: 用电申请书, code: 1}
  identity: {zh: 身份证, code: 2, secrecy: 1}
  contract: {zh: 供用电合同, en: supply contract, code: 3}
retention:
  - {when: {class: high}, from: customer.closed, years: 5}
  - {when: {class: low}, from: customer.closed, years: 3}
  - {when: {type: contract}, keep: permanent}
disposal:
  group: 2
  approve: [leader]
  supervisors: 2
  methods: [{when: {secrecy: '>=1'}, is: shred, zh: 粉碎}, {is: tear, zh: 撕毁}]
YAML
    export ARC_ARCHIVE=${1:-a}
    arc-admin init "$ARC_ARCHIVE" --profile keeping.yaml --test --id t1 --fonds Z001 --now 2018-01-05T08:00:00Z >/dev/null
    arc-admin person add zhang --name 张三 --role admin --role archivist --now 2018-01-05T08:00:00Z >/dev/null
    for one in 'li 李四 leader' 'wang 王五 archivist' 'zhao 赵六 archivist'; do
        set -- $one
        as zhang arc-admin person add "$1" --name "$2" --role "$3" --now 2018-01-05T08:00:00Z >/dev/null
    done
    for one in '1001 high 新华纸厂' '1002 low 王伟' '1003 low 李娜'; do
        set -- $one
        as zhang arc-file customer open "$1" class="$2" name="$3" --opened 2018-01-02 --now 2018-01-05T08:00:00Z >/dev/null
    done
    as zhang arc-file customer change 1002 id_number=11010519491231002X --now 2018-01-05T08:00:00Z >/dev/null
    mkdir -p scans
    stack scans/1.pbm A B C D E
    as zhang arc-ingest --batch B1 scans/1.pbm --now 2018-02-01T08:00:00Z >/dev/null
    file() { as zhang arc-file assign "$1" --customer "$2" --type "$3" --now 2018-02-01T09:00:00Z >/dev/null; }
    file B1/1-2 1001 application
    file B1/3 1002 identity
    file B1/4 1003 application
    file B1/5 1001 contract
    as zhang arc-file customer close 1001 --at 2019-04-01 --reason "factory closed" --now 2019-04-01T08:00:00Z >/dev/null
    as zhang arc-file customer close 1002 --at 2024-06-30 --reason "moved away" --now 2024-07-01T08:00:00Z >/dev/null
}
# All verbs of keeping and destroying once, in $ARC_ARCHIVE.
keeping_story() {
    now='--now 2026-01-05T08:00:00Z'
    as zhang arc-file retention list --due-before 2026-01-01 $now
    as zhang arc-file hold place customer:1001 --reason "lawsuit" $now
    as zhang arc-file hold list $now
    as zhang arc-file hold lift 1 --reason "settled" $now
    as zhang arc-file appraise document:1 --aspect keep --verdict destroy --by wang --by zhao --reason "no value" $now
    as zhang arc-file dispose propose document:1 --reason "term over" $now
    as li arc-file dispose approve XH000001 $now
    as zhang arc-file dispose execute XH000001 --supervisor wang --supervisor zhao --place "pulp mill" $now
    as zhang arc-file dispose show XH000001 $now
}
