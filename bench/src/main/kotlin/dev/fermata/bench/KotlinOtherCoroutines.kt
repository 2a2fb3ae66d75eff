@file:JvmName("KotlinOtherCoroutines")

package dev.fermata.bench

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.async
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/* The coroutines of OtherCoroutines, in the event loop of runBlocking. */

fun all(turns: Int): Long = runBlocking {
  val first = async { counting(turns) }
  val second = async { squaring(turns) }
  val third = async {
    var sum = 0L
    for (i in 0 until turns) {
      val future = CompletableDeferred<Int>()
      launch { future.complete(i) }
      sum += future.await()
    }
    sum
  }
  first.await() + second.await() + third.await() + nesting(turns)
}

private suspend fun counting(turns: Int): Long {
  var count = 0L
  repeat(turns) {
    yield()
    count++
  }
  return count
}

private suspend fun squaring(turns: Int): Long {
  var sum = 0L
  for (i in 0 until turns) {
    sum += i.toLong() * i
    yield()
  }
  return sum
}

private suspend fun nesting(turns: Int): Long {
  var sum = 0L
  for (i in 0 until turns) {
    sum += half(i)
  }
  return sum
}

private suspend fun half(number: Int): Int {
  yield()
  return number / 2
}
