#include "jobs/barcodes/read_files.hpp"

#include "base/say.hpp"
#include "base/text.hpp"
#include "jobs/worker.hpp"
#include "record/page_record.hpp"

#include <deque>

namespace arc {
namespace {

struct Asked {
    std::string file;
    int frame = 0;
};

Record image_record(const Asked& asked, const PageCodes& found) {
    List codes;
    std::vector<std::string> words;
    for (const Barcode& code : found.codes) {
        codes.push_back(barcode_value(code));
        words.push_back(say("{}:{}", to_text(code.format), printable(code.text)));
    }
    Record record{"image", {}};
    record.fields = {{"file", printable(asked.file)}, {"frame", asked.frame},         {"width", found.width},
                     {"height", found.height},        {"barcodes", std::move(codes)}, {"codes", join(words, " ")},
                     {"unread_regions", found.unread}};
    return record;
}

PageCodesRequest request_for(const Asked& asked, const ReadFilesRequest& request) {
    PageCodesRequest wanted;
    wanted.path = asked.file;
    wanted.frame = asked.frame;
    wanted.find_regions = true;
    wanted.formats = request.formats;
    wanted.effort = request.effort;
    wanted.whole_page = WholePage::always;  // nobody has looked at these pages before
    return wanted;
}

// Folders are said to be such: decoders tell of a file that is not regular.
Error trouble_with(const std::string& file, Error error) {
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored)) {
        error = {ErrorCode::usage, {}, say("a folder"), say("name the files in it")};
    } else {
        error.next = advice_for(error);
    }
    error.subject = printable(file);
    return error;
}

}  // namespace

std::string advice_for(const Error& error) {
    switch (error.code) {
        case ErrorCode::not_found:
            return say("check the name");
        case ErrorCode::unsupported:
            return say("make an image of it first: TIFF, JPEG, PNG, BMP or PNM");
        case ErrorCode::limit:
            return say("make a smaller copy of it first");
        default:
            return error.next;
    }
}

ExitStatus read_files(const std::vector<std::string>& files, const ReadFilesRequest& request, Reporter& reporter,
                      RecordSink& sink) {
    WorkerPool workers(WorkerCommand{{"--worker", codes_worker}}, request.workers);
    std::deque<Asked> pending;
    std::int64_t read = 0;
    std::int64_t failed = 0;
    const auto ask = [&](const Asked& asked) {
        workers.submit(encode_codes_request(request_for(asked, request)));
        pending.push_back(asked);
    };
    const auto answer_one = [&] {
        const Asked asked = pending.front();
        pending.pop_front();
        const Result<std::string> answer = workers.next();
        const Result<PageCodes> found = answer ? read_codes_answer(*answer) : Result<PageCodes>(answer.error());
        if (!found) {
            reporter.problem(trouble_with(asked.file, found.error()));
            ++failed;
            return;
        }
        sink.put(image_record(asked, *found));
        ++read;
    };
    std::int64_t done = 0;
    for (const std::string& file : files) {
        if (reporter.stop_requested()) {
            break;
        }
        // What cannot be counted is one page, whose worker says why.
        const Result<int> counted = ImageFile::count_frames(file);
        const int frames = counted ? *counted : 1;
        for (int frame = 0; frame < frames; ++frame) {
            if (workers.full()) {
                answer_one();
            }
            ask({file, frame});
        }
        reporter.progress(++done, static_cast<std::int64_t>(files.size()));
    }
    while (!pending.empty()) {
        answer_one();
    }
    sink.flush();
    if (failed == 0) {
        return ExitStatus::done;
    }
    return read == 0 ? ExitStatus::usage : ExitStatus::findings;
}

}  // namespace arc
