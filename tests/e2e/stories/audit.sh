# Sourced by the stories of audits: . "$e2e/stories/audit.sh"
# archive PROFILE-TEXT: a test archive in ./a with two stations under one bureau; `at DAY COMMAND…` runs it in the
# afternoon of that day (Shanghai).
export ARC_ARCHIVE=a
archive() {
    cat >p.yaml
    arc-admin init a --profile p.yaml --test --id t1 --now 2026-01-05T08:00:00Z >/dev/null || exit
    printf 'code,name,parent\nJX,局,\nJX01,一所,JX\nJX02,二所,JX\n' >units.csv
    printf 'code,name,unit,roles\nwang,王,JX01,archivist\nli,李,JX02,archivist\nchen,陈,JX,leader\n' >people.csv
    for table in units people; do at 2026-01-05 arc-admin import $table $table.csv >/dev/null || exit; done
}
at() { day=$1; shift; "$@" --now "${day}T08:00:00Z"; }
as() { ARC_TEST_PERSON=$1; export ARC_TEST_PERSON; shift; "$@"; status=$?; unset ARC_TEST_PERSON; return $status; }
# Heads of the chain and event numbers differ from run to run.
short() { sed -E 's/; chain head [0-9a-f]{64}//'; }
