#pragma once

#include "jobs/filing/filing_run.hpp"
#include "jobs/shelving/shelve_verbs.hpp"
#include "tools/common/tool.hpp"

#include <functional>
#include <string>

namespace arc {

// The columns in which people see records of a kind.
const std::vector<ViewColumn>& columns_of(const std::string& kind);
// The records as the user wants them, in tables one for each run of records of a kind.
void print_answer(Run& run, const Archive& archive, const Answer& answer);
// Opens the archive for writing, runs the verb, prints its answer. The status tells of the problems that were said.
ExitStatus file_and_print(Run& run, const std::string& verb, const std::function<Answer(FilingRun&)>& work);
// The same for a verb that works on lines: the arguments or all of standard input in one change; what a hand scanner
// types on a terminal line by line, each answered and on record before the next.
using LinesWork = std::function<Answer(FilingRun&, const std::vector<std::string>& lines)>;
ExitStatus file_lines(Run& run, const std::string& verb, const std::vector<std::string>& arguments,
                      const LinesWork& work);

// The same for verbs that take many things; status 4 where all of them were refused.
ExitStatus file_many_and_print(Run& run, const std::string& verb, const std::function<ManyDone(FilingRun&)>& work);
// Records of a job that puts them somewhere, kept for print_answer.
class AnswerSink final : public RecordSink {
public:
    explicit AnswerSink(Answer& answer) : answer_(&answer) {}
    void put(const Record& record) override { answer_->push_back(record); }
    void flush() override {}

private:
    Answer* answer_;
};
// A verb that only reads.
ExitStatus print_read(Run& run, const std::function<Answer(Archive&)>& work);

}  // namespace arc
