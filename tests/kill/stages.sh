# shellcheck shell=sh disable=SC2154
# stages.sh: sourced by disturb.sh. What lies on the disk before a command is disturbed, one stage built on the other.
# Each stage is a function that runs in the disk's folder; the disk is then kept as stages/NAME.

# The archive's clock stands still, so that what is written can be compared.
arc() {  # TOOL WORD...
    arc_tool=$1
    shift
    "arc-$arc_tool" --now 2026-01-04T08:00:00Z "$@"
}

as() {  # PERSON TOOL WORD...
    ARC_TEST_PERSON=$1
    export ARC_TEST_PERSON
    shift
    arc "$@"
    as_status=$?
    unset ARC_TEST_PERSON
    return $as_status
}

empty() {  # lists and scans, no archive
    cp "$here/profile.yaml" profile.yaml
    sed 's/stage: accepted, required: true}$/stage: surveyed, required: true}/' profile.yaml >later.yaml
    mkdir lists
    printf 'code,name,parent\nu2,South,u1\nu1,Town,\n' >lists/units.csv
    printf 'code,name,unit,roles\nli,Li Na,u2,archivist\nwu,Wu,u1,admin\n' >lists/people.csv
    printf 'code,name,parent,kind\nr1,Room 1,,room\nc1,Cabinet 1,r1,cabinet\n' >lists/places.csv
    printf 'code,title\nYW,Business\n' >lists/series.csv
    printf 'code,title\nb1,Box 1\n' >lists/boxes.csv
    printf 'code,title,box\nJ001,Volume 1,b1\n' >lists/volumes.csv
    printf 'number,name,unit,id_number\n0451234567,王伟,u2,11010519491231002X\n0459876543,李娜,u1,\n' >lists/customers.csv
    printf 'number,customer,type,opened\n2026010001,0451234567,high-new,2026-01-02\n2026010002,0459876543,high-new,2026-01-02\n' >lists/tickets.csv
    printf 'number,customer,type,opened\n2026010003,0451234567,high-new,2026-01-03\n' >lists/more-tickets.csv
    printf 'ticket,stage,entered\n2026010001,surveyed,2026-01-04\n' >lists/stages.csv
    printf 'type,ticket,title,volume,item\ncontract,2026010002,Contract,J001,1\napplication,2026010002,Form,J001,2\n' >lists/documents.csv
    # More rows than one event holds, each customer with a private value.
    awk 'BEGIN { print "number,name,id_number"; for (i = 1; i <= 600; i++) printf "%010d,Customer %d,11010519491231002X\n", i, i }' >lists/many-customers.csv
}

new() {  # an archive
    arc admin init a --test --id kill --labels ZZ --profile profile.yaml
}

listed() {  # who and what there is, and scans with the codes of the first ticket's sheets
    for list in units people places series boxes volumes customers tickets; do arc admin import $list lists/$list.csv; done
    # shellcheck disable=SC2046 # words
    tiny_scans scans $(arc barcode --format csv sheets --ticket 2026010001 --type application --output first.pdf |
        tail -n +2 | cut -d , -f 2) pages:2 broken page copy
    tiny_scans loose page:12 page:12
    find "$PWD/scans" -type f | sort >scans.list
    for n in 1 2 3; do printf 'P5\n8 8\n255\n%064d' $n; done >stream.pnm
    cp -a scans inbox
    find scans loose inbox -type f -exec touch -d 2026-01-04T08:00:00Z {} +
}

scanned() {  # six pages taken, one file refused
    arc ingest --batch B1 --expect 6 --workers 1 scans >pages.jsonl
}

incomplete() {  # a batch that waits for more pages
    arc ingest --batch B2 --expect 99 --workers 1 loose
}

read_() {  # their codes read
    arc barcode --workers 1 <pages.jsonl >read.jsonl
}

filed() {  # a document made of them
    arc file <read.jsonl
}

papers() {  # two documents, the people and shelves for them, a box and a volume
    two_documents
    for name in zhang wang zhao; do arc admin person add $name --role archivist; done
    arc admin role add li leader
    arc file place add s1 --parent c1 --kind shelf --zone filed --capacity 100
    arc file place add s2 --parent c1 --kind shelf --zone filed --capacity 100
    arc file place add s3 --parent c1 --kind shelf --zone closed --capacity 100
    arc file box open --title Letters
    arc file volume open --title Contracts
    as zhang file set 1 date=2015-01-01 sides=4 sheets=2
    as zhang file set 2 date=2015-01-01 sides=2 sheets=1
}

make_stages() {
    for made in empty new:empty listed:new scanned:listed incomplete:listed read:scanned filed:read papers:filed; do
        stage=${made%:*} before=${made#*:}
        rm -rf disk
        if [ -d "stages/$before" ]; then cp -a "stages/$before" disk; else mkdir -p disk stages; fi
        case $stage in read) make=read_ ;; *) make=$stage ;; esac
        (cd disk && $make) >stage-words 2>&1
        [ $? -le 1 ] || { cat stage-words; fail "stage $stage"; }
        mv disk "stages/$stage"
    done
}

# What goes before a command, in the disk's folder.
li_disabled() { arc admin person disable li; }
wrong_list() { sed s/王伟/王小伟/ lists/customers.csv >lists/wrong.csv; arc admin import customers lists/wrong.csv; }
catalog_lost() { rm a/catalog.db*; }
inbox_removes() { echo 'intake: {done: remove}' >>profile.yaml; arc admin profile apply profile.yaml --yes; }
inbox_by_run() { rm inbox/p04.tif; echo 'intake: {batch: run}' >>profile.yaml; arc admin profile apply profile.yaml --yes; }
units_there() { arc admin import units lists/units.csv; }
boxes_there() { arc admin import boxes lists/boxes.csv; }
two_passes() {  # more than a group takes
    # shellcheck disable=SC2046 # words
    tiny_scans fronts after:30 $(yes page | head -n 36)
    # shellcheck disable=SC2046
    tiny_scans backs after:80 $(yes page | head -n 36)
    find "$PWD/backs" -type f | sort >backs.list
}
one_refused() { tiny_scans odd page broken; arc ingest --batch B3 --expect 2 odd; }
pdf_refused() { tiny_scans odd page; echo %PDF-1.4 >odd/p02.pdf; arc ingest --batch B3 --expect 2 odd; }
broken_made_whole() { one_refused; tiny_scans odd page page; }
blank_label() { arc barcode labels --kind document --count 1 --output blank.pdf; }
ticket_closed() { two_documents; arc file ticket close 2026010001; }
waived() { arc file waive 2026010001 contract --until 2099-12-31 --reason late; }
loose_pages() { arc ingest --batch L1 --expect 24 --workers 1 loose; }
two_documents() { loose_pages; arc file assign L1/1-2 --ticket 2026010001 --type contract; }
list_open() { as zhang file handover open document:1 document:2; }
list_of_one() { as zhang file handover open document:1; }
list_given() { list_open; as zhang file handover give ZZH000000001K; }
list_counted() { list_given; as wang file handover count ZZH000000001K document:1=4; }
visit_due() { as zhang file entry add visit 0451234567 --due 2026-02-01; }
visit_done() { visit_due; as zhang file entry done 1 --result seen; }
own_passed() { as zhang file review pass 1 2 --gate own; }
lot_drawn() { own_passed; as wang file review open 1 2 --gate spot --seed s; }
failed() { as wang file review fail 1 --gate own --reason stained; }
held() { as zhang file hold place document:1 --reason court; }
proposed() { as zhang file dispose propose document:1 document:2 --reason old; }
approved() { proposed; as li file dispose approve XH000001; }
destroyed() { approved; as zhang file dispose execute XH000001 --supervisor wang --supervisor zhao; }
boxed() { as zhang file box put H0001 document:1 document:2; }
bagged() { as zhang file volume add V0001 document:1 document:2; }
bound() { bagged; as zhang file volume close V0001; }
customer_gone() { as zhang file shelve document:1 --at s1; as zhang file ticket close 2026010001; as zhang file customer close 0451234567 --reason moved; }
requested() { as wang lend request document:1 --for wang --reason visit; }
granted() { requested; as li lend approve 1; printf 'wang\ndocument:1\n\n' >desk.txt; }
lent() { granted; as zhang lend checkout 1; }
lost_paper() { lent; as zhang lend lost 1 --reason taxi; }
came_wet() { lent; as zhang lend return document:1=4 --condition wet --work dry; }
agreed() { as zhang lend consent add 0451234567 --evidence letter; }
backed_up() { arc admin backup copy; }
night_was() { arc audit all --only completeness,gaps; }
sampled() { as zhang audit sample draw phone --seed s; }
counting() { boxed; as zhang file shelve box:H0001 --at s1; as zhang audit stocktake start r1; printf 'place:s1\ndocument:1\n' >met.txt; }
fonds_named() { sed -i '/^fonds:/d' a/archive.yaml; echo 'fonds: J001' >>a/archive.yaml; }
reports_there() {
    echo 'reports: {papers: {query: "type:contract", every: week, as: [csv, txt]}, ledger: {list: ledger, as: csv}}' >>profile.yaml
    arc admin profile apply profile.yaml --yes
}
passphrase() { (umask 077; echo 'sixteen letters at least' >secret); }
bitmaps() {
    mkdir old && cp stream.pnm old/ && touch -d 2026-01-04T08:00:00Z old/stream.pnm
    echo %PDF-1.4 >other.pdf
    arc ingest --batch O1 --dpi 300 --workers 1 old
}
converted() { bitmaps; arc export convert; }
