#include "jobs/worker_spawn.hpp"

#include "base/say.hpp"
#include "store/files.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

#include <csignal>
#include <cstring>

extern char** environ;  // NOLINT: POSIX

namespace arc {
namespace {

class SpawnSettings {
public:
    explicit SpawnSettings(int socket) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_adddup2(&actions_, socket, worker_descriptor);
        posix_spawn_file_actions_addopen(&actions_, 0, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&actions_, 1, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addopen(&actions_, 2, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addclosefrom_np(&actions_, worker_descriptor + 1);
        posix_spawnattr_init(&attributes_);
        sigset_t signals;
        sigfillset(&signals);
        posix_spawnattr_setsigdefault(&attributes_, &signals);
        sigemptyset(&signals);
        posix_spawnattr_setsigmask(&attributes_, &signals);
        // A group of its own: Ctrl-C at the terminal is for the master, who must not take it for a crash on a page.
        posix_spawnattr_setpgroup(&attributes_, 0);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
    }
    ~SpawnSettings() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }
    SpawnSettings(const SpawnSettings&) = delete;
    SpawnSettings& operator=(const SpawnSettings&) = delete;

    const posix_spawn_file_actions_t* actions() const { return &actions_; }
    const posix_spawnattr_t* attributes() const { return &attributes_; }

private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

}  // namespace

pid_t spawn_worker(const WorkerCommand& command, int socket) {
    std::string program = command.program.native();
    std::vector<std::string> words = command.arguments;
    std::vector<char*> arguments{program.data()};
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    const SpawnSettings settings(socket);
    pid_t pid = -1;
    const int error =
        posix_spawn(&pid, program.c_str(), settings.actions(), settings.attributes(), arguments.data(), environ);
    if (error != 0) {
        const bool passes = is_passing(system_error(program, "start", error));
        throw Fault(passes ? ErrorCode::busy : ErrorCode::io, program,
                    say("cannot be started as a worker: {}", std::strerror(error)));
    }
    return pid;
}

}  // namespace arc
