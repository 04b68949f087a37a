# shellcheck shell=sh disable=SC2034
# options.sh: the options that kill-test, cut-test and fault-test share; the folders of the programs go to $PATH.
part=1/1 points=5 only='' seed=${ARC_SEED:-1}
while :; do
    case $1 in
        --part) part=$2 ;;
        --points) points=$2 ;;
        --only) only=$2 ;;
        --seed) seed=$2 ;;
        *) break ;;
    esac
    shift 2
done
for bin; do PATH=$(cd "$bin" && pwd):$PATH; done
export PATH
