# shellcheck shell=sh disable=SC2034
# gate.sh: sourced by the tests of the gates. Each test plants files in an empty tree and says what the gate must answer.
root=$(cd "$(dirname "$0")/../.." && pwd)
tree=$(mktemp -d) || exit 2
trap 'rm -rf "$tree"' EXIT
failed=0

# plant FILE LINE...: writes one file of the tree.
plant() {
    mkdir -p "$tree/$(dirname "$1")"
    file=$tree/$1
    shift
    printf '%s\n' "$@" >"$file"
}

# reports WORDS COMMAND...: the gate fails and says WORDS; then the tree is emptied.
reports() {
    words=$1
    shift
    if answer=$("$@" 2>&1); then
        echo "not reported: $words"
        failed=1
    elif ! printf '%s\n' "$answer" | grep -qF -- "$words"; then
        printf 'reported otherwise: %s\n%s\n' "$words" "$answer"
        failed=1
    fi
    rm -rf "$tree" && mkdir "$tree"
}

# accepts COMMAND...: the gate passes; then the tree is emptied.
accepts() {
    if ! answer=$("$@" 2>&1); then
        printf 'refused: %s\n%s\n' "$*" "$answer"
        failed=1
    fi
    rm -rf "$tree" && mkdir "$tree"
}
