#pragma once

#include "catalog/document_table.hpp"
#include "jobs/find/thing_record.hpp"
#include "model/hold.hpp"

#include <string>
#include <vector>

namespace arc {

std::vector<const Field*> pointers_to(const std::vector<Field>& fields);

// What is shown of one thing beside its own fields: what lies in it, what was done to it, what holds it. Things that
// the caller may not see are left out.
class ShownParts {
public:
    ShownParts(Archive& archive, ThingRecords& records, Thing thing, ThingRecords::Masking masking)
        : archive_(&archive), records_(&records), thing_(thing), masking_(masking) {}

    List documents(const std::vector<CountedDocument>& found);
    List pages();        // of a document
    List inside_box();   // what lies in it
    List standing();     // what stands at a place
    List handed_over();  // the lines of a list
    List holds(const std::vector<Hold>& holds);
    List appraisals();
    Object disposal(const Document& document);  // the list it is on its way out with, or went with
    bool is_reviewed();                         // a document that quality gates look at
    Object gates();
    List reviews();
    List steps();  // the thing's own scans on the way of the paper
    List waivers();
    List entries();  // the newest; whoever wants more asks arc-file entry list
    std::string label();

private:
    // A thing's name and title, where the reader may see it.
    void add_thing(List& list, Thing thing, Object fields);

    Archive* archive_;
    ThingRecords* records_;
    Thing thing_;
    ThingRecords::Masking masking_;
};

}  // namespace arc
