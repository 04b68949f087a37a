#include "bench/archive_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace arc_tests {
namespace {

struct Surname {
    std::string_view text;
    int per_mille;
};
// The share of the twenty most common surnames in China, rounded; the others share what is left.
constexpr std::array surnames{Surname{"王", 72}, Surname{"李", 71}, Surname{"张", 68}, Surname{"刘", 54},
                              Surname{"陈", 45}, Surname{"杨", 31}, Surname{"黄", 22}, Surname{"赵", 23},
                              Surname{"吴", 21}, Surname{"周", 20}, Surname{"徐", 17}, Surname{"孙", 15},
                              Surname{"马", 13}, Surname{"朱", 13}, Surname{"胡", 13}, Surname{"郭", 12},
                              Surname{"何", 12}, Surname{"林", 11}, Surname{"高", 10}, Surname{"罗", 10}};
constexpr std::array<std::string_view, 40> rare_surnames{"梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧",
                                                         "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕",
                                                         "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛", "叶", "阎",
                                                         "余", "潘", "杜", "戴", "夏", "钟", "汪", "田", "任", "姜"};
constexpr std::array<std::string_view, 60> given{
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛",
    "明", "超", "秀", "霞", "平", "刚", "桂", "英", "华", "玉", "兰", "红", "梅", "建", "国",
    "文", "辉", "力", "志", "永", "健", "世", "广", "义", "兴", "良", "海", "山", "仁", "波",
    "宁", "贵", "福", "生", "龙", "元", "全", "国", "胜", "学", "祥", "才", "发", "武", "新"};
constexpr std::array<std::string_view, 12> roads{"南湖路", "中山路", "人民路", "解放路", "建设街", "文昌路",
                                                 "纺工路", "东升路", "禾兴路", "城南路", "洪波路", "中环西路"};
constexpr std::array<std::string_view, 8> trades{"纺织", "机械", "食品", "电子", "建材", "物流", "印刷", "五金"};
constexpr std::array<std::string_view, 6> towns{"嘉兴", "南湖", "秀洲", "海盐", "平湖", "桐乡"};

constexpr std::array<std::string_view, 10> low_papers{"application", "identity", "land-proof", "contract",
                                                      "metering",    "survey",   "site-photo", "payment-order",
                                                      "licence",     "other"};
constexpr std::array<std::string_view, 13> high_papers{
    "application",   "land-proof",  "identity",   "licence",  "survey",   "reply",     "drawing",
    "design-review", "works-order", "completion", "contract", "metering", "acceptance"};
constexpr std::array<std::string_view, 4> change_papers{"change-form", "identity", "licence", "metering"};

template <class List>
std::string_view one_of(const List& list, Chance& chance) {
    return list[static_cast<std::size_t>(chance.below(static_cast<int>(list.size())))];
}

std::string_view surname(Chance& chance) {
    int at = chance.below(1000);
    for (const Surname& one : surnames) {
        if ((at -= one.per_mille) < 0) {
            return one.text;
        }
    }
    return one_of(rare_surnames, chance);
}

std::string person_name(Chance& chance) {
    std::string name(surname(chance));
    name += one_of(given, chance);
    return chance.below(5) < 2 ? name : name + std::string(one_of(given, chance));
}

std::string company_name(Chance& chance) {
    return fmt::format("{}{}{}{}有限公司", one_of(towns, chance), one_of(given, chance), one_of(given, chance),
                       one_of(trades, chance));
}

bool wanted(std::string_view type, bool organisation, Chance& chance) {
    constexpr int missing_per_mille = 40;
    if (type == "licence" && !organisation) {
        return false;
    }
    const bool optional = type == "survey" || type == "site-photo" || type == "payment-order" || type == "other";
    return chance.below(1000) >= (optional ? 700 : missing_per_mille);
}

}  // namespace

std::string day_between(int first_year, int last_year, Chance& chance) {
    return fmt::format("{}-{:02}-{:02}", first_year + chance.below(last_year - first_year + 1), 1 + chance.below(12),
                       1 + chance.below(28));
}

PlannedCustomer plan_customer(int index, Chance& chance) {
    PlannedCustomer customer;
    customer.number = fmt::format("{:010}", 3'304'000'000 + index);
    customer.organisation = chance.below(100) < 5;
    customer.high = customer.organisation && chance.below(3) == 0;
    customer.name = customer.organisation ? company_name(chance) : person_name(chance);
    customer.address = fmt::format("{}{}号{}幢{}室", one_of(roads, chance), 1 + chance.below(999), 1 + chance.below(40),
                                   101 + chance.below(1500));
    customer.phone = fmt::format("13{:09}", chance.below(1'000'000'000));
    customer.opened = day_between(1980, 2025, chance);
    return customer;
}

// Spread over the documents that are left, so that the sum comes out.
int TicketPlan::pages_of_next(Chance& chance) {
    const int documents = std::max(1, size_.documents - documents_);
    const double mean = static_cast<double>(size_.pages - pages_) / documents;
    constexpr double ticket_sheets = 0.22;  // a document's share of its ticket's sheet
    const int most = std::max(1, static_cast<int>(2 * (mean - 1 - ticket_sheets)));
    const int pages = documents == 1 ? size_.pages - pages_ - 1 : 1 + chance.below(most);
    return std::max(1, pages);
}

PlannedTicket TicketPlan::next(const PlannedCustomer& customer, Chance& chance) {
    PlannedTicket ticket;
    const bool change = chance.below(8) == 0;
    ticket.type = change ? "change" : customer.high ? "high-new" : "low-new";
    ticket.opened = day_between(1980, 2026, chance);
    ticket.number = fmt::format("{}{}{:06}", ticket.opened.substr(0, 4), ticket.opened.substr(5, 2), tickets_);
    ticket.closed = chance.below(10) > 0;
    if (change) {
        ticket.stages = {"accepted", "done", "filed"};
    } else if (customer.high) {
        ticket.stages = {"accepted", "surveyed", "replied", "designed", "inspected", "energised", "filed"};
    } else {
        ticket.stages = {"accepted", "surveyed", "energised", "filed"};
    }
    if (!ticket.closed) {
        ticket.stages.resize(1 + static_cast<std::size_t>(chance.below(static_cast<int>(ticket.stages.size()))));
    }
    ++tickets_;
    ++pages_;
    const auto add = [&](std::string_view type) {
        if (!done() && wanted(type, customer.organisation, chance)) {
            const int pages = pages_of_next(chance);
            ticket.documents.push_back({std::string(type), ticket.opened, pages});
            ++documents_;
            pages_ += 1 + pages;
        }
    };
    if (change) {
        std::ranges::for_each(change_papers, add);
    } else if (customer.high) {
        std::ranges::for_each(high_papers, add);
    } else {
        std::ranges::for_each(low_papers, add);
    }
    return ticket;
}

}  // namespace arc_tests
