package dev.fermata.bench.generator

import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.RestrictsSuspension
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.createCoroutineUnintercepted
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlin.coroutines.resume

/**
 * A generator that takes values, which Kotlin's library does not have: the least that makes one of a coroutine, in the
 * manner of the library's `SequenceScope`.
 */
@RestrictsSuspension
class KotlinSending<Y, S>(body: suspend KotlinSending<Y, S>.() -> Unit) : Continuation<Unit> {
  private val first: Continuation<Unit> = body.createCoroutineUnintercepted(this, this)
  private var next: Continuation<S>? = null
  private var item: Y? = null

  override val context: CoroutineContext
    get() = EmptyCoroutineContext

  /** Runs the body to its first `yield`. */
  fun start() = first.resume(Unit)

  /** The `yield` at which the body is suspended evaluates to [value]; gives what the body yields next. */
  @Suppress("UNCHECKED_CAST")
  fun send(value: S): Y {
    next!!.resume(value)
    return item as Y
  }

  /** Hands out [value], and evaluates to what is sent next. */
  suspend fun yield(value: Y): S {
    item = value
    return suspendCoroutineUninterceptedOrReturn { continuation ->
      next = continuation
      COROUTINE_SUSPENDED
    }
  }

  override fun resumeWith(result: Result<Unit>) {
    next = null
    result.getOrThrow()
  }
}
