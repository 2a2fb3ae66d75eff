/** Worker processes, against threads and against CPython's. Start at {@link dev.fermata.bench.processes.ProcessWorks}. */
@NullMarked
package dev.fermata.bench.processes;

import org.jspecify.annotations.NullMarked;
