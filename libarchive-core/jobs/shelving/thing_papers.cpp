#include "jobs/shelving/thing_papers.hpp"

#include "catalog/document_table.hpp"
#include "catalog/ticket_table.hpp"
#include "jobs/shelving/put_away.hpp"

#include <algorithm>

namespace arc {

const PaperFacts& ThingPapers::paper(std::int64_t id) {
    const auto known = papers_.find(id);
    if (known != papers_.end()) {
        return *known->second;
    }
    if (papers_.size() >= most_remembered) {
        papers_.clear();
    }
    auto paper = std::make_unique<PaperFacts>();
    paper->document = DocumentTable(archive_->db()).find(id).value();
    paper->customer = paper->document.customer;
    if (paper->document.ticket) {
        paper->customer = TicketTable(archive_->db()).find(*paper->document.ticket)->customer;
    }
    paper->facts = facts_of(*archive_, paper->document, today_);
    paper->zone = choose_zone(archive_->profile(), look_up_in(paper->facts));
    return *(papers_[id] = std::move(paper));
}

std::string ThingPapers::box_key(const PaperFacts& paper, const PlaceRule* rule) const {
    const Places& places = archive_->profile().places;
    if (rule == nullptr || rule->box.empty() || places.order != ShelfOrder::by_rule) {
        return {};
    }
    const FieldLookup look_up = look_up_in(paper.facts);
    std::string key = std::to_string(rule - places.rules.data());
    for (const std::string& path : rule->box) {
        const std::string full = path == "customer" ? "customer.number" : path;
        key += "|" + value_at(full, look_up).value_or("");
    }
    return key;
}

ThingWish ThingPapers::wish_of(Thing thing) {
    ThingWish wish;
    wish.shelf.width = width_of(stays_.size_of(thing));
    const std::vector<std::int64_t> documents = stays_.documents_in(thing);
    for (const std::int64_t id : documents) {
        const PaperFacts& one = paper(id);
        ++wish.zones[one.zone.zone];
        if (one.customer) {
            wish.customers.insert(*one.customer);
        }
    }
    std::int64_t most = 0;
    for (const std::int64_t id : documents) {
        const PaperFacts& one = paper(id);
        if (wish.zones.at(one.zone.zone) <= most) {
            continue;
        }
        most = wish.zones.at(one.zone.zone);
        wish.first_document = id;
        wish.shelf.zone = one.zone.zone;
        wish.why = one.zone.why;
        wish.rule = one.zone.rule;
    }
    if (wish.first_document == 0) {
        return wish;
    }
    const PaperFacts& first = paper(wish.first_document);
    const Places& places = archive_->profile().places;
    const FieldLookup look_up = look_up_in(first.facts);
    if (wish.rule != nullptr && places.order == ShelfOrder::by_rule) {
        for (const auto& [level, path] : wish.rule->levels) {
            if (std::optional<std::string> value = value_at(path, look_up)) {
                wish.shelf.levels[level] = *std::move(value);
            }
        }
    }
    wish.box_key = box_key(first, wish.rule);
    wish.together = places.together.empty() ? std::string() : value_at(places.together, look_up).value_or("");
    return wish;
}

}  // namespace arc
