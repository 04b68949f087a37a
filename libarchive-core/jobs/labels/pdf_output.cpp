#include "jobs/labels/pdf_output.hpp"

#include "store/files.hpp"

#include <system_error>

namespace arc {

namespace fs = std::filesystem;

PdfOutput::~PdfOutput() {
    if (staged_) {
        std::error_code error;
        fs::remove(beside(), error);
    }
}

fs::path PdfOutput::beside() const {
    return path_.parent_path() / ("." + path_.filename().string() + ".part");
}

void PdfOutput::stage(std::string bytes) {
    bytes_ = std::move(bytes);
    if (to_stdout()) {
        return;
    }
    std::error_code error;
    if (fs::is_directory(path_, error)) {
        throw Fault(system_error(path_, "write", EISDIR));
    }
    write_file_durably(beside(), bytes_);
    staged_ = true;
}

void PdfOutput::publish() {
    if (to_stdout()) {
        return;
    }
    std::error_code error;
    fs::rename(beside(), path_, error);
    if (error) {
        throw Fault(system_error(path_, "write", error.value()));
    }
    staged_ = false;
}

}  // namespace arc
