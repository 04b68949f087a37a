#pragma once

#include "store/files.hpp"

#include <filesystem>
#include <string>

namespace arc {

// Where a PDF goes. Codes are committed between stage() and publish(): no paper carries a code that the ledger does not
// know, and no code is issued for a paper that cannot be written.
class PdfOutput {
public:
    // "-": nothing is written; the caller puts bytes() on standard output. Faults: those of output_place.
    explicit PdfOutput(std::filesystem::path path);
    ~PdfOutput();
    PdfOutput(const PdfOutput&) = delete;

    // The bytes stand beside their place, synced; those for a pipe or a device are kept. Throws a Fault when they
    // cannot be written.
    void stage(std::string bytes);
    // They are in their place; a file that was there is replaced, of a symbolic link what it names.
    void publish();
    bool to_stdout() const { return path_ == "-"; }
    const std::string& bytes() const { return bytes_; }

private:
    std::filesystem::path beside() const;
    std::filesystem::path path_;
    Fd stream_;  // of a pipe or a device
    std::string bytes_;
    bool staged_ = false;
};

// Finding and loading fonts takes a good part of a second: done before a Change, so that no other writer waits for it.
void load_fonts();

}  // namespace arc
