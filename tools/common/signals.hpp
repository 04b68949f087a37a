#pragma once

namespace arc {

// SIGINT and SIGTERM ask the run to stop after its current group; SIGPIPE becomes a write error.
void listen_to_signals();
bool stop_was_requested();
// Ends the process by the signal that was received, so that the parent sees 128+n; returns when there was none.
void end_by_signal_if_asked();

}  // namespace arc
