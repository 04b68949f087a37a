#include "jobs/labels/pdf_output.hpp"

#include "barcode/write_barcode.hpp"
#include "base/say.hpp"
#include "base/text.hpp"
#include "print/labels.hpp"
#include "store/output_place.hpp"

#include <cerrno>
#include <system_error>

namespace arc {

namespace fs = std::filesystem;

PdfOutput::PdfOutput(fs::path path) : path_(std::move(path)) {
    if (!to_stdout()) {
        // Before any change begins: other writers do not wait with us for the reader of a pipe.
        OutputPlace place = output_place(path_);
        path_ = std::move(place.path);
        stream_ = std::move(place.stream);
    }
}

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
    if (to_stdout() || stream_.open()) {
        return;
    }
    std::error_code error;
    const fs::path folder = path_.parent_path();
    if (!folder.empty() && !fs::is_directory(folder, error)) {
        throw Fault(ErrorCode::not_found, printable(path_.string()), say("its folder is not there"),
                    say("check the name"));
    }
    if (fs::is_directory(path_, error)) {
        throw Fault(system_error(path_, "write", EISDIR));
    }
    staged_ = true;
    write_file_durably(beside(), bytes_);
}

void PdfOutput::publish() {
    if (to_stdout()) {
        return;
    }
    if (stream_.open()) {
        write_all(stream_.get(), bytes_, path_);
        return;
    }
    std::error_code error;
    fs::rename(beside(), path_, error);
    if (error) {
        throw Fault(system_error(path_, "write", error.value()));
    }
    staged_ = false;
}

void load_fonts() {
    const LabelSpec any{"字 A", {"字 1"}, "A", encode_barcode(BarcodeFormat::QRCode, "A").value_or_throw()};
    labels_pdf(std::span(&any, 1), known_label_formats().front(), 0, {}).value_or_throw();
}

}  // namespace arc
