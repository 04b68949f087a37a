#include "catalog/packed_line.hpp"

#include "base/error.hpp"
#include "base/say.hpp"
#include "catalog/line_dictionary.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>

namespace arc {
namespace {

// A long line repeats its own words; the fastest level finds them, and an import writes hundreds of megabytes.
constexpr std::size_t long_line = 64 * 1024;

const Bytef* bytes_of(std::string_view text) {
    return reinterpret_cast<const Bytef*>(text.data());
}

uInt length_of(std::size_t size) {
    return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
}

void put_in(z_stream& zip, const Bytef* bytes, std::size_t size) {
    zip.next_in = const_cast<Bytef*>(bytes);  // it lacks the const; nothing is written there
    zip.avail_in = length_of(size);
}

// Ends the stream on every way out.
struct Stream {
    z_stream zip{};
    int (*end)(z_stream*) = nullptr;
    ~Stream() {
        if (end != nullptr) {
            end(&zip);
        }
    }
};

}  // namespace

Blob pack_line(std::string_view line) {
    Stream stream;
    z_stream& zip = stream.zip;
    const int level = line.size() < long_line ? Z_DEFAULT_COMPRESSION : Z_BEST_SPEED;
    const std::string_view known = line_dictionary();
    if (deflateInit(&zip, level) != Z_OK) {
        throw Fault(ErrorCode::io, "zlib", say("there is no memory for an event"));
    }
    stream.end = &deflateEnd;
    put_in(zip, bytes_of(line), line.size());
    deflateSetDictionary(&zip, bytes_of(known), length_of(known.size()));
    Blob packed(deflateBound(&zip, zip.avail_in));
    zip.next_out = packed.data();
    zip.avail_out = length_of(packed.size());
    if (zip.avail_in != line.size() || deflate(&zip, Z_FINISH) != Z_STREAM_END) {
        throw Fault(ErrorCode::io, "zlib", say("an event of {} bytes could not be packed", line.size()));
    }
    packed.resize(zip.total_out);
    return packed;
}

std::string unpack_line(const Blob& packed) {
    Stream stream;
    z_stream& zip = stream.zip;
    if (inflateInit(&zip) != Z_OK) {
        throw Fault(ErrorCode::io, "zlib", say("there is no memory for an event"));
    }
    stream.end = &inflateEnd;
    put_in(zip, packed.data(), packed.size());
    std::string line(std::max<std::size_t>(4096, packed.size() * 6), '\0');
    for (;;) {
        zip.next_out = reinterpret_cast<Bytef*>(line.data()) + zip.total_out;
        zip.avail_out = length_of(line.size() - zip.total_out);
        int status = inflate(&zip, Z_NO_FLUSH);
        if (status == Z_NEED_DICT) {
            const std::string_view known = line_dictionary();
            if (inflateSetDictionary(&zip, bytes_of(known), length_of(known.size())) != Z_OK) {
                return {};
            }
            status = inflate(&zip, Z_NO_FLUSH);
        }
        if (status == Z_STREAM_END) {
            const bool all = zip.avail_in == 0;
            line.resize(all ? zip.total_out : 0);
            return line;
        }
        if (status != Z_OK || zip.avail_out != 0) {
            return {};
        }
        line.resize(line.size() * 2);
    }
}

}  // namespace arc
