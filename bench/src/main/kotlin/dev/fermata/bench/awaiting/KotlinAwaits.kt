@file:JvmName("KotlinAwaits")

package dev.fermata.bench.awaiting

import java.util.concurrent.CompletableFuture
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/* The coroutines of FermataAwaits, in the event loop of runBlocking. */

fun sumOfDone(future: CompletableFuture<Int>, count: Int): Long = runBlocking {
  var sum = 0L
  repeat(count) { sum += future.await() }
  sum
}

fun drain(count: Int, mask: Int): Long = runBlocking {
  var sum = 0L
  numbers(count, mask).collect { sum += it }
  sum
}

private fun numbers(count: Int, mask: Int): Flow<Int> = flow {
  for (n in 1..count) {
    if (n and mask == 0) {
      yield()
    }
    emit(n)
  }
}
