#pragma once

#include "jobs/filing/filing_run.hpp"
#include "jobs/shelving/shelve_verbs.hpp"
#include "support/archive_maker.hpp"
#include "unit/jobs/lending/lending_model.hpp"

#include <functional>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace arc {

// A desk at which verbs of lending are done by chance, each held against the model: what may go, goes, what may not is
// refused and writes nothing.
class Desk : private LendingModel {
public:
    explicit Desk(unsigned seed);
    // So many verbs, in changes of a few, between which time passes.
    void run(int verbs);

    std::map<std::string, int> done;
    std::map<std::string, int> refused;

private:
    int below(int limit) { return static_cast<int>(chance_() % static_cast<unsigned>(limit)); }
    bool often() { return below(4) != 0; }
    void pass(int days);
    std::string day_text(int day) const;
    void fill(RowMaker& rows);
    void step();
    // The loan's record after the verb; nothing when it was refused, and then nothing was written.
    std::optional<Value> attempt(const std::string& verb, const Caller& who,
                                 const std::function<ManyDone(FilingRun&)>& work);
    std::string name(std::size_t thing) const;
    std::optional<std::int64_t> any_loan();

    void request(int from);
    void decide(const std::string& verb);
    void checkout();
    void renew();
    void recall();
    void give_back();
    void give_part_back();
    void lose_or_find();
    void settle();

    // The loan went as it should: its record and, of what came back, the model's own.
    void compare(std::int64_t id, const Value& record);
    void come_back(ModelLoan& loan, std::int64_t count);
    // Everything against everything: nothing is lent twice, and nothing is both lent and on the shelf.
    void check();

    std::mt19937 chance_;
    RowArchive made_;
    Caller caller_;
    Caller boss_;
    Change* change_ = nullptr;
    std::map<std::int64_t, std::int64_t> sides_;
    std::string last_refusal_;
};

}  // namespace arc
