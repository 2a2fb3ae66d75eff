/**
 * Random programs: {@link dev.fermata.weaver.random.RandomProgram} makes one of a seed, {@link
 * dev.fermata.weaver.random.Shrinker} makes a failing one smaller.
 */
package dev.fermata.weaver.random;
