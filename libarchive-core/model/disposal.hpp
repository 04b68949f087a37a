#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace arc {

// The texts are in the catalog: never rename.
enum class DisposalState { proposed, approved, refused, executed, withdrawn };
std::string_view to_text(DisposalState state);
DisposalState parse_disposal_state(std::string_view text);

// 销毁清册: a list of documents to be destroyed, and what became of it.
struct Disposal {
    std::int64_t id = 0;
    std::string code;  // XH000001
    DisposalState state = DisposalState::proposed;
    std::string reason;
    std::string proposed;  // instants; "" while it has not happened
    std::string approved;
    std::string executed;
    std::string place;  // where it was done

    bool open() const { return state == DisposalState::proposed || state == DisposalState::approved; }
};

enum class DisposalPart { proposer, appraiser, approver, supervisor };
std::string_view to_text(DisposalPart part);
DisposalPart parse_disposal_part(std::string_view text);

struct DisposalSignature {
    DisposalPart part = DisposalPart::proposer;
    std::int64_t person = 0;
    std::string role;  // in which an approver signed
    std::string at;    // instant
};

// One document on the list, with what the register must still say when the document is gone.
struct DisposalItem {
    std::int64_t ordinal = 0;  // from 1
    std::int64_t document = 0;
    std::string number;
    std::string title;
    std::string dated;
    std::optional<std::int64_t> sides;
    std::string retention;
    std::string keep_until;
    std::string method;   // shred, tear …
    std::string digests;  // of all files that held its pages, once executed: hexadecimal, a space between
    std::string kept;     // why it was taken off the list, or ""
};

}  // namespace arc
