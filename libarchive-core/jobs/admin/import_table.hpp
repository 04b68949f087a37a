#pragma once

#include "jobs/change.hpp"
#include "rules/import_columns.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace arc {

// One row whose cells were found sound, with its values by column name.
class RowValues {
public:
    RowValues(int row, const std::vector<ColumnRule>* rules, std::vector<std::optional<std::string>> values)
        : row_(row), rules_(rules), values_(std::move(values)) {}

    int row() const { return row_; }
    // None: the file does not say; "": it says there is none.
    const std::optional<std::string>& said(std::string_view column) const;
    // "" for both.
    const std::string& text(std::string_view column) const;
    std::optional<std::int64_t> number(std::string_view column) const;
    // What the file says, else what was there before.
    std::string text_or(std::string_view column, const std::string& before) const {
        const std::optional<std::string>& value = said(column);
        return value ? *value : before;
    }
    // For defaults that the command line gives.
    void set(std::string_view column, const std::string& value);

private:
    int row_;
    const std::vector<ColumnRule>* rules_;
    std::vector<std::optional<std::string>> values_;
};

// Where a table says what is wrong with its rows.
class RowComplaints {
public:
    virtual ~RowComplaints() = default;
    virtual void error(int row, std::string_view column, std::string what, std::string next = {}) = 0;
    virtual void warning(int row, std::string_view column, std::string what, std::string next = {}) = 0;
};

enum class RowEffect { added, changed, unchanged };

struct ImportCounts {
    std::int64_t rows = 0;
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    void count(RowEffect effect) {
        ++(effect == RowEffect::added ? added : effect == RowEffect::changed ? changed : unchanged);
    }
};

// One kind of list: what its rows mean. Every row is checked, then the rows together, all before the transaction;
// then every row is put, within it.
class TableImport {
public:
    virtual ~TableImport() = default;
    virtual void check(const RowValues& row, RowComplaints& complaints) = 0;
    virtual void check_together(RowComplaints&) {}
    // The order in which rows are put; by default as they come. Positions from 0.
    virtual std::vector<std::size_t> order(std::size_t rows) const;
    virtual void put(const RowValues& row, Change& change, ImportCounts& counts) = 0;
    // After the last row.
    virtual void finish(Change&, ImportCounts&) {}
};

// What all tables need: codes of units and persons.
class Directory {
public:
    explicit Directory(Archive& archive);
    // The id; an unknown code is told and gives none. "" gives none too.
    std::optional<std::int64_t> unit(const RowValues& row, std::string_view column, RowComplaints& complaints) const;
    std::optional<std::int64_t> person(const RowValues& row, std::string_view column, RowComplaints& complaints) const;
    // Without complaints, for rows that were checked.
    std::optional<std::int64_t> unit(const std::string& code) const;
    std::optional<std::int64_t> person(const std::string& code) const;
    std::string code_of_unit(std::optional<std::int64_t> id) const;

private:
    using Codes = std::vector<std::pair<std::string, std::int64_t>>;  // by code
    static std::optional<std::int64_t> find(const Codes& codes, const std::string& code);
    Codes units_;
    Codes persons_;
};

// Gives what is stored for a private value, from the value and what stood there before.
using PrivateKeeper = std::function<std::string(const std::string& value, const std::string& before)>;

// The fields of a `fields` cell by name, after a row: what the row says of them over what was there.
class MergedFields {
public:
    using Texts = std::vector<std::pair<std::string, std::string>>;
    MergedFields(const std::string& before, const std::vector<const Field*>& fields, const RowValues& row,
                 const PrivateKeeper& keep);

    const Texts& texts() const { return texts_; }
    // As the cell has it; the text before when nothing changed.
    std::string encoded() const;

private:
    void set(const std::string& name, const std::string& value);
    std::string before_;
    Texts texts_;
    bool changed_ = false;
};

}  // namespace arc
