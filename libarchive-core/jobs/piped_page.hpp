#pragma once

#include "jobs/archive.hpp"
#include "jobs/caller.hpp"
#include "model/page.hpp"
#include "model/value.hpp"

#include <optional>
#include <string>

namespace arc {

// A page record that came down the pipe: the page as the record tells of it, and as the catalog has it.
struct PipedPage {
    Page told;
    std::optional<Page> stored;  // nothing of a page that only a dry run upstream has taken
};

// Fault (usage): the record is malformed, is of a dry run where this run is none, or tells of no page of this archive.
// Its id alone proves nothing: what a dry run foretold another page may have got since.
PipedPage read_piped_page(Archive& archive, const Caller& caller, const Record& record);

// How the two differ in what a page never changes: its place in its batch and its bytes. "" when they are one page.
std::string difference_of(const Page& told, const Page& stored);

// The command line that takes a batch through the pipe from where it is now.
std::string resume_line(const std::string& batch);

}  // namespace arc
