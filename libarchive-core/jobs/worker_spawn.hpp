#pragma once

#include "jobs/worker.hpp"

#include <sys/types.h>

namespace arc {

// Starts the command with `socket` as its worker_descriptor, /dev/null as 0 to 2 and nothing else open, no signal
// blocked or caught, in a process group of its own. Fault when that cannot be done: busy for what passes, as too many
// processes, io for the rest.
pid_t spawn_worker(const WorkerCommand& command, int socket);

}  // namespace arc
