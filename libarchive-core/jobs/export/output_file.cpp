#include "jobs/export/output_file.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "store/output_lock.hpp"
#include "store/output_place.hpp"

#include <system_error>

namespace arc {

namespace fs = std::filesystem;

OutputFile::OutputFile(fs::path path, std::function<void(std::string_view)> to_stdout)
    : path_(std::move(path)), to_stdout_(std::move(to_stdout)) {
    if (is_stdout()) {
        return;
    }
    std::error_code error;
    const std::string name = printable(path_.string());
    if (path_.has_parent_path() && !fs::is_directory(path_.parent_path(), error)) {
        throw Fault(ErrorCode::not_found, name, say("its folder is not there"), say("check the name"));
    }
    if (fs::is_directory(path_, error)) {
        throw Fault(ErrorCode::usage, name, say("is a folder"), say("name a file"));
    }
    OutputPlace place = output_place(path_);
    path_ = std::move(place.path);
    file_ = std::move(place.stream);
    if (!file_.open()) {
        staged_ = path_.parent_path() / ("." + path_.filename().string() + ".part");
        file_ = lock_fresh_file(staged_, path_, 0640);
    }
}

OutputFile::~OutputFile() {
    if (!published_ && !staged_.empty()) {
        std::error_code error;
        fs::remove(staged_, error);
    }
}

void OutputFile::put(std::string_view bytes) {
    bytes_ += static_cast<std::int64_t>(bytes.size());
    if (is_stdout()) {
        to_stdout_(bytes);
    } else {
        write_all(file_.get(), bytes, staged_.empty() ? path_ : staged_);
    }
}

void OutputFile::finish() {
    if (!staged_.empty()) {
        sync_file(file_.get(), staged_);
    }
}

void OutputFile::publish() {
    if (staged_.empty()) {
        return;
    }
    std::error_code error;
    fs::rename(staged_, path_, error);
    if (error) {
        throw Fault(system_error(path_, say("write"), error.value()));
    }
    published_ = true;
    sync_folder(path_.has_parent_path() ? path_.parent_path() : fs::path("."));
}

}  // namespace arc
