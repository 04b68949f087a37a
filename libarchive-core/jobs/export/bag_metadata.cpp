#include "jobs/export/bag_metadata.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "catalog/batch_table.hpp"
#include "jobs/find/show_thing.hpp"
#include "jobs/volumes/paper_columns.hpp"
#include "package/mets.hpp"
#include "record/csv.hpp"
#include "record/record_codec.hpp"
#include "version.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace arc {
namespace {

struct PronomRow {
    std::string_view format;
    std::string_view name;
    std::string_view key;  // "" where the versions of the format differ and the file's is not known
};
constexpr std::array pronom_rows{PronomRow{"tiff", "Tagged Image File Format", "fmt/353"},
                                 PronomRow{"jpeg", "JPEG File Interchange Format", ""},
                                 PronomRow{"png", "Portable Network Graphics", ""},
                                 PronomRow{"pnm", "Portable Any Map", ""}, PronomRow{"bmp", "Windows Bitmap", ""}};

std::string base_name(const std::string& source) {
    return source.substr(source.rfind('/') + 1);
}

std::string folder_of(const ExportedDocument& document) {
    return document.files.empty() ? std::string()
                                  : document.files.front().path.substr(0, document.files.front().path.rfind('/'));
}

MetsFile mets_file(const ExportedDocument& document, const ExportedFile& file, const PackagedFile& written) {
    MetsFile told;
    const Page& first = document.pages[file.pages.front()];
    told.id = fmt::format("f-{}", first.id);
    // Beside the METS file, both in data/.
    told.path = file.path.substr(file.path.find('/') + 1);
    told.media_type = media_type_of(file.format);
    const auto row = std::ranges::find(pronom_rows, file.format, &PronomRow::format);
    told.format_name = row == pronom_rows.end() ? file.format : std::string(row->name);
    told.format_key = row == pronom_rows.end() ? std::string() : std::string(row->key);
    told.bytes = written.bytes;
    told.sha256 = written.checksums.at(0);
    told.sha512 = written.checksums.at(1);
    told.original_name = base_name(first.source);
    told.source = "sha256:" + file.object.hex() + (file.whole ? "" : fmt::format(" frame {}", file.frame + 1));
    for (const std::size_t page : file.pages) {
        told.labels.push_back(fmt::format("{} / {}", page + 1, document.pages.size()));
    }
    return told;
}

std::vector<std::pair<std::string, std::string>> dublin_core(Archive& archive, const PaperFacts& paper,
                                                             const ExportedDocument& document) {
    const auto cell = [&](std::string_view field) { return paper_cell(archive, field, paper, 0, false); };
    std::vector<std::pair<std::string, std::string>> elements;
    const auto add = [&](const char* element, const std::string& value) {
        if (!value.empty() && value != "***") {
            elements.emplace_back(element, value);
        }
    };
    add("title", cell("document.title"));
    add("creator", document.document.author);
    add("subject", cell("customer.number"));
    add("subject", cell("customer.name"));
    add("publisher", archive.config().name);
    add("date", document.document.dated);
    add("type", cell("document.type"));
    add("format", document.pages.empty() ? std::string() : fmt::format("{} pages", document.pages.size()));
    add("identifier", document.document.number);
    add("identifier", fmt::format("arc:{}:document:{}", archive.config().id, document.document.id));
    add("source", cell("ticket.number"));
    add("language", "zh");
    add("relation", archive.config().fonds);
    add("rights", cell("document.secrecy"));
    return elements;
}

void add_agent(Mets& mets, const MetsAgent& agent) {
    if (std::ranges::find(mets.agents, agent.id, &MetsAgent::id) == mets.agents.end()) {
        mets.agents.push_back(agent);
    }
}

// The converted files of a document behind its captured ones, and who converted them when.
class ConvertedFiles {
public:
    void add(MetsDocument& told, const ExportedDocument& one, const std::vector<PackagedFile>& written,
             std::size_t& next) {
        for (const ConvertedFile& result : one.converted) {
            MetsFile file = mets_file(one, result.file, written.at(next++));
            file.id = "c" + file.id.substr(1);
            file.use = "converted";
            file.source = told.files[result.of].id;
            file.labels.clear();
            made_[{result.conversion.program, result.conversion.made}].push_back(file.id);
            told.files.push_back(std::move(file));
        }
    }
    void tell(Mets& mets) {
        int number = 0;
        for (auto& [how, files] : made_) {
            const auto& [program, at] = how;
            MetsEvent event{fmt::format("migration-{}", ++number), "migration", at, {}, {program}, std::move(files)};
            event.detail = say("converted; the originals stay");
            mets.events.push_back(std::move(event));
            add_agent(mets, {program, program, "software"});
        }
    }

private:
    std::map<std::pair<std::string, std::string>, std::vector<std::string>> made_;
};

}  // namespace

std::string records_text(Archive& archive, ThingRecords& records, const std::vector<ExportedDocument>& documents,
                         ThingRecords::Masking masking) {
    std::set<Thing> owners;
    for (const ExportedDocument& one : documents) {
        const Document& document = one.document;
        std::optional<std::int64_t> customer = document.customer;
        if (document.ticket) {
            owners.insert({ThingKind::ticket, *document.ticket});
            const std::optional<Ticket>& ticket = records.ticket(*document.ticket);
            customer = ticket ? ticket->customer : customer;
        }
        if (customer) {
            owners.insert({ThingKind::customer, *customer});
        }
        if (document.volume) {
            owners.insert({ThingKind::volume, *document.volume});
        }
    }
    std::string text;
    const auto add = [&](Thing thing) {
        if (records.record(thing)) {
            text += encode_record(show_thing(archive, records, thing, masking), archive.config().id);
            text += '\n';
        }
    };
    std::ranges::for_each(owners, add);
    for (const ExportedDocument& one : documents) {
        add({ThingKind::document, one.document.id});
    }
    return text;
}

std::string catalogue_text(Archive& archive, ThingPapers& papers, const std::vector<ExportedDocument>& documents) {
    std::vector<std::string> cells;
    for (const FormColumn& column : catalogue_columns()) {
        cells.push_back(column.title.chinese());
    }
    cells.emplace_back("文件夹");
    std::string text = csv_heading(cells, CsvStyle::excel);
    for (std::size_t i = 0; i < documents.size(); ++i) {
        const PaperFacts& paper = papers.paper(documents[i].document.id);
        cells.clear();
        for (const FormColumn& column : catalogue_columns()) {
            cells.push_back(paper_cell(archive, column.field, paper, i, false));
        }
        cells.push_back(folder_of(documents[i]));
        text += csv_row(cells, CsvStyle::excel);
    }
    return text;
}

std::string bag_mets(Archive& archive, const Caller& caller, ThingPapers& papers,
                     const std::vector<ExportedDocument>& documents, const std::vector<PackagedFile>& written,
                     const std::string& label) {
    Mets mets;
    mets.id = fmt::format("{}-{}", archive.config().id, format_instant(caller.now()));
    mets.label = label;
    mets.created = format_instant(caller.now());
    mets.organisation = archive.config().name.empty() ? archive.config().id : archive.config().name;
    mets.software = fmt::format("arc-export {}", version);
    mets.agents = {{mets.software, mets.software, "software"}, {caller.account, caller.account, "person"}};
    std::map<std::int64_t, std::vector<std::string>> captured;
    ConvertedFiles converted;
    std::size_t next = 0;
    std::size_t next_converted = 0;
    for (const ExportedDocument& one : documents) {
        next_converted += one.files.size();
    }
    for (const ExportedDocument& one : documents) {
        const PaperFacts& paper = papers.paper(one.document.id);
        MetsDocument told;
        told.id = fmt::format("d-{}", one.document.id);
        told.label = paper_cell(archive, "document.title", paper, 0, false);
        told.type = one.document.type;
        told.dublin_core = dublin_core(archive, paper, one);
        for (const ExportedFile& file : one.files) {
            told.files.push_back(mets_file(one, file, written.at(next++)));
            captured[one.pages[file.pages.front()].batch].push_back(told.files.back().id);
        }
        converted.add(told, one, written, next_converted);
        mets.documents.push_back(std::move(told));
    }
    converted.tell(mets);
    for (auto& [id, files] : captured) {
        const Batch batch = BatchTable(archive.db()).find(id).value();
        MetsEvent event{fmt::format("capture-{}", id), "capture", batch.opened, say("batch {}", batch.code), {}, files};
        for (const auto& [name, type] :
             {std::pair(batch.operator_name, "person"), std::pair(batch.device, "hardware")}) {
            if (name.empty()) {
                continue;
            }
            event.agents.push_back(name);
            add_agent(mets, {name, name, type});
        }
        mets.events.push_back(std::move(event));
    }
    mets.events.push_back({"package", "packaging", mets.created, label, {mets.software, caller.account}, {}});
    return mets_text(mets);
}

}  // namespace arc
