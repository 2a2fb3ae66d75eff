package dev.fermata.weaver;

/**
 * How to weave.
 *
 * @param framesBeside whether the frame classes become class files beside the class (at build time), or are carried
 *     inside it and defined on first use (at load time)
 * @param keepVariables whether a debugger should find every named variable after a resume, also those that the program
 *     does not use any more; costs time and keeps garbage alive
 */
public record WeaverOptions(boolean framesBeside, boolean keepVariables) {
    /** For the agent: frames carried inside, only live variables kept. */
    public static final WeaverOptions LOAD_TIME = new WeaverOptions(false, false);

    /** For a build: frames beside, only live variables kept. */
    public static final WeaverOptions BUILD_TIME = new WeaverOptions(true, false);
}
