#pragma once

#include "support/samples/chance.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace arc_tests {

inline constexpr int papers_in_a_volume = 40;

// How large the archive is to be.
struct ArchiveSize {
    int pages = 6'000'000;
    int documents = 1'000'000;
    int customers = 300'000;
    std::uint64_t seed = 1;
    int group = 64;  // pages that one event tells of
};

struct PlannedCustomer {
    std::string number;  // ten digits
    std::string name;
    std::string address;
    std::string phone;
    std::string opened;  // day
    bool organisation = false;
    bool high = false;
};

struct PlannedDocument {
    std::string type;
    std::string dated;
    int pages = 0;  // with writing or blank, without the separator sheet
};

struct PlannedTicket {
    std::string number;  // twelve digits
    std::string type;
    std::string opened;  // day
    std::vector<std::string> stages;
    bool closed = false;
    std::vector<PlannedDocument> documents;  // some that the profile requires are left out
};

// Chinese names as common as they are: every fourteenth customer is a 王.
PlannedCustomer plan_customer(int index, Chance& chance);

// The tickets of an archive one after another, until all its documents are planned.
class TicketPlan {
public:
    explicit TicketPlan(const ArchiveSize& size) : size_(size) {}
    bool done() const { return documents_ >= size_.documents; }
    // Of a customer of the power utility's profile.
    PlannedTicket next(const PlannedCustomer& customer, Chance& chance);

private:
    int pages_of_next(Chance& chance);
    ArchiveSize size_;
    int tickets_ = 0;
    int documents_ = 0;
    int pages_ = 0;  // separator sheets included
};

// A day of the years given, both included.
std::string day_between(int first_year, int last_year, Chance& chance);

}  // namespace arc_tests
