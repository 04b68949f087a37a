# shellcheck shell=sh disable=SC2034,SC2154,SC2119
# disturb.sh: sourced by kill-test, fault-test and cut-test. Reads the table `scenarios` and knows what must hold of a
# command that was disturbed. In the work folder:
#   stages/NAME   disks as they are before a command     disk      the disk in use; the command runs in it
#   start         the disk just before the command       expected  what it says undisturbed, and its status
#   counts        what the archive then holds
# Memory if there is some: what counts is the order of calls, not where they go.
work=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
. "$here/checks.sh"
. "$here/stages.sh"

# The lines of the table that this part of the work has.
scenario_lines() {
    grep -v '^#' "$here/scenarios" | grep . | grep -F -e "$only" |
        awk -v part="${part%/*}" -v parts="${part#*/}" 'NR % parts == part % parts'
}

# each_scenario FUNCTION: for each line of the table, whose number is then $nth. One that fails does not stop the others.
each_scenario() {
    make_stages
    scenario_lines >lines
    : >numbers
    nth=0 failed=0
    while read -r line; do
        (take_scenario "$line" && "$1") </dev/null || failed=$((failed + 1))
        nth=$((nth + 1))
    done <lines
    [ $failed = 0 ] || { scenario=''; fail "$failed of $nth commands"; }
    [ -s numbers ] || fail "no command contains '$only'"
}

progress() {
    echo "$scenario: $*"
}

# spread COUNT: $points of the numbers 1 to COUNT, one from each part of equal length; $seed says which.
spread() {
    awk -v count="$1" -v points="$points" -v seed="$seed" 'BEGIN {
        srand(seed + count)
        if (points > count) points = count
        for (i = 0; i < points; i++) print int(i * count / points) + int(rand() * count / points) + 1
    }' | sort -nu
}

# What cut-test --check needs to know.
keep_scenario() {
    for name in scenario tool words input status repeated again taken; do
        eval "value=\$$name"
        printf "%s='%s'\n" "$name" "$value"
    done >scenario-now
}

fresh() {
    rm -rf disk
    cp -a start disk
}

# take_scenario LINE: makes `start`, and what must come out.
take_scenario() {
    scenario=${1#* | }
    options=${1%% | *}
    stage=${options%% *} input=/dev/null again=same taken=''
    unset ARC_TEST_PERSON
    rm -rf disk start
    cp -a "stages/$stage" disk
    person='' cut=yes
    for option in $options; do
        case $option in
            in:*) input=$work/disk/${option#in:} ;;
            again:*) again=${option#again:} ;;
            cut:*) cut=${option#cut:} ;;
            as:*) person=${option#as:} ;;
            before:*) (cd disk && ${option#before:}) >stage-words 2>&1 || [ $? = 1 ] || { cat stage-words; fail "${option#before:}"; } ;;
        esac
    done
    tool=${scenario%% *}
    words=${scenario#"$tool"}
    case $words in
        *'{last}'*) words=$(echo "$words" | sed "s/{last}/$(cd disk && arc find --sql 'SELECT max(n) AS n FROM event' --format csv | tail -n 1)/") ;;
        *'{before}'*) words=$(echo "$words" | sed "s/{before}/$(($(cat disk/a/journal/*.jsonl | wc -l) - 1))/") ;;
        *--watch*) taken=yes ;;
    esac
    cp -a disk start

    [ -z "$person" ] || export ARC_TEST_PERSON="$person"
    run >first 2>first-words
    status=$?
    [ $status -le 1 ] || { cat first-words; fail "status $status although nothing disturbs it"; }
    alike first >expected
    verify >counts || { cat counts; fail 'unsound although nothing disturbed it'; }
    run >second 2>second-words
    repeated=$?
    verify >counts-again || { cat counts-again; fail 'unsound after a repeat'; }
    if [ "$again" = same ]; then
        alike second | diff expected - || fail 'a repeat says something else'
        [ $repeated = $status ] || { cat second-words; fail "a repeat ends with status $repeated, not $status"; }
    fi
    sed -i "$(loose_tables "$again")" counts counts-again
    diff counts counts-again || fail 'a repeat changes something'
    sed -i '/ event$/d' counts
}

