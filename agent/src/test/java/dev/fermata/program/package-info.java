/** Small programs that tests compile, weave, and run: here, or in JVMs of their own as a user runs them. */
package dev.fermata.program;
