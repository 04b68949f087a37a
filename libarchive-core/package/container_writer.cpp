#include "package/container_writer.hpp"

#include "base/error.hpp"
#include "base/say.hpp"
#include "package/utf8_locale.hpp"

#include <archive.h>
#include <archive_entry.h>

namespace arc {

struct ContainerWriter::State {
    struct archive* writer = archive_write_new();
    struct archive_entry* entry = archive_entry_new();
    std::function<void(std::string_view)> put;
    Instant modified{};
    std::exception_ptr thrown;  // by put; must not pass through the C library

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        archive_entry_free(entry);
        archive_write_free(writer);
    }
};

ContainerWriter::ContainerWriter(ContainerKind kind, Instant modified, std::function<void(std::string_view)> put,
                                 const std::string& passphrase)
    : state_(std::make_unique<State>()) {
    state_->put = std::move(put);
    state_->modified = modified;
    struct archive* const writer = state_->writer;
    if (kind == ContainerKind::tar) {
        check(archive_write_set_format_pax_restricted(writer));
    } else {
        check(archive_write_set_format_zip(writer));
        check(archive_write_zip_set_compression_store(writer));
        if (!passphrase.empty()) {
            check(archive_write_set_options(writer, "zip:encryption=aes256"));
            check(archive_write_set_passphrase(writer, passphrase.c_str()));
        }
    }
    archive_write_set_bytes_per_block(writer, 0);
    const auto write = [](struct archive*, void* data, const void* bytes, std::size_t count) -> la_ssize_t {
        auto* const state = static_cast<State*>(data);
        if (state->thrown) {
            return -1;
        }
        try {
            state->put(std::string_view(static_cast<const char*>(bytes), count));
        } catch (...) {
            state->thrown = std::current_exception();
            return -1;
        }
        return static_cast<la_ssize_t>(count);
    };
    check(archive_write_open(writer, state_.get(), nullptr, write, nullptr));
}

ContainerWriter::~ContainerWriter() {
    // What was not finished is thrown away by the caller: closing must not write to it any more.
    if (!state_->thrown) {
        state_->thrown = std::make_exception_ptr(0);
    }
}

void ContainerWriter::check(long status) {
    if (state_->thrown) {
        std::rethrow_exception(state_->thrown);
    }
    if (status < ARCHIVE_WARN) {
        const char* words = archive_error_string(state_->writer);
        throw Fault(ErrorCode::io, say("package"), words == nullptr ? say("cannot be written") : std::string(words));
    }
}

void ContainerWriter::begin(const std::string& path, std::int64_t bytes) {
    const Utf8Locale utf8;
    struct archive_entry* const entry = archive_entry_clear(state_->entry);
    archive_entry_set_pathname_utf8(entry, path.c_str());
    archive_entry_set_size(entry, bytes);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_mtime(entry,
                            std::chrono::floor<std::chrono::seconds>(state_->modified).time_since_epoch().count(), 0);
    check(archive_write_header(state_->writer, entry));
}

void ContainerWriter::add(std::string_view bytes) {
    const la_ssize_t written = archive_write_data(state_->writer, bytes.data(), bytes.size());
    check(written);
    if (written >= 0 && static_cast<std::size_t>(written) != bytes.size()) {
        throw Fault(ErrorCode::damaged, say("package"), say("a file is longer than it was"));
    }
}

void ContainerWriter::finish() {
    check(archive_write_close(state_->writer));
}

}  // namespace arc
