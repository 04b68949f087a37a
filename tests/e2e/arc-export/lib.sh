# Sourced by the cases of arc-export: . "$e2e/arc-export/lib.sh"
. "$e2e/arc-file/lib.sh"
# Two customers, a ticket each; T1 has an application of three pages and a contract of two, T2 an application of one. One
# captured file holds the last page of T1 and the page of T2.
two_tickets() {
    new_archive
    for n in 1 2; do
        arc-file customer open 100$n name="客户$n" --opened 2025-01-05 --now 2026-01-05T08:00:00Z >/dev/null
        arc-file ticket open --number T$n --type new --customer 100$n --opened 2025-01-05 --now 2026-01-05T08:00:00Z >/dev/null
    done
    for i in 1 2 3 4 5 6; do page scans/$i.pbm $i; pnmtotiff -g4 scans/$i.pbm >scans/$i.tif 2>/dev/null; done
    tiffcp scans/5.tif scans/6.tif scans/9.tif
    rm scans/*.pbm scans/5.tif scans/6.tif
    arc-ingest --batch B1 --expect 6 --now 2026-01-05T08:00:00Z scans >/dev/null
    arc-file assign B1/1-3 --ticket T1 --type application --now 2026-01-05T08:00:00Z >/dev/null
    arc-file assign B1/4-5 --ticket T1 --type contract --now 2026-01-05T08:00:00Z >/dev/null
    arc-file assign B1/6 --ticket T2 --type application --now 2026-01-05T08:00:00Z >/dev/null
    arc-file set 1 title=申请书 author=王伟 date=2025-01-04 --now 2026-01-05T08:00:00Z >/dev/null
}
# export VERB …: at a fixed time.
export_at() { arc-export "$@" --now 2026-01-06T08:00:00Z; }
