#pragma once

#include "torture/commands.hpp"

#include <filesystem>
#include <map>
#include <mutex>
#include <set>
#include <string>

namespace arc {

// What the tools said was done, and the proof that the archive holds it: all of it, once, and nothing else.
class Acknowledged {
public:
    void customer(const std::string& number, const std::string& name) { set(customers_, number, name); }
    void ticket(const std::string& number, const std::string& stage) { set(tickets_, number, stage); }
    // The pages of a batch as "digest", each with the times it came.
    void page(const std::string& batch, const std::string& digest);
    void label(const std::string& code);  // issued by us: twice the same is trouble
    // Whose it is ("ticket T1", "customer C1") and how many pages it has.
    void document(std::int64_t id, const std::string& owner, int pages);

    // Each difference is trouble.
    void compare(const std::filesystem::path& archive, Commands& commands);

private:
    void set(std::map<std::string, std::string>& values, const std::string& key, const std::string& value) {
        const std::lock_guard guard(mutex_);
        values[key] = value;
    }
    std::mutex mutex_;
    std::map<std::string, std::string> customers_;
    std::map<std::string, std::string> tickets_;
    std::map<std::string, std::string> pages_;
    std::map<std::string, std::string> documents_;
    std::map<std::string, std::string> labels_;
};

}  // namespace arc
