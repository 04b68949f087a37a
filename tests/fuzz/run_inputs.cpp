// A fuzzer without fuzzing: hands every file of the folders named to it, each within a second or two, and tells how
// many. It ends as the fuzzer would end: a crash, an abort or a sanitizer's report is a failed test.

#include "harness.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

int main(int count, char** folders) {
    int inputs = 0;
    for (int i = 1; i < count; ++i) {
        std::vector<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::directory_iterator(folders[i])) {
            files.push_back(entry.path());
        }
        std::ranges::sort(files);
        for (const std::filesystem::path& file : files) {
            std::printf("%s\n", file.filename().c_str());
            std::fflush(stdout);
            std::ifstream in(file, std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(in), {}};
            LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
            ++inputs;
        }
    }
    std::printf("%d inputs\n", inputs);
    return inputs > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
