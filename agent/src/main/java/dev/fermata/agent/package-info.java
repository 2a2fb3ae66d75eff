/** The Java agent: {@link dev.fermata.agent.Agent} is where the JVM comes in. */
package dev.fermata.agent;
