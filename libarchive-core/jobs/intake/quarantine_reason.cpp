#include "jobs/intake/quarantine_reason.hpp"

#include "record/json.hpp"

#include <filesystem>

namespace arc {

std::string quarantine_code(ErrorCode code) {
    switch (code) {
        case ErrorCode::damaged:
            return "damaged";
        case ErrorCode::unsupported:
            return "unsupported";
        case ErrorCode::limit:
            return "limit";
        case ErrorCode::refused:
            return "duplicate";
        case ErrorCode::not_found:
            return "not-found";
        default:
            return "unreadable";
    }
}

std::string put_in_quarantine(Archive& archive, const StagedFile& file, const std::string& source,
                              const std::string& batch, const Error& why, Instant at) {
    const std::string wanted = std::filesystem::path(source).filename().string();
    std::string name = archive.objects().quarantine(file, wanted);
    const std::string reason = to_json(Object{{"source", source},
                                              {"batch", batch},
                                              {"code", quarantine_code(why.code)},
                                              {"reason", why.what},
                                              {"next", text_or_null(why.next)},
                                              {"at", format_instant(at)},
                                              {"sha256", file.digest.hex()},
                                              {"bytes", file.bytes}});
    write_file_durably(archive.paths().quarantine() / (name + ".reason.json"), reason + "\n", 0640,
                       archive.objects().own_folder());
    return name;
}

}  // namespace arc
