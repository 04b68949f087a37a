#include "print/audit_page.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace arc {
namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

constexpr std::string_view style = R"(
:root{--red:#c0392b;--yellow:#d4a017;--green:#2e8b57;--ink:#222;--dim:#667;--line:#dde}
*{box-sizing:border-box}
body{font:15px/1.5 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif;color:var(--ink);margin:0 auto;
max-width:1100px;padding:1rem}
h1{font-size:1.5rem;margin:.2rem 0}h2{font-size:1.15rem;margin:1.6rem 0 .5rem;border-bottom:2px solid var(--line)}
h3{font-size:1rem;margin:1.2rem 0 .2rem}p{margin:.2rem 0}.dim{color:var(--dim);font-size:.85rem}
.head{word-break:break-all;font-family:monospace;font-size:.8rem}
.cards{display:flex;flex-wrap:wrap;gap:.6rem;margin:.8rem 0}
.card{border:1px solid var(--line);border-radius:6px;padding:.5rem .9rem;min-width:6.5rem;flex:1}
.card b{display:block;font-size:1.45rem;line-height:1.2}
table{border-collapse:collapse;width:100%;font-size:.88rem}
th,td{text-align:left;padding:.25rem .45rem;border-bottom:1px solid var(--line);vertical-align:top}
th{white-space:nowrap;color:var(--dim);font-weight:600}td.n,th.n{text-align:right;white-space:nowrap}
.wide{overflow-x:auto}.units td{vertical-align:middle}.units td:first-child,.k{white-space:nowrap}
.light{display:inline-block;width:.8em;height:.8em;border-radius:50%;margin-right:.35em;vertical-align:-.05em;
border:1px solid rgba(0,0,0,.25)}
.red{background:var(--red)}.yellow{background:var(--yellow)}.green{background:var(--green)}
.bar{background:#eef;height:.8rem;min-width:6rem;border-radius:3px;overflow:hidden}
.bar i{display:block;height:100%}
svg{width:100%;height:auto;max-height:150px}a{color:inherit}
.trends{display:grid;grid-template-columns:repeat(auto-fit,minmax(260px,1fr));gap:1rem;align-items:start}
.trends td.n:first-child,.trends th.n:first-child{width:3.5em}
@media (max-width:560px){body{padding:.6rem;font-size:14px}.card{min-width:5.2rem;padding:.4rem .6rem}
table.list thead{display:none}table.list tr{display:block;border-bottom:1px solid var(--line);padding:.35rem 0}
table.list td{display:inline;border:0;padding:0 .5rem 0 0}table.list td:empty{display:none}
table.list td[data-is]::before{content:attr(data-is) " ";color:var(--dim)}table.list td:last-child{display:block}
.units .less{display:none}.units th,.units td{padding:.25rem .2rem}.bar{min-width:2.4rem}}
@media print{body{max-width:none;padding:0;font-size:10pt}.card{min-width:0;padding:.3rem .5rem}
.trends{grid-template-columns:repeat(3,1fr)}h2,h3,h3+p,thead{break-after:avoid}tr,.card,svg{break-inside:avoid}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}a{text-decoration:none}@page{size:A4;margin:14mm}}
)";

std::string light(std::string_view colour) {
    const std::string_view title = colour == "yellow" ? "黄灯" : colour == "green" ? "绿灯" : "红灯";
    return fmt::format("<span class=\"light {}\" title=\"{}\"></span>", escaped(colour.empty() ? "red" : colour),
                       title);
}

std::string_view light_of(std::int64_t red, std::int64_t open) {
    return red > 0 ? "red" : open > 0 ? "yellow" : "green";
}

std::string card(const std::string& title, std::int64_t value) {
    return fmt::format("<div class=\"card\"><b>{}</b>{}</div>\n", value, escaped(title));
}

std::string bar(double percent) {
    constexpr double good = 99.95;
    constexpr double fair = 90;
    const std::string_view colour = percent >= good ? "green" : percent >= fair ? "yellow" : "red";
    return fmt::format("<div class=\"bar\"><i class=\"{}\" style=\"width:{:.1f}%\"></i></div>", colour,
                       std::clamp(percent, 0.0, 100.0));
}

// A line in a box of 300 by 90, from the least to the greatest value, 0 always in sight for counts.
std::string trend(const TrendLine& line) {
    if (line.points.size() < 2) {
        return {};
    }
    double most = 1;
    double least = line.unit == "%" ? line.points.front().second : 0;
    for (const auto& [day, value] : line.points) {
        most = std::max(most, value);
        least = std::min(least, value);
    }
    const double span = std::max(most - least, 1.0);
    constexpr double width = 300;
    constexpr double height = 90;
    constexpr double top = 10;
    std::string points;
    for (std::size_t i = 0; i < line.points.size(); ++i) {
        const double x = width * static_cast<double>(i) / static_cast<double>(line.points.size() - 1);
        const double y = top + (height - top) * (1 - (line.points[i].second - least) / span);
        points += fmt::format("{:.1f},{:.1f} ", x, y);
    }
    return fmt::format(
        "<div><h3>{}</h3><svg viewBox=\"-4 0 308 100\" role=\"img\"><path d=\"M0 91h300\" "
        "stroke=\"#ccd\"/><polyline fill=\"none\" stroke=\"#355c9a\" "
        "stroke-width=\"2\" points=\"{}\"/></svg><p class=\"dim\">{} {:.4g}{} → {} {:.4g}{}</p></div>\n",
        escaped(line.title), points, escaped(line.points.front().first), line.points.front().second, line.unit,
        escaped(line.points.back().first), line.points.back().second, line.unit);
}

std::string units_table(const AuditPage& page) {
    std::string out =
        "<div class=\"wide units\"><table><thead><tr><th>单位</th><th class=\"n less\">工单</th><th class=\"n "
        "less\">文件</th><th class=\"n less\">页</th><th>完整率</th><th class=n>%</th><th class=n>红</th><th "
        "class=n>黄</th><th class=n>绿</th><th "
        "class=n>问题</th></tr></thead><tbody>\n";
    for (const AuditPageUnit& unit : page.units) {
        const std::string_view colour = unit.red > 0 ? "red" : unit.yellow > 0 ? "yellow" : "green";
        out += fmt::format(
            "<tr><td style=\"padding-left:{}em\">{}{} <span class=dim>{}</span></td><td "
            "class=\"n less\">{}</td><td class=\"n less\">{}</td><td class=\"n less\">{}</td><td>{}</td><td "
            "class=n>{}</td><td class=n>{}</td><td class=n>{}</td><td "
            "class=n>{}</td><td class=n>{}</td></tr>\n",
            0.4 + 1.1 * static_cast<double>(unit.depth), light(colour), escaped(unit.name), escaped(unit.code),
            unit.tickets, unit.documents, unit.pages, unit.asked ? bar(unit.complete) : std::string(),
            unit.asked ? fmt::format("{:.1f}", unit.complete) : std::string("–"), unit.red, unit.yellow, unit.green,
            unit.open);
    }
    return out + "</tbody></table></div>\n";
}

std::string ranking_table(const AuditPageRanking& ranking) {
    std::string out = fmt::format(
        "<div><h3>{}</h3><table><thead><tr><th class=n>名次</th><th></th><th class=n>分</th></tr></thead><tbody>\n",
        escaped(ranking.title));
    for (const AuditPageRanking::Row& row : ranking.rows) {
        out += fmt::format("<tr><td class=n>{}</td><td>{}</td><td class=n>{:.1f}</td></tr>\n", row.rank,
                           escaped(row.who), row.value);
    }
    return out + "</tbody></table></div>\n";
}

std::string codes_table(const AuditPage& page) {
    std::string out =
        "<div class=\"wide\"><table><thead><tr><th>代码</th><th>问题</th><th>四性</th><th class=n>未销</th><th "
        "class=n>红</th></tr></thead><tbody>\n";
    for (const AuditPageCode& code : page.codes) {
        out += fmt::format(
            "<tr><td class=k>{}<a href=\"#{}\">{}</a></td><td>{}</td><td class=k>{}</td><td class=n>{}</td><td "
            "class=n>{}</td></tr>\n",
            light(light_of(code.red, code.open)), code.code, code.code, escaped(code.words), escaped(code.category),
            code.open, code.red);
    }
    return out + "</tbody></table></div>\n";
}

std::string findings_of(const AuditPageCode& code) {
    std::string out = fmt::format("<h3 id=\"{}\">{} {}</h3><p class=dim>{}；{}</p>\n", code.code, code.code,
                                  escaped(code.name), escaped(code.words), escaped(code.remedy));
    out +=
        "<div class=\"wide\"><table "
        "class=list><thead><tr><th></th><th>对象</th><th>单位</th><th>责任人</th><th>期限</th>"
        "<th>始见</th><th>说明</th></tr></thead><tbody>\n";
    for (const AuditPageFinding& finding : code.findings) {
        out += fmt::format(
            "<tr><td>{}</td><td>{}</td><td class=k>{}</td><td class=k>{}</td><td class=k data-is=\"期限\">{}</td><td "
            "class=k data-is=\"始见\">{}</td><td>{}</td></tr>\n",
            light(finding.light), escaped(finding.subject), escaped(finding.unit), escaped(finding.owner),
            escaped(finding.deadline), escaped(finding.since), escaped(finding.text));
    }
    out += "</tbody></table></div>\n";
    const std::int64_t more = code.open - static_cast<std::int64_t>(code.findings.size());
    if (more > 0) {
        out += fmt::format("<p class=dim>另有 {} 条：arc-audit findings --code {}</p>\n", more, code.code);
    }
    return out;
}

std::string counts_table(const std::string& heading, const std::vector<std::pair<std::string, std::int64_t>>& counts) {
    std::string out =
        fmt::format("<table><thead><tr><th>{}</th><th class=n>未销问题</th></tr></thead><tbody>\n", heading);
    for (const auto& [name, count] : counts) {
        out += fmt::format("<tr><td>{}</td><td class=n>{}</td></tr>\n", escaped(name.empty() ? "（无）" : name), count);
    }
    return out + "</tbody></table>\n";
}

}  // namespace

std::string audit_page_html(const AuditPage& page) {
    std::string out = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"zh\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width,initial-scale=1\"><title>{0} 稽核报告 "
        "{1}</title><style>{2}</style></head><body>\n"
        "<h1>{0} 稽核报告</h1><p>{1}　日志第 {3} 号</p><p class=\"dim head\">{4}</p>\n",
        escaped(page.archive), escaped(page.day), style, escaped(page.number), escaped(page.head));
    if (!page.partly.empty()) {
        out += fmt::format("<p>{}未查全：{}</p>\n", light("yellow"), escaped(page.partly));
    }
    out += "<div class=\"cards\">" + card("未销问题", page.open) + card("新增", page.fresh) + card("销号", page.mended);
    for (const auto& [title, value] : page.totals) {
        out += card(title, value);
    }
    out += "</div>\n";
    std::string lines;
    for (const TrendLine& line : page.trends) {
        lines += trend(line);
    }
    if (!lines.empty()) {
        out += "<h2>趋势</h2><div class=\"trends\">" + lines + "</div>\n";
    }
    if (!page.units.empty()) {
        out += "<h2>各单位</h2>" + units_table(page);
    }
    if (!page.rankings.empty()) {
        out += "<h2>排名</h2><div class=\"trends\">";
        for (const AuditPageRanking& ranking : page.rankings) {
            out += ranking_table(ranking);
        }
        out += "</div>\n";
    }
    out += "<h2>问题</h2>" + codes_table(page);
    out += "<h2>四性与责任人</h2><div class=\"trends\">" + counts_table("四性", page.categories) +
           counts_table("责任人", page.owners) + "</div>\n";
    if (!page.codes.empty()) {
        out += "<h2>明细</h2>";
    }
    for (const AuditPageCode& code : page.codes) {
        out += findings_of(code);
    }
    return out + "</body></html>\n";
}

}  // namespace arc
