#include "jobs/lending/consents.hpp"
#include "tools/arc-lend/answer.hpp"
#include "tools/arc-lend/verbs.hpp"

namespace arc {
namespace {

struct Options {
    ConsentRequest request;
    std::string number;
    std::string customer;
};

Options& options() {
    static Options values;
    return values;
}

}  // namespace

void add_consent_verbs(Tool& tool) {
    tool.verb("consent", "What customers agreed to: add, withdraw, list", nullptr);
    Command add = tool.verb("consent add", "Record that a customer agrees", [](Run& run) {
        return lend_and_print(run, "consent add", [](FilingRun& filing) {
            ManyDone done;
            done.answer = add_consent(filing, options().request);
            return done;
        });
    });
    add.add_option("CUSTOMER", options().request.customer, "Whose papers").required();
    add.add_option("--for", options().request.person, "For this person only");
    add.add_option("--given", options().request.given, "The day (today)");
    add.add_option("--until", options().request.until, "The last day (for good)");
    add.add_option("--evidence", options().request.evidence, "The paper that says so, or who heard it").required();
    Command withdraw = tool.verb("consent withdraw", "It does not hold any more", [](Run& run) {
        return lend_and_print(run, "consent withdraw", [](FilingRun& filing) {
            ManyDone done;
            done.answer = withdraw_consent(filing, options().number);
            return done;
        });
    });
    withdraw.add_option("CONSENT", options().number, "Its number").required();
    Command list = tool.verb("consent list", "What was agreed", [](Run& run) {
        return stream_from(run, "consent", [&](Archive& archive, RecordSink& out) {
            list_consents(archive, run.caller(), options().customer, out);
        });
    });
    list.add_option("CUSTOMER", options().customer, "Whose (all)");
}

}  // namespace arc
