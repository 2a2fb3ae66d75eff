/**
 * Rewrites methods into resumable ones. {@link dev.fermata.weaver.Weaver} is the way in, and says how a class goes through
 * the rest. Words: a <em>suspension point</em> is a call at which a body may stop; its <em>label</em> is its number; to
 * <em>spill</em> is to store variables in the <em>frame</em>, to <em>restore</em> is to load them again; the
 * <em>dispatch</em> leads to the point at which a body goes on.
 */
package dev.fermata.weaver;
