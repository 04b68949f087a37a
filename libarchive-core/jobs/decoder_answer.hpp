#pragma once

#include "base/result.hpp"
#include "model/value.hpp"

#include <string>

namespace arc {

// What decoders, which run in workers (jobs/worker.hpp), answer: an object of JSON, or in its place why there is none.

// The answer when a file could not be decoded.
std::string refused_answer(const Error& error);
// The object that a decoder answered, or its error; damaged when it is no JSON. The error's subject is empty.
Result<Value> read_decoder_answer(const std::string& answer);

}  // namespace arc
