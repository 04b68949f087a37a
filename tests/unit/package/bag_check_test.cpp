#include "package/bag_check.hpp"

#include "base/checksum.hpp"
#include "package/container_writer.hpp"
#include "support/temp_folder.hpp"

#include <doctest/doctest.h>

#include <array>
#include <fstream>
#include <map>

using namespace arc;
namespace fs = std::filesystem;

namespace {

// The files of a bag, to be changed before it is judged.
class SmallBag {
public:
    SmallBag() {
        files["data/一.txt"] = "one";
        files["data/two.txt"] = "two";
        files["bagit.txt"] = bag_declaration_text();
        files["bag-info.txt"] = "Payload-Oxum: 6.2\n";
        seal();
    }

    // Manifests of what is there now.
    void seal() {
        std::string payload;
        std::string tags;
        for (const auto& [path, bytes] : files) {
            if (path.starts_with("data/")) {
                payload += manifest_line(sha512(bytes), path);
            }
        }
        files["manifest-sha512.txt"] = payload;
        for (const char* path : {"bagit.txt", "bag-info.txt", "manifest-sha512.txt"}) {
            tags += manifest_line(sha512(files[path]), path);
        }
        files["tagmanifest-sha512.txt"] = tags;
    }

    BagReport judged() const {
        const TempFolder folder;
        for (const auto& [path, bytes] : files) {
            fs::create_directories((folder.path() / path).parent_path());
            std::ofstream(folder.path() / path, std::ios::binary) << bytes;
        }
        const std::unique_ptr<PackageSource> source = open_package(folder.path()).value_or_throw();
        return check_bag(*source, {});
    }

    // The same in a container, below one folder.
    BagReport judged_in(ContainerKind kind, const char* name) const {
        const TempFolder folder;
        std::ofstream file(folder.path() / name, std::ios::binary);
        ContainerWriter writer(kind, Instant{}, [&](std::string_view bytes) { file << bytes; });
        for (const auto& [path, bytes] : files) {
            writer.begin("bag/" + path, static_cast<std::int64_t>(bytes.size()));
            writer.add(bytes);
        }
        writer.finish();
        file.close();
        const std::unique_ptr<PackageSource> source = open_package(folder.path() / name).value_or_throw();
        return check_bag(*source, {});
    }

    static std::string sha512(std::string_view bytes) {
        const std::array algorithms{ChecksumAlgorithm::sha512};
        Checksums sums(algorithms);
        sums.add(bytes);
        return sums.finish().front();
    }

    std::map<std::string, std::string> files;
};

std::string first_problem(const BagReport& report) {
    return report.problems.empty() ? std::string() : report.problems.front().message();
}

void replace(std::string& text, const std::string& from, const std::string& to) {
    text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("a whole bag is valid, in a folder, a tar and a zip file") {
    const SmallBag bag;
    for (const BagReport& report :
         {bag.judged(), bag.judged_in(ContainerKind::tar, "bag.tar"), bag.judged_in(ContainerKind::zip, "bag.zip")}) {
        CHECK_MESSAGE(report.valid(), first_problem(report));
        CHECK(report.warnings.empty());
        CHECK(report.files == 2);
        CHECK(report.bytes == 6);
        CHECK(report.algorithms == std::vector<std::string>{"sha512"});
    }
}

TEST_CASE("what is neither declared nor has manifests is no bag") {
    SmallBag bag;
    bag.files = {{"data/x", "x"}};
    CHECK(!bag.judged().is_bag);
    bag.files["manifest-sha512.txt"] = "";
    CHECK(first_problem(bag.judged()) == "bagit.txt: is missing");
}

TEST_CASE("a changed, a missing and an unlisted file make a bag invalid") {
    SmallBag changed;
    changed.files["data/two.txt"] = "twi";
    CHECK(first_problem(changed.judged()).starts_with("data/two.txt: is not what manifest-sha512.txt says"));
    SmallBag missing;
    missing.files.erase("data/two.txt");
    CHECK(first_problem(missing.judged()) == "data/two.txt: is missing; manifest-sha512.txt:1 lists it");
    SmallBag unlisted;
    unlisted.files["data/three.txt"] = "three";
    CHECK(first_problem(unlisted.judged()) == "data/three.txt: is not in manifest-sha512.txt");
    SmallBag tag;
    tag.files["bag-info.txt"] = "Payload-Oxum: 6.2 \n";
    CHECK(first_problem(tag.judged()).starts_with("bag-info.txt: is not what tagmanifest-sha512.txt says"));
}

TEST_CASE("paths that lead out of the bag are refused") {
    for (const char* path : {"/etc/passwd", "data/../../x", "~/x", "C:\\x", "\\\\server\\x", "%HomeDrive%\\x"}) {
        SmallBag bag;
        bag.files["manifest-sha512.txt"] += manifest_line(SmallBag::sha512("x"), path);
        CHECK_MESSAGE(!bag.judged().valid(), path);
    }
}

TEST_CASE("what older versions bore with a warning is an error in 1.0") {
    for (const bool old : {true, false}) {
        SmallBag bag;
        if (old) {
            replace(bag.files["bagit.txt"], "1.0", "0.97");
        }
        bag.seal();
        bag.files["manifest-sha512.txt"] += manifest_line(SmallBag::sha512("two"), "data/two.txt");
        std::string tags;
        for (const char* path : {"bagit.txt", "bag-info.txt", "manifest-sha512.txt"}) {
            tags += manifest_line(SmallBag::sha512(bag.files[path]), path);
        }
        bag.files["tagmanifest-sha512.txt"] = tags;
        const BagReport report = bag.judged();
        CHECK(report.valid() == old);
        CHECK(report.warnings.empty() != old);
    }
}

TEST_CASE("only line ends and the percent sign are decoded in paths") {
    SmallBag bag;
    bag.files["data/a%7Eb"] = "x";
    bag.files["data/a\nb"] = "y";
    bag.files["bag-info.txt"] = "Payload-Oxum: 8.4\n";
    bag.seal();
    CHECK(bag.files["manifest-sha512.txt"].find("data/a%257Eb") != std::string::npos);
    const BagReport report = bag.judged();
    CHECK_MESSAGE(report.valid(), first_problem(report));
}

TEST_CASE("bagit.txt is read by the letter") {
    CHECK(read_bag_declaration("BagIt-Version: 1.0\r\nTag-File-Character-Encoding: UTF-8\r\n").ok());
    CHECK(read_bag_declaration("BagIt-Version: 0.96\nTag-File-Character-Encoding: UTF-16").value().encoding ==
          "UTF-16");
    for (const char* wrong : {"", "BagIt-Version: 1.0\n", "BagIt-Version: .97\nTag-File-Character-Encoding: UTF-8\n",
                              "BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n",
                              "BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n",
                              "\xEF\xBB\xBF"
                              "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
                              "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\nmore\n"}) {
        CHECK_MESSAGE(!read_bag_declaration(wrong).ok(), wrong);
    }
}
