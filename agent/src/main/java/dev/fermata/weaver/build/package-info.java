/** Weaving at build time: the command line, in {@link dev.fermata.weaver.build.Main}. */
package dev.fermata.weaver.build;
