#pragma once

#include "unit/jobs/keeping/keeping_desk.hpp"

#include "jobs/filing/document_verbs.hpp"
#include "jobs/shelving/shelve_verbs.hpp"

#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace arc {

// Random but repeatable work of the paper side, sensible and senseless: every verb that moves, binds, hands over,
// reviews, holds, appraises or destroys papers and their pages. Much of it is refused.
class PaperScript {
public:
    explicit PaperScript(unsigned seed);

    // One verb. What came of it: its name, and why it was refused ("" when it was done).
    struct Step {
        std::string verb;
        std::string refusal;
    };
    Step step();

    Archive& archive() { return desk.rows.archive(); }

    KeepingDesk desk;
    std::map<std::string, int> done;  // how often each verb was not refused
    std::set<std::string> never;      // verbs that are not tried

private:
    static constexpr int customers = 3;
    static constexpr int files = 6;
    static constexpr int frames_in_file = 4;
    struct Act {
        const char* verb;
        void (PaperScript::*act)();
    };
    static const std::vector<Act>& acts();

    int pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }
    template <class T>
    const T& any(const std::vector<T>& values) {
        return values[static_cast<std::size_t>(pick(static_cast<int>(values.size())))];
    }
    std::int64_t id_in(const char* table);
    std::string one_of(const std::vector<std::string>& codes);
    std::string document();
    std::string number();
    std::string volume();
    std::string box();
    std::string thing();
    std::string place();
    std::string page();
    std::vector<std::string> pages();
    std::string person();
    std::string gate();
    std::string list() { return one_of(lists_); }
    std::string disposal() { return one_of(disposals_); }
    // A verb by somebody, mostly the one named.
    Answer by(const std::string& account, const std::function<Answer(FilingRun&)>& work);
    Answer many(const std::function<ManyDone(FilingRun&)>& work);

    // Pages and documents.
    static DocumentRequest paper_of(int owner);
    void register_one();
    void supplement();
    void assign();
    void insert();
    void move_some();
    void drop();
    void replace();
    void reorder();
    void split();
    void merge();
    void move_whole();
    void withdraw();
    void set();
    // Shelves.
    void put_on_shelf();
    void put_at();
    void open_a_box();
    void box_put();
    void box_take();
    void open_a_volume();
    void volume_add();
    void volume_remove();
    void volume_order();
    void volume_close();
    void volume_reopen();
    void build();
    void change_place();
    void close_a_place();
    void retire_closed();
    // From hand to hand.
    void scan();
    void compare();
    void say_where();
    void handover_open();
    void handover_add();
    void handover_remove();
    void handover_declare();
    void handover_give();
    void handover_count();
    void handover_take();
    void handover_withdraw();
    // Gates, entries, tickets.
    void review_open();
    void review_pass();
    void review_fail();
    void review_mended();
    void entry();
    void entry_done();
    void ticket_close();
    void ticket_reopen();
    void customer_close();
    void wait();
    // The end.
    void hold();
    void lift();
    void appraise_some();
    void dispose_propose();
    void dispose_approve();
    void dispose_refuse();
    void dispose_withdraw();
    void dispose_keep();
    void dispose_execute();

    std::mt19937 random_;
    std::string verb_;
    Day today_;
    std::vector<std::string> lists_;
    std::vector<std::string> disposals_;
};

}  // namespace arc
