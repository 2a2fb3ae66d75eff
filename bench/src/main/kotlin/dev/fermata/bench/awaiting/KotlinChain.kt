@file:JvmName("KotlinChain")

package dev.fermata.bench.awaiting

import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/* The chain of Chain by suspending functions, in the event loop of runBlocking. */

fun sum(count: Int, mask: Int): Long = runBlocking {
  var sum = 0L
  for (n in 1..count) {
    sum += one(n, mask)
  }
  sum
}

private suspend fun one(n: Int, mask: Int): Int = two(n, mask) xor (n shl 1)

private suspend fun two(n: Int, mask: Int): Int = three(n, mask) xor (n shl 2)

private suspend fun three(n: Int, mask: Int): Int = four(n, mask) xor (n shl 3)

private suspend fun four(n: Int, mask: Int): Int = five(n, mask) xor (n shl 4)

private suspend fun five(n: Int, mask: Int): Int = six(n, mask) xor (n shl 5)

private suspend fun six(n: Int, mask: Int): Int = seven(n, mask) xor (n shl 6)

private suspend fun seven(n: Int, mask: Int): Int = eight(n, mask) xor (n shl 7)

private suspend fun eight(n: Int, mask: Int): Int = nine(n, mask) xor (n shl 8)

private suspend fun nine(n: Int, mask: Int): Int = ten(n, mask) xor (n shl 9)

private suspend fun ten(n: Int, mask: Int): Int {
  if (n and mask == 0) {
    yield()
  }
  return n
}
