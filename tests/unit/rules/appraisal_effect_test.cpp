#include "rules/appraisal_effect.hpp"

#include "profile/load_profile.hpp"

#include <doctest/doctest.h>

using namespace arc;

namespace {

const Profile& profile() {
    static const Profile loaded = [] {
        LoadedProfile made = load_profile(
            "profile: p\ntitle: {en: p}\nsubject: none\nseries: [year]\n"
            "documents: {secrecy: [open, internal, secret], access: [unreviewed, free, controlled]}\n"
            "document_types: {letter: {en: letter}}\ndisposal: {aspects: [keep, open, digitise, declassify, value]}\n",
            "p.yaml");
        REQUIRE(made.ok());
        return std::move(*made.profile);
    }();
    return loaded;
}

Document a_letter() {
    Document document;
    document.id = 1;
    document.type = "letter";
    document.secrecy = 2;
    document.retention = "10y from year.end 2010-12-31";
    document.keep_until = "2020-12-31";
    return document;
}

Appraisal judged(const char* aspect, const char* verdict, const char* until = "") {
    return {3, 1, aspect, verdict, until, "because", "", {}};
}

Document after(const Appraisal& appraisal) {
    return appraised(profile(), a_letter(), appraisal).value_or_throw();
}
std::string error(const Appraisal& appraisal) {
    return appraised(profile(), a_letter(), appraisal).error().message();
}

}  // namespace

TEST_CASE("keeping gives a new term, to a day or for ever") {
    const Document longer = after(judged("keep", "keep", "2040-12-31"));
    CHECK(longer.retention == "until 2040-12-31 by appraisal 3");
    CHECK(longer.keep_until == "2040-12-31");
    const Document always = after(judged("keep", "keep", "permanent"));
    CHECK(always.retention == "permanent by appraisal 3");
    CHECK(always.keep_until.empty());
    for (const char* verdict : {"transfer", "destroy"}) {
        CHECK(after(judged("keep", verdict)).retention == a_letter().retention);
    }
    CHECK(error(judged("keep", "keep")) ==
          "--until: how long it is kept must be said; give --until DAY or --until permanent");
    CHECK(error(judged("keep", "burn")) == "burn: no verdict about keeping; one of keep, transfer, destroy");
}

TEST_CASE("opening sets the access state, declassifying lowers the level") {
    CHECK(after(judged("open", "free")).access == "free");
    CHECK(error(judged("open", "public")) ==
          "public: no access state of the profile; one of unreviewed, free, controlled");
    CHECK(after(judged("declassify", "internal", "2030-01-01")).secrecy == 1);
    CHECK(after(judged("declassify", "internal", "2030-01-01")).secret_until == "2030-01-01");
    CHECK(after(judged("declassify", "0")).secrecy == 0);
    CHECK(after(judged("declassify", "secret", "2030-01-01")).secret_until == "2030-01-01");
    CHECK(error(judged("declassify", "secret")) ==
          "secret: is not below its level 2; declassifying lowers the level or brings its end nearer");
    CHECK(error(judged("declassify", "top")) == "top: no secrecy level of the profile; one of open, internal, secret");
}

TEST_CASE("digitising and aspects of one's own change nothing") {
    CHECK(after(judged("digitise", "yes")).retention == a_letter().retention);
    CHECK(error(judged("digitise", "perhaps")) == "perhaps: no verdict about digitising; one of yes, no");
    CHECK(after(judged("value", "high")).access.empty());
    CHECK(error(judged("beauty", "high")) ==
          "beauty: no aspect that the profile appraises; one of keep, open, digitise, declassify, value");
}

TEST_CASE("what is gone takes no verdict") {
    Document gone = a_letter();
    gone.destroyed = "2025-01-01T00:00:00.000Z";
    CHECK(appraised(profile(), gone, judged("open", "free")).error().what == "was destroyed");
}
