#include "base/say.hpp"
#include "base/text.hpp"
#include "profile/sections.hpp"

#include <algorithm>
#include <array>

namespace arc {
namespace {

constexpr std::pair<std::string_view, BarcodeMeaning> meanings[] = {{"document", BarcodeMeaning::document},
                                                                    {"document-type", BarcodeMeaning::document_type},
                                                                    {"ticket", BarcodeMeaning::ticket},
                                                                    {"customer", BarcodeMeaning::customer},
                                                                    {"project", BarcodeMeaning::customer},
                                                                    {"volume", BarcodeMeaning::volume},
                                                                    {"box", BarcodeMeaning::box},
                                                                    {"place", BarcodeMeaning::place},
                                                                    {"unit", BarcodeMeaning::unit},
                                                                    {"batch", BarcodeMeaning::batch},
                                                                    {"attachment", BarcodeMeaning::attachment},
                                                                    {"fields", BarcodeMeaning::fields},
                                                                    {"ignore", BarcodeMeaning::ignore}};
constexpr std::pair<std::string_view, PatchMeaning> patch_meanings[] = {{"document", PatchMeaning::document},
                                                                        {"ticket", PatchMeaning::ticket},
                                                                        {"batch", PatchMeaning::batch},
                                                                        {"attachment", PatchMeaning::attachment},
                                                                        {"ignore", PatchMeaning::ignore}};
constexpr std::pair<std::string_view, NumberAt> number_moments[] = {{"registered", NumberAt::registered},
                                                                    {"arranged", NumberAt::arranged},
                                                                    {"filed", NumberAt::filed},
                                                                    {"given", NumberAt::given}};
// Groups that name a thing, beside those that name a field; also placeholders of numbers that are no path.
const std::array<std::string, 9> noun_groups{"ticket", "customer", "project", "type", "document",
                                             "volume", "box",      "place",   "batch"};
const std::array<std::string, 5> number_words{"seq", "project", "month", "code", "day"};

const std::vector<std::pair<std::string_view, BarcodeFormat>>& formats() {
    static const auto table = [] {
        std::vector<std::pair<std::string_view, BarcodeFormat>> rows;
        for (const BarcodeFormat format : all_barcode_formats()) {
            rows.emplace_back(to_text(format), format);
        }
        return rows;
    }();
    return table;
}

// A group must name a field or a thing.
void check_groups(Reading& reading, const YamlNode& node, const BarcodePattern& pattern) {
    for (const std::string& group : pattern.match.group_names()) {
        if (std::ranges::count(noun_groups, group) == 0 && !reading.words().full_path(group)) {
            reading.wrong(node.at, say("group '{}' is no field of this profile", group),
                          reading.suggest(group, reading.words().writable_paths()));
        }
    }
    const bool names_type = std::ranges::count(pattern.match.group_names(), "type") != 0;
    if (pattern.means == BarcodeMeaning::document_type && pattern.type.empty() && !names_type) {
        reading.wrong(node.at, say("nothing tells which document type is meant"),
                      say("add type: NAME, or a group (?<type>…)"));
    }
    const bool needs_group = pattern.means == BarcodeMeaning::fields;
    if (needs_group && pattern.match.group_names().empty()) {
        reading.wrong(node.at, say("means: fields needs groups with names"), say("write (?<FIELD>…)"));
    }
}

void read_pattern(Reading& reading, const YamlNode& node, BarcodeRules& rules) {
    BarcodePattern pattern;
    MapReader map(reading, node, "barcodes.patterns");
    std::optional<Pattern> match;
    map.pattern("match", match);
    map.need("match");
    map.choice<BarcodeMeaning>("means", meanings, pattern.means);
    map.need("means");
    map.choices_of<BarcodeFormat>("formats", formats(), pattern.formats);
    map.name("type", NameKind::document_type, pattern.type);
    map.word("check", identifier_kinds(), pattern.check);
    map.flag("sheet", pattern.sheet);
    map.done();
    if (match) {
        pattern.match = *match;
        check_groups(reading, node, pattern);
        rules.patterns.push_back(std::move(pattern));
    }
}

void read_patches(MapReader& map, BarcodeRules& rules) {
    const YamlNode* node = map.take("patches");
    if (node == nullptr) {
        return;
    }
    MapReader inner(map.reading(), *node, "barcodes.patches");
    for (const BarcodeFormat format : all_barcode_formats()) {
        if (is_patch(format) && inner.has(to_text(format))) {
            PatchMeaning meaning = PatchMeaning::ignore;
            inner.choice<PatchMeaning>(to_text(format), patch_meanings, meaning);
            rules.patches[format] = meaning;
        } else if (is_patch(format)) {
            inner.take(to_text(format));
        }
    }
    inner.done();
    const auto t = rules.patches.find(BarcodeFormat::PatchT);
    const auto three = rules.patches.find(BarcodeFormat::Patch3);
    if (t != rules.patches.end() && three != rules.patches.end() && t->second != three->second) {
        map.reading().wrong(node->at, say("Patch3 and PatchT are the same sheet fed upside down"),
                            say("give both the same meaning, or leave one out"));
    }
}

// '{fonds}-YW·{year}-{seq:5}': literals and placeholders.
std::vector<NumberPiece> read_pieces(MapReader& map, const YamlNode& node) {
    std::vector<NumberPiece> pieces;
    const std::string& text = node.text;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t open = std::min(text.find('{', at), text.size());
        if (open > at) {
            pieces.push_back({text.substr(at, open - at), false, 0});
        }
        if (open == text.size()) {
            break;
        }
        const std::size_t close = text.find('}', open);
        if (close == std::string::npos) {
            map.reading().wrong(node.at, say("a {{ is not closed"));
            break;
        }
        const std::vector<std::string> parts = split(std::string_view(text).substr(open + 1, close - open - 1), ':');
        NumberPiece piece{parts.front(), true, 0};
        if (parts.size() > 1) {
            piece.width = static_cast<int>(parse_number(parts[1]).value_or(-1));
        }
        if (parts.size() > 2 || piece.width < 0 || piece.width > 12) {
            map.reading().wrong(
                node.at, say("'{}' is not a placeholder with a width", printable(text.substr(open, close - open + 1))),
                say("write it as {{seq:5}}"));
        }
        if (std::ranges::count(number_words, piece.text) == 0) {
            const std::string path = map.reading().path(piece.text, node.at);
            piece.text = path;
        }
        pieces.push_back(std::move(piece));
        at = close + 1;
    }
    return pieces;
}

void check_numbering(MapReader& map, const Numbering& numbering) {
    const auto counters = std::ranges::count_if(
        numbering.pieces, [](const NumberPiece& piece) { return piece.placeholder && piece.text == "seq"; });
    if (numbering.at == NumberAt::given || numbering.pieces.empty()) {
        return;
    }
    if (counters != 1) {
        map.reading().wrong(map.at(), say("a number needs {{seq}} exactly once, this has it {} times", counters));
    }
    const std::string itself = std::string(to_text(numbering.of)) + ".number";
    if (std::ranges::count(numbering.pieces, itself, &NumberPiece::text) != 0) {
        map.reading().wrong(map.at(), say("the number is made of itself"));
    }
}

}  // namespace

void read_barcodes(MapReader& top, Profile& profile) {
    BarcodeRules& rules = profile.barcodes;
    rules.formats = {BarcodeFormat::Code128, BarcodeFormat::Code39, BarcodeFormat::QRCode, BarcodeFormat::DataMatrix};
    for (const BarcodeFormat format : all_barcode_formats()) {
        if (is_patch(format)) {
            rules.formats.push_back(format);
        }
    }
    const YamlNode* node = top.take("barcodes");
    if (node == nullptr) {
        return;
    }
    if (node->kind == YamlNode::Kind::list) {
        for (const YamlNode& item : node->items) {
            read_pattern(top.reading(), item, rules);
        }
        return;
    }
    MapReader map(top.reading(), *node, "barcodes");
    map.each_map("patterns",
                 [&](const YamlNode& item, const std::string&) { read_pattern(top.reading(), item, rules); });
    map.choices_of<BarcodeFormat>("formats", formats(), rules.formats);
    read_patches(map, rules);
    map.done();
}

void read_numbering(MapReader& top, Profile& profile) {
    top.each_map("numbering", [&](const YamlNode& node, const std::string&) {
        Numbering numbering;
        MapReader map(top.reading(), node, "numbering");
        map.choice<Noun>("of", nouns, numbering.of);
        map.need("of");
        map.condition("when", numbering.when);
        if (const YamlNode* pattern = map.need("pattern")) {
            numbering.pattern = scalar_text(top.reading(), *pattern, say("a pattern")).value_or("");
            numbering.pieces = read_pieces(map, *pattern);
        }
        map.paths("per", numbering.per);
        map.choice<NumberAt>("at", number_moments, numbering.at);
        map.flag("gapless", numbering.gapless);
        map.whole("start", numbering.start, 0, 1'000'000'000);
        map.done();
        check_numbering(map, numbering);
        profile.numbering.push_back(std::move(numbering));
    });
}

}  // namespace arc
