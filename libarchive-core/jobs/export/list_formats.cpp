#include "jobs/export/list_formats.hpp"

#include "base/text.hpp"
#include "catalog/conversion_table.hpp"
#include "catalog/profile_table.hpp"
#include "image/format_version.hpp"
#include "profile/load_audit_rules.hpp"

#include <map>
#include <tuple>

namespace arc {

void list_formats(Archive& archive, bool versions, Reporter& reporter, RecordSink& sink) {
    const FormatRules rules = load_audit_rules(ProfileTable(archive.db()).newest().text).formats;
    constexpr std::int64_t page_of_rows = 1000;
    using Key = std::pair<std::string, FormatVersion>;
    const auto less = [](const Key& a, const Key& b) {
        return std::tie(a.first, a.second.name, a.second.version) < std::tie(b.first, b.second.name, b.second.version);
    };
    std::map<Key, FormatStock, decltype(less)> stocks(less);
    if (!versions) {
        for (FormatStock& stock : ConversionTable(archive.db()).stock()) {
            stocks.emplace(Key{stock.format, {}}, stock);
        }
    } else {
        ConversionTable table(archive.db());
        std::int64_t after = 0;
        for (auto rows = table.files(after, page_of_rows); !rows.empty(); rows = table.files(after, page_of_rows)) {
            after = rows.back().id;
            for (const StoredObject& object : rows) {
                const Result<FormatVersion> told = format_version_of(archive.paths().object(object.digest));
                if (!told) {
                    reporter.problem(told.error());
                    continue;
                }
                FormatStock& stock = stocks[{object.format, *told}];
                ++stock.files;
                stock.bytes += object.bytes;
                stock.frames += object.frames;
                stock.converted += table.of(object.id) ? 1 : 0;
                stock.results += table.to(object.id).empty() ? 0 : 1;
            }
        }
    }
    for (const auto& [key, stock] : stocks) {
        sink.put({"format",
                  {{"format", key.first},
                   {"name", text_or_null(key.second.name)},
                   {"version", text_or_null(key.second.version)},
                   {"pronom", text_or_null(key.second.pronom)},
                   {"files", stock.files},
                   {"frames", stock.frames},
                   {"bytes", stock.bytes},
                   {"accepted", rules.accepts(key.first)},
                   {"converted", stock.converted},
                   {"results", stock.results}}});
    }
}

}  // namespace arc
