#pragma once

#include <locale.h>

namespace arc {

// While it lives, the C library of this thread reads and writes UTF-8, whatever the machine's locale (cron has none):
// libarchive converts names by it, and fails or crashes on Chinese ones in the locale C. C.UTF-8 is always there in
// Debian; without it nothing changes.
class Utf8Locale {
public:
    Utf8Locale()
        : utf8_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), before_(utf8_ == nullptr ? nullptr : uselocale(utf8_)) {}
    ~Utf8Locale() {
        if (utf8_ != nullptr) {
            uselocale(before_);
            freelocale(utf8_);
        }
    }
    Utf8Locale(const Utf8Locale&) = delete;
    Utf8Locale& operator=(const Utf8Locale&) = delete;

private:
    locale_t utf8_;
    locale_t before_;
};

}  // namespace arc
