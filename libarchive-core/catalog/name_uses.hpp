#pragma once

#include "catalog/sqlite.hpp"
#include "model/profile.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace arc {

// How often records use the names that a profile declares, and changing such a name in all of them.
class NameUses {
public:
    // The profile in force must outlive it.
    NameUses(Db& db, const Profile& profile) : db_(&db), profile_(&profile) {}

    struct Use {
        NameKind kind = NameKind::document_type;
        std::string name;  // OWNER/NAME where names belong to something, as declared_names() gives them
        std::int64_t records = 0;
    };
    std::vector<Use> count();
    // Changes the name in every record; names of owners that were renamed stand already as they will be. Returns how
    // many rows were changed.
    std::int64_t rename(NameKind kind, const std::string& from, const std::string& to);

    // How many tickets of this type, or customers, lack a document of this type.
    struct Lack {
        std::int64_t all = 0;
        std::int64_t without = 0;
    };
    Lack tickets_without(const std::string& ticket_type, const std::string& document_type);
    Lack customers_without(const std::string& document_type);

private:
    void add(NameKind kind, const std::string& sql, std::vector<Use>& uses);
    void add_owned(NameKind kind, const std::string& sql, std::vector<Use>& uses);
    void add_list_values(std::vector<Use>& uses);
    std::int64_t run(const std::string& sql, const std::vector<std::string>& values);
    std::int64_t rename_field(const std::string& table, const std::string& where, const std::string& from,
                              const std::string& to, const std::string& owner);
    std::int64_t rename_stage(const std::string& from, const std::string& to, const std::string& type);
    std::int64_t rename_list_value(const std::string& list, const std::string& from, const std::string& to);
    Db* db_;
    const Profile* profile_;
};

}  // namespace arc
