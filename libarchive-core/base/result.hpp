#pragma once

#include "base/error.hpp"

#include <utility>
#include <variant>

namespace arc {

// A value, or the Error why there is none. std::expected is not in g++ 12.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : content_(std::in_place_index<1>, std::move(error)) {}

    bool ok() const noexcept { return content_.index() == 0; }
    explicit operator bool() const noexcept { return ok(); }
    // Only when ok().
    const T& value() const& { return std::get<0>(content_); }
    T& value() & { return std::get<0>(content_); }
    T&& value() && { return std::get<0>(std::move(content_)); }
    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }
    // Only when not ok().
    const Error& error() const { return std::get<1>(content_); }
    // The value, or a Fault with the error's words.
    T value_or_throw() && {
        if (!ok()) {
            throw Fault(error());
        }
        return std::get<0>(std::move(content_));
    }

private:
    std::variant<T, Error> content_;
};

// The Result of something that gives no value.
struct Done {
    bool operator==(const Done&) const = default;
};

}  // namespace arc
