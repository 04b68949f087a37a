#include "catalog/profile_table.hpp"

namespace arc {
namespace {

StoredProfile first_of(Statement& row) {
    if (!row.step()) {
        return {};
    }
    StoredProfile profile;
    profile.version = row.int64();
    profile.name = row.text();
    profile.text = row.text();
    return profile;
}

}  // namespace

StoredProfile ProfileTable::newest() {
    Statement row(*db_, "SELECT version, name, text FROM profile ORDER BY version DESC LIMIT 1");
    return first_of(row);
}

StoredProfile ProfileTable::of_version(std::int64_t version) {
    Statement row(*db_, "SELECT version, name, text FROM profile WHERE version = ?");
    return first_of(row.bind(version));
}

std::int64_t ProfileTable::add(const std::string& name, const std::string& text) {
    const std::int64_t version = newest().version + 1;
    Statement(*db_, "INSERT INTO profile (version, name, text) VALUES (?, ?, ?)")
        .bind(version)
        .bind(name)
        .bind(text)
        .run();
    return version;
}

}  // namespace arc
