#pragma once

#include "base/result.hpp"
#include "model/value.hpp"

#include <filesystem>
#include <string>

namespace arc {

// What decoders, which run in workers (jobs/worker.hpp), are asked and answer: an object of JSON, or in place of the
// answer why there is none.

// A path as text of JSON, which may hold no byte that is not UTF-8: the hexadecimal digits of its bytes; and back.
std::string path_text(const std::filesystem::path& path);
std::filesystem::path path_from_text(const std::string& digits);

// The answer when a file could not be decoded.
std::string refused_answer(const Error& error);
// The object that a decoder answered, or its error; damaged when it is no JSON. The error's subject is empty.
Result<Value> read_decoder_answer(const std::string& answer);

}  // namespace arc
